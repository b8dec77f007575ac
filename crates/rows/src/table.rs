//! Files of rows: parses them, and puts together the request and instant of each row.

use std::collections::BTreeMap;
use std::rc::Rc;

use chrono::{DateTime, Utc};
use p2p_policy::author::{Place, SourceError, did_you_mean};
use p2p_review::Outcome;
use serde::de::Error as _;
use serde::{Deserialize, Deserializer};
use serde_json::{Map, Value};
use toml::Spanned;

use crate::contacts::Contact;

/// The rows of a file, and the contact details that the plan publishes.
#[derive(Debug)]
pub struct Table {
    cases: Vec<Case>,
    contacts: Vec<Contact>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TableFile {
    /// The instant for rows that don't set their own.
    now: Option<Instant>,
    /// Complete eligible requests by name, on which rows build.
    #[serde(default)]
    base: BTreeMap<String, Map<String, Value>>,
    #[serde(default, rename = "row", alias = "case")]
    cases: Vec<Spanned<Case>>,
    #[serde(default, rename = "contact")]
    contacts: Vec<Contact>,
}

/// A row: a request, and what the decision is expected to be.
#[derive(Debug, Deserialize, Default)]
#[serde(deny_unknown_fields)]
pub struct Case {
    pub name: String,
    /// The statements and decisions that it is based on.
    #[serde(default)]
    pub proves: Vec<String>,

    /// Where the row is in its file.
    #[serde(skip)]
    pub line: usize,
    /// The complete request: the facts of its base, then its own.
    #[serde(skip)]
    pub request: Value,
    /// The instant at which the request is decided.
    #[serde(skip)]
    pub at: DateTime<Utc>,

    /// The name of the base request.
    pub(super) on: Option<String>,
    #[serde(default)]
    pub(super) with: Map<String, Value>,
    /// Keys of the request that are no facts, on purpose.
    #[serde(default)]
    pub(super) unknown: Vec<String>,
    /// Facts of the base to leave out.
    #[serde(default)]
    without: Vec<String>,
    now: Option<Instant>,

    #[serde(deserialize_with = "outcome")]
    pub outcome: String,
    /// All findings of this kind, each as `<field> <statement> <at>`. The field is `-` for none. The statement is one
    /// that the finding cites, `*` for any, `=<statement>+<statement>` for exactly these in this order,
    /// `<policy>/<rule>` for a rule, or `request/<code>` for a fault. `at` is the JSON Pointer or its beginning, and
    /// may be left out. A line that begins with `?` is optional.
    #[serde(default)]
    pub(super) rejects: Vec<String>,
    /// The fields of the rejects that only mean that another form or address is right (C23). No other reject may mean
    /// that.
    #[serde(default)]
    pub(super) elsewhere: Vec<String>,
    #[serde(default)]
    pub(super) invalid: Vec<String>,
    #[serde(default)]
    pub(super) warnings: Vec<String>,
    /// Statements that some notice cites; some notice shown first; some folded notice; none.
    #[serde(default)]
    pub(super) notices: Vec<String>,
    #[serde(default)]
    pub(super) first: Vec<String>,
    #[serde(default)]
    pub(super) folded: Vec<String>,
    #[serde(default)]
    pub(super) notices_not: Vec<String>,
    /// Whether there must be no notice at all.
    #[serde(default)]
    pub(super) no_notices: bool,
    /// Texts that some message contains, and texts that no message contains.
    #[serde(default)]
    pub(super) says: Vec<String>,
    #[serde(default)]
    pub(super) says_not: Vec<String>,
    /// Exactly these fields in this order. Left out, it means none, unless the outcome is incomplete.
    pub(super) needed: Option<Vec<String>>,
    /// `<field>`, `<field> <statement>`, or `<field> -` if it cites none.
    #[serde(default)]
    pub(super) needed_has: Vec<String>,
    #[serde(default)]
    pub(super) needed_not: Vec<String>,
    #[serde(default)]
    pub(super) optional_has: Vec<String>,
    #[serde(default)]
    pub(super) optional_not: Vec<String>,
    /// Where a finding sends the person: a kind of step, or part of the text of one.
    #[serde(default)]
    pub(super) next: Vec<String>,
    #[serde(default)]
    pub(super) next_not: Vec<String>,
    #[serde(default)]
    pub(super) contacts: Vec<String>,
    #[serde(default)]
    pub(super) contacts_not: Vec<String>,
    /// Some of the deadline's keys, or `"none"`.
    pub(super) deadline: Option<Value>,
    /// The same for further clocks, by id.
    #[serde(default)]
    pub(super) clocks: BTreeMap<String, Value>,
    /// When each promise is due, by a statement that it cites, and at no other instant; `{}` means no promise at all.
    pub(super) response_times: Option<BTreeMap<String, Instant>>,
}

/// An RFC 3339 instant.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(try_from = "Value")]
pub(super) struct Instant(pub(super) DateTime<Utc>);

impl TryFrom<Value> for Instant {
    type Error = &'static str;

    fn try_from(value: Value) -> Result<Self, Self::Error> {
        let instant = value.as_str().and_then(|text| text.parse().ok());
        instant.map(Self).ok_or(
            "an instant has a date, a time and a zone, and stands in quotation marks, such as \"2026-03-03T18:00:00Z\"",
        )
    }
}

fn outcome<'de, D: Deserializer<'de>>(from: D) -> Result<String, D::Error> {
    let text = String::deserialize(from)?;
    match Outcome::NAMES.contains(&&*text) {
        true => Ok(text),
        false => Err(D::Error::custom(format!(
            "`outcome` is one of {}",
            Outcome::NAMES.join(", ")
        ))),
    }
}

impl Table {
    /// Parses a file of rows.
    ///
    /// # Errors
    /// What is wrong with the file, and where.
    pub fn parse(file: &str, text: &str) -> Result<Self, SourceError> {
        let file: Rc<str> = Rc::from(file);
        let wrong = |offset: usize, message: String| SourceError {
            file: Rc::clone(&file),
            place: Some(Place::of(&file, text, offset)),
            message,
        };
        let parsed: TableFile = toml::from_str(text).map_err(|error| {
            let offset = error.span().map_or(0, |span| span.start);
            wrong(offset, error.message().replace("a sequence", "a list"))
        })?;
        let mut cases = Vec::with_capacity(parsed.cases.len());
        for spanned in parsed.cases {
            let offset = spanned.span().start;
            let mut case = spanned.into_inner();
            case.line = Place::of(&file, text, offset).line;
            let Some(now) = case.now.or(parsed.now) else {
                let message = format!("{}: `now` is missing: when does it ask?", case.name);
                return Err(wrong(offset, message));
            };
            case.at = now.0;
            case.request =
                request(&case, &parsed.base).map_err(|message| wrong(offset, message))?;
            for expected in case.deadline.iter_mut().chain(case.clocks.values_mut()) {
                *expected = as_written(std::mem::take(expected));
            }
            cases.push(case);
        }
        Ok(Table {
            cases,
            contacts: parsed.contacts,
        })
    }

    /// The rows, in their order.
    #[must_use]
    pub fn cases(&self) -> &[Case] {
        &self.cases
    }

    /// The contact details that the plan publishes.
    #[must_use]
    pub fn contacts(&self) -> &[Contact] {
        &self.contacts
    }

    /// The rows, by value.
    #[must_use]
    pub fn into_cases(self) -> Vec<Case> {
        self.cases
    }
}

/// The request of a row: the facts of its base, then its own.
fn request(case: &Case, bases: &BTreeMap<String, Map<String, Value>>) -> Result<Value, String> {
    let mut request = match &case.on {
        Some(name) => bases
            .get(name)
            .ok_or_else(|| {
                let known: Vec<&str> = bases.keys().map(String::as_str).collect();
                let meant = did_you_mean(name, &known);
                format!("{}: there is no base `{name}`{meant}", case.name)
            })?
            .clone(),
        None => Map::new(),
    };
    for fact in &case.without {
        if request.remove(fact).is_none() {
            return Err(format!("{}: its base has no `{fact}`", case.name));
        }
    }
    request.extend(case.with.clone());
    Ok(as_written(Value::Object(request)))
}

/// The key under which the TOML parser gives the text of an unquoted date.
const BARE_DATE: &str = "$__toml_private_datetime";

/// The value with dates as texts, whether they were quoted or not.
fn as_written(value: Value) -> Value {
    match value {
        Value::Object(mut entries) => match entries.remove(BARE_DATE) {
            Some(date) => date,
            None => Value::Object(
                entries
                    .into_iter()
                    .map(|(key, value)| (key, as_written(value)))
                    .collect(),
            ),
        },
        Value::Array(items) => items.into_iter().map(as_written).collect(),
        plain => plain,
    }
}
