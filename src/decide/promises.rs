//! Computes when the payer promises to respond.

use chrono::{DateTime, TimeDelta, Utc};
use p2p_policy::logic::KnownFacts;
use p2p_policy::policy::{Pick, ResponseTimeRule, Unit};
use p2p_policy::time::calendar::{self, Reading, SpecialDay};
use p2p_policy::time::{Clock, end_of_day, hours_later, local_day};

use crate::decide::deadline::start_of;

/// The first instant after the promised time; `None` if a date that it counts from is unknown.
pub(crate) fn promised_by(
    promise: &ResponseTimeRule,
    known: &KnownFacts<'_>,
    clock: &Clock,
    calendar: &[SpecialDay],
) -> Option<DateTime<Utc>> {
    let (day, from) = match promise.from.is_empty() {
        true => (clock.today, clock.now),
        false => {
            let (_, day, instant) = start_of(promise.from, Pick::Latest, known, clock)?;
            (day, instant)
        }
    };
    let closed = |day| {
        calendar::is_skipped(day, calendar, Reading::Plain)
            || calendar::is_skipped(day, &promise.holidays, Reading::Plain)
    };
    let last = match promise.unit {
        Unit::Hours => return Some(hours_later(from, promise.count)),
        Unit::BusinessHours => {
            return Some(business_hours_later(from, promise.count, clock, &closed));
        }
        Unit::BusinessDays => calendar::count_days(day, promise.count, &closed),
        Unit::CalendarDays | Unit::Date => calendar::days_later(day, promise.count.into()),
    };
    Some(end_of_day(last, clock.zone))
}

/// The instant this many business hours later.
fn business_hours_later(
    from: DateTime<Utc>,
    hours: u32,
    clock: &Clock,
    closed: &dyn Fn(chrono::NaiveDate) -> bool,
) -> DateTime<Utc> {
    let mut left = TimeDelta::hours(hours.into());
    let mut now = from;
    for _ in 0..calendar::most_walked(hours / 24) {
        let day = local_day(now, clock.zone);
        let end = end_of_day(day, clock.zone);
        let rest = end.signed_duration_since(now);
        if !closed(day) {
            if left <= rest {
                return now.checked_add_signed(left).unwrap_or(now);
            }
            left = left.checked_sub(&rest).unwrap_or_default();
        }
        if end <= now {
            return now;
        }
        now = end;
    }
    now
}
