//! Reads a request: what is known about each fact, and what is report with its answers.

use chrono::NaiveDate;
use p2p_policy::facts::{Fact, FactSet};
use p2p_policy::logic::KnownFacts;
use p2p_policy::text::trimmed;
use p2p_policy::time::calendar::SpecialDay;
use p2p_policy::time::{Clock, later_instant};

use crate::request::answer::{Answer, PayerCalendar};
use crate::request::call_windows::window_pointer;
use crate::request::fault::{FUTURE_DATE, Fault, Invalid, WINDOW_PAST};
use crate::request::raw_answer::{RawAnswer, RawAnswers};
use crate::request::read_answer::read_answer;

/// Reads the answers. Without a clock, because no payer is known, nothing is compared with today.
pub(crate) fn read_request<'p>(
    facts: &[Fact],
    raw: &RawAnswers<'_>,
    clock: Option<Clock>,
    calendar: &[SpecialDay],
) -> (KnownFacts<'p>, Vec<Invalid>) {
    let payer_calendar = PayerCalendar {
        zone: clock.map(|clock| clock.zone),
        calendar,
    };
    let mut known = KnownFacts::new(clock);
    let mut invalid = Vec::new();
    for ((fact, raw), index) in facts.iter().zip(raw).zip(0u8..) {
        if fact.not_after_today {
            known.set_date(index, (NaiveDate::MIN, known.today.1));
        }
        if matches!(raw, RawAnswer::Nothing) {
            continue;
        }
        let before = invalid.len();
        // The payer was checked before.
        let answer = match &*fact.id {
            "payer" => Answer::Text,
            _ => read_answer(fact, *raw, &payer_calendar, &mut |fault, at| {
                invalid.push(Invalid::new(index, fault, at));
            }),
        };
        if fact.matched
            && let (Answer::Text, RawAnswer::Text(text)) = (&answer, raw)
        {
            known.set_text(index, trimmed(text));
        }
        record(&mut known, fact, index, answer, clock, &mut |fault, at| {
            invalid.push(Invalid::new(index, fault, at));
        });
        if invalid.len() > before {
            known.invalid = known.invalid.with(FactSet::of(index));
        }
    }
    (known, invalid)
}

/// Records the answer to one fact. Reports what is impossible today to `report`.
fn record(
    known: &mut KnownFacts<'_>,
    fact: &Fact,
    index: u8,
    answer: Answer,
    clock: Option<Clock>,
    report: &mut dyn FnMut(&'static Fault, Option<String>),
) {
    match answer {
        Answer::Unknown => return,
        Answer::Unsure => return known.answer_unsure(index),
        Answer::Text => {}
        Answer::Number(number) => known.set_number(index, number),
        Answer::Datetime(day, _) if fact.not_after_today && day > known.today.1 => {
            return report(&FUTURE_DATE, None);
        }
        Answer::Datetime(day, minutes) => {
            known.set_date(index, (day, day));
            if let Some(clock) = clock {
                known.set_instant(index, later_instant(day, minutes, clock.zone));
            }
        }
        Answer::Choice(value) => {
            known.set_choice(index, 1u64.checked_shl(value.into()).unwrap_or(0));
        }
        Answer::Date(day) if fact.not_after_today && day > known.today.1 => {
            return report(&FUTURE_DATE, None);
        }
        Answer::Date(day) => known.set_date(index, (day, day)),
        Answer::Windows(windows) => {
            for (number, window) in windows.iter().enumerate() {
                let past = |clock: Clock| window.ends_at <= clock.now;
                if clock.is_some_and(past) {
                    report(&WINDOW_PAST, Some(window_pointer(number, "")));
                }
            }
            known.set_windows(index, windows);
        }
    }
    known.answer(index);
}
