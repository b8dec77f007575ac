//! The JSON Schema of a policy, by which editors complete and check the files: made from the shape that the reader reads
//! by, and from the vocabulary. Here stand only the words, and what one key asks of another.

use serde_json::{Map, Value, json};

use conditions::condition;

use crate::author::reader::clocks::WINDOW_KEYS;
use crate::author::schema::{Key, MOST_DAYS, MOST_HOURS, MOST_ITEMS, POLICY, RESERVED, Shape};
use crate::facts::{Fact, Kind, MOST_FACTS, MOST_VALUES};
use crate::library::Library;

mod conditions;

const DAY: &str = "^20[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$";
const TIME: &str = "^([01][0-9]|2[0-3]):[0-5][0-9]$";
const OWN_FACT: &str = "^[a-z][a-z0-9_]*$";
const NAME: &str = "^[a-z][a-z0-9-]*$";

/// The schema, for policies that draw on this library.
pub fn schema(library: &Library) -> Value {
    let facts: Vec<&Fact> = library.facts.iter().collect();
    let mut schema = json!({
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "A payer's peer-to-peer policy",
        "description": "A payer's file, or a file that payers' files include: such a one has neither id nor name nor time_zone",
    });
    let of_a_payer = required(&POLICY);
    add(&mut schema, "", table(&POLICY, "", &facts));
    add(
        &mut schema,
        "",
        json!({
            "required": [],
            "if": { "anyOf": of_a_payer.iter().map(|key| json!({ "required": [key] })).collect::<Vec<_>>() },
            "then": { "required": of_a_payer },
            "definitions": {
                "fact": fact_named("A fact of the vocabulary, or one of the policy's own", &facts, |_| true),
                "date": fact_named("A date of the vocabulary, or one of the policy's own", &facts, |fact| matches!(fact.kind, Kind::Date | Kind::Datetime)),
                "condition": condition(&facts),
            },
        }),
    );
    let item = |list: &str| format!("/properties/{list}/items");
    let if_is = |key: &str, value: &str| json!({ "properties": { key: { "const": value } }, "required": [key] });
    // A policy can go without the vocabulary's newer facts.
    let always = facts.len().saturating_sub(library.newer.len());
    let own = MOST_FACTS.saturating_sub(always);
    let choices = facts.iter().filter(|fact| fact.kind == Kind::Choice);
    let choices: Vec<&str> = choices.map(|fact| &*fact.id).collect();
    add(&mut schema, "/properties/facts", json!({ "maxItems": own }));
    add(
        &mut schema,
        &(item("facts") + "/properties/values"),
        json!({ "maxItems": MOST_VALUES }),
    );
    add(
        &mut schema,
        &(item("facts") + "/properties/id"),
        json!({ "not": { "enum": RESERVED } }),
    );
    add(
        &mut schema,
        &item("facts"),
        json!({
            "if": if_is("kind", "choice"),
            // A choice of the vocabulary's has its values already.
            "then": {
                "if": { "properties": { "id": { "enum": choices } }, "required": ["id"] },
                "else": { "properties": { "values": { "minItems": 1 } }, "required": ["values"] },
            },
            "else": { "properties": { "values": { "maxItems": 0 } } },
        }),
    );
    add(
        &mut schema,
        &item("rules"),
        json!({
            "if": if_is("outcome", "reject"),
            "then": { "properties": { "next": { "minItems": 1 } }, "required": ["next"] },
        }),
    );
    for scope in ["lines_of_business", "services"] {
        add(
            &mut schema,
            &format!("/properties/outside_scope/properties/{scope}"),
            json!({
                "if": if_is("outcome", "reject"),
                "then": { "properties": { "next": { "minItems": 1 } }, "required": ["next"] },
            }),
        );
    }
    add(
        &mut schema,
        &item("days"),
        json!({
            "anyOf": [
                { "required": ["month", "day"] },
                { "required": ["month", "weekday", "nth"], "properties": { "nth": { "enum": [-1, 1, 2, 3, 4, 5] } } },
                { "required": ["after"] },
                { "required": ["easter"] },
                { "required": ["dates"] },
            ],
        }),
    );
    let hours = json!({ "properties": { "unit": { "enum": ["hours", "business-hours"] } }, "required": ["unit"] });
    let days = json!({ "properties": { "count": { "maximum": MOST_DAYS } } });
    add(
        &mut schema,
        &item("response_times"),
        json!({ "if": hours, "else": days }),
    );
    let counted = json!({
        "required": ["count", "unit"],
        "anyOf": [{ "required": ["from"] }, { "required": ["from_earliest"] }],
        "not": { "required": ["on"] },
    });
    let named = json!({ "required": ["on"] });
    for several in ["latest_of", "earliest_of"] {
        add(
            &mut schema,
            &(item("deadlines") + "/properties/" + several + "/items"),
            json!({ "anyOf": [counted, named], "if": hours, "else": days }),
        );
        add(
            &mut schema,
            &(item("deadlines") + "/properties/" + several),
            json!({ "minItems": 1 }),
        );
    }
    let of_several = |key: &str| json!({ "required": [key] });
    let alone = |other: &str| {
        let keys = WINDOW_KEYS
            .iter()
            .filter(|key| !key.ends_with("_of") || **key == other);
        json!({ "properties": keys.map(|key| ((*key).to_string(), json!(false))).collect::<Map<_, _>>() })
    };
    add(
        &mut schema,
        &item("deadlines"),
        json!({
            "anyOf": [counted, named, of_several("latest_of"), of_several("earliest_of")],
            "dependencies": { "latest_of": alone("earliest_of"), "earliest_of": alone("latest_of") },
            "if": hours,
            "then": { "properties": { "roll": false, "cut_off": false } },
            "else": days,
        }),
    );
    let step = item("routes") + "/properties/steps/items";
    add(
        &mut schema,
        &step,
        json!({ "if": if_is("kind", "phone"), "then": { "anyOf": [{ "required": ["value"] }, { "required": ["note"] }] } }),
    );
    schema
}

/// What stands under a key, as an editor is told it. `place` is the keys that lead there.
fn words(place: &str) -> &'static str {
    let (_, key) = place.rsplit_once('/').unwrap_or(("", place));
    match place {
        "$schema" => "Where this schema is, for editors",
        "id" => "What a request names as its payer",
        "name" => "The payer's name, as people know it",
        "time_zone" => "The payer's clock",
        "lines_of_business" => "The kinds of plans",
        "services" => "What the documents are about",
        "outside_scope" => {
            "What requests outside `lines_of_business` or `services` are told; if left out, nothing"
        }
        "outside_scope/lines_of_business" => "If the plan is of another kind",
        "outside_scope/services" => "If the denial is about something else",
        "days" => "Days of your own, for `holidays` and the like",
        "days/id" => "The name that `holidays`, `doubtful`, `may_be_closed` and other days use",
        "days/name" => "The name that people read",
        "days/month" => "1 to 12",
        "days/day" => "Of the month",
        "days/weekday" => "Of the month, the `nth`",
        "days/nth" => "1 to 5, or -1 for the last of the month",
        "days/after" => "Another day, from which `days` are counted",
        "days/days" => "How many days after it; negative for days before",
        "days/easter" => "Days after Easter Sunday; negative for days before",
        "days/dates" => "These days only",
        "days/observed" => {
            "Saturday's is observed on the Friday before, Sunday's on the Monday after"
        }
        "days/from_year" => "The first year that has it",
        "days/every" => "Only in the years that this number divides",
        "calendar" => "The set of holidays; us-federal if left out",
        "holidays" => "Further days on which the payer is closed",
        "doubtful" => {
            "Holidays on which many firms work: only the safe day counts them. A list here replaces the calendar's"
        }
        "optional" => "Facts that are welcome but not required",
        "translations" => {
            "Texts in other languages: for each language the original texts, each with its translation"
        }
        "include" => {
            "Names of files of `shared` whose lists are added to this file's; in a policy that is loaded, the files' contents"
        }
        "decided" => "The decisions that the policy as a whole carries out",
        "statements/allows" => "What it merely allows, if nothing enforces it",
        "facts/unsure" => {
            "Whether \"not sure\" is an answer; it is for every gate fact unless this is false"
        }
        "questions/values" => "Values of this payer's own, added to the vocabulary's",
        "questions/unsure" => "False if \"not sure\" isn't an answer at this payer",
        "rules/shown" => {
            "first: a person has to see this notice before sending; folded: it may stand behind a fold"
        }
        "rules/first_when" => "When a person has to see this notice before sending",
        "rules/elsewhere" => "This reject only excludes this form",
        "rules/alone" => "If this reject holds, no other rule is reported",
        "rules/unsure" => {
            "The message that replaces the reject while a fact that it depends on is \"not sure\""
        }
        "deadlines/label" => "What the last day is, such as Request by",
        "deadlines/clock" => "The name of a further clock; without it, the main one",
        "deadlines/opens" => "Requests can be made from the latest of these dates on",
        "deadlines/from_earliest" => "Day 0: the earliest of these dates",
        "deadlines/on" => "The last day is the latest of these dates: nothing is counted",
        "deadlines/cut_off" => "The time at which the last day ends, such as 17:00",
        "deadlines/latest_of" => "Several windows: the latest counts",
        "deadlines/earliest_of" => "Several windows: the earliest counts",
        "response_times/from" => "Counted from the latest of these dates; without them, from now",
        "response_times/holidays" => {
            "Further days that don't count for this promise; only for business days and business hours"
        }
        "may_be_closed" => {
            "Days, no federal holidays, on which the payer may be closed: they move only the day on which the gate closes"
        }
        "contacts" => "Where an eligible request goes",
        "sources" => "The documents that the policy is based on",
        "sources/id" => "The prefix of its statements' ids",
        "sources/title" => "As printed",
        "sources/effective" => "The day on which it took effect",
        "sources/next_review" => "The day on which it is reviewed next",
        "sources/regulations" => "The laws that it names, as printed",
        "statements" => "What the documents state, each sentence by itself",
        "statements/id" => "The source's id, a dash, a number",
        "statements/source" => "The source's id, if the statement's own doesn't begin with it",
        "statements/section" => "The document's heading, as printed",
        "statements/gist" => "What it states, in your own words",
        "statements/meta" => "Why nothing enforces it, if nothing does",
        "facts" => "Facts that this payer asks for and the vocabulary lacks",
        "facts/id" => "Its key in a request",
        "facts/stage" => "gate: decides eligibility; details: completes a request",
        "facts/kind" => "The kind of value",
        "facts/question" => "As a form asks it",
        "facts/hint" => "Where to find the answer, or what counts",
        "facts/values" => "The values of a choice",
        "facts/values/value" => "What a request holds",
        "facts/values/label" => "What a person reads",
        "facts/required" => "Every request needs it",
        "facts/latest" => "A date that can't be after today",
        "questions" => "This payer's wording of a question",
        "questions/question" | "questions/hint" => "In place of the vocabulary's",
        "rules" => "What a request is told, and when",
        "rules/id" => "Its name among the policy's rules",
        "rules/outcome" => {
            "reject: ineligible; invalid: has to be corrected; warning: can be sent, with a warning; notice: good to know"
        }
        "rules/message" => "What happened, then what to do, in plain words",
        "rules/next" => "For a reject: where to go instead",
        "needs" => "Facts without which a request is incomplete",
        "needs/at_least" => "How many different call windows",
        "offers" => "Facts that the form offers although no rule depends on them",
        "deadlines" => "When requests must be in; the first whose condition holds applies",
        "deadlines/from" => "Day 0: the latest of these dates",
        "deadlines/until" => "The last day is no later than the earliest of these dates",
        "deadlines/roll" => "What happens to a last day that isn't a business day; not for hours",
        "response_times" => "What the payer promises, from now",
        "response_times/label" => "What is promised",
        "routes" => "Where to go",
        "routes/id" => "The name that `next` and `contacts` use",
        "routes/steps" => "The ways to go; each is shown unless its condition is false",
        "routes/steps/kind" => "letter: the denial letter says how",
        "routes/steps/label" => "Who is reached, and for which plans if that differs",
        "routes/steps/value" => "The number or address, as printed",
        "routes/steps/href" => "An https address; a phone's is made from its number",
        "routes/steps/note" => "What to know before",
        _ => match key {
            "id" => "Its name",
            "says" => "The statements that it is based on, the most relevant one first",
            "decided" => "The decisions that it carries out",
            "count" => "How many of the unit",
            "from" => "Day 0: the latest of these dates",
            "from_earliest" => "Day 0: the earliest of these dates",
            "on" => "The last day is the latest of these dates",
            "until" => "The last day is no later than the earliest of these dates",
            "roll" => "What happens to a last day that isn't a business day",
            "cut_off" => "The time at which the last day ends, such as 17:00",
            "outcome" => "reject: ineligible; warning: the person is told",
            "message" => "What happened, then what to do, in plain words",
            "next" => "For a reject: where to go instead",
            "value" => "What a request holds",
            "label" => "What a person reads",
            "fact" => "The fact",
            "unit" => "What is counted",
            _ => unreachable!("describe `{place}` in json_schema.rs"),
        },
    }
}

/// A table with just these keys.
fn table(keys: &[Key], place: &str, facts: &[&Fact]) -> Value {
    let mut properties = Map::new();
    for key in keys {
        let place = if place.is_empty() {
            key.name.into()
        } else {
            format!("{place}/{}", key.name)
        };
        let part = part(key.shape, &place, facts);
        // A reference says what it is itself: beside it nothing counts.
        let part = match part.get("$ref") {
            Some(_) => part,
            None => described(words(&place), part),
        };
        properties.insert(key.name.into(), part);
    }
    let required = required(keys);
    json!({ "type": "object", "properties": properties, "additionalProperties": false, "required": required })
}

fn required(keys: &[Key]) -> Vec<&str> {
    keys.iter()
        .filter(|key| key.required)
        .map(|key| key.name)
        .collect()
}

/// What can stand under a key.
fn part(shape: Shape, place: &str, facts: &[&Fact]) -> Value {
    let list = |of: &Shape| json!({ "type": "array", "maxItems": MOST_ITEMS, "uniqueItems": true, "items": part(*of, place, facts) });
    match shape {
        Shape::Any => json!({}),
        Shape::Text => text(),
        Shape::Name('_') => pattern(OWN_FACT),
        Shape::Name(_) => pattern(NAME),
        Shape::Named("fact") => refers("fact"),
        Shape::Named("date") => refers("date"),
        Shape::Named(choice) if !values_of(facts, choice).is_empty() => {
            json!({ "enum": values_of(facts, choice) })
        }
        Shape::Named(sort) => described(&format!("The id of a {sort}"), text()),
        Shape::OneOf(names) => json!({ "enum": names }),
        Shape::Address => pattern("^https://"),
        Shape::Day => pattern(DAY),
        Shape::Number => json!({ "type": "number" }),
        Shape::Clock => pattern(TIME),
        Shape::Table(keys) => table(keys, place, facts),
        Shape::Languages => {
            let texts = json!({ "type": "object", "additionalProperties": text() });
            json!({ "type": "object", "propertyNames": { "pattern": "^[A-Za-z0-9-]+$" }, "additionalProperties": texts })
        }
        Shape::Include => {
            json!({ "type": "array", "items": { "anyOf": [pattern(NAME), { "type": "object" }] } })
        }
        Shape::Flag => json!({ "type": "boolean" }),
        Shape::Count(most) => json!({ "type": "integer", "minimum": 1, "maximum": most }),
        Shape::Time => json!({ "type": "integer", "minimum": 1, "maximum": MOST_HOURS }),
        Shape::Condition => refers("condition"),
        Shape::Several(of) => list(of),
        Shape::Some(of) => with(list(of), json!({ "minItems": 1 })),
        Shape::Tables(keys, _) => {
            json!({ "type": "array", "maxItems": MOST_ITEMS, "items": table(keys, place, facts) })
        }
    }
}

/// Adds entries to the part of the schema at a JSON Pointer.
fn add(schema: &mut Value, pointer: &str, more: Value) {
    let part = schema.pointer_mut(pointer).and_then(Value::as_object_mut);
    let part = part.unwrap_or_else(|| unreachable!("no {pointer} in the schema"));
    part.extend(entries(more));
}

fn fact_named(what: &str, facts: &[&Fact], fits: impl Fn(&Fact) -> bool) -> Value {
    let known: Vec<&str> = facts
        .iter()
        .filter(|fact| fits(fact))
        .map(|fact| &*fact.id)
        .collect();
    let other: Vec<&str> = facts
        .iter()
        .filter(|fact| !fits(fact))
        .map(|fact| &*fact.id)
        .collect();
    let own = json!({ "type": "string", "pattern": OWN_FACT, "not": { "enum": other } });
    let own = if other.is_empty() {
        json!({ "type": "string", "pattern": OWN_FACT })
    } else {
        own
    };
    described(what, json!({ "anyOf": [{ "enum": known }, own] }))
}

// How the pieces are written.

fn text() -> Value {
    pattern("\\S")
}

fn pattern(pattern: &str) -> Value {
    json!({ "type": "string", "pattern": pattern })
}

fn day(what: &str) -> Value {
    described(what, pattern(DAY))
}

fn refers(definition: &str) -> Value {
    json!({ "$ref": format!("#/definitions/{definition}") })
}

fn described(what: &str, schema: Value) -> Value {
    let mut whole = Map::new();
    if !what.is_empty() {
        whole.insert("description".into(), json!(what));
    }
    whole.extend(entries(schema));
    Value::Object(whole)
}

fn with(schema: Value, more: Value) -> Value {
    Value::Object(entries(schema).into_iter().chain(entries(more)).collect())
}

fn entries(schema: Value) -> Map<String, Value> {
    match schema {
        Value::Object(entries) => entries,
        _ => Map::new(),
    }
}

fn values_of<'f>(facts: &[&'f Fact], id: &str) -> Vec<&'f str> {
    let fact = facts.iter().find(|fact| *fact.id == *id);
    let values = fact.map(|fact| fact.values.as_slice()).unwrap_or_default();
    values.iter().map(|value| &*value.value).collect()
}
