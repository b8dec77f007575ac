//! Conditions over the facts of a request.

use chrono::NaiveDate;

use crate::facts::{FactSet, WindowTest};
use crate::text::Text;

/// A condition of a rule, need, deadline or step. Facts and clocks are given by their index.
#[derive(Clone, Debug, PartialEq)]
pub enum Condition {
    /// All parts hold. Without parts it always holds.
    All(Vec<Condition>),
    /// At least one part holds.
    Any(Vec<Condition>),
    /// The part does not hold.
    Not(Box<Condition>),
    /// A boolean or choice has one of the values whose bits are set.
    OneOf { fact: u8, values: u64 },
    /// A date is before this day.
    Before { fact: u8, day: NaiveDate },
    /// Today, payer-local, is before this day.
    TodayBefore(NaiveDate),
    /// A clock's status is one whose bit is set (see [`crate::logic::ClockBits`]).
    Clock { clock: u8, statuses: u16 },
    /// The main clock's last day is a kind of day whose bit is set.
    DueDay(u8),
    /// At least one call window passes this test.
    Windows { fact: u8, test: WindowTest },
    /// A date is before another date.
    BeforeDate { fact: u8, other: u8 },
    /// A date falls on a weekday whose bit is set; the lowest bit is Monday's.
    Weekday { fact: u8, weekdays: u8 },
    /// Today is at most this many calendar days after a date.
    WithinDays { fact: u8, days: u16 },
    /// A number, in thousandths, is below this one.
    Below { fact: u8, thousandths: i64 },
    /// The fact is answered, and not with `"unsure"`.
    Given(u8),
    /// A text matches one of these patterns: `#` is a digit, `@` a letter, `*` either.
    Matches { fact: u8, forms: Vec<Text> },
}

impl Default for Condition {
    fn default() -> Self {
        Condition::ALWAYS
    }
}

impl Condition {
    /// The condition that always holds.
    pub const ALWAYS: Condition = Condition::All(Vec::new());

    /// Whether this is the condition that always holds.
    pub fn is_always(&self) -> bool {
        matches!(self, Condition::All(parts) if parts.is_empty())
    }

    /// Calls `see` for every condition within this one that has no parts.
    pub fn visit<'c>(&'c self, see: &mut dyn FnMut(&'c Condition)) {
        match self {
            Condition::All(parts) | Condition::Any(parts) => {
                parts.iter().for_each(|part| part.visit(see))
            }
            Condition::Not(part) => part.visit(see),
            atom => see(atom),
        }
    }

    /// The number of conditions that this one consists of, itself included.
    pub fn size(&self) -> usize {
        let parts = match self {
            Condition::All(parts) | Condition::Any(parts) => parts.as_slice(),
            Condition::Not(part) => std::slice::from_ref(&**part),
            Condition::Matches { forms, .. } => return forms.len().saturating_add(1),
            _ => &[],
        };
        parts
            .iter()
            .map(Condition::size)
            .fold(1, usize::saturating_add)
    }

    /// The facts that this condition depends on.
    pub fn facts(&self) -> FactSet {
        let mut facts = FactSet::EMPTY;
        self.visit(&mut |atom| facts = facts.with(atom.own_facts()));
        facts
    }

    /// The facts that a condition without parts depends on.
    fn own_facts(&self) -> FactSet {
        match self {
            Condition::OneOf { fact, .. }
            | Condition::Before { fact, .. }
            | Condition::Weekday { fact, .. }
            | Condition::WithinDays { fact, .. }
            | Condition::Below { fact, .. }
            | Condition::Given(fact)
            | Condition::Matches { fact, .. } => FactSet::of(*fact),
            Condition::BeforeDate { fact, other } => FactSet::of(*fact).with(FactSet::of(*other)),
            Condition::Windows { fact, test } => match test {
                WindowTest::BeforeDate(date) | WindowTest::AfterDate(date) => {
                    FactSet::of(*fact).with(FactSet::of(*date))
                }
                _ => FactSet::of(*fact),
            },
            _ => FactSet::EMPTY,
        }
    }
}
