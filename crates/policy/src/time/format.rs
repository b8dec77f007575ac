//! Parses and writes days and instants, strictly.

use chrono::{DateTime, Datelike, NaiveDate, TimeDelta, Timelike, Utc};

use crate::text::push_number;

/// Reads an RFC 3339 instant, such as `2026-03-03T18:00:00Z` or `2026-03-03T10:00:00.5-08:00`; `None` for anything else,
/// and for a day outside 2000 to 2099.
///
/// ```
/// let instant = p2p_policy::time::parse_instant("2026-03-03T10:00:00-08:00");
/// assert_eq!(instant, p2p_policy::time::parse_instant("2026-03-03T18:00:00Z"));
/// assert_eq!(p2p_policy::time::parse_instant("2026-03-03"), None);
/// ```
#[must_use]
pub fn parse_instant(text: &str) -> Option<DateTime<Utc>> {
    let (day, rest) = text.split_at_checked(10)?;
    let (time, rest) = rest.split_at_checked(9)?;
    let &[b'T' | b't', h1, h2, b':', m1, m2, b':', s1, s2] = time.as_bytes() else {
        return None;
    };
    let (hour, minute, second) = (number(&[h1, h2])?, number(&[m1, m2])?, number(&[s1, s2])?);
    let (millis, zone) = fraction(rest)?;
    // A leap second becomes the first instant of the next minute.
    let local = parse_date(day)?.and_hms_milli_opt(
        hour.into(),
        minute.into(),
        second.min(59).into(),
        millis,
    )?;
    let leap = match second {
        0..=59 => 0,
        60 => 1,
        _ => return None,
    };
    let offset = TimeDelta::minutes(offset_minutes(zone)?);
    in_span(
        local
            .checked_add_signed(TimeDelta::seconds(leap))?
            .checked_sub_signed(offset)?
            .and_utc(),
    )
}

/// Parses a date, strictly `YYYY-MM-DD`, from 2000-01-01 to 2099-12-31; `None` for anything else.
pub fn parse_date(text: &str) -> Option<NaiveDate> {
    let &[y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = text.as_bytes() else {
        return None;
    };
    let year = number(&[y1, y2, y3, y4])?;
    if !(2000..=2099).contains(&year) {
        return None;
    }
    NaiveDate::from_ymd_opt(
        i32::from(year),
        number(&[m1, m2])?.into(),
        number(&[d1, d2])?.into(),
    )
}

/// Parses a time of day, strictly `HH:MM`, to minutes since midnight; `None` for anything else.
pub fn parse_time(text: &str) -> Option<u16> {
    let &[h1, h2, b':', m1, m2] = text.as_bytes() else {
        return None;
    };
    let (hours, minutes) = (number(&[h1, h2])?, number(&[m1, m2])?);
    if hours > 23 || minutes > 59 {
        return None;
    }
    hours.checked_mul(60)?.checked_add(minutes)
}

/// Parses ASCII digits only.
fn number(digits: &[u8]) -> Option<u16> {
    digits.iter().try_fold(0u16, |sum, digit| {
        let digit = digit.checked_sub(b'0').filter(|d| *d <= 9)?;
        sum.checked_mul(10)?.checked_add(digit.into())
    })
}

/// The instant, if it is within the supported years, 2000 to 2099.
pub fn in_span(instant: DateTime<Utc>) -> Option<DateTime<Utc>> {
    (2000..=2099)
        .contains(&instant.naive_utc().year())
        .then_some(instant)
}

/// The milliseconds after a decimal point, if there is one, and the rest of the text.
fn fraction(text: &str) -> Option<(u32, &str)> {
    let Some(rest) = text.strip_prefix('.') else {
        return Some((0, text));
    };
    let end = rest.bytes().position(|byte| !byte.is_ascii_digit())?;
    let (digits, zone) = rest.split_at_checked(end)?;
    let first = digits.bytes().chain([b'0'; 3]).take(3);
    let millis = first.fold(0u32, |sum, digit| {
        sum.saturating_mul(10)
            .saturating_add(digit.saturating_sub(b'0').into())
    });
    (end > 0).then_some((millis, zone))
}

fn offset_minutes(zone: &str) -> Option<i64> {
    let (sign, h1, h2, m1, m2) = match zone.as_bytes() {
        b"Z" | b"z" => return Some(0),
        &[b'+', h1, h2, b':', m1, m2] => (1, h1, h2, m1, m2),
        &[b'-', h1, h2, b':', m1, m2] => (-1, h1, h2, m1, m2),
        _ => return None,
    };
    let (hours, minutes) = (number(&[h1, h2])?, number(&[m1, m2])?);
    let sound = hours <= 23 && minutes <= 59;
    let total = i64::from(hours)
        .checked_mul(60)?
        .checked_add(minutes.into())?
        .checked_mul(sign)?;
    sound.then_some(total)
}

/// The date as `YYYY-MM-DD`.
pub fn date_text(day: NaiveDate) -> String {
    let mut text = String::with_capacity(24);
    push_padded(&mut text, day.year().unsigned_abs(), 4);
    text.push('-');
    push_padded(&mut text, day.month(), 2);
    text.push('-');
    push_padded(&mut text, day.day(), 2);
    text
}

/// The instant as `YYYY-MM-DDTHH:MM:SSZ`, with milliseconds if there are any.
pub fn instant_text(instant: DateTime<Utc>) -> String {
    let mut text = date_text(instant.date_naive());
    let time = [instant.hour(), instant.minute(), instant.second()];
    let millis = instant.timestamp_subsec_millis();
    for (part, before) in time.into_iter().zip(['T', ':', ':']) {
        text.push(before);
        push_padded(&mut text, part, 2);
    }
    if millis > 0 {
        text.push('.');
        push_padded(&mut text, millis, 3);
    }
    text.push('Z');
    text
}

fn push_padded(text: &mut String, number: u32, width: usize) {
    let mut bound = 10u32;
    for _ in 1..width {
        if number < bound {
            text.push('0');
        }
        bound = bound.saturating_mul(10);
    }
    push_number(text, number as usize);
}
