//! From a line to a request, and to the instant at which it is judged.

use std::collections::BTreeMap;
use std::time::{SystemTime, UNIX_EPOCH};

use chrono::{DateTime, Utc};
use clap::Args;
use p2p_review::{Kind, Policies, Value, parse_instant};

use crate::Stopped;
use crate::input::{Content, Line};

/// What a line holds: the columns of a CSV file, and what each of them means.
pub(crate) struct Columns(Vec<(String, Option<Kind>)>);

impl Columns {
    pub(crate) fn new(names: Vec<String>, policies: &Policies) -> Self {
        let mut kinds: BTreeMap<&str, Kind> = policies.fields(None).collect();
        for policy in policies.summaries() {
            kinds.extend(policies.fields(Some(policy.id)));
        }
        let kind = |name: String| {
            let kind = kinds.get(name.as_str()).copied();
            (name, kind)
        };
        Columns(names.into_iter().map(kind).collect())
    }

    /// Columns whose name is no fact's: misspelt, perhaps.
    pub(crate) fn unknown(&self) -> impl Iterator<Item = &str> {
        let unknown = self.0.iter().filter(|(_, kind)| kind.is_none());
        unknown.map(|(name, _)| name.as_str())
    }

    /// The request of a line.
    pub(crate) fn request(&self, line: &Line) -> Result<Value, String> {
        match &line.content {
            Content::Unreadable(reason) => Err(reason.clone()),
            Content::Json(bytes) => {
                let bytes = bytes
                    .strip_prefix(b"\xef\xbb\xbf")
                    .unwrap_or(bytes)
                    .trim_ascii();
                let value: Value = serde_json::from_slice(bytes)
                    .map_err(|error| format!("invalid JSON at column {}", error.column()))?;
                match value {
                    Value::Map(_) => Ok(value),
                    _ => Err("not a JSON object".to_string()),
                }
            }
            Content::Csv(record) if record.len() != self.0.len() => Err(format!(
                "{} cells, where the header has {}",
                record.len(),
                self.0.len()
            )),
            Content::Csv(record) => {
                let mut entries = Vec::with_capacity(self.0.len());
                for ((name, kind), cell) in self.0.iter().zip(record) {
                    let cell =
                        str::from_utf8(cell).map_err(|_| format!("`{name}` is not UTF-8"))?;
                    entries.push((name.clone(), cell_value(cell.trim(), *kind)));
                }
                Ok(Value::Map(entries))
            }
        }
    }
}

fn cell_value(cell: &str, kind: Option<Kind>) -> Value {
    let text = || Value::Text(cell.to_string());
    if cell.is_empty() {
        return Value::Null;
    }
    match kind {
        Some(Kind::Boolean)
            if ["true", "yes"]
                .iter()
                .any(|yes| cell.eq_ignore_ascii_case(yes)) =>
        {
            Value::Bool(true)
        }
        Some(Kind::Boolean)
            if ["false", "no"]
                .iter()
                .any(|no| cell.eq_ignore_ascii_case(no)) =>
        {
            Value::Bool(false)
        }
        Some(Kind::Windows) => {
            let windows: Option<Vec<Value>> = cell.split(';').map(window).collect();
            windows.map_or_else(text, Value::List)
        }
        _ => text(),
    }
}

/// `2026-03-05 09:00-11:00`
fn window(text: &str) -> Option<Value> {
    let (date, times) = text.trim().split_once(' ')?;
    let (start, end) = times.split_once('-')?;
    let parts = [("date", date), ("start", start), ("end", end)];
    let entry = |(key, part): (&str, &str)| (key.to_string(), Value::Text(part.trim().to_string()));
    Some(Value::Map(parts.into_iter().map(entry).collect()))
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
    parse_instant(text)
        .ok_or_else(|| "expected an RFC 3339 instant between 2000 and 2099".to_string())
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
                .ok_or_else(|| format!("`{field}` holds no RFC 3339 instant")),
        }
    }
}
