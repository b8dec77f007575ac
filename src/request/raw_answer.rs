//! The values of a request, before they are interpreted.

use p2p_policy::Value;
use p2p_policy::facts::{Fact, FactSet, MOST_FACTS};

/// The value of one fact in a request, not interpreted yet.
#[derive(Clone, Copy, Default)]
pub(crate) enum RawAnswer<'r> {
    /// Null, undefined or absent.
    #[default]
    Nothing,
    Bool(bool),
    Text(&'r str),
    /// A number, in thousandths; `None` if it is out of range.
    Number(Option<i64>),
    List(&'r [Value]),
    /// A value of a type that no fact has.
    Other,
}

impl<'r> From<&'r Value> for RawAnswer<'r> {
    fn from(value: &'r Value) -> Self {
        match value {
            Value::Null => RawAnswer::Nothing,
            Value::Bool(yes) => RawAnswer::Bool(*yes),
            Value::Text(text) => RawAnswer::Text(text),
            Value::List(items) => RawAnswer::List(items),
            Value::Number(number) => RawAnswer::Number(thousandths(*number)),
            Value::Map(_) | Value::Other => RawAnswer::Other,
        }
    }
}

/// The raw answers of a request, by index of the fact.
pub(crate) type RawAnswers<'r> = [RawAnswer<'r>; MOST_FACTS];

/// Collects the raw answers from an object. If a key occurs twice, the first counts.
pub(crate) fn raw_answers<'r>(facts: &[Fact], request: &'r Value) -> RawAnswers<'r> {
    let mut answers = [RawAnswer::Nothing; MOST_FACTS];
    let Value::Map(entries) = request else {
        return answers;
    };
    let mut found = FactSet::EMPTY;
    // Most requests are in asking order, so look just ahead first.
    let mut ahead = 0;
    for (key, value) in entries {
        let (before, after) = facts.split_at_checked(ahead).unwrap_or((facts, &[]));
        let is = |fact: &Fact| *fact.id == **key;
        let near = after.iter().position(is);
        let near = near.map(|index| ahead.saturating_add(index));
        let Some(index) = near.or_else(|| before.iter().position(is)) else {
            continue;
        };
        ahead = index.saturating_add(1);
        let fact = FactSet::of(u8::try_from(index).unwrap_or(u8::MAX));
        if let (true, Some(empty)) = (fact.without(found) == fact, answers.get_mut(index)) {
            *empty = value.into();
            found = found.with(fact);
        }
    }
    answers
}

/// The largest absolute value of a number.
const MAX_NUMBER: f64 = 1e12;

#[expect(
    clippy::cast_possible_truncation,
    reason = "what is larger has been left out"
)]
pub(crate) fn thousandths(number: f64) -> Option<i64> {
    (number.abs() <= MAX_NUMBER).then(|| (number * 1_000.0).round() as i64)
}
