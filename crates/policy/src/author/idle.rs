//! Parts of a policy that change nothing, or that can't be meant as they are written.

use crate::author::Problem;
use crate::author::check::at_rule;
use crate::author::validator::part;
use crate::author::written::items;
use crate::facts::{FactSet, WindowTest};
use crate::logic::Condition;
use crate::policy::{Policy, Roll, Unit};
use crate::text::{joined, push_number};
use crate::value::Value;

pub(super) fn idle(written: &Value, policy: &Policy, problems: &mut Vec<Problem>) {
    days_by_two_rules(written, problems);
    needed_twice(written, problems);
    odd_sources(policy, problems);
    unrelated_fields(policy, problems);
    idle_holidays(written, policy, problems);
}

/// A problem of one item of a list, or of one of its keys.
pub(super) fn at(list: &str, place: usize, key: &str, message: &str) -> Problem {
    let mut path = String::from(list);
    push_number(&mut path, place);
    path.push_str(key);
    Problem::new(&path, message)
}

fn days_by_two_rules(written: &Value, problems: &mut Vec<Problem>) {
    for (place, day) in items(written, "days").iter().enumerate() {
        // The first of them is read.
        let ways = ["after", "easter", "dates", "month"].iter();
        let mut ways = ways.filter(|way| part(day, way).is_some());
        if let (Some(read), Some(other)) = (ways.next(), ways.next()) {
            let message = [
                "this day recurs by `",
                read,
                "`, so `",
                other,
                "` does nothing",
            ];
            problems.push(at("/days/", place, "", &joined(&message, "")));
        }
    }
}

fn needed_twice(written: &Value, problems: &mut Vec<Problem>) {
    let needs = items(written, "needs");
    for (place, need) in needs.iter().enumerate() {
        let is_same = |other: &Value| {
            let keys = ["fact", "when"];
            keys.iter().all(|key| other.get(key) == need.get(key))
        };
        if needs.iter().take(place).any(is_same) {
            let message = "an earlier need asks for the same fact in the same cases";
            problems.push(at("/needs/", place, "", message));
        }
    }
}

fn odd_sources(policy: &Policy, problems: &mut Vec<Problem>) {
    for (place, source) in policy.sources.iter().enumerate() {
        let (review, effective) = (&source.version.next_review, &source.version.effective);
        if review.is_some() && review.as_deref() < effective.as_deref() {
            let message = "the next review is before the day on which this takes effect";
            problems.push(at("/sources/", place, "/next_review", message));
        }
        let mut statements = policy.statements.iter();
        if !statements.any(|statement| statement.source == place) {
            problems.push(at("/sources/", place, "", "this source has no statements"));
        }
    }
}

/// Rules about a fact that they don't depend on.
fn unrelated_fields(policy: &Policy, problems: &mut Vec<Problem>) {
    for (place, rule) in policy.rules.iter().enumerate() {
        let facts = depends_on(policy, &rule.when);
        let is_unrelated = |field| !facts.is_empty() && !facts.has(field);
        if rule.field.is_some_and(is_unrelated) {
            let message = "this rule doesn't depend on this fact: neither `when` nor its deadlines ask for it";
            problems.push(at_rule(place, "field", message));
        }
    }
}

/// The facts that decide a condition, with those of the clocks that it asks about.
fn depends_on(policy: &Policy, when: &Condition) -> FactSet {
    let mut facts = when.facts();
    when.visit(&mut |atom| {
        let clock = match atom {
            Condition::Clock { clock, .. } => *clock,
            Condition::Windows {
                test: WindowTest::AfterClock(clock),
                ..
            } => *clock,
            Condition::DueDay(_) => 0,
            _ => return,
        };
        for deadline in policy.deadlines.iter().filter(|rule| rule.clock == clock) {
            facts = facts.with(deadline.facts()).with(deadline.when.facts());
        }
    });
    facts
}

/// Holidays in a policy, or for a promise, that leaves none out.
fn idle_holidays(written: &Value, policy: &Policy, problems: &mut Vec<Problem>) {
    const MESSAGE: &str =
        "these change nothing: only business days and business hours leave holidays out";
    let mut asks = false;
    for window in policy.deadlines.iter().flat_map(|rule| &rule.windows) {
        asks |= window.unit == Unit::BusinessDays || window.roll != Roll::Stay;
    }
    for condition in policy.conditions() {
        condition.visit(&mut |atom| {
            asks |= match atom {
                Condition::DueDay(_) => true,
                Condition::Windows { test, .. } => matches!(test, WindowTest::On(_)),
                _ => false,
            };
        });
    }
    for (place, promise) in policy.response_times.iter().enumerate() {
        let counts = matches!(promise.unit, Unit::BusinessDays | Unit::BusinessHours);
        asks |= counts;
        if !counts && !promise.holidays.is_empty() {
            problems.push(at("/response_times/", place, "/holidays", MESSAGE));
        }
    }
    if !asks && !items(written, "holidays").is_empty() {
        problems.push(Problem::new("/holidays", MESSAGE));
    }
}
