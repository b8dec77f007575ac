//! Reads one answer according to the kind of its fact.

use p2p_policy::facts::phone::is_phone;
use p2p_policy::facts::{Fact, Kind};
use p2p_policy::text::{split_at_byte, trimmed};
use p2p_policy::time::{parse_date, parse_time};

use crate::request::answer::{Answer, PayerCalendar};
use crate::request::call_windows::read_windows;
use crate::request::fault::{
    BAD_DATE, BAD_DATETIME, BAD_EMAIL, BAD_NPI, BAD_NUMBER, BAD_PHONE, Fault, NO_BOOLEAN, NO_TEXT,
    NO_WINDOWS, TOO_LONG, UNKNOWN_VALUE,
};
use crate::request::npi::is_npi;
use crate::request::raw_answer::RawAnswer;

/// The longest answer, in bytes of text.
const MAX_TEXT: usize = 2_000;

/// The value of an answer that the person doesn't know.
const UNSURE: &str = "unsure";

/// Reads one value strictly. An absent value, or blank text where text is expected, counts as unanswered. Reports each fault, and where
/// in the value it is, to `report`.
pub(crate) fn read_answer(
    fact: &Fact,
    raw: RawAnswer<'_>,
    calendar: &PayerCalendar<'_>,
    report: &mut dyn FnMut(&'static Fault, Option<String>),
) -> Answer {
    let read = match (fact.kind, raw) {
        (_, RawAnswer::Nothing) => Ok(Answer::Unknown),
        (_, RawAnswer::Text(UNSURE)) if fact.unsure && fact.index_of(UNSURE).is_none() => {
            Ok(Answer::Unsure)
        }
        (Kind::Number, RawAnswer::Number(number)) => number.map(Answer::Number).ok_or(&BAD_NUMBER),
        (Kind::Boolean, RawAnswer::Bool(yes)) => Ok(Answer::Choice(yes.into())),
        (Kind::Windows, RawAnswer::List(list)) => read_windows(list, calendar, report),
        (Kind::Boolean, _) => Err(&NO_BOOLEAN),
        (Kind::Windows, _) => Err(&NO_WINDOWS),
        (_, RawAnswer::Text(text)) => read_text(fact, text),
        (_, _) => Err(&NO_TEXT),
    };
    read.unwrap_or_else(|fault| {
        report(fault, None);
        Answer::Unknown
    })
}

fn read_text(fact: &Fact, text: &str) -> Result<Answer, &'static Fault> {
    if text.is_empty() {
        return Ok(Answer::Unknown);
    }
    if text.len() > MAX_TEXT {
        return Err(&TOO_LONG);
    }
    match fact.kind {
        Kind::Choice => fact
            .index_of(text)
            .map(Answer::Choice)
            .ok_or(&UNKNOWN_VALUE),
        Kind::Date => parse_date(text).map(Answer::Date).ok_or(&BAD_DATE),
        Kind::Datetime => read_datetime(trimmed(text)),
        Kind::Number => read_number(trimmed(text)),
        kind => read_checked_text(kind, trimmed(text)),
    }
}

/// Reads `YYYY-MM-DDTHH:MM`.
fn read_datetime(text: &str) -> Result<Answer, &'static Fault> {
    let read = || {
        let (day, time) = split_at_byte(text, b'T')?;
        Some(Answer::Datetime(parse_date(day)?, parse_time(time)?))
    };
    match text.is_empty() {
        true => Ok(Answer::Unknown),
        false => read().ok_or(&BAD_DATETIME),
    }
}

/// Reads a decimal number; digits after the third decimal calendar are dropped.
fn read_number(text: &str) -> Result<Answer, &'static Fault> {
    if text.is_empty() {
        return Ok(Answer::Unknown);
    }
    parse_thousandths(text)
        .map(Answer::Number)
        .ok_or(&BAD_NUMBER)
}

pub(crate) fn parse_thousandths(text: &str) -> Option<i64> {
    let (negative, digits) = match text.strip_prefix('-') {
        Some(digits) => (true, digits),
        None => (false, text),
    };
    let (mut number, mut integer_digits, mut decimals) = (0i64, 0usize, None);
    for byte in digits.bytes() {
        let digit = match (byte, decimals) {
            (b'0'..=b'9', _) => i64::from(byte.saturating_sub(b'0')),
            (b'.', None) => {
                decimals = Some(0usize);
                continue;
            }
            _ => return None,
        };
        if decimals.is_none_or(|decimals| decimals < 3) {
            number = number.saturating_mul(10).saturating_add(digit);
        }
        let count = decimals.as_mut().unwrap_or(&mut integer_digits);
        *count = count.saturating_add(1);
    }
    if !(1..=12).contains(&integer_digits) || !(1..=15).contains(&decimals.unwrap_or(1)) {
        return None;
    }
    for _ in decimals.unwrap_or(0)..3 {
        number = number.saturating_mul(10);
    }
    Some(if negative {
        number.saturating_neg()
    } else {
        number
    })
}

fn read_checked_text(kind: Kind, text: &str) -> Result<Answer, &'static Fault> {
    let (is_valid, fault): (fn(&str) -> bool, _) = match kind {
        _ if text.is_empty() => return Ok(Answer::Unknown),
        Kind::Phone => (is_phone, &BAD_PHONE),
        Kind::Npi => (is_npi, &BAD_NPI),
        Kind::Email => (is_email, &BAD_EMAIL),
        _ => return Ok(Answer::Text),
    };
    if is_valid(text) {
        Ok(Answer::Text)
    } else {
        Err(fault)
    }
}

/// Refuses only what is clearly not an e-mail address. Whether it exists only the plan's mail server knows.
fn is_email(text: &str) -> bool {
    let at = text.bytes().rposition(|byte| byte == b'@');
    let Some((name, domain)) = at.and_then(|at| text.as_bytes().split_at_checked(at)) else {
        return false;
    };
    // No label may be empty: no dot directly after the @ or after another dot, and none at the end.
    let (mut before, mut points) = (b'.', 0usize);
    for byte in domain.iter().skip(1).chain(b".") {
        if *byte == b'.' {
            if before == b'.' {
                return false;
            }
            points = points.saturating_add(1);
        }
        before = *byte;
    }
    // One dot more than in the domain: the one appended above.
    !name.is_empty() && points > 1 && !text.contains(|c: char| c.is_whitespace() || c.is_control())
}
