//! What `test` says of rows with a mistake: a misspelt name must not make a row pass.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::unwrap_used,
    clippy::arithmetic_side_effects,
    reason = "a test that can't go on says so"
)]

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

const AUTHORING: &str = include_str!("../../docs/authoring.md");

/// A folder with a new payer, whose rows pass.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("rows-{name}"));
        let _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir_all(&folder).unwrap();
        let folder = Folder(folder);
        assert!(folder.run(&["new", "acme"]).status.success());
        folder
    }

    fn run(&self, args: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_p2p-review"))
            .args(args)
            .current_dir(&self.0)
            .output()
            .unwrap()
    }

    fn rows(&self) -> String {
        std::fs::read_to_string(self.0.join("acme.rows.toml")).unwrap()
    }

    /// What is said of these rows, and the exit code.
    fn test(&self, rows: &str) -> (String, i32) {
        std::fs::write(self.0.join("wrong.toml"), rows).unwrap();
        let done = self.run(&["test", "acme.toml", "--rows", "wrong.toml", "--quick"]);
        let said = [done.stdout, done.stderr].concat();
        (
            String::from_utf8(said).unwrap(),
            done.status.code().unwrap(),
        )
    }
}

/// The line in which the rows first differ.
fn changed_line(before: &str, after: &str) -> usize {
    let mut lines = before.lines().zip(after.lines());
    lines.position(|(one, other)| one != other).unwrap() + 1
}

const UNTIL: &str = r#"deadline = { start = "2026-03-02", "#;

#[test]
fn a_name_that_nothing_has_is_an_error() {
    let folder = Folder::new("names");
    let rows = folder.rows();
    for (from, to, says) in [
        (
            "appeal_filed      = false",
            "appeal_field      = false",
            "there is no fact `appeal_field`; did you mean `appeal_filed`",
        ),
        (
            r#"with     = { denial_date = "#,
            r#"with     = { denail_date = "#,
            "there is no fact `denail_date`; did you mean `denial_date`",
        ),
        (
            r#"proves   = ["ACME-04"]"#,
            r#"proves   = ["ACME-44"]"#,
            "there is no statement or decision `ACME-44`; did you mean ",
        ),
        (
            r#"outcome  = "eligible""#,
            r#"outcome  = "approved""#,
            "`outcome` is one of eligible, ineligible, incomplete",
        ),
        (
            r#"rejects  = ["denial_date ACME-01"]"#,
            r#"rejects  = ["?denial_date ACME-91"]"#,
            "there is no statement `ACME-91`",
        ),
        (
            r#"rejects  = ["denial_date ACME-01"]"#,
            r#"rejects  = ["too-late"]"#,
            "there is no fact `too-late`",
        ),
        (
            r#"rejects  = ["denial_date ACME-01"]"#,
            r#"rejects  = "denial_date ACME-01""#,
            "expected a list",
        ),
        (
            r#"needed_has = ["member_name ACME-04","#,
            r#"needed_has = ["membername ACME-04","#,
            "there is no fact `membername`; did you mean `member_name`",
        ),
        (
            UNTIL,
            r#"deadline = { begin = "2026-03-02", "#,
            "there is no key `begin`; known names: id, label, start",
        ),
        (
            UNTIL,
            r#"deadline = { days = [{ day = "2026-03-02" }], "#,
            "there is no key `day`",
        ),
        (
            r#"on       = "clean""#,
            r#"on       = "cleen""#,
            "there is no base `cleen`; did you mean `clean`?",
        ),
    ] {
        let wrong = rows.replacen(from, to, 1);
        let line = changed_line(&rows, &wrong);
        let (said, code) = folder.test(&wrong);
        assert_eq!(code, 2, "{to}: {said}");
        assert!(said.contains(says), "{to}: {said}");
        // What a row lacks is told where the row begins.
        let row = wrong.lines().take(line).collect::<Vec<_>>();
        let row = row.iter().rposition(|text| *text == "[[row]]");
        let places = [line, row.map_or(0, |at| at + 1)];
        let placed = places
            .iter()
            .any(|line| said.contains(&format!("wrong.toml:{line}: ")));
        assert!(placed, "{to}: {said}");
    }
}

#[test]
fn names_that_something_has_are_none() {
    let folder = Folder::new("sound");
    let rows = folder.rows();
    for (from, to) in [
        (
            r#"outcome  = "eligible""#,
            "outcome  = \"eligible\"\nclocks   = {}\nneeded_not = [\"call_windows\"]",
        ),
        (
            r#"proves   = ["ACME-04"]"#,
            r#"proves   = ["ACME-04", "C19"]"#,
        ),
        (
            r#"with     = { payer = "acme" }"#,
            "with     = { payer = \"acme\", shoe_size = 9 }\nunknown  = [\"shoe_size\"]",
        ),
        (UNTIL, "deadline = { start = 2026-03-02, "),
    ] {
        let changed = rows.replacen(from, to, 1);
        assert_ne!(changed, rows, "{from}");
        let (said, code) = folder.test(&changed);
        assert_eq!(code, 0, "{to}: {said}");
    }
    // Rows of other payers are left out, and what they name is theirs.
    let (_, clean) = rows.split_once("[base.clean]").unwrap();
    let others = clean.replace("acme", "zenith").replace("ACME", "Z");
    let others = others.replace("\"clean\"", "\"zenith\"");
    let both = format!("{rows}\n[base.zenith]{others}");
    let (said, code) = folder.test(&both);
    assert_eq!(code, 0, "{said}");
}

#[test]
fn an_unknown_clock_is_an_error() {
    let folder = Folder::new("clocks");
    let rows = folder.rows().replacen(
        r#"outcome  = "eligible""#,
        "outcome  = \"eligible\"\nclocks   = { talk = \"none\" }",
        1,
    );
    let (said, code) = folder.test(&rows);
    assert_eq!(code, 2, "{said}");
    assert!(
        said.contains("there is no clock `talk`; there are none"),
        "{said}"
    );
}

#[test]
fn an_instant_that_is_none_is_told_how_it_is_written() {
    let folder = Folder::new("instants");
    let rows = folder.rows();
    let now = r#"now = "2026-03-03T17:00:00Z""#;
    for wrong in [
        r#"now = "2026-03-03""#,
        "now = 2026-03-03",
        "now = 2026-03-03T17:00:00Z",
        r#"now = "soon""#,
    ] {
        let wrong = rows.replacen(now, wrong, 1);
        let line = changed_line(&rows, &wrong);
        let (said, code) = folder.test(&wrong);
        assert_eq!(code, 2, "{said}");
        assert!(
            said.contains(&format!("wrong.toml:{line}: "))
                && said.contains("such as \"2026-03-03T18:00:00Z\""),
            "{said}"
        );
    }
}

#[test]
fn the_document_names_every_key() {
    let folder = Folder::new("keys");
    for (table, keys) in [
        (
            folder.rows().replacen("outcome", "colour", 1),
            "A row's keys",
        ),
        (
            format!("colour = 1\n{}", folder.rows()),
            "the keys of a file",
        ),
    ] {
        let (said, _) = folder.test(&table);
        let known = said.split_once("expected one of ").expect(keys).1;
        let known: Vec<&str> = known.split('`').skip(1).step_by(2).collect();
        assert!(known.len() > 3, "{said}");
        for key in known.iter().filter(|key| **key != "case") {
            let named = [
                format!("`{key}`"),
                format!("`[[{key}]]`"),
                format!("`[{key}."),
            ];
            assert!(
                named.iter().any(|named| AUTHORING.contains(named)),
                "{keys}: {key}"
            );
        }
    }
}
