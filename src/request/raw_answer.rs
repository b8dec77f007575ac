//! What a request holds, before it is read.

use p2p_policy::Value;
use p2p_policy::facts::{Fact, FactSet, MOST_FACTS};

/// What a request holds for one fact, before anything is known of its meaning.
#[derive(Clone, Copy, Default)]
pub(crate) enum RawAnswer<'r> {
    /// Null, undefined, nothing.
    #[default]
    Nothing,
    Bool(bool),
    Text(&'r str),
    /// A number, in thousandths; `None` where it is out of all bounds.
    Number(Option<i64>),
    List(&'r [Value]),
    /// A value that no fact can have.
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

/// What a request holds, by the indexes of its facts.
pub(crate) type RawAnswers<'r> = [RawAnswer<'r>; MOST_FACTS];

/// Finds the facts among an object's entries; the first of duplicate keys counts.
pub(crate) fn raw_answers<'r>(facts: &[Fact], request: &'r Value) -> RawAnswers<'r> {
    let mut answers = [RawAnswer::Nothing; MOST_FACTS];
    let Value::Map(entries) = request else {
        return answers;
    };
    let mut found = FactSet::EMPTY;
    // Most requests are in asking order, so the next fact is near.
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

/// The largest number that a fact can have.
const MOST: f64 = 1e12;

#[expect(
    clippy::cast_possible_truncation,
    reason = "what is larger has been left out"
)]
pub(crate) fn thousandths(number: f64) -> Option<i64> {
    (number.abs() <= MOST).then(|| (number * 1_000.0).round() as i64)
}
