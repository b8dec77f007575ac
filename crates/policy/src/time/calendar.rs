//! Business days: weekends and US federal holidays as observed. Decision C7 says why each rule is as it is.

use chrono::{Datelike, Days, NaiveDate, Weekday};

use crate::named_enum;

named_enum! {
    /// Days that are no federal holidays, but on which a payer may be closed: they never shorten what the gate allows.
    pub enum MayBeClosed {
        /// The Friday after Thanksgiving.
        DayAfterThanksgiving = "day-after-thanksgiving",
        /// December 24.
        ChristmasEve = "christmas-eve",
        /// The Tuesday after the first Monday of November, in even years.
        MontanaGeneralElectionDay = "montana-general-election-day",
    }
}

/// Why a day is no business day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Closed {
    Weekend,
    Holiday(&'static str),
}

impl Closed {
    /// "weekend", or the holiday's name.
    pub fn name(self) -> &'static str {
        match self {
            Closed::Weekend => "weekend",
            Closed::Holiday(name) => name,
        }
    }
}

named_enum! {
    /// Whether a day is a business day and, if not, why.
    pub enum DayKind {
        BusinessDay = "business-day",
        Weekend = "weekend",
        Holiday = "holiday",
    }
}

impl DayKind {
    /// What kind of day this is.
    #[must_use]
    pub fn of(day: NaiveDate) -> Self {
        match closed(day) {
            None => DayKind::BusinessDay,
            Some(Closed::Weekend) => DayKind::Weekend,
            Some(Closed::Holiday(_)) => DayKind::Holiday,
        }
    }
}

/// Why a day is no business day; `None` for a business day: Monday to Friday, no federal holiday as observed.
pub fn closed(day: NaiveDate) -> Option<Closed> {
    if matches!(day.weekday(), Weekday::Sat | Weekday::Sun) {
        return Some(Closed::Weekend);
    }
    observed_holiday(day).map(Closed::Holiday)
}

/// The US federal holiday that this weekday is, or on which one that falls on a weekend is observed
/// (5 U.S.C. 6103: Saturday's the Friday before, Sunday's the Monday after).
fn observed_holiday(day: NaiveDate) -> Option<&'static str> {
    let neighbour = match day.weekday() {
        Weekday::Fri => day.succ_opt(),
        Weekday::Mon => day.pred_opt(),
        _ => None,
    };
    holiday(day).or_else(|| neighbour.and_then(fixed_holiday))
}

fn holiday(day: NaiveDate) -> Option<&'static str> {
    let nth = day.day().saturating_add(6) / 7;
    Some(match (day.month(), nth, day.weekday()) {
        (1, 3, Weekday::Mon) => "Birthday of Martin Luther King, Jr.",
        (2, 3, Weekday::Mon) => "Washington's Birthday",
        (5, _, Weekday::Mon) if day.day() > 24 => "Memorial Day",
        (9, 1, Weekday::Mon) => "Labor Day",
        (10, 2, Weekday::Mon) => "Columbus Day",
        (11, 4, Weekday::Thu) => "Thanksgiving Day",
        _ => return fixed_holiday(day),
    })
}

/// The holidays with a date of their own.
fn fixed_holiday(day: NaiveDate) -> Option<&'static str> {
    Some(match (day.month(), day.day()) {
        (1, 1) => "New Year's Day",
        (6, 19) if day.year() >= 2021 => "Juneteenth National Independence Day",
        (7, 4) => "Independence Day",
        (11, 11) => "Veterans Day",
        (12, 25) => "Christmas Day",
        _ => return None,
    })
}

/// Whether a payer that may close on such a day may be closed on this one.
pub fn may_be_closed(day: NaiveDate, reason: MayBeClosed) -> bool {
    match reason {
        MayBeClosed::DayAfterThanksgiving => {
            day.pred_opt().and_then(holiday) == Some("Thanksgiving Day")
        }
        MayBeClosed::ChristmasEve => (day.month(), day.day()) == (12, 24),
        MayBeClosed::MontanaGeneralElectionDay => {
            day.year() % 2 == 0
                && day.month() == 11
                && day.weekday() == Weekday::Tue
                && (2..=8).contains(&day.day())
        }
    }
}

/// The day that is `count` days after `start` (day 0), skipping those that `skip` names.
pub fn count_days(start: NaiveDate, count: u32, skip: &dyn Fn(NaiveDate) -> bool) -> NaiveDate {
    let (mut day, mut left) = (start, count);
    while left > 0 {
        let Some(next) = day.succ_opt() else { break };
        day = next;
        if !skip(day) {
            left = left.saturating_sub(1);
        }
    }
    day
}

/// A day so many calendar days later.
pub fn days_later(day: NaiveDate, days: u64) -> NaiveDate {
    day.checked_add_days(Days::new(days))
        .unwrap_or(NaiveDate::MAX)
}

/// The last day of the supported span.
pub const LAST_DAY: NaiveDate = match NaiveDate::from_ymd_opt(2099, 12, 31) {
    Some(day) => day,
    None => NaiveDate::MAX,
};
