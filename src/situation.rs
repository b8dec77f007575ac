//! What conditions are judged against: a request, as of one instant at one payer.

use crate::calendar;
use crate::condition::{Circumstances, Judgement, WindowTest};
use crate::deadline::{Reckoning, bit, sort_of};
use crate::facts::{Answer, FactSet, Window};
use crate::policy::Policy;
use crate::request::{Clock, Request};
use chrono::NaiveDate;

/// A request as of one instant, with its deadline.
pub(crate) struct Situation<'p, 'r> {
    policy: &'p Policy,
    pub(crate) request: &'r Request,
    pub(crate) clock: &'r Clock,
    pub(crate) reckoning: Reckoning<'p>,
}

impl<'p, 'r> Situation<'p, 'r> {
    pub(crate) fn new(policy: &'p Policy, request: &'r Request, clock: &'r Clock) -> Self {
        let mut situation = Situation {
            policy,
            request,
            clock,
            reckoning: Reckoning::default(),
        };
        situation.reckoning = Reckoning::new(policy, request, clock, &situation);
        situation
    }

    /// Whether one call window is like this.
    pub(crate) fn window_is(&self, window: &Window, test: WindowTest) -> bool {
        match test {
            WindowTest::OutsideHours { from, to } => window.start < from || window.end > to,
            WindowTest::StartsWithinHours(hours) => {
                let soon = calendar::hours_later(self.clock.now, hours);
                self.clock.instant(window.date, window.start) < soon
                    && self.clock.instant(window.date, window.end) > self.clock.now
            }
            WindowTest::On(sorts) => sorts & bit(sort_of(window.date)) != 0,
        }
    }
}

impl Circumstances for Situation<'_, '_> {
    fn one_of(&self, fact: u8, values: u64) -> Judgement {
        match self.request.answer(fact) {
            Answer::Choice(value) => {
                Judgement::known(values & 1u64.checked_shl((*value).into()).unwrap_or(0) != 0)
            }
            _ => Judgement::unknown(FactSet::of(fact)),
        }
    }

    fn before(&self, fact: u8, day: NaiveDate) -> Judgement {
        match self.request.date(fact) {
            Some(date) => Judgement::known(date < day),
            // Whatever the date will turn out to be, it can't lie after today.
            None if day > self.clock.today
                && self
                    .policy
                    .fact(fact)
                    .is_some_and(|fact| fact.not_after_today) =>
            {
                Judgement::TRUE
            }
            None => Judgement::unknown(FactSet::of(fact)),
        }
    }

    fn windows(&self, fact: u8, test: WindowTest) -> Judgement {
        match self.request.windows(fact) {
            Some(windows) => {
                Judgement::known(windows.iter().any(|window| self.window_is(window, test)))
            }
            None => Judgement::unknown(FactSet::of(fact)),
        }
    }

    fn today_before(&self, day: NaiveDate) -> Judgement {
        Judgement::known(self.clock.today < day)
    }

    fn deadline(&self, statuses: u8) -> Judgement {
        self.reckoning.status_in(statuses)
    }

    fn due_day(&self, sorts: u8) -> Judgement {
        self.reckoning.due_day_in(sorts)
    }
}
