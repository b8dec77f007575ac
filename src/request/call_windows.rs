//! Reads a list of call windows.

use chrono::{DateTime, NaiveDate, Utc};
use p2p_policy::Value;
use p2p_policy::bounds::MOST_WINDOWS;
use p2p_policy::facts::{Hours, Window};
use p2p_policy::text::push_number;
use p2p_policy::time::calendar::kind_of;
use p2p_policy::time::{Zone, local_day, local_instant, parse_date, parse_time};

use crate::request::answer::{Answer, PayerCalendar};
use crate::request::fault::{
    Fault, NO_WINDOW, NO_WINDOW_DATE, NO_WINDOW_END, NO_WINDOW_START, NO_WINDOW_ZONE,
    TOO_MANY_WINDOWS, WINDOW_ORDER,
};

/// A JSON Pointer to a call window, or to one of its parts.
pub(crate) fn window_pointer(index: usize, part: &str) -> String {
    let mut pointer = String::from("/");
    push_number(&mut pointer, index);
    if !part.is_empty() {
        pointer.push('/');
        pointer.push_str(part);
    }
    pointer
}

pub(crate) fn read_windows(
    list: &[Value],
    calendar: &PayerCalendar<'_>,
    wrong: &mut dyn FnMut(&'static Fault, Option<String>),
) -> Result<Answer, &'static Fault> {
    if list.is_empty() {
        return Ok(Answer::Unknown);
    }
    if list.len() > MOST_WINDOWS {
        return Err(&TOO_MANY_WINDOWS);
    }
    let mut windows = Vec::with_capacity(list.len());
    for (index, value) in list.iter().enumerate() {
        match read_window(value, calendar) {
            Ok(window) => windows.push(window),
            Err((part, fault)) => wrong(fault, Some(window_pointer(index, part))),
        }
    }
    // Report the invalid windows first; they have to be corrected anyway.
    Ok(match windows.len() == list.len() {
        true => Answer::Windows(windows),
        false => Answer::Unknown,
    })
}

fn read_window(
    value: &Value,
    calendar: &PayerCalendar<'_>,
) -> Result<Window, (&'static str, &'static Fault)> {
    if !matches!(value, Value::Map(_)) {
        return Err(("", &NO_WINDOW));
    }
    let part = |key| value.get(key).and_then(Value::as_text).unwrap_or("");
    let date = parse_date(part("date")).ok_or(("date", &NO_WINDOW_DATE))?;
    let start = parse_time(part("start")).ok_or(("start", &NO_WINDOW_START))?;
    let end = parse_time(part("end")).ok_or(("end", &NO_WINDOW_END))?;
    if end <= start {
        return Err(("end", &WINDOW_ORDER));
    }
    let payer_zone = calendar.zone.unwrap_or(Zone::Pacific);
    let window_zone = match value.get("time_zone") {
        None | Some(Value::Null) => payer_zone,
        Some(zone) => {
            let named = zone.as_text().and_then(Zone::of_place);
            named.ok_or(("time_zone", &NO_WINDOW_ZONE))?
        }
    };
    let own_hours = Hours { start, end };
    let starts_at = local_instant(date, start, window_zone);
    let ends_at = local_instant(date, end, window_zone);
    let (date, hours) = match window_zone == payer_zone {
        true => (date, own_hours),
        false => payer_local(starts_at, end.saturating_sub(start), payer_zone),
    };
    Ok(Window {
        date,
        kind: kind_of(date, calendar.calendar),
        hours,
        own_hours,
        starts_at,
        ends_at,
    })
}

/// The payer-local day on which a window starts, and its payer-local hours.
fn payer_local(starts_at: DateTime<Utc>, minutes: u16, zone: Zone) -> (NaiveDate, Hours) {
    let date = local_day(starts_at, zone);
    let midnight = local_instant(date, 0, zone);
    let since = starts_at.signed_duration_since(midnight).num_minutes();
    let start = u16::try_from(since).unwrap_or(0);
    let end = start.saturating_add(minutes);
    (date, Hours { start, end })
}
