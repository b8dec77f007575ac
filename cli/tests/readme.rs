//! The command line does what its README shows.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that can't go on says so"
)]

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

const README: &str = include_str!("../README.md");

/// A folder as the README's reader has it.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        let _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir_all(&folder).unwrap();
        let root = env!("CARGO_MANIFEST_DIR");
        let copied = Command::new("cp")
            .args([
                "-R",
                &format!("{root}/examples/."),
                &format!("{root}/../policies"),
            ])
            .arg(&folder)
            .status();
        assert!(copied.unwrap().success(), "the examples are copied");
        Folder(folder)
    }

    /// What a shell shows, the exit code included where it is not 0.
    fn run(&self, command: &str) -> String {
        let program = Path::new(env!("CARGO_BIN_EXE_p2p-review"));
        let before = env::var("PATH").unwrap();
        let path = format!("{}:{before}", program.parent().unwrap().display());
        let done = Command::new("sh")
            .args(["-c", &format!("exec 2>&1\n{command}")])
            .env("PATH", path)
            .current_dir(&self.0)
            .output()
            .unwrap();
        let mut shown = String::from_utf8(done.stdout).unwrap();
        match done.status.code() {
            Some(0) => {}
            code => shown.push_str(&format!("[{}]\n", code.unwrap_or(-1))),
        }
        shown
    }
}

/// Whether this is what is shown, where `...` stands for anything.
fn fits(shown: &str, expected: &str) -> bool {
    let mut parts = expected.split("...");
    let Some(rest) = parts.next().and_then(|first| shown.strip_prefix(first)) else {
        return false;
    };
    let mut rest = rest;
    let parts: Vec<&str> = parts.collect();
    let Some((last, middle)) = parts.split_last() else {
        return rest.is_empty();
    };
    for part in middle {
        let Some(at) = rest.find(part) else {
            return false;
        };
        rest = rest.get(at.saturating_add(part.len())..).unwrap_or("");
    }
    rest.ends_with(last)
}

/// Every command of the README with what it is to show.
fn examples() -> Vec<(String, String)> {
    let mut examples: Vec<(String, String)> = Vec::new();
    let blocks = README.split("```console\n").skip(1);
    for block in blocks.filter_map(|block| block.split("```").next()) {
        for line in block.lines() {
            match (line.strip_prefix("$ "), examples.last_mut()) {
                (Some(command), _) => examples.push((command.to_string(), String::new())),
                (None, Some((_, expected))) => {
                    expected.push_str(line);
                    expected.push('\n');
                }
                (None, None) => panic!("a block begins with a command"),
            }
        }
    }
    examples
}

#[test]
fn the_readme_is_true() {
    let folder = Folder::new("the-readme-is-true");
    let examples = examples();
    assert!(examples.len() > 8, "the README has examples");
    for (command, expected) in examples {
        let shown = folder.run(&command);
        assert!(
            fits(&shown, &expected),
            "{command}\nshows\n{shown}\nand not\n{expected}"
        );
    }
}

#[test]
fn order_is_kept_over_many_batches() {
    let folder = Folder::new("order-is-kept-over-many-batches");
    let shown = folder.run(
        r#"for i in $(seq 3000); do echo '{"payer":"regence"}'; test $((i % 1000)) = 0 && echo '{'; done > many.jsonl
        p2p-review check many.jsonl --brief --now 2026-03-03T18:00:00Z > answers 2> errors
        sed 's/^{"line":\([0-9]*\),.*/\1/' answers > numbers; seq 3003 | cmp - numbers
        cat errors; sed -n 2002p answers"#,
    );
    let unreadable = [1001, 2002, 3003].map(|line| {
        format!("p2p-review: line {line}: incomplete JSON: write each request on one line\n")
    });
    let answer = r#"{"line":2002,"error":"incomplete JSON: write each request on one line"}"#;
    let count = "p2p-review: 3003 requests read: 3000 decided, 3 could not be read\n";
    assert_eq!(shown, format!("{}{count}{answer}\n", unreadable.concat()));
}

#[test]
fn a_reader_that_has_seen_enough_is_no_failure() {
    let folder = Folder::new("a-reader-that-has-seen-enough-is-no-failure");
    let shown = folder.run(
        "yes '{}' | head -n 100000 > many.jsonl; { p2p-review check many.jsonl; echo $? > code; } | head -n 1 > first; cat code",
    );
    assert_eq!(shown, "0\n");
}

#[test]
fn a_line_that_is_too_long_is_reported() {
    let folder = Folder::new("a-line-that-is-too-long-is-reported");
    let shown = folder.run(
        r#"{ head -c 3000000 /dev/zero | tr '\0' x; echo; echo '{}'; } | p2p-review check - --brief --now 2026-03-03T18:00:00Z | cut -c 1-40"#,
    );
    assert!(
        shown.contains("line 1: longer than 1048576 bytes"),
        "{shown}"
    );
    assert!(
        shown.contains(r#"{"line":2,"outcome":"incomplete""#),
        "{shown}"
    );
}
