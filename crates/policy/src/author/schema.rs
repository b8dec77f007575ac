//! The schema of a policy file: its tables, their keys, and what can stand under each. The validator checks a policy
//! against it, and the JSON Schema is made from it.

use crate::facts::{Kind, Stage};
use crate::policy::{FindingKind, StepKind};
use crate::time::Zone;

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
    /// Lowercase letters, digits and this sort of joint.
    Name(char),
    /// Text that names one of this sort: a part of the policy, a fact, a value of the vocabulary's choice of this name.
    Named(&'static str),
    OneOf(&'static [&'static str]),
    /// An address on the web.
    Address,
    Day,
    Flag,
    /// Any number.
    Number,
    /// A time of day.
    Clock,
    /// A whole number from 1 to this.
    Count(u32),
    /// How many of the `unit` beside it: up to a year.
    Time,
    Condition,
    /// A list of texts, no two of them alike.
    Several(&'static Shape),
    /// The same, with at least one.
    Some(&'static Shape),
    /// One table.
    Table(&'static [Key]),
    /// Tables of texts by texts, each by its language.
    Languages,
    /// A list of names of files, or of tables with lists.
    Include,
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

pub(super) static VOCABULARY: [Key; 2] = [
    may("newer", Shape::Several(&FACT_NAME)),
    may("facts", Shape::Tables(&FACT, "")),
];

pub(super) static CALENDARS: [Key; 2] = [
    may("days", Shape::Tables(&SPECIAL_DAY, "id")),
    may("calendars", Shape::Tables(&CALENDAR, "id")),
];

const WEEKDAY: Shape = Shape::OneOf(&WEEKDAYS);
pub(super) const WEEKDAYS: [&str; 7] = [
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
];

static SPECIAL_DAY: [Key; 13] = [
    must("id", Shape::Name('-')),
    must("name", Shape::Text),
    may("month", Shape::Count(12)),
    may("day", Shape::Count(31)),
    may("weekday", WEEKDAY),
    may("nth", Shape::Number),
    may("after", Shape::Named("day")),
    may("days", Shape::Number),
    may("easter", Shape::Number),
    may("dates", Shape::Some(&Shape::Day)),
    may("observed", Shape::Flag),
    may("from_year", Shape::Count(2099)),
    may("every", Shape::Count(100)),
];

static CALENDAR: [Key; 4] = [
    must("id", Shape::Name('-')),
    must("name", Shape::Text),
    must("days", DAYS),
    may("doubtful", DAYS),
];

const DAYS: Shape = Shape::Several(&Shape::Named("day"));

pub(super) static POLICY: [Key; 27] = [
    may("$schema", Shape::Text),
    must("id", Shape::Name('-')),
    must("name", Shape::Text),
    must("time_zone", Shape::OneOf(Zone::NAMES)),
    may(
        "lines_of_business",
        Shape::Several(&Shape::Named("line_of_business")),
    ),
    may("services", Shape::Several(&Shape::Named("service"))),
    may("outside_scope", Shape::Table(&OUTSIDE_SCOPE)),
    may("days", Shape::Tables(&SPECIAL_DAY, "id")),
    may("calendar", Shape::Named("calendar")),
    may("holidays", DAYS),
    may("doubtful", DAYS),
    may("may_be_closed", DAYS),
    may("contacts", ROUTES),
    may("sources", Shape::Tables(&SOURCE, "id")),
    may("statements", Shape::Tables(&STATEMENT, "id")),
    may("facts", Shape::Tables(&FACT, "")),
    may("questions", Shape::Tables(&QUESTION, "")),
    may("rules", Shape::Tables(&RULE, "id")),
    may("needs", Shape::Tables(&NEED, "")),
    may("optional", Shape::Tables(&WISH, "")),
    may("offers", Shape::Tables(&OFFER, "")),
    may("deadlines", Shape::Tables(&DEADLINE, "id")),
    may("response_times", Shape::Tables(&RESPONSE_TIME, "id")),
    may("routes", Shape::Tables(&ROUTE, "id")),
    may("translations", Shape::Languages),
    may("include", Shape::Include),
    may("decided", DECIDED),
];

/// What a request outside the policy's scope is told.
static OUTSIDE_SCOPE: [Key; 2] = [
    may("lines_of_business", Shape::Table(&OUTSIDE)),
    may("services", Shape::Table(&OUTSIDE)),
];

static OUTSIDE: [Key; 5] = [
    must("outcome", Shape::OneOf(&["reject", "warning"])),
    must("says", Shape::Some(&Shape::Named("statement"))),
    may("decided", DECIDED),
    must("message", Shape::Text),
    may("next", ROUTES),
];

static SOURCE: [Key; 6] = [
    must("id", Shape::Text),
    must("title", Shape::Text),
    may("effective", Shape::Day),
    may("next_review", Shape::Day),
    may("regulations", Shape::Several(&Shape::Text)),
    may("when", Shape::Condition),
];

static STATEMENT: [Key; 7] = [
    must("id", Shape::Text),
    may("source", Shape::Text),
    may("section", Shape::Text),
    may("gist", Shape::Text),
    may("meta", Shape::Text),
    may("allows", Shape::Text),
    may("when", Shape::Condition),
];

static FACT: [Key; 9] = [
    must("id", Shape::Name('_')),
    may("stage", Shape::OneOf(Stage::NAMES)),
    must("kind", Shape::OneOf(Kind::NAMES)),
    must("question", Shape::Text),
    may("hint", Shape::Text),
    may("values", Shape::Tables(&VALUE, "value")),
    may("required", Shape::Flag),
    may("latest", Shape::OneOf(&["today"])),
    may("unsure", Shape::Flag),
];

static VALUE: [Key; 2] = [must("value", Shape::Text), must("label", Shape::Text)];

static QUESTION: [Key; 7] = [
    must("fact", FACT_NAME),
    may("question", Shape::Text),
    may("hint", Shape::Text),
    may("values", Shape::Tables(&VALUE, "value")),
    may("unsure", Shape::Flag),
    may("says", STATEMENTS),
    may("decided", DECIDED),
];

static RULE: [Key; 13] = [
    must("id", Shape::Name('-')),
    must("outcome", Shape::OneOf(FindingKind::NAMES)),
    must("says", Shape::Some(&Shape::Named("statement"))),
    may("decided", DECIDED),
    may("field", FACT_NAME),
    may("when", Shape::Condition),
    must("message", Shape::Text),
    may("next", ROUTES),
    may("shown", Shape::OneOf(&["first", "folded"])),
    may("first_when", Shape::Condition),
    may("elsewhere", Shape::Flag),
    may("alone", Shape::Flag),
    may("unsure", Shape::Text),
];

static WISH: [Key; 4] = [
    must("fact", FACT_NAME),
    may("says", STATEMENTS),
    may("decided", DECIDED),
    may("when", Shape::Condition),
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

static DEADLINE: [Key; 17] = [
    may("id", Shape::Text),
    may("label", Shape::Text),
    may("clock", Shape::Name('-')),
    must("says", Shape::Some(&Shape::Named("statement"))),
    may("decided", DECIDED),
    may("when", Shape::Condition),
    may("opens", Shape::Several(&DATE_NAME)),
    may("count", Shape::Time),
    may("unit", Shape::OneOf(&UNITS)),
    may("from", Shape::Some(&DATE_NAME)),
    may("from_earliest", Shape::Some(&DATE_NAME)),
    may("on", Shape::Some(&DATE_NAME)),
    may("until", Shape::Several(&DATE_NAME)),
    may("roll", Shape::OneOf(&["next-business-day"])),
    may("cut_off", Shape::Clock),
    may("latest_of", Shape::Tables(&WINDOW, "")),
    may("earliest_of", Shape::Tables(&WINDOW, "")),
];

/// One of several windows of a deadline.
static WINDOW: [Key; 8] = [
    may("count", Shape::Time),
    may("unit", Shape::OneOf(&UNITS)),
    may("from", Shape::Some(&DATE_NAME)),
    may("from_earliest", Shape::Some(&DATE_NAME)),
    may("on", Shape::Some(&DATE_NAME)),
    may("until", Shape::Several(&DATE_NAME)),
    may("roll", Shape::OneOf(&["next-business-day"])),
    may("cut_off", Shape::Clock),
];

/// The units of a deadline.
const UNITS: [&str; 3] = ["business-days", "calendar-days", "hours"];
/// The units of a promise.
const PROMISE_UNITS: [&str; 4] = ["business-days", "calendar-days", "hours", "business-hours"];

static RESPONSE_TIME: [Key; 9] = [
    must("id", Shape::Text),
    must("label", Shape::Text),
    must("says", Shape::Some(&Shape::Named("statement"))),
    may("decided", DECIDED),
    may("when", Shape::Condition),
    must("count", Shape::Time),
    must("unit", Shape::OneOf(&PROMISE_UNITS)),
    may("from", Shape::Several(&DATE_NAME)),
    may("holidays", DAYS),
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

/// What a condition can ask of today.
pub(super) static TODAY: [Key; 2] = [may("before", Shape::Day), may("from", Shape::Day)];

/// What a condition can ask of a date.
pub(super) static SPAN: [Key; 5] = [
    may("before", Shape::Any),
    may("from", Shape::Any),
    may("weekday", Shape::Any),
    may("within_days", Shape::Count(366)),
    may("given", Shape::Flag),
];

/// What a condition can ask of a number.
pub(super) static NUMBER: [Key; 3] = [
    may("at_least", Shape::Number),
    may("below", Shape::Number),
    may("given", Shape::Flag),
];

/// What a condition can ask of a text.
pub(super) static TEXT: [Key; 2] = [may("given", Shape::Flag), may("matches", Shape::Any)];

/// What a condition can ask of the call windows: one of these, and beside `outside_hours` whose hours they are.
pub(super) static WINDOWS: [Key; 8] = [
    may("zone", Shape::OneOf(&["payer", "office"])),
    may("outside_hours", Shape::Any),
    may("starts_within_hours", Shape::Count(720)),
    may("on", Shape::Any),
    may("after_clock", Shape::Any),
    may("before", Shape::Any),
    may("after", Shape::Any),
    may("given", Shape::Flag),
];

/// The values that a fact does not have, or whether it is given.
pub(super) static NOT: [Key; 2] = [may("not", Shape::Any), may("given", Shape::Flag)];
