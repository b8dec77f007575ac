//! What all policies can draw on: the vocabulary, and the days on which payers are closed.

use crate::facts::Fact;
use crate::text::Text;
use crate::time::calendar::SpecialDay;

/// The vocabulary and the calendars, read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Library {
    /// Every fact that a request can hold, in asking order.
    pub facts: Vec<Fact>,
    /// The names of facts that the vocabulary has not had from its first version on: a policy may mean another by one.
    pub newer: Vec<Text>,
    pub days: Vec<NamedDay>,
    pub calendars: Vec<Calendar>,
    /// The names of the decisions on gaps and contradictions, which a policy cites by `decided`.
    pub decisions: Vec<Text>,
}

/// A day that a policy can name.
#[derive(Clone, Debug, PartialEq)]
pub struct NamedDay {
    pub id: Text,
    pub day: SpecialDay,
}

/// A set of days that a policy can name.
#[derive(Clone, Debug, PartialEq)]
pub struct Calendar {
    pub id: Text,
    /// Indexes in [`Library::days`].
    pub days: Vec<usize>,
    /// Those of them on which many firms work.
    pub doubtful: Vec<usize>,
}
