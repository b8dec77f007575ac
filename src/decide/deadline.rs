//! Computes the deadlines of a policy's clocks, day by day.

use std::cell::Cell;

use chrono::{DateTime, Datelike, NaiveDate, TimeDelta, Utc};
use p2p_policy::facts::FactSet;
use p2p_policy::logic::{ClockBits, KnownClock, KnownFacts, NO_DUE_DAY};
use p2p_policy::policy::{DeadlineRule, Pick, Policy, Roll, Status, TimeWindow, Unit};
use p2p_policy::time::calendar::{self, Closed, Closing, DayKind, Reading};
use p2p_policy::time::{Clock, end_of_day, hours_later, local_day};

use crate::decide::decision::{Citation, Deadline, DeadlineDay};

/// A computed deadline.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ComputedDeadline<'p> {
    pub(crate) rule: &'p DeadlineRule,
    /// The window that decided.
    window: &'p TimeWindow,
    start: NaiveDate,
    start_fact: u8,
    opens: Option<NaiveDate>,
    ends: Ends,
    bits: ClockBits,
    due_day: DayKind,
}

/// The last day of a window by each of the three readings, inclusive, and the first instant after it.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Ends {
    safe: NaiveDate,
    due: NaiveDate,
    closes: NaiveDate,
    safe_at: DateTime<Utc>,
    due_at: DateTime<Utc>,
    closes_at: DateTime<Utc>,
}

/// Computes the possible states of each clock, which conditions ask about, and each deadline that is decided, the main
/// one first. The first rule of a clock whose condition is true applies, unless an earlier one is still unknown.
pub(crate) fn compute_deadlines<'p>(
    policy: &'p Policy,
    known: &mut KnownFacts<'_>,
    clock: &Clock,
) -> Vec<Option<ComputedDeadline<'p>>> {
    let clocks = u8::try_from(policy.clocks.len()).unwrap_or(0);
    let mut settled = Vec::with_capacity(policy.clocks.len().saturating_add(1));
    for index in 0..=clocks {
        settled.push(compute_clock(policy, index, known, clock));
    }
    settled
}

fn compute_clock<'p>(
    policy: &'p Policy,
    index: u8,
    known: &mut KnownFacts<'_>,
    clock: &Clock,
) -> Option<ComputedDeadline<'p>> {
    let mut settled = KnownClock {
        bits: ClockBits(0),
        due_day: 0,
        due_at: None,
        deciding: FactSet::EMPTY,
    };
    let mut first: Option<ComputedDeadline<'p>> = None;
    let (mut all_same, mut missing_date, mut may_be_none) = (true, false, true);
    for rule in policy.deadlines.iter().filter(|rule| rule.clock == index) {
        let holds = rule.when.judge(known);
        if holds.is_false() {
            continue;
        }
        settled.deciding = settled.deciding.with(holds.open);
        match compute(rule, policy, known, clock) {
            Ok(computed) => {
                settled.bits = settled.bits.with(computed.bits);
                settled.due_day |= computed.due_day.bit();
                all_same &= first.is_none_or(|first| first.same_as(&computed));
                first = first.or(Some(computed));
            }
            Err(missing) => {
                missing_date = true;
                settled.deciding = settled.deciding.with(missing);
            }
        }
        if holds.is_true() {
            may_be_none = false;
            break;
        }
    }
    if may_be_none {
        settled.bits = settled.bits.with(ClockBits::NONE);
        settled.due_day |= NO_DUE_DAY;
    }
    // While a start date is missing, the clock can be in any state.
    if missing_date {
        let deciding = settled.deciding;
        settled = KnownClock {
            deciding,
            ..KnownClock::UNKNOWN
        };
    }
    let decided = first.filter(|_| all_same && !may_be_none && !missing_date);
    settled.due_at = decided.map(|decided| decided.ends.due_at);
    known.set_clock(index, settled);
    decided
}

/// Computes one deadline. The error is the set of missing dates.
fn compute<'p>(
    rule: &'p DeadlineRule,
    policy: &Policy,
    known: &KnownFacts<'_>,
    clock: &Clock,
) -> Result<ComputedDeadline<'p>, FactSet> {
    let missing = rule
        .facts()
        .iter()
        .filter(|fact| known.date(*fact).is_none());
    let missing = missing.fold(FactSet::EMPTY, |set, fact| set.with(FactSet::of(fact)));
    if !missing.is_empty() {
        return Err(missing);
    }
    let opens = rule.opens.iter().filter_map(|fact| known.date(fact)).max();
    let mut decided: Option<(&TimeWindow, Start, Ends)> = None;
    for window in &rule.windows {
        let Some((start, ends)) = end_of_window(window, policy, known, clock) else {
            continue;
        };
        decided = Some(match decided {
            None => (window, start, ends),
            Some((other, other_start, other_ends)) => {
                let all = other_ends.with(ends, rule.of);
                match all.due_at == other_ends.due_at {
                    true => (other, other_start, all),
                    false => (window, start, all),
                }
            }
        });
    }
    let (window, start, ends) = decided.ok_or(FactSet::EMPTY)?;
    Ok(ComputedDeadline {
        rule,
        window,
        start: start.day,
        start_fact: start.fact,
        opens,
        bits: ends.bits(opens, clock),
        due_day: calendar::kind_of(ends.due, &policy.calendar),
        ends,
    })
}

/// The start of a window.
#[derive(Clone, Copy)]
struct Start {
    fact: u8,
    day: NaiveDate,
    /// Where hours start to count: the end of the day if the time is unknown.
    instant: DateTime<Utc>,
}

/// The latest or earliest known date among some facts.
pub(crate) fn start_of(
    from: FactSet,
    pick: Pick,
    known: &KnownFacts<'_>,
    clock: &Clock,
) -> Option<(u8, NaiveDate, DateTime<Utc>)> {
    let mut start = None;
    for fact in from.iter() {
        let Some(day) = known.date(fact) else {
            continue;
        };
        let instant = known.instant(fact);
        let instant = instant.unwrap_or_else(|| end_of_day(day, clock.zone));
        let counts = start.is_none_or(|(_, _, other)| match pick {
            Pick::Latest => instant > other,
            Pick::Earliest => instant < other,
        });
        if counts {
            start = Some((fact, day, instant));
        }
    }
    start
}

fn end_of_window(
    window: &TimeWindow,
    policy: &Policy,
    known: &KnownFacts<'_>,
    clock: &Clock,
) -> Option<(Start, Ends)> {
    let (fact, day, instant) = start_of(window.from, window.pick, known, clock)?;
    let start = Start { fact, day, instant };
    let cut = window
        .until
        .iter()
        .filter_map(|fact| known.date(fact))
        .min();
    let cut = cut.unwrap_or(NaiveDate::MAX);
    if window.unit == Unit::Hours {
        let end = hours_later(start.instant, window.count);
        let last = cut.min(calendar::LAST_DAY);
        let end = end.min(end_of_day(last, clock.zone));
        let before = end.checked_sub_signed(TimeDelta::seconds(1));
        let day = local_day(before.unwrap_or(end), clock.zone);
        return Some((start, Ends::all_on(day, end)));
    }
    let certain = Cell::new(true);
    let last = |reading| {
        let is_skipped = |day| {
            let closed = calendar::closed(day, &policy.calendar);
            certain.set(certain.get() && closed.is_none_or(Closed::is_certain));
            closed.is_some_and(|closed| closed.skipped_by(reading))
        };
        last_day(window, start.day, &is_skipped).min(cut)
    };
    let end_of = |day| match window.cut_off {
        0 => end_of_day(day, clock.zone),
        minutes => clock.instant(day, minutes),
    };
    let due = last(Reading::Plain);
    let mut ends = Ends::all_on(due, end_of(due));
    // The readings differ only if they disagree about one of these days.
    if certain.get() {
        return Some((start, ends));
    }
    let (safe, closes) = (last(Reading::Strict), last(Reading::Generous));
    if safe != due {
        (ends.safe, ends.safe_at) = (safe, end_of(safe));
    }
    if closes != due {
        (ends.closes, ends.closes_at) = (closes, end_of(closes));
    }
    Some((start, ends))
}

/// The last day of a window by one reading, given the days that it skips.
fn last_day(
    window: &TimeWindow,
    start: NaiveDate,
    is_skipped: &dyn Fn(NaiveDate) -> bool,
) -> NaiveDate {
    let day = match window.unit {
        Unit::BusinessDays => calendar::count_days(start, window.count, is_skipped),
        Unit::Date => start,
        _ => calendar::days_later(start, window.count.into()),
    };
    match window.roll {
        Roll::NextBusinessDay if is_skipped(day) => calendar::count_days(day, 1, is_skipped),
        _ => day,
    }
}

impl Ends {
    fn all_on(day: NaiveDate, end: DateTime<Utc>) -> Self {
        Ends {
            safe: day,
            due: day,
            closes: day,
            safe_at: end,
            due_at: end,
            closes_at: end,
        }
    }

    /// The later or earlier of two ends, separately for each reading.
    fn with(self, other: Ends, pick: Pick) -> Self {
        let wins = |this: DateTime<Utc>, that: DateTime<Utc>| match pick {
            Pick::Latest => that > this,
            Pick::Earliest => that < this,
        };
        let mut all = self;
        if wins(self.safe_at, other.safe_at) {
            (all.safe, all.safe_at) = (other.safe, other.safe_at);
        }
        if wins(self.due_at, other.due_at) {
            (all.due, all.due_at) = (other.due, other.due_at);
        }
        if wins(self.closes_at, other.closes_at) {
            (all.closes, all.closes_at) = (other.closes, other.closes_at);
        }
        all
    }

    fn bits(&self, opens: Option<NaiveDate>, clock: &Clock) -> ClockBits {
        match () {
            () if opens.is_some_and(|opens| clock.today < opens) => ClockBits::NOT_OPEN,
            () if clock.now >= self.closes_at => ClockBits::CLOSED,
            () if clock.now >= self.due_at => ClockBits::PAST_DUE,
            () if clock.now >= self.safe_at && clock.today == self.due => ClockBits::DUE_DAY,
            () if clock.now >= self.safe_at => ClockBits::PAST_SAFE,
            () if clock.today == self.due => ClockBits::LAST_DAY,
            () if clock.today == self.safe => ClockBits::SAFE_DAY,
            () => ClockBits::OPEN,
        }
    }
}

impl<'p> ComputedDeadline<'p> {
    pub(crate) fn safe(&self) -> NaiveDate {
        self.ends.safe
    }

    pub(crate) fn due(&self) -> NaiveDate {
        self.ends.due
    }

    pub(crate) fn closes(&self) -> NaiveDate {
        self.ends.closes
    }

    pub(crate) fn opens(&self) -> Option<NaiveDate> {
        self.opens
    }

    pub(crate) fn to_deadline(
        self,
        policy: &'p Policy,
        clock: &Clock,
        citation: Option<Citation<'p>>,
    ) -> Deadline<'p> {
        let statuses = Status::ALL.iter().map(|(_, status)| *status);
        let is = |status: &Status| ClockBits::of(*status).0 & self.bits.0 != 0;
        let named = usize::from(self.rule.clock).checked_sub(1);
        let name = named.and_then(|index| policy.clocks.get(index));
        let days = self.days(policy);
        Deadline {
            id: name.unwrap_or(&self.rule.id),
            label: &self.rule.label,
            start: self.start,
            start_field: policy.fact(self.start_fact).map_or("", |fact| &fact.id),
            count: (self.window.unit != Unit::Date).then_some(self.window.count),
            unit: self.window.unit,
            opens: self.opens,
            safe: self.ends.safe,
            due: self.ends.due,
            closes: self.ends.closes,
            due_at: self.ends.due_at,
            closes_at: self.ends.closes_at,
            time_zone: clock.zone,
            status: statuses.clone().find(is).unwrap_or(Status::Open),
            days_left: self.counts_days().then(|| self.days_left(&days, clock)),
            days,
            citation,
        }
    }

    fn same_as(&self, other: &ComputedDeadline<'_>) -> bool {
        (self.start, self.opens, self.ends) == (other.start, other.opens, other.ends)
    }

    fn counts_days(&self) -> bool {
        matches!(self.window.unit, Unit::BusinessDays | Unit::CalendarDays)
    }

    /// How many days after today the strict reading counts up to the safe day: those of the plain one, and the doubtful ones.
    fn days_left(&self, days: &[DeadlineDay<'_>], clock: &Clock) -> u32 {
        let mut left = 0u32;
        for day in days {
            let counts = day.skipped.is_none() || day.doubtful.is_some();
            if counts && day.date > clock.today && day.date <= self.ends.safe {
                left = left.saturating_add(1);
            }
        }
        left
    }

    /// Every day after the start up to the due day: its number, or why it is skipped.
    fn days(&self, policy: &'p Policy) -> Vec<DeadlineDay<'p>> {
        if !self.counts_days() {
            return Vec::new();
        }
        let walked = self
            .ends
            .due
            .num_days_from_ce()
            .saturating_sub(self.start.num_days_from_ce());
        let mut days = Vec::with_capacity(usize::try_from(walked).unwrap_or(0));
        let (mut day, mut number) = (self.start, 0u32);
        while let Some(date) = day.succ_opt().filter(|next| *next <= self.ends.due) {
            day = date;
            // A last day that moves is skipped itself, so that as many days count as the policy says.
            let moves = self.window.roll == Roll::NextBusinessDay
                && number.saturating_add(1) >= self.window.count;
            let skips = self.window.unit == Unit::BusinessDays || moves;
            let closed = skips
                .then(|| calendar::closed(day, &policy.calendar))
                .flatten();
            let skipped = closed.filter(|closed| closed.skipped_by(Reading::Plain));
            if skipped.is_none() {
                number = number.saturating_add(1);
            }
            let doubtful = skipped.filter(
                |closed| matches!(closed, Closed::Special(day) if day.closing == Closing::Doubtful),
            );
            days.push(DeadlineDay {
                date,
                counts: skipped.is_none().then_some(number),
                skipped: skipped.map(Closed::name),
                doubtful: doubtful.map(Closed::name),
            });
        }
        days
    }

    /// The holidays that make the safe day earlier than the due day.
    pub(crate) fn doubtful_holidays(&self, policy: &'p Policy) -> Vec<&'p str> {
        let mut names = Vec::new();
        for day in self.days(policy) {
            if day.doubtful.is_some() && day.doubtful != names.last().copied() {
                names.extend(day.doubtful);
            }
        }
        names
    }
}
