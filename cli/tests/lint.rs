//! What `lint` says to people, and to systems of continuous integration.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a test that can't go on says so"
)]

use std::path::PathBuf;
use std::process::Command;

use serde_json::Value;

const POLICY: &str = r#"id = "acme"
name = "Acme"
time_zone = "America/Denver"

[[sources]]
id = "A"
title = "Guide"

[[statements]]
id = "A-1"
gist = "No call after an appeal"

[[rules]]
id = "appeal"
outcome = "reject"
says = ["A-1"]
when = { apeal_filed = true }
field = "appeal_filed"
message = "An appeal is in."
next = ["desk"]

[[routes]]
id = "desk"
"#;

fn lint(name: &str, format: &str) -> (String, i32) {
    let file = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("lint-{name}.toml"));
    std::fs::write(&file, POLICY).unwrap();
    let done = Command::new(env!("CARGO_BIN_EXE_p2p-review"))
        .args(["lint", file.to_str().unwrap(), "--format", format])
        .output()
        .unwrap();
    std::fs::remove_file(&file).unwrap();
    let out = String::from_utf8(done.stdout).unwrap();
    (
        out.replace(file.to_str().unwrap(), "acme.toml"),
        done.status.code().unwrap(),
    )
}

#[test]
fn text_has_file_line_column_part_and_cure() {
    let (out, code) = lint("text", "text");
    assert_eq!(code, 1);
    let first = out.lines().next().unwrap();
    assert!(
        first.starts_with(
            "acme.toml:17:10: there is no fact `apeal_filed`; did you mean `appeal_filed`"
        ),
        "{out}"
    );
    assert!(
        first.ends_with("(appeal: /rules/0/when/apeal_filed)"),
        "{out}"
    );
}

/// What is said of a file with these bytes.
fn said_of(name: &str, bytes: &[u8]) -> String {
    let file = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("said-{name}"));
    std::fs::write(&file, bytes).unwrap();
    let done = Command::new(env!("CARGO_BIN_EXE_p2p-review"))
        .args(["lint", file.to_str().unwrap()])
        .output()
        .unwrap();
    std::fs::remove_file(&file).unwrap();
    assert_eq!(done.status.code(), Some(1));
    let said = String::from_utf8(done.stdout).unwrap();
    said.replace(file.to_str().unwrap(), "FILE")
}

#[test]
fn a_file_in_another_encoding_is_told_as_one() {
    let policy = POLICY.replace("Acme\"", "Acme\u{e9}\"");
    let windows: Vec<u8> = policy
        .chars()
        .map(|c| u8::try_from(u32::from(c)).unwrap())
        .collect();
    assert_eq!(
        said_of("windows.toml", &windows),
        "FILE:2:13: this character isn't UTF-8, and the file looks like Windows-1252: save it as UTF-8\n"
    );
    for mark in ["", "\u{feff}"] {
        let wide: Vec<u8> = format!("{mark}{policy}")
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        assert_eq!(
            said_of("wide.toml", &wide),
            "FILE:1:1: this file is UTF-16: save it as UTF-8\n"
        );
    }
}

#[test]
fn a_file_in_the_other_format_is_told_as_one() {
    for text in [POLICY.to_string(), format!("#:schema ./s.json\n{POLICY}")] {
        let said = said_of("is-toml.json", text.as_bytes());
        assert!(
            said.contains(": this is TOML: let the file's name end in .toml"),
            "{said}"
        );
    }
    let said = said_of("is-json.toml", b"{ \"id\": \"acme\" }");
    assert_eq!(
        said,
        "FILE:1:1: this is JSON: let the file's name end in .json\n"
    );
}

#[test]
fn usual_mistakes_in_json_are_named() {
    for (text, says) in [
        ("{ // one\n}", "JSON has no comments"),
        ("# one\n{}", "JSON has no comments"),
        ("{ \"id\": \"a\", }", "trailing comma"),
        ("{ \"id\": \"a\",, }", "a comma too many"),
        ("{ 'id': 1 }", "straight double quotation marks"),
        ("{ \"id\": \"a\"", "the text ends too early"),
        (
            "{ \u{201c}id\u{201d}: 1 }",
            "straight double quotation marks",
        ),
    ] {
        let said = said_of("mistake.json", text.as_bytes());
        assert!(said.contains(says), "{text}: {said}");
    }
}

/// What code scanning asks of a report: <https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html>
#[test]
fn sarif_is_what_code_scanning_reads() {
    let (out, code) = lint("sarif", "sarif");
    assert_eq!(code, 1);
    let report: Value = serde_json::from_str(&out).unwrap();
    assert_eq!(report["version"], "2.1.0");
    assert!(
        report["$schema"]
            .as_str()
            .unwrap()
            .ends_with("sarif-2.1.0.json")
    );
    let run = &report["runs"][0];
    assert_eq!(run["tool"]["driver"]["name"], "p2p-review");
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
    let results = run["results"].as_array().unwrap();
    assert!(!results.is_empty());
    for result in results {
        assert!(rules.iter().any(|rule| rule["id"] == result["ruleId"]));
        assert!(["error", "warning"].contains(&result["level"].as_str().unwrap()));
        assert!(!result["message"]["text"].as_str().unwrap().is_empty());
        let place = &result["locations"][0]["physicalLocation"];
        assert_eq!(place["artifactLocation"]["uri"], "acme.toml");
        assert!(place["region"]["startLine"].as_u64().unwrap() >= 1);
        assert!(place["region"]["startColumn"].as_u64().unwrap() >= 1);
    }
    let region = &results[0]["locations"][0]["physicalLocation"]["region"];
    assert_eq!(
        (region["startLine"].as_u64(), region["startColumn"].as_u64()),
        (Some(17), Some(10))
    );
}

/// Shipping it must not fail on a lint: `tests/package/new-payer.mjs`, which takes minutes, adds it to the shipped policies.
#[test]
fn the_payer_that_a_long_proof_ships_has_no_problems() {
    let file = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../tests/package/cascadia.toml"
    );
    let done = Command::new(env!("CARGO_BIN_EXE_p2p-review"))
        .args(["lint", file])
        .output()
        .unwrap();
    let said = String::from_utf8(done.stdout).unwrap();
    assert!(done.status.success(), "{said}");
}
