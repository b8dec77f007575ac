//! `p2p-review rules`

use std::fmt::{self, Write as _};
use std::io::{self, Write as _};

use clap::Args;
use p2p_review::Value;

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
}

pub(crate) fn run(options: &Options) -> Result<End, Stopped> {
    let text = rule_book(&policy(&options.payer)?).map_err(|error| error.to_string())?;
    io::stdout().write_all(text.as_bytes())?;
    Ok(End::Done)
}

fn policy(payer: &str) -> Result<Value, Stopped> {
    let shipped: Vec<Value> = serde_json::from_str(SHIPPED).map_err(|error| error.to_string())?;
    let ids: Vec<&str> = shipped.iter().map(|policy| text_of(policy, "id")).collect();
    let known = ids.join(", ");
    if let Some(policy) = shipped.iter().find(|policy| text_of(policy, "id") == payer) {
        return Ok(policy.clone());
    }
    if payer.contains('.') {
        return Ok(PolicyFile::read(payer)?.source().clone());
    }
    Err(Stopped::Because(format!(
        "there is no policy `{payer}`; there are {known}"
    )))
}

fn rule_book(policy: &Value) -> Result<String, fmt::Error> {
    let mut text = format!("{}\n", text_of(policy, "name"));
    for source in list(policy, "sources") {
        let id = text_of(source, "id");
        write!(text, "\n{}", text_of(source, "title"))?;
        for (key, words) in [
            ("effective", "in effect from"),
            ("next_review", "next review"),
        ] {
            if let Some(day) = source.get(key).and_then(Value::as_text) {
                write!(text, ", {words} {day}")?;
            }
        }
        writeln!(text)?;
        let mut section = None;
        for statement in list(policy, "statements")
            .iter()
            .filter(|statement| source_of(statement) == id)
        {
            let here = statement.get("section").and_then(Value::as_text);
            if here != section {
                section = here;
                writeln!(text, "\n  {}", here.unwrap_or("(no heading)"))?;
            }
            write_statement(&mut text, policy, statement)?;
        }
    }
    Ok(text)
}

fn write_statement(text: &mut String, policy: &Value, statement: &Value) -> fmt::Result {
    let id = text_of(statement, "id");
    writeln!(text, "    {id}  {}", text_of(statement, "gist"))?;
    if let Some(meta) = statement.get("meta").and_then(Value::as_text) {
        return writeln!(text, "        not enforced: {meta}");
    }
    let homes = [
        ("rules", "id"),
        ("needs", "fact"),
        ("offers", "fact"),
        ("questions", "fact"),
        ("deadlines", "id"),
        ("response_times", "id"),
    ];
    for (part, name) in homes {
        for item in list(policy, part).iter().filter(|item| says(item, id)) {
            let kind = match part {
                "rules" => text_of(item, "outcome"),
                _ => part.trim_end_matches('s'),
            };
            writeln!(
                text,
                "        {} {}",
                kind.replace('_', " "),
                text_of(item, name)
            )?;
        }
    }
    for route in list(policy, "routes") {
        for step in list(route, "steps").iter().filter(|step| says(step, id)) {
            writeln!(text, "        next step: {}", text_of(step, "label"))?;
        }
    }
    Ok(())
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
