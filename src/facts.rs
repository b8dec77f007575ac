//! The vocabulary: the facts that a request can hold, and the strict reading of one value of each kind.

use chrono::NaiveDate;

use crate::decision::FieldValue;
use crate::faults::{
    BAD_DATE, BAD_EMAIL, BAD_NPI, BAD_PHONE, Fault, NO_BOOLEAN, NO_TEXT, NO_WINDOW, NO_WINDOW_DATE,
    NO_WINDOW_END, NO_WINDOW_START, NO_WINDOWS, TOO_LONG, TOO_MANY_WINDOWS, UNKNOWN_VALUE,
    WINDOW_ORDER,
};
use crate::instant::{parse_date, parse_time};
use crate::value::{Given, Text, Value, push_number};

/// The most facts that one policy can ask for, the vocabulary's included.
pub(crate) const MOST_FACTS: usize = 64;
/// The most values that a choice can have.
pub(crate) const MOST_VALUES: usize = 64;
/// The most bytes of text that one answer can have.
const MOST_TEXT: usize = 2_000;
/// The most call windows that one request can offer.
const MOST_WINDOWS: usize = 20;

/// What sort of value a fact has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// `true` or `false`.
    Boolean,
    /// One of a list of values.
    Choice,
    /// A day, `YYYY-MM-DD`, 2000 to 2099.
    Date,
    /// Text, trimmed; empty is absent.
    Text,
    /// A North American telephone number, with or without an extension.
    Phone,
    /// A National Provider Identifier, proved by its check digit.
    Npi,
    /// An e-mail address.
    Email,
    /// Call windows: `{ date, start, end }`, payer-local.
    Windows,
}

/// Every kind with its name in policy files and in `FieldInfo`.
pub(crate) const KINDS: [(&str, Kind); 8] = [
    ("boolean", Kind::Boolean),
    ("choice", Kind::Choice),
    ("date", Kind::Date),
    ("text", Kind::Text),
    ("phone", Kind::Phone),
    ("npi", Kind::Npi),
    ("email", Kind::Email),
    ("windows", Kind::Windows),
];

impl Kind {
    /// The kind's name, as in `FieldInfo`.
    #[must_use]
    pub fn name(self) -> &'static str {
        KINDS
            .iter()
            .find(|(_, kind)| *kind == self)
            .map_or("", |(name, _)| name)
    }
}

/// Whether a fact decides eligibility or completes a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stage {
    Gate,
    Details,
}

/// One fact that a request can hold: what it is and how it is asked for.
#[derive(Clone, Debug)]
pub(crate) struct Fact {
    pub(crate) id: Text,
    pub(crate) kind: Kind,
    pub(crate) stage: Stage,
    pub(crate) question: Text,
    pub(crate) hint: Option<Text>,
    pub(crate) values: Vec<FieldValue>,
    /// Every request needs it, whoever the payer is.
    pub(crate) required: bool,
    /// A date that can't lie after today.
    pub(crate) not_after_today: bool,
}

/// A set of facts of one policy, by their place in asking order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct FactSet(u64);

impl FactSet {
    pub(crate) const EMPTY: FactSet = FactSet(0);

    pub(crate) fn of(fact: u8) -> Self {
        FactSet(1u64.checked_shl(fact.into()).unwrap_or(0))
    }
    pub(crate) fn bits(self) -> u64 {
        self.0
    }
    pub(crate) fn from_bits(bits: u64) -> Self {
        FactSet(bits)
    }
    pub(crate) fn has(self, fact: u8) -> bool {
        self.0 & Self::of(fact).0 != 0
    }
    pub(crate) fn with(self, other: Self) -> Self {
        FactSet(self.0 | other.0)
    }
    pub(crate) fn without(self, other: Self) -> Self {
        FactSet(self.0 & !other.0)
    }
    pub(crate) fn is_empty(self) -> bool {
        self.0 == 0
    }
    pub(crate) fn count(self) -> usize {
        self.0.count_ones() as usize
    }
    /// The facts in asking order.
    pub(crate) fn iter(self) -> impl Iterator<Item = u8> {
        let mut rest = self.0;
        std::iter::from_fn(move || {
            if rest == 0 {
                return None;
            }
            let lowest = rest.trailing_zeros();
            rest &= rest.wrapping_sub(1);
            u8::try_from(lowest).ok()
        })
    }
}

/// A stretch of one payer-local day in which a call suits: minutes since midnight, `start` before `end`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Window {
    pub(crate) date: NaiveDate,
    pub(crate) start: u16,
    pub(crate) end: u16,
}

/// What a condition can ask about call windows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum WindowTest {
    /// Not wholly between two times of day, in minutes since midnight.
    OutsideHours { from: u16, to: u16 },
    /// Starts less than so many hours from now.
    StartsWithinHours(u32),
    /// On a day of a sort whose bit is set (see [`crate::condition::DUE_DAYS`]).
    On(u8),
}

/// What one value says.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Answer {
    Unknown,
    /// The place of the value in the choice's list; of a boolean, 1 for true.
    Choice(u8),
    Date(NaiveDate),
    /// Text of some kind; which, no rule needs to know.
    Given,
    Windows(Vec<Window>),
}

/// JSON Pointer to a call window, or to one of its parts.
pub(crate) fn window_pointer(index: usize, part: &str) -> String {
    let mut pointer = String::from("/");
    push_number(&mut pointer, index);
    if !part.is_empty() {
        pointer.push('/');
        pointer.push_str(part);
    }
    pointer
}

impl Fact {
    /// Reads one value, strictly. Nothing, and an empty string where text is expected, are no answer. Of what can't be right
    /// `wrong` is told, and where in the value it stands.
    pub(crate) fn read(
        &self,
        given: Given<'_>,
        wrong: &mut dyn FnMut(&'static Fault, Option<String>),
    ) -> Answer {
        let read = match (self.kind, given) {
            (_, Given::Nothing) => Ok(Answer::Unknown),
            (Kind::Boolean, Given::Bool(yes)) => Ok(Answer::Choice(yes.into())),
            (Kind::Windows, Given::List(list)) => read_windows(list, wrong),
            (Kind::Boolean, _) => Err(&NO_BOOLEAN),
            (Kind::Windows, _) => Err(&NO_WINDOWS),
            (_, Given::Text(text)) => self.read_text(text),
            (_, _) => Err(&NO_TEXT),
        };
        read.unwrap_or_else(|fault| {
            wrong(fault, None);
            Answer::Unknown
        })
    }

    fn read_text(&self, text: &str) -> Result<Answer, &'static Fault> {
        if text.is_empty() {
            return Ok(Answer::Unknown);
        }
        if text.len() > MOST_TEXT {
            return Err(&TOO_LONG);
        }
        match self.kind {
            Kind::Choice => self.place(text).map(Answer::Choice).ok_or(&UNKNOWN_VALUE),
            Kind::Date => parse_date(text).map(Answer::Date).ok_or(&BAD_DATE),
            kind => read_words(kind, text.trim()),
        }
    }

    /// The place of a value in the choice's list.
    pub(crate) fn place(&self, value: &str) -> Option<u8> {
        // Few begin alike, and comparing whole texts takes a call.
        let first = value.as_bytes().first();
        self.values
            .iter()
            .position(|v| v.value.as_bytes().first() == first && v.value == value)
            .and_then(|place| u8::try_from(place).ok())
    }

    /// The bits of all values of a boolean or a choice.
    pub(crate) fn all_values(&self) -> u64 {
        let count = match self.kind {
            Kind::Boolean => 2,
            _ => self.values.len(),
        };
        let next = u32::try_from(count)
            .ok()
            .and_then(|count| 1u64.checked_shl(count));
        next.map_or(u64::MAX, |next| next.wrapping_sub(1))
    }
}

fn read_words(kind: Kind, text: &str) -> Result<Answer, &'static Fault> {
    let (sound, fault): (fn(&str) -> bool, _) = match kind {
        _ if text.is_empty() => return Ok(Answer::Unknown),
        Kind::Phone => (is_phone, &BAD_PHONE),
        Kind::Npi => (is_npi, &BAD_NPI),
        Kind::Email => (is_email, &BAD_EMAIL),
        _ => return Ok(Answer::Given),
    };
    if sound(text) {
        Ok(Answer::Given)
    } else {
        Err(fault)
    }
}

/// The digits of a number, as many as any number here can have.
#[derive(Clone, Copy, Default)]
struct Digits {
    digits: [u8; 12],
    count: usize,
}

impl Digits {
    /// Those of a number typed with the usual spaces, dashes, dots and brackets; `None` if it holds anything else, or more.
    #[inline(never)]
    fn read(text: &str) -> Option<Self> {
        let mut read = Digits::default();
        for byte in text.bytes() {
            match byte {
                b'0'..=b'9' => {
                    *read.digits.get_mut(read.count)? = byte.wrapping_sub(b'0');
                    read.count = read.count.saturating_add(1);
                }
                b' ' | b'-' | b'.' | b'(' | b')' | b'+' | b'/' => {}
                _ => return None,
            }
        }
        Some(read)
    }

    fn each(&self) -> &[u8] {
        self.digits.get(..self.count).unwrap_or_default()
    }
}

/// North American numbering: ten digits, area code and exchange from 200 on; a leading 1 and an extension may stand.
fn is_phone(text: &str) -> bool {
    let starts = |byte| matches!(byte, b'x' | b'X' | b'e' | b'E' | b'#' | b',' | b';');
    let length = text.bytes().position(starts).unwrap_or(text.len());
    let (main, extension) = text.split_at_checked(length).unwrap_or((text, ""));
    let named = |c: char| c.is_ascii_alphabetic() || matches!(c, ' ' | '.' | '#' | ':' | ',' | ';');
    let extension = extension.trim_start_matches(named);
    ten_digits(main).is_some() && Digits::read(extension).is_some_and(|d| d.count <= 8)
}

/// The ten digits of a North American number, a leading 1 left out.
fn ten_digits(text: &str) -> Option<[u8; 10]> {
    let digits = Digits::read(text)?;
    let ten = match digits.each() {
        [1, ten @ ..] if ten.len() == 10 => ten,
        all => all,
    };
    matches!(ten, [2..=9, _, _, 2..=9, _, _, _, _, _, _]).then_some(ten.try_into().ok()?)
}

/// The `tel:` address of a North American number.
pub(crate) fn tel(text: &str) -> Option<String> {
    let mut tel = String::from("tel:+1");
    tel.extend(
        ten_digits(text)?
            .into_iter()
            .map(|digit| char::from(b'0'.saturating_add(digit))),
    );
    Some(tel)
}

/// Ten digits that, after the prefix 80840, satisfy the Luhn formula (45 CFR 162.406).
fn is_npi(text: &str) -> bool {
    let Some(digits) = Digits::read(text) else {
        return false;
    };
    let digits = digits.each();
    if digits.len() != 10 || !matches!(digits.first(), Some(1 | 2)) {
        return false;
    }
    const PREFIX_SUM: u32 = 24;
    let sum = digits
        .iter()
        .rev()
        .enumerate()
        .fold(PREFIX_SUM, |sum, (place, digit)| {
            let digit = u32::from(*digit);
            let doubled = digit.saturating_mul(2);
            sum.saturating_add(match place % 2 {
                0 => digit,
                _ if doubled > 9 => doubled.saturating_sub(9),
                _ => doubled,
            })
        });
    sum % 10 == 0
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

fn read_windows(
    list: &[Value],
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
        match read_window(value) {
            Ok(window) => windows.push(window),
            Err((part, fault)) => wrong(fault, Some(window_pointer(index, part))),
        }
    }
    // Those that are wrong are to be mended first.
    Ok(match windows.len() == list.len() {
        true => Answer::Windows(windows),
        false => Answer::Unknown,
    })
}

fn read_window(value: &Value) -> Result<Window, (&'static str, &'static Fault)> {
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
    Ok(Window { date, start, end })
}
