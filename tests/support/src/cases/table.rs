//! The tables, their rows, and the request and instant that a row stands for.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde::Deserialize;
use serde_json::{Map, Value};

/// Every table by name. Text and not files, so that a browser has them too.
pub const TABLES: [(&str, &str); 9] = [
    ("ps-faq", include_str!("../../../cases/ps-faq.toml")),
    ("ps-policy", include_str!("../../../cases/ps-policy.toml")),
    ("reg", include_str!("../../../cases/reg.toml")),
    ("asu", include_str!("../../../cases/asu.toml")),
    ("rx", include_str!("../../../cases/rx.toml")),
    ("decisions", include_str!("../../../cases/decisions.toml")),
    ("bars", include_str!("../../../cases/bars.toml")),
    ("dates", include_str!("../../../cases/dates.toml")),
    ("input", include_str!("../../../cases/input.toml")),
];

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Table {
    /// The instant at which the rows ask, unless they say otherwise.
    now: Instant,
    /// Complete eligible requests to lay a row's facts over.
    #[serde(default)]
    base: BTreeMap<String, Map<String, Value>>,
    #[serde(rename = "case")]
    cases: Vec<Case>,
}

/// A row: a request, and what it expects of the decision.
#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
pub struct Case {
    pub name: String,
    /// The statements and decisions it rests on.
    #[serde(default)]
    pub proves: Vec<String>,

    /// The base that its facts are laid over.
    on: Option<String>,
    #[serde(default)]
    with: Map<String, Value>,
    /// Facts taken away from the base.
    #[serde(default)]
    without: Vec<String>,
    now: Option<Instant>,

    pub(super) outcome: String,
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
    /// Where a reject or warning sends to: a kind of step, or a text that one shows.
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
    /// By when, for the statement that promises it; `{}` is no promise at all.
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
    pub fn load(name: &str) -> Table {
        let text = TABLES
            .iter()
            .find(|(table, _)| *table == name)
            .unwrap_or_else(|| panic!("no table {name}"))
            .1;
        Table::parse(name, text)
    }

    pub fn parse(name: &str, text: &str) -> Table {
        toml::from_str(text).unwrap_or_else(|error| panic!("{name}.toml: {error}"))
    }

    pub fn into_cases(self) -> Vec<Case> {
        self.cases
    }

    pub fn cases(&self) -> &[Case] {
        &self.cases
    }

    pub fn request(&self, case: &Case) -> Value {
        let mut request = match &case.on {
            Some(base) => self
                .base
                .get(base)
                .unwrap_or_else(|| panic!("{}: no base {base}", case.name))
                .clone(),
            None => Map::new(),
        };
        for fact in &case.without {
            let taken = request.remove(fact);
            assert!(taken.is_some(), "{}: the base has no {fact}", case.name);
        }
        request.extend(case.with.clone());
        Value::Object(request)
    }

    pub fn now(&self, case: &Case) -> DateTime<Utc> {
        case.now.unwrap_or(self.now).0
    }
}
