//! Reads clocks: deadlines and response times.

use super::{Reader, named, some_text, text};
use crate::author::validator::{list_at, number, part, text_at};
use crate::facts::FactSet;
use crate::logic::Condition;
use crate::policy::{DeadlineRule, Pick, ResponseTimeRule, Roll, TimeWindow, Unit};
use crate::text::{Text, push_number};
use crate::time::parse_time;
use crate::value::Value;

/// What a last day is called where the policy has no word for it.
pub(in crate::author) const LABEL: &str = "Request by";

/// What stands in a deadline of one window, and what a list of windows stands under.
pub(in crate::author) const WINDOW_KEYS: [&str; 10] = [
    "count",
    "unit",
    "from",
    "from_earliest",
    "on",
    "until",
    "roll",
    "cut_off",
    "latest_of",
    "earliest_of",
];

impl<'v> Reader<'v> {
    /// The names of the clocks beside the main one, in the order of the file.
    pub(super) fn clock_names(&mut self, v: &'v Value) {
        for deadline in list_at(v, "deadlines") {
            let Some(clock) = text_at(deadline, "clock") else {
                continue;
            };
            if !self.policy.clocks.iter().any(|known| **known == *clock) {
                self.policy.clocks.push(Text::from(clock));
            }
        }
        if self.policy.clocks.len() > 20 {
            let message = "a policy can have at most twenty clocks besides the main one";
            self.validator.wrong_at("deadlines", message);
        }
    }

    pub(super) fn deadline(&mut self, v: &'v Value) {
        let when = self.when(v);
        if on_clock(&when) {
            let message = "a deadline can't depend on the deadline";
            self.validator.wrong_at("when", message);
        }
        let clock = text_at(v, "clock").and_then(|clock| {
            let mut clocks = self.policy.clocks.iter().zip(1u8..);
            let (_, index) = clocks.find(|(known, _)| ***known == *clock)?;
            Some(index)
        });
        let (windows, of) = self.windows(v);
        // Without a name of its own it has its place.
        let id = some_text(v, "id").unwrap_or_else(|| {
            let mut place = String::new();
            push_number(&mut place, self.policy.deadlines.len().saturating_add(1));
            Text::from(place)
        });
        let deadline = DeadlineRule {
            id,
            label: some_text(v, "label").unwrap_or_else(|| Text::from(LABEL)),
            clock: clock.unwrap_or(0),
            says: self.says(v),
            when,
            windows,
            of,
            opens: self.dates(v, "opens"),
        };
        self.policy.deadlines.push(deadline);
    }

    /// The windows of a deadline, and which of them decides.
    fn windows(&mut self, v: &'v Value) -> (Vec<TimeWindow>, Pick) {
        for (key, of) in [("latest_of", Pick::Latest), ("earliest_of", Pick::Earliest)] {
            if part(v, key).is_none() {
                continue;
            }
            let mut others = WINDOW_KEYS.iter().filter(|other| **other != key);
            if let Some(other) = others.find(|other| part(v, other).is_some()) {
                let message = match other.ends_with("_of") {
                    true => "`: use one list of windows",
                    false => "`: write it in each of its windows",
                };
                self.validator
                    .problem_at(other, &["this can't stand beside `", key, message]);
            }
            let mut windows = Vec::new();
            self.validator.enter(key);
            for (index, window) in list_at(v, key).iter().enumerate() {
                self.validator.enter_item(index);
                if matches!(window, Value::Map(_)) {
                    windows.push(self.window(window));
                }
                self.validator.leave();
            }
            if windows.is_empty() && !self.validator.is_wrong_here() {
                self.validator.wrong("name at least one window");
            }
            self.validator.leave();
            return (windows, of);
        }
        (vec![self.window(v)], Pick::Latest)
    }

    /// Whether what says where a window ends is only misspelt.
    fn is_meant_otherwise(&self) -> bool {
        ["on", "latest_of", "earliest_of"]
            .iter()
            .any(|key| self.validator.is_wrong_at(key))
    }

    fn window(&mut self, v: &'v Value) -> TimeWindow {
        let on = self.dates(v, "on");
        let (latest, earliest) = (self.dates(v, "from"), self.dates(v, "from_earliest"));
        let roll = named(v, "roll", Roll::named);
        let mut unit = named(v, "unit", Unit::named).unwrap_or(Unit::CalendarDays);
        if part(v, "on").is_none() {
            for key in ["count", "unit"] {
                if part(v, key).is_none() && !self.is_meant_otherwise() {
                    self.validator.missing(key);
                }
            }
            if part(v, "from").is_none()
                && part(v, "from_earliest").is_none()
                && !self.validator.is_wrong_at("from_earliest")
                && !self.is_meant_otherwise()
            {
                self.validator.missing("from");
            }
        } else {
            unit = Unit::Date;
            if ["count", "unit", "from", "from_earliest"]
                .iter()
                .any(|key| part(v, key).is_some())
            {
                let message = "`on` names the last day itself, so nothing is counted: leave out `count`, `unit` and `from`";
                self.validator.wrong_at("on", message);
            }
        }
        if !latest.is_empty() && !earliest.is_empty() {
            let message =
                "use either `from`, the latest of its dates, or `from_earliest`, the earliest";
            self.validator.wrong_at("from_earliest", message);
        }
        if unit == Unit::Hours && roll.is_some() {
            let message = "hours don't move to another day: leave `roll` out";
            self.validator.wrong_at("roll", message);
        }
        let cut_off = text_at(v, "cut_off").and_then(parse_time);
        if unit == Unit::Hours && cut_off.is_some() {
            let message =
                "hours end when they have passed, whatever the time of day: leave `cut_off` out";
            self.validator.wrong_at("cut_off", message);
        }
        TimeWindow {
            count: v.get("count").map_or(0, number),
            unit,
            from: on.with(latest).with(earliest),
            pick: match earliest.is_empty() {
                true => Pick::Latest,
                false => Pick::Earliest,
            },
            until: self.dates(v, "until"),
            roll: roll.unwrap_or(Roll::Stay),
            cut_off: cut_off.unwrap_or(0),
        }
    }

    pub(super) fn response_time(&mut self, v: &'v Value) {
        let response_time = ResponseTimeRule {
            id: text(v, "id"),
            label: text(v, "label"),
            says: self.says(v),
            when: self.when(v),
            count: v.get("count").map_or(0, number),
            unit: named(v, "unit", Unit::named).unwrap_or(Unit::CalendarDays),
            from: self.dates(v, "from"),
            holidays: self.holidays(v, "holidays"),
        };
        self.policy.response_times.push(response_time);
    }

    /// The fact that a rule turns on: the one that its condition names; of a condition on clocks alone, the date that
    /// the clock is counted from.
    pub(super) fn turns_on(&self, when: &Condition) -> Option<u8> {
        let mut named = when.facts().iter();
        match (named.next(), named.next()) {
            (Some(fact), None) => Some(fact),
            (None, _) => {
                let mut starts = FactSet::EMPTY;
                when.visit(&mut |atom| {
                    let clock = match atom {
                        Condition::Clock { clock, .. } => *clock,
                        Condition::DueDay(_) => 0,
                        _ => return,
                    };
                    starts = starts.with(self.counted_from(clock));
                });
                starts.iter().next()
            }
            _ => None,
        }
    }

    /// The dates that a clock is counted from; where it has no rules, the date of the denial.
    fn counted_from(&self, clock: u8) -> FactSet {
        let rules = self
            .policy
            .deadlines
            .iter()
            .filter(|rule| rule.clock == clock);
        let windows = rules.flat_map(|rule| &rule.windows);
        let starts = windows.fold(FactSet::EMPTY, |all, window| all.with(window.from));
        if !starts.is_empty() {
            return starts;
        }
        let mut facts = self.policy.facts.iter().zip(0u8..);
        let denial_date = facts.find(|(fact, _)| *fact.id == *"denial_date");
        denial_date.map_or(FactSet::EMPTY, |(_, index)| FactSet::of(index))
    }
}

/// Whether a condition asks about a clock.
fn on_clock(when: &Condition) -> bool {
    let mut asks = false;
    when.visit(&mut |atom| {
        asks |= matches!(atom, Condition::Clock { .. } | Condition::DueDay(_));
    });
    asks
}

/// Whether any condition of a policy asks about the days before and after the safe one.
pub(super) fn asks_of_safe_day(value: &Value) -> bool {
    match value {
        Value::Text(text) => text == "past-safe" || text == "not-open",
        Value::List(items) => items.iter().any(asks_of_safe_day),
        Value::Map(entries) => entries.iter().any(|(_, value)| asks_of_safe_day(value)),
        _ => false,
    }
}
