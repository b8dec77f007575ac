//! Reads conditions: tables whose entries all have to hold.

use std::sync::Arc;

use chrono::NaiveDate;

use crate::condition::{Condition, DUE_DAYS, STATUSES, WindowTest};
use crate::facts::{Fact, Kind, parse_time};
use crate::reading::Reading;
use crate::value::Value;

impl<'v> Reading<'v> {
    pub(crate) fn condition(&mut self, value: &'v Value, facts: &[Arc<Fact>]) -> Condition {
        let Value::Map(entries) = value else {
            self.problem(&["a condition has to be a table"]);
            return Condition::ALWAYS;
        };
        let read = |(key, asked): &'v (String, Value)| {
            // Elsewhere null is absent; here that would make a rule hold for more requests.
            if *asked == Value::Null {
                self.problem_at(key, &["this has to be a value"]);
            }
            self.at(value, key, |r, value| r.entry(key, value, facts))
        };
        let mut parts: Vec<Condition> = entries.iter().filter_map(read).collect();
        match parts.pop() {
            Some(only) if parts.is_empty() => only,
            last => Condition::All(parts.into_iter().chain(last).collect()),
        }
    }

    fn entry(&mut self, key: &str, value: &'v Value, facts: &[Arc<Fact>]) -> Option<Condition> {
        match key {
            "all" => Some(Condition::All(self.group(value, facts))),
            "any" => Some(Condition::Any(self.group(value, facts))),
            "none" => Some(not(Condition::Any(self.group(value, facts)))),
            "today" => self.span(value, &Condition::TodayBefore),
            "deadline" => self.names(value, &STATUSES).map(Condition::Deadline),
            "due_day" => self.names(value, &DUE_DAYS).map(Condition::DueDay),
            _ => {
                let mut known = facts.iter().zip(0u8..);
                match known.find(|(fact, _)| fact.id == key) {
                    Some((fact, place)) => self.test(fact, place, value),
                    None => {
                        self.problem(&["there is no fact `", key, "`"]);
                        None
                    }
                }
            }
        }
    }

    fn group(&mut self, value: &'v Value, facts: &[Arc<Fact>]) -> Vec<Condition> {
        self.items(value, |r, value| Some(r.condition(value, facts)))
    }

    fn test(&mut self, fact: &Fact, place: u8, value: &'v Value) -> Option<Condition> {
        let one_of = |values| Condition::OneOf {
            fact: place,
            values,
        };
        match fact.kind {
            Kind::Date => self.span(value, &|day| Condition::Before { fact: place, day }),
            Kind::Windows => {
                let test = self.window_test(value)?;
                Some(Condition::Windows { fact: place, test })
            }
            Kind::Boolean | Kind::Choice if matches!(value, Value::Map(_)) => {
                self.opens(value, &["not"]);
                let values = self.must(value, "not", |r, value| r.values(value, fact))?;
                Some(not(one_of(values)))
            }
            Kind::Boolean | Kind::Choice => self.values(value, fact).map(one_of),
            Kind::Text | Kind::Phone | Kind::Npi | Kind::Email => {
                self.problem(&["nothing can turn on the wording of `", &fact.id, "`"]);
                None
            }
        }
    }

    /// The bits of one value or of several.
    fn values(&mut self, value: &'v Value, fact: &Fact) -> Option<u64> {
        let Value::List(items) = value else {
            return self.bit(value, fact);
        };
        if items.is_empty() {
            self.problem(&["name at least one value"]);
        }
        let bits = self.items(value, |r, value| r.bit(value, fact));
        Some(bits.into_iter().fold(0, |all, bit| all | bit))
    }

    fn bit(&mut self, value: &'v Value, fact: &Fact) -> Option<u64> {
        let place = match (fact.kind, value) {
            (Kind::Boolean, Value::Bool(yes)) => Some(u8::from(*yes)),
            (Kind::Choice, Value::Text(text)) => fact.place(text),
            _ => None,
        };
        if place.is_none() {
            let values: Vec<&str> = fact.values.iter().map(|value| &*value.value).collect();
            let values = match fact.kind {
                Kind::Boolean => "true, false",
                _ => &values.join(", "),
            };
            self.problem(&["`", &fact.id, "` has only the values: ", values]);
        }
        1u64.checked_shl(place?.into())
    }

    /// `{ before = day }`, `{ from = day }`, or both.
    fn span(
        &mut self,
        value: &'v Value,
        before: &dyn Fn(NaiveDate) -> Condition,
    ) -> Option<Condition> {
        self.opens(value, &["before", "from"]).then_some(())?;
        let end = self.at(value, "before", Self::day).map(before);
        let start = self
            .at(value, "from", Self::day)
            .map(|day| not(before(day)));
        let parts: Vec<Condition> = end.into_iter().chain(start).collect();
        let absent = |key| matches!(value.get(key), None | Some(Value::Null));
        if absent("before") && absent("from") {
            self.problem(&["say `before` or `from` which day"]);
        }
        Some(Condition::All(parts))
    }

    /// The bits of one name or of several.
    fn names(&mut self, value: &'v Value, names: &[&'static str]) -> Option<u8> {
        let names = names.iter().zip([1, 2, 4, 8]);
        let bits: Vec<(&str, u8)> = names.map(|(name, bit)| (*name, bit)).collect();
        let Value::List(items) = value else {
            return self.one_of(value, &bits);
        };
        if items.is_empty() {
            self.problem(&["name at least one value"]);
        }
        let named = self.items(value, |r, value| r.one_of(value, &bits));
        Some(named.into_iter().fold(0, |all, bit| all | bit))
    }

    fn window_test(&mut self, value: &'v Value) -> Option<WindowTest> {
        let keys = ["outside_hours", "starts_within_hours", "on"];
        self.opens(value, &keys).then_some(())?;
        let hours = self.at(value, "outside_hours", Self::hours);
        let soon = self.at(value, "starts_within_hours", |r, value| r.count(value, 720));
        let on = self.at(value, "on", |r, value| r.names(value, &DUE_DAYS));
        let given = |key: &&&str| !matches!(value.get(key), None | Some(Value::Null));
        if keys.iter().filter(given).count() != 1 {
            let keys = keys.join(", ");
            self.problem(&["ask one thing about the call windows: one of ", &keys]);
        }
        let soon = soon.map(WindowTest::StartsWithinHours);
        hours.or(soon).or(on.map(WindowTest::On))
    }

    fn hours(&mut self, value: &'v Value) -> Option<WindowTest> {
        let times = self.items(value, |r, value| {
            let time = value.as_text().and_then(parse_time);
            if time.is_none() {
                r.problem(&["this has to be a time, such as 09:00"]);
            }
            time
        });
        match times.as_slice() {
            &[from, to] if from < to => Some(WindowTest::OutsideHours { from, to }),
            _ => {
                self.problem(&["this has to be two times, the earlier first"]);
                None
            }
        }
    }
}

fn not(condition: Condition) -> Condition {
    Condition::Not(Box::new(condition))
}
