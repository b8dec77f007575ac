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
