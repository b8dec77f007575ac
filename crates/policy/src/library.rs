//! What all policies share: the vocabulary of facts, the calendars, and the decisions that they cite.

use crate::facts::Fact;
use crate::text::Text;
use crate::time::calendar::SpecialDay;

/// The vocabulary and the calendars, read and checked.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Library {
    /// Every fact that a request can hold, in asking order.
    pub facts: Vec<Fact>,
    /// The facts that were added to the vocabulary after its first version. A policy may declare a fact of its own by
    /// one of these names, because it may be older than the vocabulary's.
    pub newer: Vec<Text>,
    /// The days that calendars and policies refer to.
    pub days: Vec<NamedDay>,
    /// The named calendars.
    pub calendars: Vec<Calendar>,
    /// The ids of the decisions on gaps and contradictions, which a policy cites by `decided`.
    pub decisions: Vec<Text>,
}

/// A day that a policy can name.
#[derive(Clone, Debug, PartialEq)]
pub struct NamedDay {
    /// The id by which policies and calendars refer to it.
    pub id: Text,
    /// When it recurs, and how it counts.
    pub day: SpecialDay,
}

/// A named set of days that a policy can use.
#[derive(Clone, Debug, PartialEq)]
pub struct Calendar {
    /// The id by which policies refer to it.
    pub id: Text,
    /// Indexes in [`Library::days`].
    pub days: Vec<usize>,
    /// Those of `days` on which many firms work, also as indexes in [`Library::days`].
    pub doubtful: Vec<usize>,
}
