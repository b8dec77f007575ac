//! Business days, by a policy's own calendar. Which days are holidays is data; here is only how such days recur.

use chrono::{Datelike, Days, NaiveDate, Weekday};

use crate::named_enum;
use crate::text::Text;

named_enum! {
    /// How a special day bears on counting business days (C7).
    pub enum Closing {
        /// The payer is closed.
        Holiday = "holiday",
        /// A holiday on which the payer may be working: the strict reading counts it.
        Doubtful = "doubtful",
        /// No holiday, but the payer may be closed: the generous reading leaves it out.
        MayBeClosed = "may-be-closed",
    }
}

/// A day of the year on which a payer is, or may be, closed.
#[derive(Clone, Debug, PartialEq)]
pub struct SpecialDay {
    pub name: Text,
    pub closing: Closing,
    pub rule: DayRule,
    /// Days after the day that the rule gives; before it where negative.
    pub offset: i16,
    /// Whether Saturday's is observed on the Friday before, Sunday's on the Monday after (5 U.S.C. 6103).
    pub observed: bool,
    /// The first year that has it.
    pub from_year: u16,
    /// It recurs in the years that this number divides.
    pub every: u16,
}

/// How a day recurs.
#[derive(Clone, Debug, PartialEq)]
pub enum DayRule {
    /// A month, and its day.
    Fixed { month: u8, day: u8 },
    /// A weekday of a month (0 is Monday); the last one where `nth` is 0.
    Nth { month: u8, weekday: u8, nth: u8 },
    /// Easter Sunday of the Gregorian calendar.
    Easter,
    /// These days only.
    Dates(Vec<NaiveDate>),
}

impl Default for DayRule {
    fn default() -> Self {
        DayRule::Dates(Vec::new())
    }
}

impl SpecialDay {
    /// Whether this weekday is such a day, or the one on which it is observed.
    fn is_on(&self, day: NaiveDate) -> bool {
        let years = [day.year(), day.year().saturating_add(1)];
        // The day before January 1 can be the next year's.
        let years = match (day.month(), day.day()) {
            (12, 31) => &years[..],
            _ => &years[..1],
        };
        years.iter().any(|year| self.is_in(*year, day))
    }

    fn is_in(&self, year: i32, day: NaiveDate) -> bool {
        let number = u16::try_from(year).unwrap_or(0);
        if number < self.from_year || number.checked_rem(self.every).is_some_and(|rest| rest != 0) {
            return false;
        }
        if let DayRule::Dates(dates) = &self.rule {
            return dates.iter().any(|date| self.falls_on(*date, day));
        }
        let date = match self.rule {
            DayRule::Fixed { month, day } => {
                NaiveDate::from_ymd_opt(year, month.into(), day.into())
            }
            DayRule::Nth {
                month,
                weekday,
                nth,
            } => nth_weekday(year, month, weekday, nth),
            DayRule::Easter => easter(year),
            DayRule::Dates(_) => None,
        };
        date.is_some_and(|date| self.falls_on(date, day))
    }

    fn falls_on(&self, date: NaiveDate, day: NaiveDate) -> bool {
        let days = Days::new(self.offset.unsigned_abs().into());
        let date = match self.offset {
            ..0 => date.checked_sub_days(days),
            0.. => date.checked_add_days(days),
        };
        let date = match date {
            Some(date) if self.observed => match date.weekday() {
                Weekday::Sat => date.pred_opt(),
                Weekday::Sun => date.succ_opt(),
                _ => Some(date),
            },
            date => date,
        };
        date == Some(day)
    }
}

fn nth_weekday(year: i32, month: u8, weekday: u8, nth: u8) -> Option<NaiveDate> {
    let weekday = Weekday::try_from(weekday).ok()?;
    let month = u32::from(month);
    if nth > 0 {
        return NaiveDate::from_weekday_of_month_opt(year, month, weekday, nth);
    }
    let fifth = NaiveDate::from_weekday_of_month_opt(year, month, weekday, 5);
    fifth.or_else(|| NaiveDate::from_weekday_of_month_opt(year, month, weekday, 4))
}

/// Easter Sunday, by the algorithm of Meeus, Jones and Butcher.
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

/// Why a day may be no business day.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Closed<'c> {
    Weekend,
    Special(&'c SpecialDay),
}

impl<'c> Closed<'c> {
    /// What a reading leaves out: the strict one nothing doubtful, the plain one holidays, the generous one all.
    #[must_use]
    pub fn skipped_by(self, reading: Reading) -> bool {
        match (self, reading) {
            (Closed::Weekend, _) => true,
            (Closed::Special(day), Reading::Strict) => day.closing == Closing::Holiday,
            (Closed::Special(day), Reading::Plain) => day.closing != Closing::MayBeClosed,
            (Closed::Special(_), Reading::Generous) => true,
        }
    }

    /// "weekend", or the holiday's name.
    #[must_use]
    pub fn name(self) -> &'c str {
        match self {
            Closed::Weekend => "weekend",
            Closed::Special(day) => &day.name,
        }
    }
}

/// The three fair readings of "business day" (C7).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reading {
    /// Gives the safe day.
    Strict,
    /// Gives the due day.
    Plain,
    /// Gives the day on which the gate closes.
    Generous,
}

/// Why a day is, or may be, no business day. Of two reasons the first in the calendar counts.
#[must_use]
pub fn closed(day: NaiveDate, calendar: &[SpecialDay]) -> Option<Closed<'_>> {
    if matches!(day.weekday(), Weekday::Sat | Weekday::Sun) {
        return Some(Closed::Weekend);
    }
    let mut special = calendar.iter();
    special
        .find(|special| special.is_on(day))
        .map(Closed::Special)
}

/// What kind of day this is, by the plain reading.
#[must_use]
pub fn kind_of(day: NaiveDate, calendar: &[SpecialDay]) -> DayKind {
    match closed(day, calendar) {
        Some(Closed::Weekend) => DayKind::Weekend,
        Some(closed) if closed.skipped_by(Reading::Plain) => DayKind::Holiday,
        _ => DayKind::BusinessDay,
    }
}

/// The day that is `count` days after `start` (day 0), without those that a reading leaves out.
#[must_use]
pub fn count_days(
    start: NaiveDate,
    count: u32,
    calendar: &[SpecialDay],
    reading: Reading,
) -> NaiveDate {
    let (mut day, mut left) = (start, count);
    while left > 0 {
        let Some(next) = day.succ_opt() else { break };
        day = next;
        if !is_skipped(day, calendar, reading) {
            left = left.saturating_sub(1);
        }
    }
    day
}

/// Whether a reading leaves a day out.
#[must_use]
pub fn is_skipped(day: NaiveDate, calendar: &[SpecialDay], reading: Reading) -> bool {
    closed(day, calendar).is_some_and(|closed| closed.skipped_by(reading))
}

/// A day so many calendar days later.
#[must_use]
pub fn days_later(day: NaiveDate, days: u64) -> NaiveDate {
    day.checked_add_days(Days::new(days))
        .unwrap_or(NaiveDate::MAX)
}

/// The last day of the supported span.
pub const LAST_DAY: NaiveDate = match NaiveDate::from_ymd_opt(2099, 12, 31) {
    Some(day) => day,
    None => NaiveDate::MAX,
};
