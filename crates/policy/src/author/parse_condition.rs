//! Parses conditions: tables whose entries all have to hold.

use crate::author::nearest::did_you_mean;
use crate::author::schema::{
    Key, MOST_ITEMS, NOT, NUMBER, SPAN, Shape, TEXT, TODAY, WEEKDAYS, WINDOWS,
};
use crate::author::validator::{Validator, day, number, part};
use crate::facts::{Fact, Kind, MOST_VALUES, WindowTest};
use crate::logic::{ClockBits, Condition};
use crate::policy::Status;
use crate::text::{Text, joined};
use crate::time::calendar::DayKind;
use crate::value::Value;

/// The values that a condition can name.
#[derive(Clone, Copy)]
enum Values<'f> {
    /// Of a boolean or a choice.
    Of(&'f Fact),
    These(&'static [&'static str]),
}

/// What a condition can name beside facts.
const CONDITION_WORDS: [&str; 7] = [
    "all", "any", "none", "today", "deadline", "due_day", "clocks",
];

/// What the names in conditions can stand for.
pub(super) struct Names<'f> {
    pub(super) facts: &'f [Fact],
    /// The clocks beside the main one.
    pub(super) clocks: &'f [Text],
    /// Whether the policy knows of the safe day; one from before asks about the due day alone.
    pub(super) knows_safe_day: bool,
    /// The facts whose kind nobody knows: whatever is asked of them may be right.
    pub(super) unclear: &'f [Text],
    /// Whether there may be facts, values of choices, or clocks that could not be read.
    pub(super) lacks_facts: bool,
    pub(super) lacks_values: bool,
    pub(super) lacks_clocks: bool,
}

impl Names<'_> {
    fn fact(&self, name: &str) -> Option<(&Fact, u8)> {
        let mut facts = self.facts.iter().zip(0u8..);
        facts.find(|(fact, _)| *fact.id == *name)
    }

    /// Whether nobody knows what can be asked of a fact.
    fn is_unclear(&self, fact: &Fact) -> bool {
        self.unclear.contains(&fact.id) || self.lacks_values && fact.kind == Kind::Choice
    }

    fn clock(&self, name: &str) -> Option<u8> {
        let mut clocks = self.clocks.iter().zip(1u8..);
        let (_, index) = clocks.find(|(clock, _)| ***clock == *name)?;
        Some(index)
    }
}

impl<'v> Validator<'v> {
    pub(super) fn condition(&mut self, value: &'v Value, names: &Names<'_>) -> Condition {
        let Value::Map(entries) = value else {
            self.wrong("a condition has to be a table");
            return Condition::ALWAYS;
        };
        if entries.len() > MOST_ITEMS {
            self.wrong("a condition has 2,500 parts at most");
            return Condition::ALWAYS;
        }
        self.twice(entries);
        let mut parts = Vec::new();
        for (key, _) in entries {
            self.enter(key);
            match part(value, key) {
                Some(asked) => parts.push(self.entry(key, asked, names)),
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

    fn entry(&mut self, key: &str, value: &'v Value, names: &Names<'_>) -> Condition {
        match key {
            "all" => Condition::All(self.group(value, names)),
            "any" => Condition::Any(self.group(value, names)),
            "none" => not(Condition::Any(self.group(value, names))),
            "today" => self.today(value),
            "deadline" => self.clock(value, 0, names),
            "due_day" => Condition::DueDay(byte(self.bits(value, Values::These(DayKind::NAMES)))),
            _ => match names.fact(key) {
                Some((fact, index)) if names.is_unclear(fact) => Condition::Given(index),
                Some((fact, index)) => self.test(fact, index, value, names),
                None if key == "clocks" => self.clocks(value, names),
                None if names.lacks_facts => Condition::ALWAYS,
                None => {
                    let known = names.facts.iter().map(|fact| &*fact.id);
                    self.unknown("fact", key, known.chain(CONDITION_WORDS));
                    Condition::ALWAYS
                }
            },
        }
    }

    /// `{ "call-back" = "closed" }`
    fn clocks(&mut self, value: &'v Value, names: &Names<'_>) -> Condition {
        let Value::Map(entries) = value else {
            self.wrong("this has to be a table of clocks, each with the statuses that it may have");
            return Condition::ALWAYS;
        };
        self.twice(entries);
        let mut parts = Vec::new();
        for (name, statuses) in entries {
            self.enter(name);
            match names.clock(name) {
                Some(clock) => parts.push(self.clock(statuses, clock, names)),
                None if names.lacks_clocks => {}
                None => self.unknown("clock", name, names.clocks.iter().map(|clock| &**clock)),
            }
            self.leave();
        }
        Condition::All(parts)
    }

    fn clock(&mut self, value: &'v Value, clock: u8, names: &Names<'_>) -> Condition {
        let bits = self.bits(value, Values::These(Status::NAMES));
        let named = Status::ALL
            .iter()
            .filter(|(_, status)| bits & u64::from(status.bit()) != 0);
        let statuses = named.fold(ClockBits(0), |all, (_, status)| {
            all.with(match names.knows_safe_day {
                true => ClockBits::of(*status),
                false => ClockBits::of_due_day(*status),
            })
        });
        Condition::Clock {
            clock,
            statuses: statuses.0,
        }
    }

    fn group(&mut self, value: &'v Value, names: &Names<'_>) -> Vec<Condition> {
        let items = self.items(value).unwrap_or_default().iter().enumerate();
        let mut group = Vec::new();
        for (index, item) in items {
            self.enter_item(index);
            group.push(self.condition(item, names));
            self.leave();
        }
        group
    }

    fn test(&mut self, fact: &Fact, index: u8, value: &'v Value, names: &Names<'_>) -> Condition {
        let one_of = |values| Condition::OneOf {
            fact: index,
            values,
        };
        let is_table = matches!(value, Value::Map(_));
        match fact.kind {
            Kind::Date | Kind::Datetime => self.date_test(value, index, names),
            Kind::Windows => self.windows(value, index, names),
            Kind::Number => self.number_test(value, index),
            Kind::Boolean | Kind::Choice if is_table => {
                if self.table(value, &NOT)
                    && let Some(given) = part(value, "given")
                {
                    return given_as(index, given);
                }
                if part(value, "not").is_none() {
                    self.asks_nothing("`not` is missing");
                }
                one_of(!self.bits_at(value, "not", Values::Of(fact)) & fact.all_values())
            }
            Kind::Boolean | Kind::Choice => one_of(self.bits(value, Values::Of(fact))),
            Kind::Text | Kind::Phone | Kind::Npi | Kind::Email if is_table => {
                self.text_test(value, index)
            }
            Kind::Text | Kind::Phone | Kind::Npi | Kind::Email => {
                self.problem(&[
                    "a condition can't compare the text of `",
                    &fact.id,
                    "`: ask whether it is `given`, or which form it `matches`",
                ]);
                Condition::ALWAYS
            }
        }
    }

    /// `{ before = day }`, `{ from = day }`, or both.
    fn today(&mut self, value: &'v Value) -> Condition {
        let (end, start) = (part(value, "before"), part(value, "from"));
        if self.table(value, &TODAY) && end.is_none() && start.is_none() {
            self.asks_nothing("name a day with `before` or `from`");
        }
        let before = Condition::TodayBefore;
        let end = end.and_then(day).map(before);
        let start = start.and_then(day).map(|day| not(before(day)));
        Condition::All(end.into_iter().chain(start).collect())
    }

    /// What a condition asks of a date: each key of the table has to hold.
    fn date_test(&mut self, value: &'v Value, fact: u8, names: &Names<'_>) -> Condition {
        if !matches!(value, Value::Map(_)) {
            self.wrong("a condition on a date has to be a table: `before` or `from` a day, its `weekday`, `within_days`, or whether it is `given`");
            return Condition::ALWAYS;
        }
        self.table(value, &SPAN);
        let mut parts = Vec::new();
        for (key, turned) in [("before", false), ("from", true)] {
            if let Some(day) = part(value, key) {
                self.enter(key);
                let before = self.before(fact, day, names);
                self.leave();
                parts.extend(before.map(|before| if turned { not(before) } else { before }));
            }
        }
        if part(value, "weekday").is_some() {
            let weekdays = byte(self.bits_at(value, "weekday", Values::These(&WEEKDAYS)));
            parts.push(Condition::Weekday { fact, weekdays });
        }
        if let Some(days) = part(value, "within_days") {
            let days = u16::try_from(number(days)).unwrap_or(u16::MAX);
            parts.push(Condition::WithinDays { fact, days });
        }
        if let Some(given) = part(value, "given") {
            parts.push(given_as(fact, given));
        }
        if let (true, Value::Map(entries)) = (parts.is_empty(), value)
            && entries
                .iter()
                .all(|(_, value)| matches!(value, Value::Null))
        {
            self.wrong("name a day with `before` or `from`");
        }
        Condition::All(parts)
    }

    /// A table asks nothing; what is wrong in it already may have been meant to.
    fn asks_nothing(&mut self, message: &str) {
        if !self.is_wrong_here() {
            self.wrong(message);
        }
    }

    /// Whether a date is before a day, or before another date.
    fn before(&mut self, fact: u8, value: &Value, names: &Names<'_>) -> Option<Condition> {
        if let Some(day) = day(value) {
            return Some(Condition::Before { fact, day });
        }
        let other = self.date_named(value, names)?;
        Some(Condition::BeforeDate { fact, other })
    }

    fn date_named(&mut self, value: &Value, names: &Names<'_>) -> Option<u8> {
        let is_date = |(fact, index): (&Fact, u8)| {
            matches!(fact.kind, Kind::Date | Kind::Datetime).then_some(index)
        };
        let named = value.as_text().and_then(|name| names.fact(name));
        let date = named.and_then(is_date);
        let is_unclear = match named {
            Some((fact, _)) => names.is_unclear(fact),
            None => names.lacks_facts,
        };
        if date.is_none() && !is_unclear {
            let is_date = |fact: &&Fact| matches!(fact.kind, Kind::Date | Kind::Datetime);
            let dates = names.facts.iter().filter(is_date);
            let dates: Vec<&str> = dates.map(|fact| &*fact.id).collect();
            let meant = self.nearest(value.as_text().unwrap_or_default(), &dates);
            let message = "this has to be a date, such as 2026-03-02, between 2000 and 2099, or the name of a fact that is \
                           a date";
            self.problem(&[message, &meant]);
        }
        date
    }

    fn number_test(&mut self, value: &'v Value, fact: u8) -> Condition {
        let mut parts = Vec::new();
        if !matches!(value, Value::Map(_)) {
            self.wrong("a condition on a number has to be a table: `at_least` or `below` another, or whether it is `given`");
        } else if self.table(value, &NUMBER) {
            for (key, turned) in [("at_least", true), ("below", false)] {
                if let Some(Value::Number(number)) = part(value, key) {
                    let thousandths = (number * 1_000.0).round() as i64;
                    let below = Condition::Below { fact, thousandths };
                    parts.push(if turned { not(below) } else { below });
                }
            }
            parts.extend(part(value, "given").map(|given| given_as(fact, given)));
            if parts.is_empty() {
                self.asks_nothing("name a number with `at_least` or `below`");
            }
        }
        Condition::All(parts)
    }

    fn text_test(&mut self, value: &'v Value, fact: u8) -> Condition {
        let mut parts = Vec::new();
        if self.table(value, &TEXT) {
            parts.extend(part(value, "given").map(|given| given_as(fact, given)));
            if let Some(forms) = part(value, "matches") {
                self.enter("matches");
                let forms = self.forms(forms);
                self.leave();
                parts.push(Condition::Matches { fact, forms });
            }
            if parts.is_empty() {
                self.asks_nothing(
                    "ask with `given` whether there is one, or with `matches` which form it has",
                );
            }
        }
        Condition::All(parts)
    }

    /// One form of a text, or several.
    fn forms(&mut self, value: &'v Value) -> Vec<Text> {
        let mut forms = Vec::new();
        match value {
            Value::List(_) => {
                for (index, item) in self.items(value).unwrap_or_default().iter().enumerate() {
                    self.enter_item(index);
                    self.text(item, Shape::Text);
                    self.leave();
                    forms.extend(item.as_text().map(Text::from));
                }
            }
            one => {
                self.text(one, Shape::Text);
                forms.extend(one.as_text().map(Text::from));
            }
        }
        if forms.is_empty() {
            self.asks_nothing("name at least one form, such as A#######");
        }
        forms
    }

    fn windows(&mut self, value: &'v Value, fact: u8, names: &Names<'_>) -> Condition {
        if let (Value::Map(_), Some(given)) = (value, part(value, "given")) {
            self.table(value, &WINDOWS);
            return given_as(fact, given);
        }
        Condition::Windows {
            fact,
            test: self.window_test(value, names),
        }
    }

    fn window_test(&mut self, value: &'v Value, names: &Names<'_>) -> WindowTest {
        if !matches!(value, Value::Map(_)) {
            let keys: Vec<&str> = WINDOWS.iter().skip(1).map(|key| key.name).collect();
            let keys = joined(&keys, ", ");
            let message = "a condition on call windows has to be a table with one of: ";
            self.problem(&[message, &keys]);
            return WindowTest::On(0);
        }
        let asks = |key: &&Key| key.name != "zone" && part(value, key.name).is_some();
        let zone = part(value, "zone");
        let asked = WINDOWS.iter().filter(asks).count();
        if self.table(value, &WINDOWS) && (asked > 1 || asked == 0 && !self.is_wrong_here()) {
            let keys: Vec<&str> = WINDOWS.iter().skip(1).map(|key| key.name).collect();
            let keys = joined(&keys, ", ");
            self.problem(&[
                "a condition on call windows asks exactly one thing. Use one of: ",
                &keys,
            ]);
        }
        if let Some(hours) = part(value, "outside_hours") {
            self.enter("outside_hours");
            let (from, to) = self.hours(hours);
            self.leave();
            return match zone.and_then(Value::as_text) {
                Some("office") => WindowTest::OutsideOwnHours { from, to },
                _ => WindowTest::OutsideHours { from, to },
            };
        }
        if zone.is_some() && !self.is_wrong_at("outside_hours") {
            self.wrong("`zone` can only stand beside `outside_hours`");
        }
        if let Some(clock) = part(value, "after_clock") {
            self.enter("after_clock");
            let clock_name = clock.as_text().unwrap_or_default();
            let clock = match clock.as_text() {
                Some("") => Some(0),
                Some(name) => names.clock(name),
                None => None,
            };
            if clock.is_none() && (clock_name.is_empty() || !names.lacks_clocks) {
                let known: Vec<&str> = names.clocks.iter().map(|clock| &**clock).collect();
                let meant = self.nearest(clock_name, &known);
                let message = "this has to be the name of a clock, or \"\" for the main clock";
                self.problem(&[message, &meant]);
            }
            self.leave();
            return WindowTest::AfterClock(clock.unwrap_or(0));
        }
        for (key, test) in [
            ("before", WindowTest::BeforeDate as fn(u8) -> WindowTest),
            ("after", WindowTest::AfterDate),
        ] {
            if let Some(date) = part(value, key) {
                self.enter(key);
                let date = self.date_named(date, names);
                self.leave();
                return test(date.unwrap_or(0));
            }
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
            self.enter_item(index);
            times.extend(self.time(item));
            self.leave();
        }
        match times.as_slice() {
            &[from, to] if from < to => (from, to),
            _ => {
                self.asks_nothing("this has to be two times, the earlier first");
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
            if values.is_empty() && fact.kind == Kind::Choice {
                let all = "`: every request that this policy decides has the same";
                self.problem(&["no condition can ask for `", &fact.id, all]);
                return 0;
            }
            let (values, meant) = match (fact.kind, value) {
                (Kind::Boolean, _) => ("true, false", String::new()),
                (_, Value::Text(text)) => (&*joined(&values, ", "), did_you_mean(text, &values)),
                _ => (&*joined(&values, ", "), String::new()),
            };
            self.problem(&["`", &fact.id, "` has only the values: ", values, &meant]);
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

/// `{ given = true }`, or `{ given = false }`.
fn given_as(fact: u8, given: &Value) -> Condition {
    let condition = Condition::Given(fact);
    match given {
        Value::Bool(false) => not(condition),
        _ => condition,
    }
}
