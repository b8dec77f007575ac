//! The table `tests/cli/dialects.json`, which the package's command is held to as well.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::unwrap_used,
    clippy::arithmetic_side_effects,
    reason = "a test that can't go on says so"
)]

use std::path::PathBuf;
use std::process::Command;

use serde::Deserialize;
use serde_json::Value;

const TABLE: &str = include_str!("../../tests/cli/dialects.json");

/// A file, and what becomes of it: `tests/cli/dialects.mjs` says what each part means.
#[derive(Deserialize)]
struct Dialect {
    name: String,
    file: String,
    #[serde(default)]
    encoding: Encoding,
    #[serde(default)]
    mark: bool,
    #[serde(default)]
    args: Vec<String>,
    text: Text,
    exit: i32,
    says: Vec<String>,
    answers: Vec<Vec<Value>>,
}

#[derive(Default, Deserialize)]
enum Encoding {
    #[default]
    #[serde(rename = "utf-8")]
    Utf8,
    #[serde(rename = "utf-16le")]
    Utf16Le,
    #[serde(rename = "utf-16be")]
    Utf16Be,
    #[serde(rename = "latin1")]
    Latin1,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Text {
    Whole(String),
    Parts(Vec<Part>),
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Part {
    Once(String),
    Repeated(String, usize),
}

impl Dialect {
    fn bytes(&self) -> Vec<u8> {
        let part = |part: &Part| match part {
            Part::Once(text) => text.clone(),
            Part::Repeated(text, times) => text.repeat(*times),
        };
        let mark = if self.mark { "\u{feff}" } else { "" };
        let text = match &self.text {
            Text::Whole(text) => text.clone(),
            Text::Parts(parts) => parts.iter().map(part).collect(),
        };
        let text = format!("{mark}{text}");
        match self.encoding {
            Encoding::Utf8 => text.into_bytes(),
            Encoding::Utf16Le => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
            Encoding::Utf16Be => text.encode_utf16().flat_map(u16::to_be_bytes).collect(),
            Encoding::Latin1 => text
                .chars()
                .map(|char| u8::try_from(u32::from(char)).unwrap())
                .collect(),
        }
    }

    fn check(&self, folder: &std::path::Path) {
        let file = folder.join(&self.file);
        std::fs::write(&file, self.bytes()).unwrap();
        let done = Command::new(env!("CARGO_BIN_EXE_p2p-review"))
            .arg("check")
            .arg(&file)
            .args(["--brief", "--now", "2026-03-03T18:00:00Z"])
            .args(&self.args)
            .output()
            .unwrap();
        let out = String::from_utf8(done.stdout).unwrap();
        let err = String::from_utf8(done.stderr).unwrap();
        let shown = format!("{}:\n{out}{err}", self.name);
        let answers: Vec<Value> = out
            .lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect();
        assert_eq!(answers.len(), self.answers.len(), "{shown}");
        let mut unreadable = 0;
        for (answer, expected) in answers.iter().zip(&self.answers) {
            assert_eq!(answer["line"], expected[0], "{shown}");
            let outcome = expected[1].as_str().unwrap();
            if let Some(part) = outcome.strip_prefix("error: ") {
                let error = answer["error"].as_str().unwrap_or_default();
                assert!(!error.is_empty() && error.contains(part), "{shown}");
                let line = format!("line {}: {error}\n", expected[0]);
                assert!(err.contains(&line), "{shown}");
                unreadable += 1;
            } else {
                assert_eq!(answer["outcome"], outcome, "{shown}");
            }
            if let Some(due) = expected.get(2) {
                assert_eq!(&answer["due"], due, "{shown}");
            }
            if let Some(rule) = expected.get(3) {
                assert!(
                    answer["rules"].as_array().unwrap().contains(rule),
                    "{shown}"
                );
            }
        }
        assert_eq!(done.status.code(), Some(self.exit), "{shown}");
        for part in &self.says {
            assert!(err.contains(part.as_str()), "{part} is not said: {shown}");
        }
        let read = answers.len();
        if unreadable > 0 {
            let decided = read - unreadable;
            let counts = format!(
                "{read} requests read: {decided} decided, {unreadable} could not be read\n"
            );
            assert!(err.ends_with(&counts), "{shown}");
        } else if self.says.is_empty() {
            assert_eq!(err, "", "{shown}");
        }
    }
}

#[test]
fn every_dialect_is_read_or_refused_as_the_table_has_it() {
    let dialects: Vec<Dialect> = serde_json::from_str(TABLE).unwrap();
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("dialects");
    std::fs::create_dir_all(&folder).unwrap();
    for dialect in &dialects {
        dialect.check(&folder);
    }
    std::fs::remove_dir_all(&folder).unwrap();
    assert!(dialects.len() > 80);
}
