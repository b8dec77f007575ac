//! Spoils conditions.

use chrono::Days;
use p2p_policy::Value;
use p2p_policy::facts::{Fact, Kind};
use p2p_policy::policy::Status;
use p2p_policy::time::calendar::DayKind;
use p2p_policy::time::{parse_date, parse_time};

use crate::spoil::pointer::escaped;
use crate::spoil::{Change, Spoilt};

const WEEKDAYS: [&str; 7] = [
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
];

/// If a choice has more values than this, such as the states, only one other value is tried.
const FEW: usize = 12;

/// Collects the spoilt versions of a policy.
pub(super) struct Spoiler<'f> {
    pub(super) facts: &'f [Fact],
    pub(super) versions: Vec<Spoilt>,
}

impl Spoiler<'_> {
    pub(super) fn add(&mut self, path: &str, change: Change, what: String) {
        self.versions.push(Spoilt {
            path: path.to_string(),
            what,
            change,
        });
    }

    /// Spoils the condition under a key of a part. `whose` names the part.
    pub(super) fn condition_at(&mut self, item: &Value, key: &str, path: &str, whose: &str) {
        if let Some(condition) = item.get(key) {
            let path = format!("{path}/{key}");
            self.add(
                &path,
                Change::Drop,
                format!("{whose} without its `{key}`: it always holds"),
            );
            self.condition(condition, &path, whose);
        }
    }

    fn condition(&mut self, condition: &Value, path: &str, whose: &str) {
        let Value::Map(entries) = condition else {
            return;
        };
        for (key, requirement) in entries {
            let path = format!("{path}/{}", escaped(key));
            if entries.len() > 1 {
                let what = match &**key {
                    "any" | "all" | "none" => format!("{whose} without its `{key}`"),
                    fact => format!("{whose}, whatever `{fact}` is"),
                };
                self.add(&path, Change::Drop, what);
            }
            match (&**key, requirement) {
                ("any" | "all" | "none", Value::List(items)) => {
                    for (index, item) in items.iter().enumerate() {
                        let path = format!("{path}/{index}");
                        if items.len() > 1 {
                            let what = format!(
                                "{whose} without number {} of its `{key}`",
                                index.saturating_add(1)
                            );
                            self.add(&path, Change::Drop, what);
                        }
                        self.condition(item, &path, whose);
                    }
                }
                ("clocks", Value::Map(clocks)) => {
                    for (clock, statuses) in clocks {
                        let path = format!("{path}/{}", escaped(clock));
                        self.requirement(statuses, "deadline", &path, whose);
                    }
                }
                _ => self.requirement(requirement, key, &path, whose),
            }
        }
    }

    /// Spoils what a condition requires under one key.
    fn requirement(&mut self, requirement: &Value, key: &str, path: &str, whose: &str) {
        match requirement {
            Value::Bool(yes) => {
                let what = format!("{whose}, `{key}` {} instead of {yes}", !yes);
                self.add(path, Change::Put(Value::Bool(!yes)), what);
            }
            Value::Number(number) => self.number(*number, key, path, whose),
            Value::Text(text) => self.text(text, key, path, whose),
            Value::List(items) => self.list(items, key, path, whose),
            Value::Map(entries) => {
                for (inner, requirement) in entries {
                    let path = format!("{path}/{}", escaped(inner));
                    if entries.len() > 1 {
                        let what = format!("{whose} without `{inner}` of `{key}`");
                        self.add(&path, Change::Drop, what);
                    }
                    let about = match &**inner {
                        "not" => key,
                        inner => inner,
                    };
                    self.requirement(requirement, about, &path, whose);
                }
                if let [(not, inner)] = entries.as_slice()
                    && not == "not"
                {
                    let what = format!("{whose}, just where `{key}` is what it must not be");
                    self.add(path, Change::Put(inner.clone()), what);
                }
            }
            Value::Null | Value::Other => {}
        }
    }

    /// A number: one less and one more.
    pub(super) fn number(&mut self, number: f64, key: &str, path: &str, whose: &str) {
        for other in [number - 1.0, number + 1.0] {
            let what = format!("{whose}, `{key}` {other} instead of {number}");
            self.add(path, Change::Put(Value::Number(other)), what);
        }
    }

    /// A text: a date or time one day or minute earlier and later; a value of a choice extended by another value.
    pub(super) fn text(&mut self, text: &str, key: &str, path: &str, whose: &str) {
        if let Some(day) = parse_date(text) {
            let one = Days::new(1);
            for other in [day.checked_sub_days(one), day.checked_add_days(one)] {
                let other = other.map_or_else(String::new, |day| day.to_string());
                let what = format!("{whose}, `{key}` {other} instead of {text}");
                self.add(path, Change::Put(Value::Text(other)), what);
            }
        } else if let Some(minutes) = parse_time(text) {
            for other in [minutes.checked_sub(1), minutes.checked_add(1)] {
                let Some(other) = other else { continue };
                let (hour, minute) = (other.div_euclid(60), other.rem_euclid(60));
                let other = format!("{hour:02}:{minute:02}");
                let what = format!("{whose}, `{key}` {other} instead of {text}");
                self.add(path, Change::Put(Value::Text(other)), what);
            }
        } else {
            for other in self.others(key, &[text]) {
                let both = Value::List(vec![Value::Text(text.into()), Value::Text(other.clone())]);
                self.add(
                    path,
                    Change::Put(both),
                    format!("{whose}, `{key}` also `{other}`"),
                );
            }
        }
    }

    fn list(&mut self, items: &[Value], key: &str, path: &str, whose: &str) {
        for (index, item) in items.iter().enumerate() {
            let path = format!("{path}/{index}");
            if items.len() > 1 {
                let named = match item.as_text() {
                    Some(text) => format!("`{text}`"),
                    None => format!("number {}", index.saturating_add(1)),
                };
                self.add(
                    &path,
                    Change::Drop,
                    format!("{whose}, `{key}` without {named}"),
                );
            }
            if let Value::Map(_) = item {
                self.requirement(item, key, &path, whose);
            }
        }
        let texts: Vec<&str> = items.iter().filter_map(Value::as_text).collect();
        for other in self.others(key, &texts) {
            let mut more = items.to_vec();
            more.push(Value::Text(other.clone()));
            self.add(
                path,
                Change::Put(Value::List(more)),
                format!("{whose}, `{key}` also `{other}`"),
            );
        }
    }

    /// Other values that are possible under this key.
    pub(super) fn others(&self, key: &str, given: &[&str]) -> Vec<String> {
        let known: Vec<&str> = match key {
            "deadline" => Status::NAMES.to_vec(),
            "due_day" => DayKind::NAMES.to_vec(),
            "weekday" => WEEKDAYS.to_vec(),
            _ => match self.facts.iter().find(|fact| *fact.id == *key) {
                Some(fact) if fact.kind == Kind::Choice => {
                    fact.values.iter().map(|value| &*value.value).collect()
                }
                _ => Vec::new(),
            },
        };
        // The given values are not of this kind, so neither may the others be.
        if !given.iter().all(|value| known.contains(value)) {
            return Vec::new();
        }
        let most = if known.len() > FEW { 1 } else { FEW };
        let others = known.iter().filter(|value| !given.contains(value));
        others
            .take(most)
            .map(|value| (*value).to_string())
            .collect()
    }
}
