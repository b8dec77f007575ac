//! The schema of conditions.

use serde_json::{Map, Value, json};

use super::{DAY, OWN_FACT, TIME, day, described, pattern, refers, text};
use crate::author::schema::{MOST_ITEMS, WEEKDAYS};
use crate::facts::{Fact, Kind};
use crate::policy::Status;
use crate::time::calendar::DayKind;

/// All entries of a condition have to hold.
pub(super) fn condition(facts: &[&Fact]) -> Value {
    let mut properties = Map::new();
    for fact in facts {
        properties.insert(fact.id.to_string(), test_of(fact));
    }
    let statuses = || json!({ "enum": Status::NAMES });
    properties.insert("today".into(), today());
    properties.insert(
        "deadline".into(),
        one_or_more("The status of the main clock", &statuses()),
    );
    properties.insert(
        "clocks".into(),
        json!({ "description": "Further clocks by name, each with its status", "type": "object",
            "additionalProperties": one_or_more("", &statuses()) }),
    );
    properties.insert(
        "due_day".into(),
        one_or_more(
            "The kind of the last day",
            &json!({ "enum": DayKind::NAMES }),
        ),
    );
    for (group, what) in [
        ("any", "One of these holds"),
        ("all", "All of these hold"),
        ("none", "None of these holds"),
    ] {
        let parts =
            json!({ "type": "array", "maxItems": MOST_ITEMS, "items": refers("condition") });
        properties.insert(group.into(), described(what, parts));
    }
    let own = json!({
        "description": "A fact of the policy's own",
        "anyOf": [either(&json!({ "type": "boolean" })), either(&json!({ "type": "string" })), span(""), number(""), text_test(""), windows("")],
    });
    json!({
        "description": "All of it has to hold",
        "type": "object",
        "properties": properties,
        "propertyNames": { "pattern": OWN_FACT },
        "maxProperties": MOST_ITEMS,
        "additionalProperties": own,
    })
}

fn test_of(fact: &Fact) -> Value {
    let values: Vec<&str> = fact.values.iter().map(|value| &*value.value).collect();
    match fact.kind {
        Kind::Choice if values.is_empty() => json!(false),
        // A policy can add values of its own.
        Kind::Choice => described(
            &fact.question,
            either(&json!({ "type": "string", "examples": values })),
        ),
        Kind::Boolean => described(&fact.question, either(&json!({ "type": "boolean" }))),
        Kind::Date | Kind::Datetime => span(&fact.question),
        Kind::Number => number(&fact.question),
        Kind::Windows => windows(&fact.question),
        Kind::Text | Kind::Phone | Kind::Npi | Kind::Email => text_test(&fact.question),
    }
}

fn several(value: &Value) -> Value {
    json!({ "type": "array", "minItems": 1, "maxItems": MOST_ITEMS, "items": value })
}

/// A value, several, or not these.
fn either(value: &Value) -> Value {
    let not = json!({ "type": "object", "properties": { "not": one_or_more("", value) }, "required": ["not"], "additionalProperties": false });
    let given = json!({ "type": "object", "properties": { "given": given() }, "required": ["given"], "additionalProperties": false });
    json!({ "anyOf": [value, several(value), not, given] })
}

fn one_or_more(what: &str, value: &Value) -> Value {
    described(what, json!({ "anyOf": [value, several(value)] }))
}

fn given() -> Value {
    json!({ "description": "Whether there is an answer", "type": "boolean" })
}

fn today() -> Value {
    let properties =
        json!({ "before": day("Before this day"), "from": day("On or after this day") });
    table_of("The payer's day", properties)
}

fn span(what: &str) -> Value {
    let bound = |what: &str| described(what, json!({ "anyOf": [pattern(DAY), pattern(OWN_FACT)] }));
    let weekdays = json!({ "enum": WEEKDAYS });
    let properties = json!({
        "before": bound("Before this day, or before the date with this name"),
        "from": bound("On or after this day, or the date with this name"),
        "weekday": one_or_more("It is such a day", &weekdays),
        "within_days": { "description": "Today is at most so many calendar days after it", "type": "integer", "minimum": 1, "maximum": 366 },
        "given": given(),
    });
    table_of(what, properties)
}

fn number(what: &str) -> Value {
    let properties = json!({
        "at_least": { "description": "This or more", "type": "number" },
        "below": { "description": "Less than this", "type": "number" },
        "given": given(),
    });
    table_of(what, properties)
}

fn text_test(what: &str) -> Value {
    let properties = json!({
        "matches": one_or_more("It has this form: # is a digit, @ a letter, * either", &text()),
        "given": given(),
    });
    table_of(what, properties)
}

fn table_of(what: &str, properties: Value) -> Value {
    described(
        what,
        json!({ "type": "object", "properties": properties, "minProperties": 1, "additionalProperties": false }),
    )
}

fn windows(what: &str) -> Value {
    let time = json!({ "type": "string", "pattern": TIME });
    let hours = json!({ "type": "array", "minItems": 2, "maxItems": 2, "items": time });
    let date = |what: &str| described(what, pattern(OWN_FACT));
    let properties = json!({
        "outside_hours": described("Some window is not wholly between these", hours),
        "zone": { "description": "Whose hours those are; the payer's where it isn't said", "enum": ["payer", "office"] },
        "starts_within_hours": { "description": "Some window starts sooner than this", "type": "integer", "minimum": 1, "maximum": 720 },
        "on": one_or_more("Some window is on such a day", &json!({ "enum": DayKind::NAMES })),
        "after_clock": { "description": "Some window starts after this clock has run out; an empty name is the main clock", "type": "string" },
        "before": date("Some window is on a day before this date"),
        "after": date("Some window is on a day after this date"),
        "given": given(),
    });
    let test = json!({
        "type": "object", "properties": properties, "minProperties": 1, "maxProperties": 2, "additionalProperties": false,
        "if": { "required": ["zone"] }, "then": { "required": ["outside_hours"] }, "else": { "maxProperties": 1 },
    });
    described(what, test)
}
