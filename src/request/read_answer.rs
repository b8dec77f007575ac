//! Reads one answer, by the kind of its fact.

use chrono::NaiveDate;
use p2p_policy::facts::phone::is_phone;
use p2p_policy::facts::{Fact, Kind, Window};
use p2p_policy::time::parse_date;

use crate::request::call_windows::read_windows;
use crate::request::fault::{
    BAD_DATE, BAD_EMAIL, BAD_NPI, BAD_PHONE, Fault, NO_BOOLEAN, NO_TEXT, NO_WINDOWS, TOO_LONG,
    UNKNOWN_VALUE,
};
use crate::request::npi::is_npi;
use crate::request::raw_answer::RawAnswer;

/// The most bytes of text that one answer can have.
const MOST_TEXT: usize = 2_000;

/// What one value says.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Answer {
    Unknown,
    /// The index of the value in the choice's list; of a boolean, 1 for true.
    Choice(u8),
    Date(NaiveDate),
    /// Text of some kind; no rule turns on its wording.
    Text,
    Windows(Vec<Window>),
}

/// Reads one value, strictly. Nothing, and an empty string where text is expected, are no answer. Reports invalid parts,
/// and where in the value they are, to `wrong`.
pub(crate) fn read_answer(
    fact: &Fact,
    raw: RawAnswer<'_>,
    wrong: &mut dyn FnMut(&'static Fault, Option<String>),
) -> Answer {
    let read = match (fact.kind, raw) {
        (_, RawAnswer::Nothing) => Ok(Answer::Unknown),
        (Kind::Boolean, RawAnswer::Bool(yes)) => Ok(Answer::Choice(yes.into())),
        (Kind::Windows, RawAnswer::List(list)) => read_windows(list, wrong),
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
        kind => read_words(kind, text.trim()),
    }
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
