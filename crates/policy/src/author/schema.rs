//! The schema of a policy file: its tables, their keys, and what can stand under each. The validator checks a policy
//! against it, and the JSON Schema is made from it.

use crate::facts::{Kind, Stage};
use crate::policy::{FindingKind, StepKind, Unit};
use crate::time::Zone;
use crate::time::calendar::MayBeClosed;

/// The most items of one list: names are compared each with each.
pub(super) const MOST_ITEMS: usize = 2_500;
/// The longest text, in bytes; JavaScript hands no longer one across.
pub(super) const MOST_TEXT: usize = 10_000;
/// The most days that a time can count; of hours, as many as these days have.
pub(super) const MOST_DAYS: u32 = 366;
pub(super) const MOST_HOURS: u32 = MOST_DAYS * 24;

/// Names that no fact can have: conditions use them for something else, or every object has them.
pub(super) const RESERVED: [&str; 7] = [
    "today",
    "deadline",
    "due_day",
    "any",
    "all",
    "none",
    "constructor",
];

/// What can stand under a key.
#[derive(Clone, Copy)]
pub(super) enum Shape {
    /// Read by code of its own.
    Any,
    /// Text that isn't empty.
    Text,
    /// Small letters, digits and this sort of joint.
    Name(char),
    /// Text that names one of this sort: a part of the policy, a fact, a value of the vocabulary's choice of this name.
    Named(&'static str),
    OneOf(&'static [&'static str]),
    /// An address on the web.
    Address,
    Day,
    Flag,
    /// A whole number from 1 to this.
    Count(u32),
    /// How many of the `unit` beside it: up to a year.
    Time,
    Condition,
    /// A list of texts, no two of them alike.
    Several(&'static Shape),
    /// The same, with at least one.
    Some(&'static Shape),
    /// A list of tables, no two of them with one name; it stands under the key, if there is one.
    Tables(&'static [Key], &'static str),
}

/// A key of a table.
pub(super) struct Key {
    pub(super) name: &'static str,
    pub(super) shape: Shape,
    pub(super) required: bool,
}

const fn must(name: &'static str, shape: Shape) -> Key {
    Key {
        name,
        shape,
        required: true,
    }
}

const fn may(name: &'static str, shape: Shape) -> Key {
    Key {
        name,
        shape,
        required: false,
    }
}

const STATEMENTS: Shape = Shape::Several(&Shape::Named("statement"));
const DECIDED: Shape = Shape::Several(&Shape::Named("decision"));
const ROUTES: Shape = Shape::Several(&Shape::Named("route"));
const FACT_NAME: Shape = Shape::Named("fact");
const DATE_NAME: Shape = Shape::Named("date");

pub(super) static VOCABULARY: [Key; 1] = [may("facts", Shape::Tables(&FACT, ""))];

pub(super) static POLICY: [Key; 18] = [
    may("$schema", Shape::Text),
    must("id", Shape::Name('-')),
    must("name", Shape::Text),
    must("time_zone", Shape::OneOf(Zone::NAMES)),
    may(
        "lines_of_business",
        Shape::Several(&Shape::Named("line_of_business")),
    ),
    may("services", Shape::Several(&Shape::Named("service"))),
    may(
        "may_be_closed",
        Shape::Several(&Shape::OneOf(MayBeClosed::NAMES)),
    ),
    may("contacts", ROUTES),
    may("sources", Shape::Tables(&SOURCE, "id")),
    may("statements", Shape::Tables(&STATEMENT, "id")),
    may("facts", Shape::Tables(&FACT, "")),
    may("questions", Shape::Tables(&QUESTION, "")),
    may("rules", Shape::Tables(&RULE, "id")),
    may("needs", Shape::Tables(&NEED, "")),
    may("offers", Shape::Tables(&OFFER, "")),
    may("deadlines", Shape::Tables(&DEADLINE, "id")),
    may("response_times", Shape::Tables(&RESPONSE_TIME, "id")),
    may("routes", Shape::Tables(&ROUTE, "id")),
];

static SOURCE: [Key; 6] = [
    must("id", Shape::Text),
    must("title", Shape::Text),
    may("effective", Shape::Day),
    may("next_review", Shape::Day),
    may("regulations", Shape::Several(&Shape::Text)),
    may("when", Shape::Condition),
];

static STATEMENT: [Key; 6] = [
    must("id", Shape::Text),
    may("source", Shape::Text),
    may("section", Shape::Text),
    may("gist", Shape::Text),
    may("meta", Shape::Text),
    may("when", Shape::Condition),
];

static FACT: [Key; 8] = [
    must("id", Shape::Name('_')),
    may("stage", Shape::OneOf(Stage::NAMES)),
    must("kind", Shape::OneOf(Kind::NAMES)),
    must("question", Shape::Text),
    may("hint", Shape::Text),
    may("values", Shape::Tables(&VALUE, "value")),
    may("required", Shape::Flag),
    may("latest", Shape::OneOf(&["today"])),
];

static VALUE: [Key; 2] = [must("value", Shape::Text), must("label", Shape::Text)];

static QUESTION: [Key; 5] = [
    must("fact", FACT_NAME),
    may("question", Shape::Text),
    may("hint", Shape::Text),
    may("says", STATEMENTS),
    may("decided", DECIDED),
];

static RULE: [Key; 8] = [
    must("id", Shape::Name('-')),
    must("outcome", Shape::OneOf(FindingKind::NAMES)),
    must("says", Shape::Some(&Shape::Named("statement"))),
    may("decided", DECIDED),
    may("field", FACT_NAME),
    may("when", Shape::Condition),
    must("message", Shape::Text),
    may("next", ROUTES),
];

static NEED: [Key; 5] = [
    must("fact", FACT_NAME),
    may("says", STATEMENTS),
    may("decided", DECIDED),
    may("when", Shape::Condition),
    may("at_least", Shape::Count(20)),
];

static OFFER: [Key; 3] = [
    must("fact", FACT_NAME),
    may("says", STATEMENTS),
    may("decided", DECIDED),
];

static DEADLINE: [Key; 9] = [
    must("id", Shape::Text),
    must("says", Shape::Some(&Shape::Named("statement"))),
    may("decided", DECIDED),
    may("when", Shape::Condition),
    must("count", Shape::Time),
    must("unit", Shape::OneOf(Unit::NAMES)),
    must("from", Shape::Some(&DATE_NAME)),
    may("until", Shape::Several(&DATE_NAME)),
    may("roll", Shape::OneOf(&["next-business-day"])),
];

static RESPONSE_TIME: [Key; 7] = [
    must("id", Shape::Text),
    must("label", Shape::Text),
    must("says", Shape::Some(&Shape::Named("statement"))),
    may("decided", DECIDED),
    may("when", Shape::Condition),
    must("count", Shape::Time),
    must("unit", Shape::OneOf(Unit::NAMES)),
];

static ROUTE: [Key; 2] = [
    must("id", Shape::Text),
    may("steps", Shape::Tables(&STEP, "id")),
];

static STEP: [Key; 9] = [
    must("id", Shape::Text),
    must("kind", Shape::OneOf(StepKind::NAMES)),
    must("label", Shape::Text),
    may("value", Shape::Text),
    may("href", Shape::Address),
    may("note", Shape::Text),
    may("when", Shape::Condition),
    may("says", STATEMENTS),
    may("decided", DECIDED),
];

/// What a condition can ask of a date.
pub(super) static SPAN: [Key; 2] = [may("before", Shape::Day), may("from", Shape::Day)];

/// What a condition can ask of the call windows; one of these.
pub(super) static WINDOWS: [Key; 3] = [
    may("outside_hours", Shape::Any),
    may("starts_within_hours", Shape::Count(720)),
    may("on", Shape::Any),
];

/// The values that a fact does not have.
pub(super) static NOT: [Key; 1] = [must("not", Shape::Any)];
