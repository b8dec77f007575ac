//! By when a request must be in, day by day.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use p2p_policy::facts::FactSet;
use p2p_policy::logic::{KnownFacts, NO_DEADLINE};
use p2p_policy::policy::{DeadlineRule, Policy, Roll, Status, Unit};
use p2p_policy::time::calendar::{self, Closed, DayKind};
use p2p_policy::time::{Clock, end_of_day, hours_later, local_day};

use crate::decide::decision::{Citation, Deadline, DeadlineDay};

/// One deadline, reckoned.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Reckoned<'p> {
    pub(crate) rule: &'p DeadlineRule,
    start: NaiveDate,
    due: NaiveDate,
    closes: NaiveDate,
    due_at: DateTime<Utc>,
    closes_at: DateTime<Utc>,
    status: Status,
    due_day: DayKind,
}

/// Works out what the deadline can be, so that conditions can ask for it; the deadline itself, once it is settled. It is the
/// first of the policy's whose condition holds, or one before it that may still hold.
pub(crate) fn settle<'p>(
    policy: &'p Policy,
    known: &mut KnownFacts,
    clock: &Clock,
) -> Option<Reckoned<'p>> {
    let mut open = FactSet::EMPTY;
    let (mut statuses, mut kinds) = (0, 0);
    let mut first: Option<Reckoned<'p>> = None;
    let (mut alike, mut undated, mut none) = (true, false, true);
    for rule in &policy.deadlines {
        let holds = rule.when.judge(known);
        if holds.is_false() {
            continue;
        }
        open = open.with(holds.open);
        match reckon(rule, policy, known, clock) {
            Ok(reckoned) => {
                statuses |= reckoned.status.bit();
                kinds |= reckoned.due_day.bit();
                alike &= first.is_none_or(|first| first.same_as(&reckoned));
                first = first.or(Some(reckoned));
            }
            Err(missing) => {
                undated = true;
                open = open.with(missing);
            }
        }
        if holds.is_true() {
            none = false;
            break;
        }
    }
    if none {
        statuses |= NO_DEADLINE;
        kinds |= NO_DEADLINE;
    }
    known.deciding = open;
    // While a date is missing from which one would count, the deadline can be anything.
    if !undated {
        known.deadline = statuses;
        known.due_day = kinds;
    }
    first.filter(|_| alike && !none && !undated)
}

/// Reckons one deadline; the dates that are missing, if any are.
fn reckon<'p>(
    rule: &'p DeadlineRule,
    policy: &Policy,
    known: &KnownFacts,
    clock: &Clock,
) -> Result<Reckoned<'p>, FactSet> {
    let dates = |facts: FactSet| facts.iter().filter_map(|fact| known.date(fact));
    let missing = rule
        .from
        .with(rule.until)
        .iter()
        .filter(|fact| known.date(*fact).is_none());
    let missing = missing.fold(FactSet::EMPTY, |set, fact| set.with(FactSet::of(fact)));
    let (Some(start), true) = (dates(rule.from).max(), missing.is_empty()) else {
        return Err(missing);
    };
    let cut = dates(rule.until).min().unwrap_or(NaiveDate::MAX);
    let closed = |day| calendar::closed(day).is_some();
    let maybe_closed = |day| {
        closed(day)
            || policy
                .may_be_closed
                .iter()
                .any(|reason| calendar::may_be_closed(day, *reason))
    };
    let last_day = |skip: &dyn Fn(NaiveDate) -> bool| {
        let day = match rule.unit {
            Unit::BusinessDays => calendar::count_days(start, rule.count, skip),
            Unit::CalendarDays | Unit::Hours => calendar::days_later(start, rule.count.into()),
        };
        match rule.roll {
            Roll::NextBusinessDay if skip(day) => calendar::count_days(day, 1, skip),
            _ => day,
        }
    };
    let (due, closes, due_at, closes_at) = if rule.unit == Unit::Hours {
        let end = hours_later(end_of_day(start, clock.zone), rule.count);
        let end = end.min(end_of_day(cut.min(calendar::LAST_DAY), clock.zone));
        let day = local_day(
            end.checked_sub_signed(TimeDelta::seconds(1)).unwrap_or(end),
            clock.zone,
        );
        (day, day, end, end)
    } else {
        let (due, closes) = (last_day(&closed).min(cut), last_day(&maybe_closed).min(cut));
        let due_at = end_of_day(due, clock.zone);
        let closes_at = match closes == due {
            true => due_at,
            false => end_of_day(closes, clock.zone),
        };
        (due, closes, due_at, closes_at)
    };
    let status = match () {
        () if clock.now >= closes_at => Status::Closed,
        () if clock.now >= due_at => Status::PastDue,
        () if clock.today == due => Status::LastDay,
        () => Status::Open,
    };
    Ok(Reckoned {
        rule,
        start,
        due,
        closes,
        due_at,
        closes_at,
        status,
        due_day: DayKind::of(due),
    })
}

impl<'p> Reckoned<'p> {
    pub(crate) fn to_deadline(self, clock: &Clock, citation: Option<Citation<'p>>) -> Deadline<'p> {
        let days = self.days();
        let left = days
            .iter()
            .filter(|day| day.date > clock.today && day.counts.is_some())
            .count();
        let by_days = self.rule.unit != Unit::Hours;
        Deadline {
            start: self.start,
            count: self.rule.count,
            unit: self.rule.unit,
            due: self.due,
            closes: self.closes,
            due_at: self.due_at,
            closes_at: self.closes_at,
            time_zone: clock.zone.name(),
            status: self.status,
            days_left: u32::try_from(left).ok().filter(|_| by_days),
            days,
            citation,
        }
    }

    fn same_as(&self, other: &Reckoned<'_>) -> bool {
        (self.start, self.due_at, self.closes_at) == (other.start, other.due_at, other.closes_at)
    }

    /// Every day after the start up to the last one: its number, or why it is skipped.
    fn days(&self) -> Vec<DeadlineDay<'p>> {
        if self.rule.unit == Unit::Hours {
            return Vec::new();
        }
        let all = self.due.signed_duration_since(self.start).num_days();
        let mut days = Vec::with_capacity(usize::try_from(all).unwrap_or(0));
        let (mut day, mut number) = (self.start, 0u32);
        while let Some(next) = day.succ_opt().filter(|next| *next <= self.due) {
            day = next;
            // A last day that moves is skipped itself, so that as many days count as the policy says.
            let moves = self.rule.roll == Roll::NextBusinessDay
                && number.saturating_add(1) >= self.rule.count;
            let skips = self.rule.unit == Unit::BusinessDays || moves;
            let closed = skips.then(|| calendar::closed(day)).flatten();
            if closed.is_none() {
                number = number.saturating_add(1);
            }
            days.push(DeadlineDay {
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
        Unit::Hours => return hours_later(clock.now, count),
        Unit::BusinessDays => {
            calendar::count_days(clock.today, count, &|day| calendar::closed(day).is_some())
        }
        Unit::CalendarDays => calendar::days_later(clock.today, count.into()),
    };
    end_of_day(day, clock.zone)
}
