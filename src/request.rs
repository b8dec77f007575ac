//! A request: the answers known so far, each one known, unknown or invalid.

use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};

use crate::calendar;
use crate::facts::{Answer, Fact, FactSet, Fault, MOST_FACTS, Window, window_pointer};
use crate::policy::Zone;
use crate::value::Value;

/// The instant that counts as now, and the day that it is at the payer.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Clock {
    pub(crate) now: DateTime<Utc>,
    pub(crate) zone: Zone,
    pub(crate) today: NaiveDate,
}

impl Clock {
    pub(crate) fn new(now: DateTime<Utc>, zone: Zone) -> Self {
        Clock {
            now,
            zone,
            today: calendar::local_day(now, zone),
        }
    }

    /// The instant at which the payer's clocks show this time of this day.
    pub(crate) fn instant(&self, day: NaiveDate, minutes: u16) -> DateTime<Utc> {
        calendar::local_instant(day, minutes, self.zone)
    }
}

/// What a request holds for some facts, by their places.
pub(crate) struct Given<'r>([Option<&'r Value>; MOST_FACTS]);

impl<'r> Given<'r> {
    /// Finds the facts among an object's entries; of a key that comes twice the first counts.
    pub(crate) fn among(facts: &[Arc<Fact>], request: &'r Value) -> Self {
        let mut given = Given([None; MOST_FACTS]);
        let Value::Map(entries) = request else {
            return given;
        };
        // Most requests hold them in asking order, so that the next one is near.
        let mut ahead = 0;
        for (key, value) in entries {
            let (before, after) = facts.split_at_checked(ahead).unwrap_or((facts, &[]));
            let is = |fact: &Arc<Fact>| fact.id == *key;
            let near = after
                .iter()
                .position(is)
                .map(|place| ahead.saturating_add(place));
            let Some(place) = near.or_else(|| before.iter().position(is)) else {
                continue;
            };
            ahead = place.saturating_add(1);
            if let Some(empty @ None) = given.0.get_mut(place) {
                *empty = Some(value);
            }
        }
        given
    }

    /// The facts' values, one after the other.
    #[cfg(target_arch = "wasm32")]
    pub(crate) fn each(values: &'r [Value]) -> Self {
        let mut given = Given([None; MOST_FACTS]);
        for (place, value) in given.0.iter_mut().zip(values) {
            *place = Some(value);
        }
        given
    }
}

/// The answers to a policy's facts, in their order.
pub(crate) struct Request {
    answers: Vec<Answer>,
    /// The facts whose value can't be right: they are to be mended, not asked for.
    pub(crate) invalid: FactSet,
}

impl Request {
    /// Reads the facts that are given, and says what is wrong with each that can't be right. Without a clock
    /// (no payer is known) nothing is checked against today.
    pub(crate) fn read(
        facts: &[Arc<Fact>],
        given: &Given<'_>,
        clock: Option<&Clock>,
    ) -> (Self, Vec<(u8, Fault)>) {
        let mut request = Request {
            answers: Vec::with_capacity(facts.len()),
            invalid: FactSet::EMPTY,
        };
        let mut faults = Vec::new();
        for ((fact, given), place) in facts.iter().zip(given.0).zip(0u8..) {
            let given = given.unwrap_or(&Value::Null);
            let read = if fact.id == "payer" {
                Ok(Answer::Given)
            } else {
                fact.read(given)
            };
            let (answer, wrong) = match read {
                Ok(answer) => check_against_today(fact, answer, clock),
                Err(wrong) => (Answer::Invalid, wrong),
            };
            if !wrong.is_empty() {
                request.invalid = request.invalid.with(FactSet::of(place));
            }
            faults.extend(wrong.into_iter().map(|fault| (place, fault)));
            request.answers.push(answer);
        }
        (request, faults)
    }

    pub(crate) fn answer(&self, fact: u8) -> &Answer {
        self.answers
            .get(usize::from(fact))
            .unwrap_or(&Answer::Unknown)
    }

    pub(crate) fn date(&self, fact: u8) -> Option<NaiveDate> {
        match self.answer(fact) {
            Answer::Date(day) => Some(*day),
            _ => None,
        }
    }

    pub(crate) fn windows(&self, fact: u8) -> Option<&[Window]> {
        match self.answer(fact) {
            Answer::Windows(windows) => Some(windows),
            _ => None,
        }
    }

    /// Whether a fact is answered; of call windows, whether there are so many different ones.
    pub(crate) fn answers(&self, fact: u8, at_least: usize) -> bool {
        match self.answer(fact) {
            Answer::Unknown | Answer::Invalid => false,
            Answer::Windows(windows) => {
                let different = windows
                    .iter()
                    .enumerate()
                    .filter(|(place, window)| !windows.iter().take(*place).any(|w| w == *window));
                different.count() >= at_least
            }
            Answer::Choice(_) | Answer::Date(_) | Answer::Given => true,
        }
    }
}

fn check_against_today(fact: &Fact, answer: Answer, clock: Option<&Clock>) -> (Answer, Vec<Fault>) {
    let Some(clock) = clock else {
        return (answer, Vec::new());
    };
    match answer {
        Answer::Date(day) if fact.not_after_today && day > clock.today => {
            let fault = Fault::new(
                "request/future-date",
                "This date is still to come at the plan. Check it against the letter.",
            );
            (Answer::Invalid, Vec::from([fault]))
        }
        Answer::Windows(windows) => {
            let past = windows
                .iter()
                .enumerate()
                .filter(|(_, window)| clock.instant(window.date, window.end) <= clock.now);
            let message = "This call window is over. Offer one that is still to come.";
            let faults = past.map(|(index, _)| {
                Fault::at("request/window-past", message, window_pointer(index, ""))
            });
            let faults = faults.collect();
            (Answer::Windows(windows), faults)
        }
        answer => (answer, Vec::new()),
    }
}
