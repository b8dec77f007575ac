//! Reads one answer, by the kind of its fact.

use chrono::NaiveDate;
use p2p_policy::facts::phone::is_phone;
use p2p_policy::facts::{Fact, Kind, Window};
use p2p_policy::text::trimmed;
use p2p_policy::time::calendar::SpecialDay;
use p2p_policy::time::{Zone, parse_date, parse_time};

use crate::request::call_windows::read_windows;
use crate::request::fault::{
    BAD_DATE, BAD_DATETIME, BAD_EMAIL, BAD_NPI, BAD_NUMBER, BAD_PHONE, Fault, NO_BOOLEAN, NO_TEXT,
    NO_WINDOWS, TOO_LONG, UNKNOWN_VALUE,
};
use crate::request::npi::is_npi;
use crate::request::raw_answer::RawAnswer;

/// The most bytes of text that one answer can have.
const MOST_TEXT: usize = 2_000;

/// What stands for: asked, and nobody knows.
const UNSURE: &str = "unsure";

/// Where the payer is: what reading call windows takes.
pub(crate) struct Place<'p> {
    /// `None` while no payer is known.
    pub(crate) zone: Option<Zone>,
    pub(crate) calendar: &'p [SpecialDay],
}

/// What one value says.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Answer {
    Unknown,
    /// Asked, and nobody knows.
    Unsure,
    /// The index of the value in the choice's list; of a boolean, 1 for true.
    Choice(u8),
    Date(NaiveDate),
    /// A day, and minutes since midnight.
    Datetime(NaiveDate, u16),
    /// In thousandths.
    Number(i64),
    /// Text of some kind; no rule turns on its wording.
    Text,
    Windows(Vec<Window>),
}

/// Reads one value, strictly. Nothing, and an empty string where text is expected, are no answer. Reports invalid parts,
/// and where in the value they are, to `wrong`.
pub(crate) fn read_answer(
    fact: &Fact,
    raw: RawAnswer<'_>,
    place: &Place<'_>,
    wrong: &mut dyn FnMut(&'static Fault, Option<String>),
) -> Answer {
    let read = match (fact.kind, raw) {
        (_, RawAnswer::Nothing) => Ok(Answer::Unknown),
        (_, RawAnswer::Text(UNSURE)) if fact.unsure && fact.index_of(UNSURE).is_none() => {
            Ok(Answer::Unsure)
        }
        (Kind::Number, RawAnswer::Number(number)) => number.map(Answer::Number).ok_or(&BAD_NUMBER),
        (Kind::Boolean, RawAnswer::Bool(yes)) => Ok(Answer::Choice(yes.into())),
        (Kind::Windows, RawAnswer::List(list)) => read_windows(list, place, wrong),
        (Kind::Boolean, _) => Err(&NO_BOOLEAN),
        (Kind::Windows, _) => Err(&NO_WINDOWS),
        (_, RawAnswer::Text(text)) => read_text(fact, text),
        (_, _) => Err(&NO_TEXT),
    };
    read.unwrap_or_else(|fault| {
        wrong(fault, None);
        Answer::Unknown
    })
}

fn read_text(fact: &Fact, text: &str) -> Result<Answer, &'static Fault> {
    if text.is_empty() {
        return Ok(Answer::Unknown);
    }
    if text.len() > MOST_TEXT {
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
        kind => read_words(kind, trimmed(text)),
    }
}

/// `YYYY-MM-DDTHH:MM`
fn read_datetime(text: &str) -> Result<Answer, &'static Fault> {
    let read = || {
        let (day, time) = text.split_once('T')?;
        Some(Answer::Datetime(parse_date(day)?, parse_time(time)?))
    };
    match text.is_empty() {
        true => Ok(Answer::Unknown),
        false => read().ok_or(&BAD_DATETIME),
    }
}

/// A decimal number, with up to three digits after the point.
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
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
    let sound = |digits: &str, most: usize| {
        (1..=most).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit())
    };
    if !sound(whole, 12) || !sound(fraction, 15) {
        return None;
    }
    let digits = whole
        .bytes()
        .chain(fraction.bytes().chain([b'0'; 3]).take(3));
    let number = digits.fold(0i64, |sum, digit| {
        sum.saturating_mul(10)
            .saturating_add(digit.saturating_sub(b'0').into())
    });
    Some(if negative {
        number.saturating_neg()
    } else {
        number
    })
}

fn read_words(kind: Kind, text: &str) -> Result<Answer, &'static Fault> {
    let (sound, fault): (fn(&str) -> bool, _) = match kind {
        _ if text.is_empty() => return Ok(Answer::Unknown),
        Kind::Phone => (is_phone, &BAD_PHONE),
        Kind::Npi => (is_npi, &BAD_NPI),
        Kind::Email => (is_email, &BAD_EMAIL),
        _ => return Ok(Answer::Text),
    };
    if sound(text) {
        Ok(Answer::Text)
    } else {
        Err(fault)
    }
}

/// Only what is plainly no address is refused: the plan's own mail decides the rest.
fn is_email(text: &str) -> bool {
    let at = text.bytes().rposition(|byte| byte == b'@');
    let Some((name, domain)) = at.and_then(|at| text.as_bytes().split_at_checked(at)) else {
        return false;
    };
    let mut labels = domain
        .get(1..)
        .unwrap_or_default()
        .split(|byte| *byte == b'.');
    !name.is_empty()
        && domain.contains(&b'.')
        && labels.all(|label| !label.is_empty())
        && !text.contains(|c: char| c.is_whitespace() || c.is_control())
}
