//! Fills placeholders such as `{due}`, `{holidays}` and `{denial_date}` in texts.

use std::borrow::Cow;

use chrono::{Datelike, NaiveDate};
use p2p_policy::facts::Kind;
use p2p_policy::logic::KnownFacts;
use p2p_policy::policy::Policy;
use p2p_policy::text::{joined, push_number, split_at_byte};

use crate::decide::deadline::ComputedDeadline;

const WEEKDAYS: [&str; 7] = [
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
];
const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
/// How a day is written. A translation can reorder the parts.
const DAY: &str = "{weekday}, {month} {day}, {year}";
const AND: &str = " and ";
/// The text for a day that is not known.
const NOT_KNOWN: &str = "a day that is not known yet";

/// Where placeholders get their values from.
pub(crate) struct Filling<'c, 'p> {
    pub(crate) policy: &'p Policy,
    pub(crate) known: &'c KnownFacts<'p>,
    pub(crate) clocks: &'c [Option<ComputedDeadline<'p>>],
}

impl<'p> Filling<'_, 'p> {
    /// Fills the placeholders of a text.
    pub(crate) fn text(&self, text: &'p str) -> Cow<'p, str> {
        match has_parts(text) {
            true => Cow::Owned(replaced(text, &|name| self.part(name))),
            false => Cow::Borrowed(text),
        }
    }

    /// The value of a placeholder; `None` if its name is unknown, so that it stays as it is.
    fn part(&self, name: &str) -> Option<String> {
        let (what, clock) = split_at_byte(name, b':').unwrap_or((name, ""));
        let index = match clock {
            "" => 0,
            clock => {
                let mut clocks = self.policy.clocks.iter();
                clocks
                    .position(|known| **known == *clock)?
                    .saturating_add(1)
            }
        };
        let computed = self.clocks.get(index).and_then(Option::as_ref);
        let day = match what {
            "safe" => computed.map(ComputedDeadline::safe),
            "due" => computed.map(ComputedDeadline::due),
            "closes" => computed.map(ComputedDeadline::closes),
            "opens" => computed.and_then(ComputedDeadline::opens),
            "holidays" => return Some(self.holidays(computed)),
            fact => {
                let mut facts = self.policy.facts.iter().zip(0u8..);
                let (fact, index) = facts.find(|(known, _)| *known.id == *fact)?;
                if !matches!(fact.kind, Kind::Date | Kind::Datetime) {
                    return None;
                }
                self.known.date(index)
            }
        };
        Some(match day {
            Some(day) => self.day(day),
            None => String::from(self.policy.in_words(NOT_KNOWN)),
        })
    }

    fn holidays(&self, computed: Option<&ComputedDeadline<'p>>) -> String {
        let names = computed.map(|computed| computed.doubtful_holidays(self.policy));
        joined(&names.unwrap_or_default(), self.policy.in_words(AND))
    }

    /// `Tuesday, December 1, 2026`
    fn day(&self, day: NaiveDate) -> String {
        let named = |names: &[&'static str], index: u32| {
            let name = names.get(index as usize).copied().unwrap_or_default();
            String::from(self.policy.in_words(name))
        };
        let number = |number: u32| {
            let mut text = String::new();
            push_number(&mut text, number as usize);
            text
        };
        replaced(self.policy.in_words(DAY), &|name| {
            Some(match name {
                "weekday" => named(&WEEKDAYS, day.weekday().num_days_from_monday()),
                "month" => named(&MONTHS, day.month0()),
                "day" => number(day.day()),
                "year" => number(day.year().unsigned_abs()),
                _ => return None,
            })
        })
    }
}

/// Whether a text has placeholders. Out of line where bytes count.
#[cfg_attr(target_arch = "wasm32", inline(never))]
pub(crate) fn has_parts(text: &str) -> bool {
    text.as_bytes().contains(&b'{')
}

/// Replaces each placeholder with what `part` returns for its name, if anything.
pub(crate) fn replaced(text: &str, part: &dyn Fn(&str) -> Option<String>) -> String {
    let mut filled = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = split_at_byte(rest, b'{') {
        filled.push_str(before);
        let written = split_at_byte(after, b'}').and_then(|(name, after)| {
            let part = part(name)?;
            Some((part, after))
        });
        match written {
            Some((part, after)) => {
                filled.push_str(&part);
                rest = after;
            }
            None => {
                filled.push('{');
                rest = after;
            }
        }
    }
    filled.push_str(rest);
    filled
}
