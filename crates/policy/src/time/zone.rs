//! US time zones: converts between instants and the payer's local days and times.

use std::cmp::Ordering;

use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Timelike, Utc};

use crate::named_enum;
use crate::text::split_at_byte;
use crate::time::calendar::days_later;

named_enum! {
    /// The US time zones in which a payer can be.
    pub enum Zone {
        Eastern = "America/New_York",
        Central = "America/Chicago",
        Mountain = "America/Denver",
        Arizona = "America/Phoenix",
        Pacific = "America/Los_Angeles",
        Alaska = "America/Anchorage",
        Hawaii = "Pacific/Honolulu",
        PuertoRico = "America/Puerto_Rico",
    }
}

/// Other places in the tz database that keep the clocks of a zone, each followed by a space: browsers name the place
/// that they are set to.
const PLACES: [(Zone, &str); 4] = [
    (
        Zone::Eastern,
        "America/Detroit America/Indianapolis America/Indiana/Indianapolis America/Indiana/Marengo America/Indiana/Petersburg America/Indiana/Vevay America/Indiana/Vincennes America/Indiana/Winamac America/Louisville America/Kentucky/Louisville America/Kentucky/Monticello ",
    ),
    (
        Zone::Central,
        "America/Indiana/Knox America/Indiana/Tell_City America/Menominee America/North_Dakota/Beulah America/North_Dakota/Center America/North_Dakota/New_Salem ",
    ),
    (Zone::Mountain, "America/Boise "),
    (
        Zone::Alaska,
        "America/Juneau America/Metlakatla America/Nome America/Sitka America/Yakutat ",
    ),
];

impl Zone {
    /// The zone of this name, or of the place with this name.
    #[must_use]
    pub fn of_place(name: &str) -> Option<Zone> {
        let is_among = |names| {
            let mut rest = names;
            while let Some((place, others)) = split_at_byte(rest, b' ') {
                if place == name {
                    return true;
                }
                rest = others;
            }
            false
        };
        let place = || PLACES.iter().find(|(_, names)| is_among(*names));
        Zone::named(name).or_else(|| Some(place()?.0))
    }

    /// The offset of standard time from UTC in hours, and whether the zone has daylight saving time.
    fn clocks(self) -> (i64, bool) {
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
}

/// The instant this many elapsed hours later.
pub fn hours_later(instant: DateTime<Utc>, hours: u32) -> DateTime<Utc> {
    instant
        .checked_add_signed(TimeDelta::hours(hours.into()))
        .unwrap_or(DateTime::<Utc>::MAX_UTC)
}

/// The offset of the payer's clocks from UTC at this instant, in hours.
fn offset_at(instant: DateTime<Utc>, zone: Zone) -> i64 {
    let (standard, changes) = zone.clocks();
    let time = shifted(instant.naive_utc(), standard);
    match changes && is_summer(time) {
        true => standard.saturating_add(1),
        false => standard,
    }
}

/// Whether daylight saving time holds at this standard time (15 U.S.C. 260a): from the second Sunday of March to the
/// first of November; before 2007 from the first of April to the last of October. It starts at 2:00 and ends at 2:00
/// daylight time, which is 1:00 standard time.
fn is_summer(time: NaiveDateTime) -> bool {
    let (spring, autumn) = match time.year() {
        2007.. => ((3, 8), (11, 1)),
        _ => ((4, 1), (10, 25)),
    };
    is_past(time, spring, 2) && !is_past(time, autumn, 1)
}

/// Whether this hour of a Sunday has passed: the first Sunday on or after this day of the month.
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

/// The date in the payer's zone at this instant.
pub fn local_day(instant: DateTime<Utc>, zone: Zone) -> NaiveDate {
    shifted(instant.naive_utc(), offset_at(instant, zone)).date()
}

/// What the payer's clocks show at this instant.
pub fn local_time(instant: DateTime<Utc>, zone: Zone) -> NaiveDateTime {
    shifted(instant.naive_utc(), offset_at(instant, zone))
}

/// The first instant at which the payer's clocks show this time on this day; if they skip it, an hour later.
pub fn local_instant(day: NaiveDate, minutes: u16, zone: Zone) -> DateTime<Utc> {
    let time =
        NaiveTime::from_num_seconds_from_midnight_opt(u32::from(minutes).saturating_mul(60), 0);
    let local = day.and_time(time.unwrap_or(NaiveTime::MIN));
    let (standard, _) = zone.clocks();
    let in_standard_time = shifted(local, standard.saturating_neg()).and_utc();
    // The same time read as daylight time is an hour earlier. Where daylight time is in effect then, that is the first.
    let in_daylight_time = shifted(local, standard.saturating_add(1).saturating_neg()).and_utc();
    if offset_at(in_daylight_time, zone) == standard {
        in_standard_time
    } else {
        in_daylight_time
    }
}

/// The last instant at which the payer's clocks show this time on this day: the second one in the hour that is
/// repeated.
pub fn later_instant(day: NaiveDate, minutes: u16, zone: Zone) -> DateTime<Utc> {
    let first = local_instant(day, minutes, zone);
    let later = hours_later(first, 1);
    match offset_at(first, zone) > offset_at(later, zone) {
        true => later,
        false => first,
    }
}

/// The first instant after this day in the payer's zone.
pub fn end_of_day(day: NaiveDate, zone: Zone) -> DateTime<Utc> {
    local_instant(days_later(day, 1), 0, zone)
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use chrono::{Duration, TimeZone};

    /// Every hour and every local half hour from 2000 to 2099, compared with the tz database in chrono-tz.
    #[test]
    fn clocks_agree_with_the_tz_database() {
        for (name, zone) in Zone::ALL {
            let zone = *zone;
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

    /// Call windows lie ahead, so it is the rules since 2020 that count: some places changed their clocks before.
    #[test]
    fn places_have_the_clocks_of_their_zone() {
        let places = PLACES
            .iter()
            .flat_map(|(zone, names)| names.split_terminator(' ').map(|name| (name, *zone)));
        for (name, zone) in places {
            assert_eq!(Zone::of_place(name), Some(zone), "{name}");
            let tz: chrono_tz::Tz = name.parse().expect("a zone of the tz database");
            let zone: chrono_tz::Tz = zone.name().parse().unwrap();
            let mut hour = Utc.with_ymd_and_hms(2020, 1, 1, 12, 0, 0).unwrap();
            while hour.year() < 2100 {
                let here = hour.with_timezone(&tz).naive_local();
                assert_eq!(
                    here,
                    hour.with_timezone(&zone).naive_local(),
                    "{name} at {hour}"
                );
                hour += Duration::hours(1);
            }
        }
    }

    #[test]
    fn other_names_are_none() {
        for name in [
            "",
            " ",
            "America/Adak",
            "Pacific/Guam",
            "Europe/London",
            "US/Eastern US/Michigan",
            "us/eastern",
            "America/Detroit America/Indianapolis",
            "America/Boise ",
        ] {
            assert_eq!(Zone::of_place(name), None, "{name}");
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
