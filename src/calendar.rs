//! Business days, US federal holidays as observed, and payer-local time.
//!
//! The only place that knows a holiday. Decision C7 says why each rule is as it is.

use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveTime, TimeDelta, TimeZone, Utc, Weekday};
use chrono_tz::Tz;

use crate::policy::{MayBeClosed, Zone};

/// Why a day is no business day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Closed {
    Weekend,
    Holiday(&'static str),
}

impl Closed {
    /// "weekend", or the holiday's name.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Closed::Weekend => "weekend",
            Closed::Holiday(name) => name,
        }
    }
}

/// Why a day is no business day; `None` for a business day: Monday to Friday, no federal holiday as observed.
pub(crate) fn closed(day: NaiveDate) -> Option<Closed> {
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
    let last_of_its_kind = day
        .checked_add_days(Days::new(7))
        .is_none_or(|next| next.month() != day.month());
    let nth = day.day().saturating_add(6) / 7;
    Some(match (day.month(), nth, day.weekday()) {
        (1, 3, Weekday::Mon) => "Birthday of Martin Luther King, Jr.",
        (2, 3, Weekday::Mon) => "Washington's Birthday",
        (5, _, Weekday::Mon) if last_of_its_kind => "Memorial Day",
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
pub(crate) fn may_be_closed(day: NaiveDate, reason: MayBeClosed) -> bool {
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
pub(crate) fn count_days(
    start: NaiveDate,
    count: u32,
    skip: &dyn Fn(NaiveDate) -> bool,
) -> NaiveDate {
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
pub(crate) fn days_later(day: NaiveDate, days: u64) -> NaiveDate {
    day.checked_add_days(Days::new(days))
        .unwrap_or(NaiveDate::MAX)
}

/// An instant so many hours of elapsed time later.
pub(crate) fn hours_later(instant: DateTime<Utc>, hours: u32) -> DateTime<Utc> {
    instant
        .checked_add_signed(TimeDelta::hours(hours.into()))
        .unwrap_or(DateTime::<Utc>::MAX_UTC)
}

fn tz(zone: Zone) -> Tz {
    match zone {
        Zone::Eastern => Tz::America__New_York,
        Zone::Central => Tz::America__Chicago,
        Zone::Mountain => Tz::America__Denver,
        Zone::Arizona => Tz::America__Phoenix,
        Zone::Pacific => Tz::America__Los_Angeles,
        Zone::Alaska => Tz::America__Anchorage,
        Zone::Hawaii => Tz::Pacific__Honolulu,
        Zone::PuertoRico => Tz::America__Puerto_Rico,
    }
}

/// The day that it is in the payer's zone at this instant.
pub(crate) fn local_day(instant: DateTime<Utc>, zone: Zone) -> NaiveDate {
    tz(zone)
        .from_utc_datetime(&instant.naive_utc())
        .date_naive()
}

/// The first instant at which the payer's clocks show this time on this day or, where they skip it, a later one.
pub(crate) fn local_instant(day: NaiveDate, minutes: u16, zone: Zone) -> DateTime<Utc> {
    let time =
        NaiveTime::from_num_seconds_from_midnight_opt(u32::from(minutes).saturating_mul(60), 0)
            .unwrap_or(NaiveTime::MIN);
    let local = day.and_time(time);
    let shifted = |hours| local.checked_add_signed(TimeDelta::hours(hours));
    let found = tz(zone).from_local_datetime(&local).earliest();
    // A skipped hour: what the clocks show an hour later is the same instant read by the old offset.
    let found = found
        .or_else(|| shifted(1).and_then(|later| tz(zone).from_local_datetime(&later).earliest()));
    found.map_or_else(|| local.and_utc(), |instant| instant.with_timezone(&Utc))
}

/// The first instant after this day, in the payer's zone.
pub(crate) fn end_of_day(day: NaiveDate, zone: Zone) -> DateTime<Utc> {
    local_instant(days_later(day, 1), 0, zone)
}

/// The last day of the supported span.
pub(crate) const LAST_DAY: NaiveDate = match NaiveDate::from_ymd_opt(2099, 12, 31) {
    Some(day) => day,
    None => NaiveDate::MAX,
};
