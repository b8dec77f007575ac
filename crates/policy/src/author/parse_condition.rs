//! Parses conditions: tables whose entries all have to hold.

use chrono::NaiveDate;

use crate::author::schema::{Key, MOST_ITEMS, NOT, SPAN, Shape, WINDOWS};
use crate::author::validator::{Validator, day, number, part};
use crate::facts::{Fact, Kind, MOST_VALUES, WindowTest};
use crate::logic::Condition;
use crate::policy::Status;
use crate::text::joined;
use crate::time::calendar::DayKind;
use crate::time::parse_time;
use crate::value::Value;

/// The values that a condition can name.
#[derive(Clone, Copy)]
enum Values<'f> {
    /// Of a boolean or a choice.
    Of(&'f Fact),
    These(&'static [&'static str]),
}

impl<'v> Validator<'v> {
    pub(super) fn condition(&mut self, value: &'v Value, facts: &[Fact]) -> Condition {
        let Value::Map(entries) = value else {
            self.wrong("a condition has to be a table");
            return Condition::ALWAYS;
        };
        if entries.len() > MOST_ITEMS {
            self.wrong("a condition has 2,500 parts at most");
            return Condition::ALWAYS;
        }
        let mut parts = Vec::new();
        for (key, _) in entries {
            self.enter(key);
            match part(value, key) {
                Some(asked) => parts.push(self.entry(key, asked, facts)),
                // Elsewhere null is absent; here that would make a rule hold for more requests.
                None => self.wrong("this has to be a value"),
            }
            self.leave();
        }
        match parts.pop() {
            Some(only) if parts.is_empty() => only,
            last => {
                parts.extend(last);
                Condition::All(parts)
            }
        }
    }

    fn entry(&mut self, key: &str, value: &'v Value, facts: &[Fact]) -> Condition {
        match key {
            "all" => Condition::All(self.group(value, facts)),
            "any" => Condition::Any(self.group(value, facts)),
            "none" => not(Condition::Any(self.group(value, facts))),
            "today" => self.span(value, &Condition::TodayBefore),
            "deadline" => Condition::Deadline(byte(self.bits(value, Values::These(Status::NAMES)))),
            "due_day" => Condition::DueDay(byte(self.bits(value, Values::These(DayKind::NAMES)))),
            _ => {
                let mut known = facts.iter().zip(0u8..);
                if let Some((fact, place)) = known.find(|(fact, _)| *fact.id == *key) {
                    return self.test(fact, place, value);
                }
                self.problem(&["there is no fact `", key, "`"]);
                Condition::ALWAYS
            }
        }
    }

    fn group(&mut self, value: &'v Value, facts: &[Fact]) -> Vec<Condition> {
        let items = self.items(value).unwrap_or_default().iter().enumerate();
        let mut group = Vec::new();
        for (index, item) in items {
            self.enter_item(index);
            group.push(self.condition(item, facts));
            self.leave();
        }
        group
    }

    fn test(&mut self, fact: &Fact, place: u8, value: &'v Value) -> Condition {
        let one_of = |values| Condition::OneOf {
            fact: place,
            values,
        };
        match fact.kind {
            Kind::Date => self.span(value, &|day| Condition::Before { fact: place, day }),
            Kind::Windows => Condition::Windows {
                fact: place,
                test: self.window_test(value),
            },
            Kind::Boolean | Kind::Choice if matches!(value, Value::Map(_)) => {
                self.table(value, &NOT);
                one_of(!self.bits_at(value, "not", Values::Of(fact)) & fact.all_values())
            }
            Kind::Boolean | Kind::Choice => one_of(self.bits(value, Values::Of(fact))),
            Kind::Text | Kind::Phone | Kind::Npi | Kind::Email => {
                self.problem(&["nothing can turn on the wording of `", &fact.id, "`"]);
                Condition::ALWAYS
            }
        }
    }

    /// `{ before = day }`, `{ from = day }`, or both.
    fn span(&mut self, value: &'v Value, before: &dyn Fn(NaiveDate) -> Condition) -> Condition {
        let (end, start) = (part(value, "before"), part(value, "from"));
        if self.table(value, &SPAN) && end.is_none() && start.is_none() {
            self.wrong("say `before` or `from` which day");
        }
        let end = end.and_then(day).map(before);
        let start = start.and_then(day).map(|day| not(before(day)));
        Condition::All(end.into_iter().chain(start).collect())
    }

    fn window_test(&mut self, value: &'v Value) -> WindowTest {
        let given = |key: &&Key| part(value, key.name).is_some();
        if self.table(value, &WINDOWS) && WINDOWS.iter().filter(given).count() != 1 {
            let keys = joined(&WINDOWS.each_ref().map(|key| key.name), ", ");
            self.problem(&["ask one thing about the call windows: one of ", &keys]);
        }
        if let Some(hours) = part(value, "outside_hours") {
            self.enter("outside_hours");
            let (from, to) = self.hours(hours);
            self.leave();
            return WindowTest::OutsideHours { from, to };
        }
        match part(value, "starts_within_hours") {
            Some(hours) => WindowTest::StartsWithinHours(number(hours)),
            None => WindowTest::On(byte(self.bits_at(
                value,
                "on",
                Values::These(DayKind::NAMES),
            ))),
        }
    }

    fn hours(&mut self, value: &'v Value) -> (u16, u16) {
        let mut times = Vec::new();
        for (index, item) in self.items(value).unwrap_or_default().iter().enumerate() {
            let time = item.as_text().and_then(parse_time);
            if time.is_none() {
                self.enter_item(index);
                self.wrong("this has to be a time, such as 09:00");
                self.leave();
            }
            times.extend(time);
        }
        match times.as_slice() {
            &[from, to] if from < to => (from, to),
            _ => {
                self.wrong("this has to be two times, the earlier first");
                (0, 0)
            }
        }
    }

    /// The bits of what stands under a key, if something does.
    fn bits_at(&mut self, table: &'v Value, key: &'static str, of: Values<'_>) -> u64 {
        self.enter(key);
        let bits = part(table, key).map_or(0, |value| self.bits(value, of));
        self.leave();
        bits
    }

    /// The bits of one value or of several.
    fn bits(&mut self, value: &'v Value, of: Values<'_>) -> u64 {
        if !matches!(value, Value::List(_)) {
            return self.bit(value, of);
        }
        let items = self.items(value).unwrap_or_default();
        if items.is_empty() {
            self.wrong("name at least one value");
        }
        let mut bits = 0;
        for (index, item) in items.iter().enumerate() {
            self.enter_item(index);
            bits |= self.bit(item, of);
            self.leave();
        }
        bits
    }

    /// The bit of one value.
    fn bit(&mut self, value: &Value, of: Values<'_>) -> u64 {
        let place = match (of, value) {
            (Values::These(names), value) => {
                self.text(value, Shape::OneOf(names));
                let text = value.as_text().unwrap_or_default();
                names.iter().position(|name| *name == text)
            }
            (Values::Of(fact), Value::Text(text)) if fact.kind == Kind::Choice => {
                fact.index_of(text).map(usize::from)
            }
            (Values::Of(fact), Value::Bool(yes)) if fact.kind == Kind::Boolean => {
                Some(usize::from(*yes))
            }
            _ => None,
        };
        if let (Values::Of(fact), None) = (of, place) {
            let values: Vec<&str> = fact.values.iter().map(|value| &*value.value).collect();
            let values = match fact.kind {
                Kind::Boolean => "true, false",
                _ => &joined(&values, ", "),
            };
            self.problem(&["`", &fact.id, "` has only the values: ", values]);
        }
        match place {
            Some(place) if place < MOST_VALUES => 1 << place,
            _ => 0,
        }
    }
}

fn byte(bits: u64) -> u8 {
    u8::try_from(bits).unwrap_or(0)
}

fn not(condition: Condition) -> Condition {
    Condition::Not(Box::new(condition))
}
