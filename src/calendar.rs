//! Business days, US federal holidays as observed, and payer-local time.
//!
//! The only place that knows a holiday or when clocks change. Decision C7 says why each rule is as it is.

use std::cmp::Ordering;

use chrono::{
    DateTime, Datelike, Days, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Timelike, Utc,
    Weekday,
};

/// The US zones that a payer's clock can show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Zone {
    Eastern,
    Central,
    Mountain,
    Arizona,
    Pacific,
    Alaska,
    Hawaii,
    PuertoRico,
}

pub(crate) const ZONES: [(&str, Zone); 8] = [
    ("America/New_York", Zone::Eastern),
    ("America/Chicago", Zone::Central),
    ("America/Denver", Zone::Mountain),
    ("America/Phoenix", Zone::Arizona),
    ("America/Los_Angeles", Zone::Pacific),
    ("America/Anchorage", Zone::Alaska),
    ("Pacific/Honolulu", Zone::Hawaii),
    ("America/Puerto_Rico", Zone::PuertoRico),
];

impl Zone {
    /// The hours that standard time is from UTC, and whether the clocks change.
    pub(crate) fn clocks(self) -> (i64, bool) {
        match self {
            Zone::Eastern => (-5, true),
            Zone::Central => (-6, true),
            Zone::Mountain => (-7, true),
            Zone::Arizona => (-7, false),
            Zone::Pacific => (-8, true),
            Zone::Alaska => (-9, true),
            Zone::Hawaii => (-10, false),
            Zone::PuertoRico => (-4, false),
        }
    }

    pub(crate) fn name(self) -> &'static str {
        ZONES
            .iter()
            .find(|(_, zone)| *zone == self)
            .map_or("", |(name, _)| name)
    }
}

/// Days, no federal holidays, on which a payer may be closed: they never shorten what the gate allows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum MayBeClosed {
    DayAfterThanksgiving,
    ChristmasEve,
    MontanaGeneralElectionDay,
}

pub(crate) const MAY_BE_CLOSED: [(&str, MayBeClosed); 3] = [
    ("day-after-thanksgiving", MayBeClosed::DayAfterThanksgiving),
    ("christmas-eve", MayBeClosed::ChristmasEve),
    (
        "montana-general-election-day",
        MayBeClosed::MontanaGeneralElectionDay,
    ),
];

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

/// The hours that the payer's clocks are from UTC at this instant.
fn offset_at(instant: DateTime<Utc>, zone: Zone) -> i64 {
    let (standard, changes) = zone.clocks();
    let time = shifted(instant.naive_utc(), standard);
    match changes && is_summer(time) {
        true => standard.saturating_add(1),
        false => standard,
    }
}

/// Whether daylight saving time holds at this standard time (15 U.S.C. 260a): from the second Sunday of March to the first
/// of November; before 2007 from the first of April to the last of October. Spring comes at 2:00; autumn at 2:00 daylight
/// time, which is 1:00 standard time.
fn is_summer(time: NaiveDateTime) -> bool {
    let (spring, autumn) = match time.year() {
        2007.. => ((3, 8), (11, 1)),
        _ => ((4, 1), (10, 25)),
    };
    is_past(time, spring, 2) && !is_past(time, autumn, 1)
}

/// Whether this hour of the first Sunday from this day of the month on has come.
fn is_past(time: NaiveDateTime, (month, day): (u32, u32), hour: u32) -> bool {
    let since_sunday = time.weekday().num_days_from_sunday();
    let sunday = time.day().saturating_sub(since_sunday);
    match time.month().cmp(&month) {
        Ordering::Equal if since_sunday == 0 && (day..day.saturating_add(7)).contains(&sunday) => {
            time.hour() >= hour
        }
        Ordering::Equal => sunday >= day,
        other => other == Ordering::Greater,
    }
}

fn shifted(time: NaiveDateTime, hours: i64) -> NaiveDateTime {
    time.checked_add_signed(TimeDelta::hours(hours))
        .unwrap_or(time)
}

/// The day that it is in the payer's zone at this instant.
pub(crate) fn local_day(instant: DateTime<Utc>, zone: Zone) -> NaiveDate {
    shifted(instant.naive_utc(), offset_at(instant, zone)).date()
}

/// The first instant at which the payer's clocks show this time on this day or, where they skip it, an hour more.
pub(crate) fn local_instant(day: NaiveDate, minutes: u16, zone: Zone) -> DateTime<Utc> {
    let time =
        NaiveTime::from_num_seconds_from_midnight_opt(u32::from(minutes).saturating_mul(60), 0);
    let local = day.and_time(time.unwrap_or(NaiveTime::MIN));
    let (standard, _) = zone.clocks();
    let in_standard_time = shifted(local, standard.saturating_neg()).and_utc();
    // The same reading by daylight time is an hour earlier. It is right, and then the first, if that holds just then.
    let in_daylight_time = shifted(local, standard.saturating_add(1).saturating_neg()).and_utc();
    if offset_at(in_daylight_time, zone) == standard {
        in_standard_time
    } else {
        in_daylight_time
    }
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

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use chrono::{Duration, TimeZone};

    /// Every hour and every local half hour of 2000 to 2099, against the tz database as chrono-tz carries it.
    #[test]
    fn clocks_agree_with_the_tz_database() {
        for (name, zone) in ZONES {
            let tz: chrono_tz::Tz = name.parse().expect("a zone of the tz database");
            let mut hour = Utc.with_ymd_and_hms(2000, 1, 1, 12, 0, 0).unwrap();
            while hour.year() < 2100 {
                let local = hour.with_timezone(&tz);
                assert_eq!(
                    local_day(hour, zone),
                    local.date_naive(),
                    "{name} at {hour}"
                );
                let naive = local.naive_local();
                let minutes = naive
                    .signed_duration_since(naive.date().and_time(NaiveTime::MIN))
                    .num_minutes();
                let minutes = u16::try_from(minutes).unwrap();
                let first = tz.from_local_datetime(&naive).earliest().unwrap();
                assert_eq!(
                    local_instant(naive.date(), minutes, zone),
                    first,
                    "{name} at {naive}"
                );
                hour += Duration::hours(1);
            }
        }
    }

    #[test]
    fn a_skipped_reading_is_an_hour_later() {
        let day = NaiveDate::from_ymd_opt(2026, 3, 8).unwrap();
        assert_eq!(
            local_instant(day, 150, Zone::Pacific),
            local_instant(day, 210, Zone::Pacific)
        );
    }
}
