//! Limits on the work of one decision, so that no accepted policy is slow.

use crate::logic::Condition;
use crate::policy::{Policy, Says, Unit};
use crate::time::calendar::{SpecialDay, most_walked};

/// The largest amount of work that a policy may need, in conditions judged, statements cited and days counted.
pub const MOST_WORK: usize = 50_000;
/// The most call windows that one request may hold; a rule about windows can match each of them.
pub const MOST_WINDOWS: usize = 20;

/// An upper bound on the work of one decision under this policy, in the units of [`MOST_WORK`].
#[must_use]
pub fn work_of(policy: &Policy) -> usize {
    let mut work = Work { policy, done: 0 };
    for rule in &policy.rules {
        let mut times = rule.when.facts().count();
        rule.when.visit(&mut |atom| {
            if matches!(atom, Condition::Windows { .. }) {
                times = times.saturating_add(MOST_WINDOWS);
            }
        });
        work.part(&rule.when, &rule.says, times);
        work.routes(&rule.next, times);
        work.add(rule.first_when.as_ref().map_or(0, Condition::size), 1);
    }
    for need in &policy.needs {
        work.part(&need.when, &need.says, 3);
    }
    for detail in &policy.optional {
        work.part(&detail.when, &detail.says, 1);
    }
    for deadline in &policy.deadlines {
        work.part(&deadline.when, &deadline.says, 1);
        for window in &deadline.windows {
            // Once for each of the three readings.
            work.days(window.unit, window.count, 3, &[&policy.calendar]);
        }
    }
    for promise in &policy.response_times {
        work.part(&promise.when, &promise.says, 1);
        let special: [&[SpecialDay]; 2] = [&policy.calendar, &promise.holidays];
        work.days(promise.unit, promise.count, 1, &special);
    }
    work.routes(&policy.contacts, 1);
    work.done
}

struct Work<'p> {
    policy: &'p Policy,
    done: usize,
}

impl Work<'_> {
    #[inline(never)]
    fn add(&mut self, steps: usize, times: usize) {
        let steps = steps.saturating_mul(times.max(1));
        self.done = self.done.saturating_add(steps);
    }

    /// Adds a part of the policy: its condition is judged and its statements are cited, up to `times` times.
    #[inline(never)]
    fn part(&mut self, when: &Condition, says: &Says, times: usize) {
        self.add(when.size(), times);
        for index in says {
            let statement = self.policy.statements.get(*index);
            let source = statement.and_then(|statement| self.policy.sources.get(statement.source));
            let of_statement = statement.and_then(|statement| statement.scope.as_ref());
            let of_source = source.and_then(|source| source.scope.as_ref());
            self.add(of_statement.or(of_source).map_or(1, Condition::size), times);
        }
    }

    #[inline(never)]
    fn routes(&mut self, routes: &[usize], times: usize) {
        for index in routes {
            let route = self.policy.routes.get(*index);
            for step in route.map_or(&[][..], |route| &route.steps) {
                self.add(step.when.size(), times);
            }
        }
    }

    /// Adds days that are counted `times` times; each is looked up in every calendar.
    fn days(&mut self, unit: Unit, count: u32, times: usize, calendars: &[&[SpecialDay]]) {
        let walked = match unit {
            Unit::Hours | Unit::Date => return,
            Unit::CalendarDays => count,
            Unit::BusinessHours => most_walked(count / 24),
            Unit::BusinessDays => most_walked(count),
        };
        let special = calendars.iter().flat_map(|calendar| *calendar);
        let looked_at = special.map(SpecialDay::size).fold(0, usize::saturating_add);
        let days = usize::try_from(walked).unwrap_or(usize::MAX);
        self.add(days.saturating_mul(times), looked_at / 16);
    }
}
