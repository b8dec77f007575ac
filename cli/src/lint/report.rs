//! Problems as people, editors and systems of continuous integration read them.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::{Value, json};

/// A problem in a file.
#[derive(Serialize)]
pub(super) struct Found {
    pub(super) file: String,
    /// Counted from 1; absent where the file can't be read.
    pub(super) line: Option<usize>,
    /// Counted from 1, in characters.
    pub(super) column: Option<usize>,
    pub(super) severity: Severity,
    /// The id of the part, where it has one.
    pub(super) rule: Option<String>,
    /// JSON Pointer into the policy.
    pub(super) path: String,
    pub(super) message: String,
}

#[derive(Clone, Copy, Serialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Severity {
    /// The policy can't be loaded.
    Error,
    /// It can, but most likely says something that it should not.
    Warning,
}

impl Severity {
    fn name(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
        }
    }
}

pub(super) fn text(out: &mut impl Write, found: &[Found]) -> io::Result<()> {
    for problem in found {
        write!(out, "{}", problem.file)?;
        if let (Some(line), Some(column)) = (problem.line, problem.column) {
            write!(out, ":{line}:{column}")?;
        }
        write!(out, ": {}", problem.message)?;
        match (&problem.rule, problem.path.as_str()) {
            (_, "") => writeln!(out)?,
            (Some(rule), path) => writeln!(out, " ({rule}: {path})")?,
            (None, path) => writeln!(out, " ({path})")?,
        }
    }
    Ok(())
}

pub(super) fn json(out: &mut impl Write, found: &[Found]) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, found)?;
    writeln!(out)
}

/// `::error file=acme.toml,line=3,col=5,title=too-late::what is wrong`
pub(super) fn github(out: &mut impl Write, found: &[Found]) -> io::Result<()> {
    for problem in found {
        let mut properties = vec![format!("file={}", property(&problem.file))];
        properties.extend(problem.line.map(|line| format!("line={line}")));
        properties.extend(problem.column.map(|column| format!("col={column}")));
        let rule = problem.rule.as_deref();
        properties.extend(rule.map(|rule| format!("title={}", property(rule))));
        let (severity, properties) = (problem.severity.name(), properties.join(","));
        writeln!(
            out,
            "::{severity} {properties}::{}",
            escaped(&problem.message)
        )?;
    }
    Ok(())
}

/// What would end a command of GitHub's is written as it wants it.
fn escaped(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

fn property(text: &str) -> String {
    escaped(text).replace(':', "%3A").replace(',', "%2C")
}

pub(super) fn sarif(out: &mut impl Write, found: &[Found]) -> io::Result<()> {
    let results: Vec<Value> = found.iter().map(sarif_result).collect();
    let report = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": { "name": "p2p-review", "version": env!("CARGO_PKG_VERSION"), "rules": [{ "id": "policy" }] } },
            "results": results,
        }],
    });
    serde_json::to_writer_pretty(&mut *out, &report)?;
    writeln!(out)
}

fn sarif_result(problem: &Found) -> Value {
    let file = json!({ "uri": problem.file.replace('\\', "/") });
    let place = match (problem.line, problem.column) {
        (Some(line), Some(column)) => json!({
            "artifactLocation": file,
            "region": { "startLine": line, "startColumn": column },
        }),
        _ => json!({ "artifactLocation": file }),
    };
    json!({
        "ruleId": "policy",
        "level": problem.severity.name(),
        "message": { "text": problem.message },
        "locations": [{ "physicalLocation": place }],
    })
}
