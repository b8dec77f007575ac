//! Business days by a policy's calendar. Which days are holidays is data; this file only knows how days recur.

use chrono::{Datelike, Days, NaiveDate, Weekday};

use crate::named_enum;
use crate::text::Text;

named_enum! {
    /// How a special day affects the counting of business days (C7).
    pub enum Closing {
        /// The payer is closed.
        Holiday = "holiday",
        /// A holiday on which the payer may be open: the strict reading counts it as a business day.
        Doubtful = "doubtful",
        /// Not a holiday, but the payer may be closed: the generous reading skips it.
        MayBeClosed = "may-be-closed",
    }
}

/// A recurring day on which a payer is or may be closed.
#[derive(Clone, Debug, PartialEq)]
pub struct SpecialDay {
    /// The name, for people.
    pub name: Text,
    /// How it affects the counting of business days.
    pub closing: Closing,
    /// When it recurs, before `offset` is added.
    pub rule: DayRule,
    /// Days to add to the day that the rule gives; negative for days before it.
    pub offset: i16,
    /// If it falls on a Saturday, observe it on the Friday before; on a Sunday, on the Monday after (5 U.S.C. 6103).
    pub observed: bool,
    /// The first year in which it exists.
    pub from_year: u16,
    /// It exists in years divisible by this number.
    pub every: u16,
}

/// How a day recurs.
#[derive(Clone, Debug, PartialEq)]
pub enum DayRule {
    /// The same day of the same month every year.
    Fixed { month: u8, day: u8 },
    /// The nth weekday of a month, where weekday 0 is Monday; the last one if `nth` is 0.
    Nth { month: u8, weekday: u8, nth: u8 },
    /// Easter Sunday of the Gregorian calendar.
    Easter,
    /// Only these days.
    Dates(Vec<NaiveDate>),
}

impl Default for DayRule {
    fn default() -> Self {
        DayRule::Dates(Vec::new())
    }
}

impl SpecialDay {
    /// How many dates have to be compared to tell whether a day is one of these.
    pub(crate) fn size(&self) -> usize {
        match &self.rule {
            DayRule::Dates(dates) => dates.len().saturating_add(1),
            _ => 1,
        }
    }

    /// Whether this weekday is such a day, or the one on which it is observed: of another day that is `observed_here`, if any.
    fn is_on(&self, day: NaiveDate, observed_here: Option<NaiveDate>) -> bool {
        self.falls_on(day) || self.observed && observed_here.is_some_and(|day| self.falls_on(day))
    }

    /// Whether the special day falls on this day, regardless of where it is observed.
    fn falls_on(&self, day: NaiveDate) -> bool {
        let days = Days::new(self.offset.unsigned_abs().into());
        let date = match self.offset {
            0 => Some(day),
            ..0 => day.checked_add_days(days),
            1.. => day.checked_sub_days(days),
        };
        date.is_some_and(|date| self.recurs_on(date))
    }

    /// Whether the rule, without its offset, gives this day.
    fn recurs_on(&self, date: NaiveDate) -> bool {
        let recurs = match &self.rule {
            DayRule::Fixed { month, day } => {
                date.day() == u32::from(*day) && date.month() == u32::from(*month)
            }
            DayRule::Nth {
                month,
                weekday,
                nth,
            } => {
                date.month() == u32::from(*month)
                    && date.weekday().num_days_from_monday() == u32::from(*weekday)
                    && is_nth(date, *nth)
            }
            DayRule::Easter => easter(date.year()) == Some(date),
            DayRule::Dates(dates) => dates.contains(&date),
        };
        // Last, as most days are none of the rule's.
        let year = u16::try_from(date.year()).unwrap_or(0);
        recurs
            && year >= self.from_year
            && year.checked_rem(self.every).is_none_or(|rest| rest == 0)
    }
}

/// Whether this is the nth of its weekday in its month; the last one if `nth` is 0.
fn is_nth(date: NaiveDate, nth: u8) -> bool {
    match nth {
        0 => days_later(date, 7).month() != date.month(),
        nth => date.day0() / 7 == u32::from(nth).saturating_sub(1),
    }
}

/// Easter Sunday by the Meeus/Jones/Butcher algorithm.
#[expect(
    clippy::arithmetic_side_effects,
    reason = "years are from 2000 to 2100, so that nothing overflows"
)]
fn easter(year: i32) -> Option<NaiveDate> {
    if !(1583..=4099).contains(&year) {
        return None;
    }
    let (a, b, c) = (year % 19, year / 100, year % 100);
    let h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
    let l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let days = h + l - 7 * m + 114;
    let (month, day) = (days / 31, days % 31 + 1);
    NaiveDate::from_ymd_opt(year, month.unsigned_abs(), day.unsigned_abs())
}

named_enum! {
    /// Whether a day is a business day and, if not, why.
    pub enum DayKind {
        BusinessDay = "business-day",
        Weekend = "weekend",
        Holiday = "holiday",
    }
}

/// Why a day is or may not be a business day.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Closed<'c> {
    /// A Saturday or Sunday.
    Weekend,
    /// A special day of the calendar.
    Special(&'c SpecialDay),
}

impl<'c> Closed<'c> {
    /// Whether a reading skips the day. The strict reading skips only certain holidays, the plain one all holidays, the
    /// generous one also days on which the payer may be closed.
    #[must_use]
    pub fn skipped_by(self, reading: Reading) -> bool {
        match (self, reading) {
            (Closed::Weekend, _) => true,
            (Closed::Special(day), Reading::Strict) => day.closing == Closing::Holiday,
            (Closed::Special(day), Reading::Plain) => day.closing != Closing::MayBeClosed,
            (Closed::Special(_), Reading::Generous) => true,
        }
    }

    /// Whether all three readings skip the day.
    #[must_use]
    pub fn is_certain(self) -> bool {
        self.skipped_by(Reading::Strict)
    }

    /// `weekend`, or the holiday's name.
    #[must_use]
    pub fn name(self) -> &'c str {
        match self {
            Closed::Weekend => "weekend",
            Closed::Special(day) => &day.name,
        }
    }
}

/// The three fair readings of "business day" (C7, in `policies/decisions.toml`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reading {
    /// Gives the safe day, the earliest.
    Strict,
    /// Gives the due day.
    Plain,
    /// Gives the closing day, the latest.
    Generous,
}

/// Why a day is not, or may not be, a business day. If two special days fall on it, the first in the calendar counts.
#[must_use]
pub fn closed(day: NaiveDate, calendar: &[SpecialDay]) -> Option<Closed<'_>> {
    let observed_here = match day.weekday() {
        Weekday::Sat | Weekday::Sun => return Some(Closed::Weekend),
        Weekday::Fri => day.succ_opt(),
        Weekday::Mon => day.pred_opt(),
        _ => None,
    };
    let mut special = calendar.iter();
    special
        .find(|special| special.is_on(day, observed_here))
        .map(Closed::Special)
}

/// The kind of a day, by the plain reading.
#[must_use]
pub fn kind_of(day: NaiveDate, calendar: &[SpecialDay]) -> DayKind {
    match closed(day, calendar) {
        Some(Closed::Weekend) => DayKind::Weekend,
        Some(closed) if closed.skipped_by(Reading::Plain) => DayKind::Holiday,
        _ => DayKind::BusinessDay,
    }
}

/// The most days to walk when counting this many business days. Without a limit, a calendar that leaves no business day
/// would loop forever.
#[must_use]
pub fn most_walked(count: u32) -> u32 {
    count.saturating_mul(2).saturating_add(64)
}

/// The day `count` days after `start` (day 0), not counting those that are skipped.
#[must_use]
pub fn count_days(
    start: NaiveDate,
    count: u32,
    is_skipped: &dyn Fn(NaiveDate) -> bool,
) -> NaiveDate {
    let (mut day, mut left) = (start, count);
    for _ in 0..most_walked(count) {
        let Some(next) = day.succ_opt().filter(|_| left > 0) else {
            break;
        };
        day = next;
        if !is_skipped(day) {
            left = left.saturating_sub(1);
        }
    }
    day
}

/// Whether a reading skips a day.
#[must_use]
pub fn is_skipped(day: NaiveDate, calendar: &[SpecialDay], reading: Reading) -> bool {
    closed(day, calendar).is_some_and(|closed| closed.skipped_by(reading))
}

/// The day this many calendar days later.
#[must_use]
pub fn days_later(day: NaiveDate, days: u64) -> NaiveDate {
    day.checked_add_days(Days::new(days))
        .unwrap_or(NaiveDate::MAX)
}

/// The last day that the engine supports.
pub const LAST_DAY: NaiveDate = match NaiveDate::from_ymd_opt(2099, 12, 31) {
    Some(day) => day,
    None => NaiveDate::MAX,
};
