//! `p2p-review lint`

mod report;

use std::io::{self, Write};

use clap::{Args, ValueEnum};
use p2p_policy::author::{Problem, SourceError};

use crate::policy_file::PolicyFile;
use crate::{End, Stopped};
use report::{Found, Severity};

/// Say everything that is wrong with policies, with file, line and column
///
/// More than loading asks: also statements that nothing enforces, rules that can never fire,
/// and rules that say no more than another. These are warnings; an error keeps a policy from
/// being loaded.
#[derive(Args)]
#[command(verbatim_doc_comment)]
pub(crate) struct Options {
    /// Policy files, .toml or .json
    #[arg(required = true, value_name = "POLICY")]
    files: Vec<String>,
    /// How problems are written
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    /// For people, and for editors that read `file:line:column`
    Text,
    /// A list of objects
    Json,
    /// Annotations that GitHub shows beside the line
    Github,
    /// SARIF 2.1.0, which editors and code scanning read
    Sarif,
}

pub(crate) fn run(options: &Options) -> Result<End, Stopped> {
    let mut found = Vec::new();
    for name in &options.files {
        found.extend(lint(name));
    }
    let mut out = io::stdout().lock();
    match options.format {
        Format::Text if found.is_empty() => {
            writeln!(out, "{}: no problems found", options.files.join(", "))?;
        }
        Format::Text => report::text(&mut out, &found)?,
        Format::Json => report::json(&mut out, &found)?,
        Format::Github => report::github(&mut out, &found)?,
        Format::Sarif => report::sarif(&mut out, &found)?,
    }
    // A file that can't be read at all is no policy with problems.
    match found.iter().any(|found| found.line.is_none()) {
        true => Err(Stopped::Told),
        false if found.is_empty() => Ok(End::Done),
        false => Ok(End::Found),
    }
}

fn lint(name: &str) -> Vec<Found> {
    let file = match PolicyFile::read(name) {
        Ok(file) => file,
        Err(error) => return vec![unreadable(error)],
    };
    let (severity, problems) = match file.compile() {
        Ok(compiled) => (Severity::Warning, compiled.warnings),
        Err(problems) => (Severity::Error, problems),
    };
    let located = |problem: Problem| {
        let place = file.file().place_of(&problem.path);
        Found {
            file: place.file.to_string(),
            line: Some(place.line),
            column: Some(place.column),
            severity,
            rule: problem.rule,
            path: file.file().written_at(&problem.path),
            message: problem.message,
        }
    };
    problems.into_iter().map(located).collect()
}

fn unreadable(error: SourceError) -> Found {
    Found {
        file: error.file.to_string(),
        line: error.place.as_ref().map(|place| place.line),
        column: error.place.as_ref().map(|place| place.column),
        severity: Severity::Error,
        rule: None,
        path: String::new(),
        message: error.message,
    }
}
