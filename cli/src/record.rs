//! From a line to a request, and to the instant at which it is judged.

use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

use chrono::{DateTime, Utc};
use clap::Args;
use encoding_rs::WINDOWS_1252;
use p2p_policy::author::did_you_mean;
use p2p_review::{FieldValue, Kind, Policies, PolicySummary, Value, parse_instant};

use crate::Stopped;
use crate::forms::{is_canonical, plain, value_of};
use crate::input::{Content, Line, Lines, Source};
use crate::progress::say;

/// How many unknown names are told, lest a file of nonsense fill the screen and the memory.
const MOST_TOLD: usize = 50;

/// What a source names, and what each name means.
pub(crate) struct Columns<'c> {
    /// The columns of a CSV file; none where each line names its own facts.
    header: Option<Vec<(String, Option<Kind>)>>,
    kinds: HashMap<String, Kind>,
    labels: Labels,
    time: &'c Time<'c>,
    strict: bool,
    told: Told,
}

/// What people write for the value of a choice, by the choice's fact: a sheet has labels, where the contract has values.
struct Labels(HashMap<String, HashMap<String, String>>);

impl Labels {
    fn of(payers: &[PolicySummary<'_>]) -> Self {
        let fields = payers.iter().flat_map(|payer| &payer.fields);
        let choices = fields.filter_map(|field| Some((field.field, field.values?)));
        let mut labels: HashMap<String, HashMap<String, Option<String>>> = HashMap::new();
        for (fact, values) in choices.clone() {
            let labels = labels.entry(fact.to_string()).or_default();
            for FieldValue { value, label } in values {
                // A label that two values share says nothing.
                labels
                    .entry(plain(label))
                    .and_modify(|known| *known = known.take().filter(|known| **known == **value))
                    .or_insert(Some(value.to_string()));
            }
        }
        // A value is itself, whatever else is called so.
        for (fact, values) in choices {
            let labels = labels.entry(fact.to_string()).or_default();
            labels.extend(
                values
                    .iter()
                    .map(|FieldValue { value, .. }| (plain(value), Some(value.to_string()))),
            );
        }
        let known = |labels: HashMap<String, Option<String>>| {
            let labels = labels.into_iter();
            labels
                .filter_map(|(label, value)| Some((label, value?)))
                .collect()
        };
        Labels(
            labels
                .into_iter()
                .map(|(fact, labels)| (fact, known(labels)))
                .collect(),
        )
    }

    fn value_of(&self, fact: &str, written: Value) -> Value {
        let label = written.as_text().map(plain);
        let known = self.0.get(fact).zip(label);
        let value = known.and_then(|(labels, label)| labels.get(&label).cloned());
        value.map_or(written, Value::Text)
    }
}

/// What has been said already.
#[derive(Default)]
struct Told {
    unknown: Mutex<BTreeSet<String>>,
    windows_1252: AtomicBool,
}

impl<'c> Columns<'c> {
    /// Reads the header, if there is one.
    ///
    /// # Errors
    /// Where two columns have one name, or none is that of a fact.
    pub(crate) fn new(
        lines: &mut Lines,
        source: &Source,
        policies: &Policies,
        time: &'c Time<'c>,
    ) -> Result<Self, Stopped> {
        let mut kinds: HashMap<String, Kind> = HashMap::new();
        let mut extend = |payer: Option<&str>| {
            kinds.extend(
                policies
                    .fields(payer)
                    .map(|(name, kind)| (name.to_string(), kind)),
            );
        };
        extend(None);
        let summaries = policies.summaries();
        for policy in &summaries {
            extend(Some(policy.id));
        }
        let names = lines.header()?;
        let names = names.map(|names| match source.strict {
            true => names,
            false => facts_called(&names, &kinds),
        });
        if let Some(names) = &names {
            check_header(names, &kinds).map_err(|wrong| format!("{}: {wrong}", source.file))?;
        }
        let kind = |name: String| {
            let kind = kinds.get(&name).copied();
            (name, kind)
        };
        let columns = Columns {
            header: names.map(|names| names.into_iter().map(kind).collect()),
            kinds,
            labels: Labels::of(&summaries),
            time,
            strict: source.strict,
            told: Told::default(),
        };
        for (name, _) in columns.header.iter().flatten() {
            columns.tell_unknown(name);
        }
        Ok(columns)
    }

    /// Says once which names mean nothing, in case one is misspelled.
    fn tell_unknown(&self, name: &str) {
        let is_time = matches!(self.time, Time::In(field) if *field == name);
        if name.is_empty() || is_time || self.kinds.contains_key(name) {
            return;
        }
        let Ok(mut told) = self.told.unknown.lock() else {
            return;
        };
        if told.len() < MOST_TOLD && told.insert(name.to_string()) {
            let mut known: Vec<&str> = self.kinds.keys().map(String::as_str).collect();
            known.sort_unstable();
            let meant = did_you_mean(name, &known);
            say(format_args!(
                "no fact is called `{name}`: it is ignored{meant}"
            ));
        }
    }

    /// The request of a line.
    pub(crate) fn request(&self, line: &Line) -> Result<Value, String> {
        match &line.content {
            Content::Unreadable(reason) => Err(reason.clone()),
            Content::Json(bytes) => self.object(bytes),
            Content::Csv(record) => {
                let mut entries = Vec::with_capacity(record.len());
                for ((name, kind), cell) in self.header.iter().flatten().zip(record) {
                    if name.is_empty() {
                        continue;
                    }
                    let cell = self.text(cell)?;
                    let value = self.labels.value_of(name, value_of(&cell, *kind));
                    if self.strict && !is_canonical(&cell, &value) {
                        return Err(format!(
                            "`{name}` is not written as the contract has it (--strict)"
                        ));
                    }
                    entries.push((name.clone(), value));
                }
                Ok(Value::Map(entries))
            }
        }
    }

    fn object(&self, bytes: &[u8]) -> Result<Value, String> {
        let text = self.text(bytes)?;
        let value: Value = serde_json::from_str(text.trim()).map_err(|error| match error {
            error if error.is_eof() => {
                "incomplete JSON: write each request on one line".to_string()
            }
            error => format!("invalid JSON at column {}", error.column()),
        })?;
        let Value::Map(entries) = &value else {
            return Err("not a JSON object".to_string());
        };
        no_duplicates(&value)?;
        for (name, _) in entries {
            self.tell_unknown(name);
        }
        Ok(value)
    }

    /// UTF-8, or what Excel writes when it is asked for plain CSV.
    fn text<'b>(&self, bytes: &'b [u8]) -> Result<Cow<'b, str>, String> {
        if let Ok(text) = str::from_utf8(bytes) {
            return Ok(Cow::Borrowed(text));
        }
        if self.strict {
            return Err("not UTF-8 (--strict)".to_string());
        }
        let text = windows_1252(bytes).ok_or("neither UTF-8 nor Windows-1252")?;
        if !self.told.windows_1252.swap(true, Ordering::Relaxed) {
            say("not UTF-8: read as Windows-1252");
        }
        Ok(text)
    }
}

fn windows_1252(bytes: &[u8]) -> Option<Cow<'_, str>> {
    // Five bytes stand for no character.
    let stray = |byte: &u8| matches!(byte, 0x81 | 0x8d | 0x8f | 0x90 | 0x9d);
    if bytes.iter().any(stray) {
        return None;
    }
    WINDOWS_1252.decode_without_bom_handling_and_without_replacement(bytes)
}

/// The facts that columns are called by, however they are capitalized, and with blanks or hyphens between the words. A name is
/// left as it is where it is no fact's, or another column has that fact's own.
fn facts_called(names: &[String], kinds: &HashMap<String, Kind>) -> Vec<String> {
    let called = |name: &String| {
        let fact = plain(name).replace([' ', '-'], "_");
        match kinds.contains_key(&fact) && !names.contains(&fact) {
            true => fact,
            false => name.clone(),
        }
    };
    names.iter().map(called).collect()
}

fn check_header(names: &[String], kinds: &HashMap<String, Kind>) -> Result<(), String> {
    let mut first = HashMap::new();
    for (name, number) in names.iter().zip(1_u32..) {
        if let Some(first) = first
            .insert(name.as_str(), number)
            .filter(|_| !name.is_empty())
        {
            return Err(format!(
                "two columns are called `{name}`: {first} and {number}"
            ));
        }
    }
    if names.iter().any(|name| kinds.contains_key(name)) {
        return Ok(());
    }
    Err(match names {
        [] => "there is no header".to_string(),
        _ => "no column has the name of a fact; if something unusual separates the columns, name it with --delimiter".to_string(),
    })
}

/// The engine takes the first of equal keys, other readers the last: neither is what somebody meant.
fn no_duplicates(value: &Value) -> Result<(), String> {
    match value {
        Value::Map(entries) => {
            let mut keys = HashSet::with_capacity(entries.len());
            for (key, value) in entries {
                if !keys.insert(key.as_str()) {
                    return Err(format!("the key `{key}` appears twice"));
                }
                no_duplicates(value)?;
            }
            Ok(())
        }
        Value::List(items) => items.iter().try_for_each(no_duplicates),
        _ => Ok(()),
    }
}

#[derive(Args)]
pub(crate) struct Clock {
    /// Judge as of this instant, such as 2026-03-03T18:00:00Z [default: now]
    #[arg(long, value_name = "INSTANT", value_parser = instant)]
    now: Option<DateTime<Utc>>,
    /// Judge each request as of the instant in one of its own fields, such as when it was received
    #[arg(long, value_name = "FIELD", conflicts_with = "now")]
    now_from: Option<String>,
}

fn instant(text: &str) -> Result<DateTime<Utc>, String> {
    parse_instant(text).ok_or_else(|| {
        "expected an instant between 2000 and 2099, such as 2026-03-03T18:00:00Z".to_string()
    })
}

/// When requests are judged.
pub(crate) enum Time<'c> {
    At(DateTime<Utc>),
    In(&'c str),
}

impl Clock {
    pub(crate) fn time(&self) -> Result<Time<'_>, Stopped> {
        if let Some(field) = &self.now_from {
            return Ok(Time::In(field));
        }
        let clock = || {
            let since = SystemTime::now().duration_since(UNIX_EPOCH).ok()?;
            DateTime::from_timestamp(i64::try_from(since.as_secs()).ok()?, 0)
        };
        let now = self.now.or_else(clock);
        Ok(Time::At(now.ok_or_else(|| {
            "this machine's clock is wrong: give --now".to_string()
        })?))
    }
}

impl Time<'_> {
    pub(crate) fn of(&self, request: &Value) -> Result<DateTime<Utc>, String> {
        match self {
            Time::At(now) => Ok(*now),
            Time::In(field) => request
                .get(field)
                .and_then(Value::as_text)
                .and_then(parse_instant)
                .ok_or_else(|| {
                    format!("`{field}` has to hold an instant, such as 2026-03-03T18:00:00Z")
                }),
        }
    }
}
