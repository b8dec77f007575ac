//! `p2p-review rules`

use std::borrow::Cow;
use std::fmt::{self, Display};
use std::io::{self, Write};

use clap::{Args, ValueEnum};
use p2p_policy::author::{Place, SourceFile};
use p2p_review::Value;
use serde::Serialize;

use crate::policy_file::PolicyFile;
use crate::{End, Stopped};

/// The policies that are built in, whole.
const SHIPPED: &str = include_str!(concat!(env!("OUT_DIR"), "/policies.json"));

/// Print a payer's rule book: every statement of its documents, and what enforces it
#[derive(Args)]
#[command(verbatim_doc_comment)]
pub(crate) struct Options {
    /// A payer's id, or a policy file, .json or .toml
    payer: String,
    /// How it is written
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    Text,
    /// With the place of each statement, and of what enforces it, where the policy is a file
    Json,
}

/// Every statement of a policy's documents, in their order.
#[derive(Serialize)]
struct Book<'p> {
    id: &'p str,
    name: &'p str,
    documents: Vec<Document<'p>>,
}

#[derive(Serialize)]
struct Document<'p> {
    id: &'p str,
    title: &'p str,
    effective: Option<&'p str>,
    next_review: Option<&'p str>,
    sections: Vec<Section<'p>>,
}

/// Statements under one heading.
#[derive(Serialize)]
struct Section<'p> {
    section: Option<&'p str>,
    statements: Vec<Statement<'p>>,
}

#[derive(Serialize)]
struct Statement<'p> {
    id: &'p str,
    gist: &'p str,
    /// Why nothing enforces it.
    not_enforced: Option<&'p str>,
    /// What it only allows, where nothing enforces it.
    allows: Option<&'p str>,
    enforced_by: Vec<Enforcer<'p>>,
    place: Option<Place>,
}

/// What enforces a statement.
#[derive(Serialize)]
struct Enforcer<'p> {
    /// A rule's outcome, or what else it is.
    kind: String,
    name: Cow<'p, str>,
    place: Option<Place>,
}

pub(crate) fn run(options: &Options) -> Result<End, Stopped> {
    let (policy, file) = policy(&options.payer)?;
    let source = file.as_ref().map_or(&policy, PolicyFile::source);
    let book = Reading {
        policy: source,
        file: file.as_ref().map(PolicyFile::file),
    }
    .book();
    let mut out = io::BufWriter::new(io::stdout().lock());
    match options.format {
        Format::Text => write!(out, "{book}")?,
        Format::Json => {
            serde_json::to_writer_pretty(&mut out, &book).map_err(io::Error::from)?;
            writeln!(out)?;
        }
    }
    out.flush()?;
    Ok(End::Done)
}

/// A policy that is built in, or a file's.
fn policy(payer: &str) -> Result<(Value, Option<PolicyFile>), Stopped> {
    let shipped: Vec<Value> = serde_json::from_str(SHIPPED).map_err(|error| error.to_string())?;
    let ids: Vec<&str> = shipped.iter().map(|policy| text_of(policy, "id")).collect();
    let known = ids.join(", ");
    if let Some(policy) = shipped.iter().find(|policy| text_of(policy, "id") == payer) {
        return Ok((policy.clone(), None));
    }
    if payer.contains('.') {
        return Ok((Value::Null, Some(PolicyFile::read(payer)?)));
    }
    Err(Stopped::Because(format!(
        "there is no policy `{payer}`; there are {known}"
    )))
}

/// A policy, and where its parts stand.
struct Reading<'p> {
    policy: &'p Value,
    file: Option<&'p SourceFile>,
}

impl<'p> Reading<'p> {
    fn book(&self) -> Book<'p> {
        Book {
            id: text_of(self.policy, "id"),
            name: text_of(self.policy, "name"),
            documents: list(self.policy, "sources")
                .iter()
                .map(|source| self.document(source))
                .collect(),
        }
    }

    fn document(&self, source: &'p Value) -> Document<'p> {
        let id = text_of(source, "id");
        let mut sections: Vec<Section<'p>> = Vec::new();
        for (index, statement) in list(self.policy, "statements").iter().enumerate() {
            if source_of(statement) != id {
                continue;
            }
            let heading = statement.get("section").and_then(Value::as_text);
            let statement = self.statement(index, statement);
            match sections.last_mut().filter(|last| last.section == heading) {
                Some(last) => last.statements.push(statement),
                None => sections.push(Section {
                    section: heading,
                    statements: vec![statement],
                }),
            }
        }
        Document {
            id,
            title: text_of(source, "title"),
            effective: source.get("effective").and_then(Value::as_text),
            next_review: source.get("next_review").and_then(Value::as_text),
            sections,
        }
    }

    fn statement(&self, index: usize, statement: &'p Value) -> Statement<'p> {
        let id = text_of(statement, "id");
        let not_enforced = statement.get("meta").and_then(Value::as_text);
        Statement {
            id,
            gist: text_of(statement, "gist"),
            not_enforced,
            allows: statement.get("allows").and_then(Value::as_text),
            enforced_by: match not_enforced {
                Some(_) => Vec::new(),
                None => self.enforcers(id),
            },
            place: self.place(&format!("/statements/{index}")),
        }
    }

    fn enforcers(&self, statement: &str) -> Vec<Enforcer<'p>> {
        let homes = [
            ("rules", "id"),
            ("needs", "fact"),
            ("optional", "fact"),
            ("offers", "fact"),
            ("questions", "fact"),
            ("deadlines", "id"),
            ("response_times", "id"),
        ];
        let mut found = self.scopes(statement);
        for (part, name) in homes {
            for (index, item) in list(self.policy, part).iter().enumerate() {
                let kind = match part {
                    "rules" => text_of(item, "outcome"),
                    _ => part.trim_end_matches('s'),
                };
                if says(item, statement) {
                    found.push(Enforcer {
                        kind: kind.replace('_', " "),
                        name: text_of(item, name).into(),
                        place: self.place(&format!("/{part}/{index}")),
                    });
                }
            }
        }
        for (index, route) in list(self.policy, "routes").iter().enumerate() {
            for (at, step) in list(route, "steps").iter().enumerate() {
                if says(step, statement) {
                    found.push(Enforcer {
                        kind: STEP.to_string(),
                        name: text_of(step, "label").into(),
                        place: self.place(&format!("/routes/{index}/steps/{at}")),
                    });
                }
            }
        }
        found
    }

    /// What is told where a request is outside the policy's scope.
    fn scopes(&self, statement: &str) -> Vec<Enforcer<'p>> {
        let Some(Value::Map(outside)) = self.policy.get("outside_scope") else {
            return Vec::new();
        };
        let told = outside.iter().filter(|(_, told)| says(told, statement));
        told.map(|(key, told)| Enforcer {
            kind: format!("{} outside the", text_of(told, "outcome")),
            name: key.replace('_', " ").into(),
            place: self.place(&format!("/outside_scope/{key}")),
        })
        .collect()
    }

    fn place(&self, path: &str) -> Option<Place> {
        Some(self.file?.place_of(path))
    }
}

/// The kind of an enforcer that has no id, but words.
const STEP: &str = "next step";

impl Display for Book<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}", self.name)?;
        self.documents
            .iter()
            .try_for_each(|document| document.fmt(f))
    }
}

impl Display for Document<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "\n{}", self.title)?;
        for (words, day) in [
            ("in effect from", self.effective),
            ("next review", self.next_review),
        ] {
            if let Some(day) = day {
                write!(f, ", {words} {day}")?;
            }
        }
        writeln!(f)?;
        let mut is_first = true;
        for Section {
            section,
            statements,
        } in &self.sections
        {
            // What has no heading at the top needs no line that says so.
            if section.is_some() || !is_first {
                writeln!(f, "\n  {}", section.unwrap_or("(no heading)"))?;
            }
            is_first = false;
            statements
                .iter()
                .try_for_each(|statement| statement.fmt(f))?;
        }
        Ok(())
    }
}

impl Display for Statement<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "    {}  {}", self.id, self.gist)?;
        if let Some(why) = self.not_enforced {
            writeln!(f, "        not enforced: {why}")?;
        } else if let Some(allows) = self.allows {
            writeln!(f, "        allows {allows}")?;
        }
        for Enforcer { kind, name, .. } in &self.enforced_by {
            let colon = if kind == STEP { ":" } else { "" };
            writeln!(f, "        {kind}{colon} {name}")?;
        }
        Ok(())
    }
}

fn says(item: &Value, statement: &str) -> bool {
    list(item, "says")
        .iter()
        .any(|said| said.as_text() == Some(statement))
}

/// A statement's source, which its id names unless it says otherwise.
fn source_of(statement: &Value) -> &str {
    let id = text_of(statement, "id");
    let by_id = id.rsplit_once('-').map_or(id, |(source, _)| source);
    statement
        .get("source")
        .and_then(Value::as_text)
        .unwrap_or(by_id)
}

fn list<'v>(value: &'v Value, key: &str) -> &'v [Value] {
    match value.get(key) {
        Some(Value::List(items)) => items,
        _ => &[],
    }
}

fn text_of<'v>(value: &'v Value, key: &str) -> &'v str {
    value.get(key).and_then(Value::as_text).unwrap_or("")
}
