//! Files of rows, and the request and instant that each row stands for.

use std::collections::BTreeMap;
use std::rc::Rc;

use chrono::{DateTime, Utc};
use p2p_policy::author::{Place, SourceError};
use serde::Deserialize;
use serde_json::{Map, Value};
use toml::Spanned;

use crate::contacts::Contact;

/// The rows of a file, and what the plan prints to reach somebody by.
#[derive(Debug)]
pub struct Table {
    cases: Vec<Case>,
    contacts: Vec<Contact>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    /// The instant at which the rows ask, unless they say otherwise.
    now: Option<Instant>,
    /// Complete eligible requests to lay a row's facts over.
    #[serde(default)]
    base: BTreeMap<String, Map<String, Value>>,
    #[serde(default, rename = "row", alias = "case")]
    cases: Vec<Spanned<Case>>,
    #[serde(default, rename = "contact")]
    contacts: Vec<Contact>,
}

/// A row: a request, and what it expects of the decision.
#[derive(Debug, Deserialize, Default)]
#[serde(deny_unknown_fields)]
pub struct Case {
    pub name: String,
    /// The statements and decisions it rests on.
    #[serde(default)]
    pub proves: Vec<String>,

    /// Where the row stands in its file.
    #[serde(skip)]
    pub line: usize,
    /// The facts of its base and its own.
    #[serde(skip)]
    pub request: Value,
    /// When it asks.
    #[serde(skip)]
    pub at: DateTime<Utc>,

    /// The base that its facts are laid over.
    on: Option<String>,
    #[serde(default)]
    with: Map<String, Value>,
    /// Facts taken away from the base.
    #[serde(default)]
    without: Vec<String>,
    now: Option<Instant>,

    pub outcome: String,
    /// All of them, each as `<field> <statement that its citation holds> <where "at" points>`: `-`
    /// is no field, `*` any statement, `=<statement>+<statement>` just these in this order, `<policy>/<rule>` a rule
    /// and `request/<code>` a finding of the engine's own. The third word may be left out or end early; `?` before a
    /// line means that it may come or not.
    #[serde(default)]
    pub(super) rejects: Vec<String>,
    /// The fields of the rejects that only mean: not with this form (C23). No other reject does.
    #[serde(default)]
    pub(super) elsewhere: Vec<String>,
    #[serde(default)]
    pub(super) invalid: Vec<String>,
    #[serde(default)]
    pub(super) warnings: Vec<String>,
    /// Statements that notices rest on: on any, on one that is shown first, on one that is folded, on none.
    #[serde(default)]
    pub(super) notices: Vec<String>,
    #[serde(default)]
    pub(super) first: Vec<String>,
    #[serde(default)]
    pub(super) folded: Vec<String>,
    #[serde(default)]
    pub(super) notices_not: Vec<String>,
    /// There is no notice at all.
    #[serde(default)]
    pub(super) no_notices: bool,
    /// What the messages say, each in one of them, and what none of them says.
    #[serde(default)]
    pub(super) says: Vec<String>,
    #[serde(default)]
    pub(super) says_not: Vec<String>,
    /// Exactly these, in this order. Left out: none, unless the outcome is incomplete.
    pub(super) needed: Option<Vec<String>>,
    /// `<field>`, or `<field> <statement>`, or `<field> -` for one that cites none.
    #[serde(default)]
    pub(super) needed_has: Vec<String>,
    #[serde(default)]
    pub(super) needed_not: Vec<String>,
    #[serde(default)]
    pub(super) optional_has: Vec<String>,
    #[serde(default)]
    pub(super) optional_not: Vec<String>,
    /// Where a finding sends to: a kind of step, or a text that one shows.
    #[serde(default)]
    pub(super) next: Vec<String>,
    #[serde(default)]
    pub(super) next_not: Vec<String>,
    #[serde(default)]
    pub(super) contacts: Vec<String>,
    #[serde(default)]
    pub(super) contacts_not: Vec<String>,
    /// Some of its keys, or `"none"`.
    pub(super) deadline: Option<Value>,
    /// The same of the further clocks, each by its name.
    #[serde(default)]
    pub(super) clocks: BTreeMap<String, Value>,
    /// By when, for the statement that promises it, and by no other instant; `{}` is no promise at all.
    pub(super) response_times: Option<BTreeMap<String, Instant>>,
}

/// An RFC 3339 instant.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(try_from = "String")]
pub(super) struct Instant(pub(super) DateTime<Utc>);

impl TryFrom<String> for Instant {
    type Error = chrono::ParseError;

    fn try_from(written: String) -> Result<Self, Self::Error> {
        written.parse().map(Self)
    }
}

impl Table {
    /// Reads a file of rows.
    ///
    /// # Errors
    /// What is wrong with it, and where.
    pub fn parse(file: &str, text: &str) -> Result<Self, SourceError> {
        let file: Rc<str> = Rc::from(file);
        let wrong = |offset: usize, message: String| SourceError {
            file: Rc::clone(&file),
            place: Some(Place::of(&file, text, offset)),
            message,
        };
        let written: Written = toml::from_str(text).map_err(|error| {
            let offset = error.span().map_or(0, |span| span.start);
            wrong(offset, error.message().to_string())
        })?;
        let mut cases = Vec::with_capacity(written.cases.len());
        for spanned in written.cases {
            let offset = spanned.span().start;
            let mut case = spanned.into_inner();
            case.line = Place::of(&file, text, offset).line;
            let Some(now) = case.now.or(written.now) else {
                let message = format!("{}: `now` is missing: when does it ask?", case.name);
                return Err(wrong(offset, message));
            };
            case.at = now.0;
            case.request =
                request(&case, &written.base).map_err(|message| wrong(offset, message))?;
            cases.push(case);
        }
        Ok(Table {
            cases,
            contacts: written.contacts,
        })
    }

    /// The rows, in their order.
    #[must_use]
    pub fn cases(&self) -> &[Case] {
        &self.cases
    }

    /// What the plan prints, and for whom.
    #[must_use]
    pub fn contacts(&self) -> &[Contact] {
        &self.contacts
    }

    /// The rows, to keep.
    #[must_use]
    pub fn into_cases(self) -> Vec<Case> {
        self.cases
    }
}

/// A row's facts laid over those of its base.
fn request(case: &Case, bases: &BTreeMap<String, Map<String, Value>>) -> Result<Value, String> {
    let mut request = match &case.on {
        Some(name) => bases
            .get(name)
            .ok_or_else(|| format!("{}: there is no base `{name}`", case.name))?
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

/// What the TOML reader calls the text of a date that stands without quotes.
const BARE_DATE: &str = "$__toml_private_datetime";

/// A value with dates as texts, whether they stand in quotes or not.
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
