//! By when a request must be in, day by day.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};

use crate::calendar::{self, Closed};
use crate::condition::{Circumstances, Judgement, STATUSES, Truth};
use crate::decision::{Citation, Day, Deadline};
use crate::facts::FactSet;
use crate::policy::{Policy, Roll, Term, Unit};
use crate::request::{Clock, Request};

/// One deadline, reckoned.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Reckoned<'p> {
    pub(crate) term: &'p Term,
    start: NaiveDate,
    due: NaiveDate,
    closes: NaiveDate,
    due_at: DateTime<Utc>,
    closes_at: DateTime<Utc>,
    /// Place in [`STATUSES`].
    status: u8,
    /// Place in [`crate::condition::DUE_DAYS`].
    due_day: u8,
}

/// The deadlines that the answers so far leave possible.
#[derive(Debug, Default)]
pub(crate) struct Reckoning<'p> {
    /// `None`: that there is no deadline at all.
    candidates: Vec<Option<Reckoned<'p>>>,
    /// A date is missing from which one would count.
    undated: bool,
    /// The facts that decide which it is.
    pub(crate) open: FactSet,
}

/// The sort of a day, as a place in [`crate::condition::DUE_DAYS`].
pub(crate) fn sort_of(day: NaiveDate) -> u8 {
    match calendar::closed(day) {
        None => 0,
        Some(Closed::Weekend) => 1,
        Some(Closed::Holiday(_)) => 2,
    }
}

impl<'p> Reckoning<'p> {
    /// The first of the policy's deadlines whose condition holds, and those before it that may still hold.
    pub(crate) fn new(
        policy: &'p Policy,
        request: &Request,
        clock: &Clock,
        of: &dyn Circumstances,
    ) -> Self {
        let mut reckoning = Reckoning::default();
        for term in &policy.deadlines {
            let holds = term.when.judge(of);
            if holds.is_false() {
                continue;
            }
            reckoning.open = reckoning.open.with(holds.open);
            match reckon(term, policy, request, clock) {
                Ok(reckoned) => reckoning.candidates.push(Some(reckoned)),
                Err(missing) => {
                    reckoning.undated = true;
                    reckoning.open = reckoning.open.with(missing);
                }
            }
            if holds.is_true() {
                return reckoning;
            }
        }
        reckoning.candidates.push(None);
        reckoning
    }

    /// The deadline, if all that are possible are the same.
    pub(crate) fn settled(&self) -> Option<Reckoned<'p>> {
        let first = (*self.candidates.first()?)?;
        let same = |other: &Option<Reckoned<'_>>| {
            other.is_some_and(|other| {
                (other.start, other.due_at, other.closes_at)
                    == (first.start, first.due_at, first.closes_at)
            })
        };
        (!self.undated && self.candidates.iter().all(same)).then_some(first)
    }

    /// Whether the deadline is such a one, whichever of those possible it is.
    fn judge(&self, is: &dyn Fn(&Reckoned<'p>) -> bool) -> Judgement {
        let mut each = self
            .candidates
            .iter()
            .map(|candidate| candidate.as_ref().is_some_and(is));
        let first = each.next();
        match first {
            Some(first) if !self.undated && each.all(|other| other == first) => {
                Judgement::known(first)
            }
            _ => Judgement {
                truth: Truth::Unknown,
                open: self.open,
            },
        }
    }

    pub(crate) fn status_in(&self, statuses: u8) -> Judgement {
        self.judge(&|deadline| statuses & bit(deadline.status) != 0)
    }

    pub(crate) fn due_day_in(&self, sorts: u8) -> Judgement {
        self.judge(&|deadline| sorts & bit(deadline.due_day) != 0)
    }
}

/// The bit of a place.
pub(crate) fn bit(place: u8) -> u8 {
    1u8.checked_shl(place.into()).unwrap_or(0)
}

/// Reckons one deadline; the dates that are missing, if any are.
fn reckon<'p>(
    term: &'p Term,
    policy: &Policy,
    request: &Request,
    clock: &Clock,
) -> Result<Reckoned<'p>, FactSet> {
    let dates = |facts: FactSet| facts.iter().filter_map(|fact| request.date(fact));
    let missing = term
        .from
        .with(term.until)
        .iter()
        .filter(|fact| request.date(*fact).is_none());
    let missing = missing.fold(FactSet::EMPTY, |set, fact| set.with(FactSet::of(fact)));
    let (Some(start), true) = (dates(term.from).max(), missing.is_empty()) else {
        return Err(missing);
    };
    let cut = dates(term.until).min().unwrap_or(NaiveDate::MAX);
    let closed = |day| calendar::closed(day).is_some();
    let maybe_closed = |day| {
        closed(day)
            || policy
                .may_be_closed
                .iter()
                .any(|reason| calendar::may_be_closed(day, *reason))
    };
    let last_day = |skip: &dyn Fn(NaiveDate) -> bool| {
        let day = match term.unit {
            Unit::BusinessDays => calendar::count_days(start, term.count, skip),
            Unit::CalendarDays | Unit::Hours => calendar::days_later(start, term.count.into()),
        };
        match term.roll {
            Roll::NextBusinessDay if skip(day) => calendar::count_days(day, 1, skip),
            _ => day,
        }
    };
    let (due, closes, due_at, closes_at) = if term.unit == Unit::Hours {
        let end = calendar::hours_later(calendar::end_of_day(start, clock.zone), term.count);
        let end = end.min(calendar::end_of_day(
            cut.min(calendar::LAST_DAY),
            clock.zone,
        ));
        let day = calendar::local_day(
            end.checked_sub_signed(TimeDelta::seconds(1)).unwrap_or(end),
            clock.zone,
        );
        (day, day, end, end)
    } else {
        let (due, closes) = (last_day(&closed).min(cut), last_day(&maybe_closed).min(cut));
        (
            due,
            closes,
            calendar::end_of_day(due, clock.zone),
            calendar::end_of_day(closes, clock.zone),
        )
    };
    let status = match () {
        () if clock.now >= closes_at => 3,
        () if clock.now >= due_at => 2,
        () if clock.today == due => 1,
        () => 0,
    };
    Ok(Reckoned {
        term,
        start,
        due,
        closes,
        due_at,
        closes_at,
        status,
        due_day: sort_of(due),
    })
}

impl<'p> Reckoned<'p> {
    pub(crate) fn to_deadline(self, clock: &Clock, citation: Option<Citation<'p>>) -> Deadline<'p> {
        let days = self.days();
        let left = days
            .iter()
            .filter(|day| day.date > clock.today && day.counts.is_some())
            .count();
        let by_days = self.term.unit != Unit::Hours;
        Deadline {
            start: self.start,
            count: self.term.count,
            unit: self.term.unit.name(),
            due: self.due,
            closes: self.closes,
            due_at: self.due_at,
            closes_at: self.closes_at,
            time_zone: clock.zone.name(),
            status: STATUSES
                .get(usize::from(self.status))
                .copied()
                .unwrap_or_default(),
            days_left: u32::try_from(left).ok().filter(|_| by_days),
            days,
            citation,
        }
    }

    /// Every day after the start up to the last one: its number, or why it is skipped.
    fn days(&self) -> Vec<Day> {
        if self.term.unit == Unit::Hours {
            return Vec::new();
        }
        let all = self.due.signed_duration_since(self.start).num_days();
        let mut days = Vec::with_capacity(usize::try_from(all).unwrap_or(0));
        let (mut day, mut number) = (self.start, 0u32);
        while let Some(next) = day.succ_opt().filter(|next| *next <= self.due) {
            day = next;
            // A last day that moves is skipped itself, so that as many days count as the policy says.
            let moves = self.term.roll == Roll::NextBusinessDay
                && number.saturating_add(1) >= self.term.count;
            let closed =
                calendar::closed(day).filter(|_| self.term.unit == Unit::BusinessDays || moves);
            if closed.is_none() {
                number = number.saturating_add(1);
            }
            days.push(Day {
                date: day,
                counts: closed.is_none().then_some(number),
                skipped: closed.map(Closed::name),
            });
        }
        days
    }
}

/// When so much time has passed since now: for days, the first instant after the last of them.
pub(crate) fn promised_by(count: u32, unit: Unit, clock: &Clock) -> DateTime<Utc> {
    let day = match unit {
        Unit::Hours => return calendar::hours_later(clock.now, count),
        Unit::BusinessDays => {
            calendar::count_days(clock.today, count, &|day| calendar::closed(day).is_some())
        }
        Unit::CalendarDays => calendar::days_later(clock.today, count.into()),
    };
    calendar::end_of_day(day, clock.zone)
}
