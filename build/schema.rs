//! The JSON Schema of a policy, by which editors complete and check the files: made from the lists that the reader reads
//! by, and from the vocabulary.

use serde_json::{Map, Value, json};

use crate::condition::{DUE_DAYS, STATUSES};
use crate::facts::{Fact, KINDS, Kind, MOST_VALUES};
use crate::policy::{MAY_BE_CLOSED, OUTCOMES, UNITS, ZONES};
use crate::reader::{MOST_DAYS, RESERVED, ROLLS, STAGES, STEPS, keys};

const DAY: &str = "^20[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$";
const TIME: &str = "^([01][0-9]|2[0-3]):[0-5][0-9]$";
const OWN_FACT: &str = "^[a-z][a-z0-9_]*$";
const NAME: &str = "^[a-z][a-z0-9-]*$";

/// The schema, for policies whose requests can hold these facts.
pub(crate) fn schema<'f>(vocabulary: impl Iterator<Item = &'f Fact>) -> Value {
    let facts: Vec<&Fact> = vocabulary.collect();
    let root = table(&keys::POLICY, &[], |key| match key {
        "$schema" => json!({ "description": "Where this schema is, for editors" }),
        "id" => name("What a request names as its payer"),
        "name" => text("The payer's name, as people know it"),
        "time_zone" => one_of("The payer's clock", names(&ZONES)),
        "lines_of_business" => list("The kinds of plans", values_of(&facts, "line_of_business")),
        "services" => list("What the documents are about", values_of(&facts, "service")),
        "may_be_closed" => list(
            "Days, no federal holidays, on which the payer may be closed: they move only the day on which the gate closes",
            one_of("", names(&MAY_BE_CLOSED)),
        ),
        "contacts" => list("Where an eligible request goes", text("The id of a route")),
        "sources" => list("The documents that the policy rests on", source()),
        "statements" => list(
            "What the documents state, each sentence by itself",
            statement(),
        ),
        "facts" => list(
            "Facts that this payer asks for and the vocabulary lacks",
            own_fact(&facts),
        ),
        "questions" => list("This payer's wording of a question", question()),
        "rules" => list("What a request is told, and when", rule()),
        "needs" => list("Without which a request is incomplete", need()),
        "offers" => list("What a form may offer though nothing turns on it", offer()),
        "deadlines" => list(
            "By when to ask; the first whose condition holds",
            deadline(),
        ),
        "response_times" => list("What the payer promises, from now", response_time()),
        "routes" => list("Where to go", route()),
        _ => undescribed(key),
    });
    let mut schema = Map::new();
    schema.insert(
        "$schema".into(),
        json!("http://json-schema.org/draft-07/schema#"),
    );
    schema.insert("title".into(), json!("A payer's peer-to-peer policy"));
    schema.insert(
        "description".into(),
        json!("A payer's file, or a file that payers' files include: such a one has neither id nor name nor time_zone"),
    );
    schema.extend(entries(root));
    if let Some(Value::Object(properties)) = schema.get_mut("properties") {
        let include = list(
            "Files of `shared` whose lists are added to this file's; not in a policy that is loaded",
            name(""),
        );
        properties.insert("include".into(), include);
    }
    let of_a_payer = ["id", "name", "time_zone"];
    schema.insert(
        "if".into(),
        json!({ "anyOf": of_a_payer.map(|key| json!({ "required": [key] })) }),
    );
    schema.insert("then".into(), json!({ "required": of_a_payer }));
    schema.insert(
        "definitions".into(),
        json!({
            "fact": fact_named("A fact of the vocabulary, or one of the policy's own", &facts, |_| true),
            "date": fact_named("A date of the vocabulary, or one of the policy's own", &facts, |fact| fact.kind == Kind::Date),
            "condition": condition(&facts),
        }),
    );
    Value::Object(schema)
}

fn source() -> Value {
    table(&keys::SOURCE, &["id", "title"], |key| match key {
        "id" => text("The prefix of its statements' ids"),
        "title" => text("As it is printed"),
        "effective" => day("The day on which it took effect"),
        "next_review" => day("The day on which it is reviewed next"),
        "regulations" => list("The laws that it names", text("As it is printed")),
        "when" => refers("condition"),
        _ => undescribed(key),
    })
}

fn statement() -> Value {
    table(&keys::STATEMENT, &["id"], |key| match key {
        "id" => text("The source's id, a dash, a number"),
        "source" => text("The source's id, where the statement's own does not begin with it"),
        "section" => text("The document's heading, as it is printed"),
        "gist" => text("What it states, in our words; the build asks for it"),
        "meta" => text("Why nothing enforces it, where nothing does"),
        "when" => refers("condition"),
        _ => undescribed(key),
    })
}

fn own_fact(facts: &[&Fact]) -> Value {
    let mut taken: Vec<&str> = facts.iter().map(|fact| &*fact.id).collect();
    taken.extend(RESERVED);
    let mut fact = table(&keys::FACT, &["id", "kind", "question"], |key| match key {
        "id" => {
            json!({ "description": "Its key in a request", "type": "string", "pattern": OWN_FACT, "not": { "enum": taken } })
        }
        "stage" => one_of(
            "gate: decides eligibility; details: completes a request",
            names(&STAGES),
        ),
        "kind" => one_of("", names(&KINDS)),
        "question" => text("As a form asks it"),
        "hint" => text("Where the answer stands, or what counts"),
        "values" => {
            json!({ "description": "Of a choice", "type": "array", "maxItems": MOST_VALUES, "items": value() })
        }
        "required" => json!({ "description": "Every request needs it", "type": "boolean" }),
        "latest" => one_of("A date that can't lie after today", vec!["today"]),
        _ => undescribed(key),
    });
    if let Value::Object(fact) = &mut fact {
        let choice =
            json!({ "properties": { "kind": { "const": "choice" } }, "required": ["kind"] });
        fact.insert("if".into(), choice);
        fact.insert(
            "then".into(),
            json!({ "properties": { "values": { "minItems": 1 } }, "required": ["values"] }),
        );
        fact.insert(
            "else".into(),
            json!({ "properties": { "values": { "maxItems": 0 } } }),
        );
    }
    fact
}

fn value() -> Value {
    table(&keys::VALUE, &["value", "label"], |key| match key {
        "value" => text("What a request holds"),
        "label" => text("What a person reads"),
        _ => undescribed(key),
    })
}

fn question() -> Value {
    table(&keys::QUESTION, &["fact"], |key| match key {
        "fact" => refers("fact"),
        "question" => text("In place of the vocabulary's"),
        "hint" => text("In place of the vocabulary's"),
        _ => resting(key),
    })
}

fn rule() -> Value {
    let mut rule = table(
        &keys::RULE,
        &["id", "outcome", "says", "message"],
        |key| match key {
            "id" => name("Its name among the policy's rules"),
            "outcome" => one_of(
                "reject: ineligible; invalid: to be mended; warning: goes through, with a word; notice: said",
                names(&OUTCOMES),
            ),
            "field" => refers("fact"),
            "message" => text("What happened, then what to do, in plain words"),
            "next" => list(
                "Where to go instead; of a reject",
                text("The id of a route"),
            ),
            "says" => says_something(),
            _ => resting(key),
        },
    );
    if let Value::Object(rule) = &mut rule {
        let reject =
            json!({ "properties": { "outcome": { "const": "reject" } }, "required": ["outcome"] });
        rule.insert("if".into(), reject);
        rule.insert(
            "then".into(),
            json!({ "properties": { "next": { "minItems": 1 } }, "required": ["next"] }),
        );
    }
    rule
}

fn need() -> Value {
    table(&keys::NEED, &["fact"], |key| match key {
        "fact" => refers("fact"),
        "at_least" => {
            json!({ "description": "How many different call windows", "type": "integer", "minimum": 1, "maximum": 20 })
        }
        _ => resting(key),
    })
}

fn offer() -> Value {
    table(&keys::OFFER, &["fact"], |key| match key {
        "fact" => refers("fact"),
        _ => resting(key),
    })
}

fn deadline() -> Value {
    let required = ["id", "says", "count", "unit", "from"];
    timed(table(&keys::DEADLINE, &required, |key| match key {
        "id" => text("Its name"),
        "says" => says_something(),
        "from" => {
            json!({ "description": "Day 0: the latest of these dates", "type": "array", "minItems": 1, "items": { "$ref": "#/definitions/date" } })
        }
        "until" => list(
            "The last day is no later than the earliest of these dates",
            refers("date"),
        ),
        "roll" => one_of(
            "What becomes of a last day that is no business day; not of hours",
            names(&ROLLS),
        ),
        _ => counted(key),
    }))
}

fn response_time() -> Value {
    let required = ["id", "label", "says", "count", "unit"];
    timed(table(&keys::RESPONSE_TIME, &required, |key| match key {
        "id" => text("Its name"),
        "label" => text("What is promised"),
        "says" => says_something(),
        _ => counted(key),
    }))
}

/// As many hours as the days that can be counted have; and hours don't move to another day.
fn timed(mut time: Value) -> Value {
    if let Value::Object(time) = &mut time {
        let hours = json!({ "properties": { "unit": { "const": "hours" } }, "required": ["unit"] });
        time.insert("if".into(), hours);
        time.insert("then".into(), json!({ "properties": { "roll": false } }));
        time.insert(
            "else".into(),
            json!({ "properties": { "count": { "maximum": MOST_DAYS } } }),
        );
    }
    time
}

fn counted(key: &str) -> Value {
    match key {
        "count" => {
            json!({ "type": "integer", "minimum": 1, "maximum": MOST_DAYS.saturating_mul(24) })
        }
        "unit" => one_of("", names(&UNITS)),
        _ => resting(key),
    }
}

fn route() -> Value {
    table(&keys::ROUTE, &["id"], |key| match key {
        "id" => text("By which `next` and `contacts` name it"),
        "steps" => list(
            "The ways to go; each is shown unless its condition is false",
            step(),
        ),
        _ => undescribed(key),
    })
}

fn step() -> Value {
    let mut step = table(&keys::STEP, &["id", "kind", "label"], |key| match key {
        "id" => text("Its name"),
        "kind" => one_of("letter: the denial letter says how", names(&STEPS)),
        "label" => text("Who is reached; where it depends on the plan, for which"),
        "value" => text("The number or address, as it is printed; of a phone always"),
        "href" => {
            json!({ "description": "A phone's is made from its number", "type": "string", "pattern": "^https://" })
        }
        "note" => text("What to know before"),
        _ => resting(key),
    });
    if let Value::Object(step) = &mut step {
        let phone = json!({ "properties": { "kind": { "const": "phone" } }, "required": ["kind"] });
        step.insert("if".into(), phone);
        step.insert("then".into(), json!({ "required": ["value"] }));
    }
    step
}

/// What most parts have.
fn resting(key: &str) -> Value {
    match key {
        "says" => list("The statements that it rests on", text("A statement's id")),
        "decided" => list("The decisions that it carries out", text("A decision's id")),
        "when" => refers("condition"),
        _ => undescribed(key),
    }
}

fn says_something() -> Value {
    json!({ "description": "The statements that it rests on, the leading one first", "type": "array", "minItems": 1, "items": text("A statement's id") })
}

/// All entries of a condition have to hold.
fn condition(facts: &[&Fact]) -> Value {
    let mut properties = Map::new();
    for fact in facts {
        properties.insert(fact.id.to_string(), test_of(fact));
    }
    properties.insert("today".into(), span("The payer's day"));
    properties.insert(
        "deadline".into(),
        one_or_more("The deadline's status", &json!({ "enum": STATUSES })),
    );
    properties.insert(
        "due_day".into(),
        one_or_more("The sort of the last day", &json!({ "enum": DUE_DAYS })),
    );
    for (group, what) in [
        ("any", "One of these holds"),
        ("all", "All of these hold"),
        ("none", "None of these holds"),
    ] {
        properties.insert(group.into(), list(what, refers("condition")));
    }
    let own = json!({
        "description": "A fact of the policy's own",
        "anyOf": [either(&json!({ "type": "boolean" })), either(&json!({ "type": "string" })), span(""), windows("")],
    });
    json!({
        "description": "All of it has to hold",
        "type": "object",
        "properties": properties,
        "propertyNames": { "pattern": OWN_FACT },
        "additionalProperties": own,
    })
}

fn test_of(fact: &Fact) -> Value {
    let values: Vec<&str> = fact.values.iter().map(|value| &*value.value).collect();
    match fact.kind {
        Kind::Choice if values.is_empty() => json!(false),
        Kind::Choice => described(&fact.question, either(&json!({ "enum": values }))),
        Kind::Boolean => described(&fact.question, either(&json!({ "type": "boolean" }))),
        Kind::Date => span(&fact.question),
        Kind::Windows => windows(&fact.question),
        Kind::Text | Kind::Phone | Kind::Npi | Kind::Email => json!(false),
    }
}

/// A value, several, or not these.
fn either(value: &Value) -> Value {
    let not = json!({ "type": "object", "properties": { "not": one_or_more("", value) }, "required": ["not"], "additionalProperties": false });
    json!({ "anyOf": [value, { "type": "array", "minItems": 1, "items": value }, not] })
}

fn one_or_more(what: &str, value: &Value) -> Value {
    described(
        what,
        json!({ "anyOf": [value, { "type": "array", "minItems": 1, "items": value }] }),
    )
}

fn span(what: &str) -> Value {
    let properties =
        json!({ "before": day("Before this day"), "from": day("On or after this day") });
    described(
        what,
        json!({ "type": "object", "properties": properties, "minProperties": 1, "additionalProperties": false }),
    )
}

fn windows(what: &str) -> Value {
    let time = json!({ "type": "string", "pattern": TIME });
    let hours = json!({ "type": "array", "minItems": 2, "maxItems": 2, "items": time });
    let properties = json!({
        "outside_hours": described("Some window is not wholly between these", hours),
        "starts_within_hours": { "description": "Some window starts sooner than this", "type": "integer", "minimum": 1, "maximum": 720 },
        "on": one_or_more("Some window is on such a day", &json!({ "enum": DUE_DAYS })),
    });
    let test = json!({ "type": "object", "properties": properties, "minProperties": 1, "maxProperties": 1, "additionalProperties": false });
    described(what, test)
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

/// A table with just these keys.
fn table(keys: &[&str], required: &[&str], of: impl Fn(&str) -> Value) -> Value {
    let described = keys.iter().map(|key| ((*key).to_string(), of(key)));
    let properties: Map<String, Value> = described.collect();
    let mut table = Map::new();
    table.insert("type".into(), json!("object"));
    table.insert("properties".into(), Value::Object(properties));
    table.insert("additionalProperties".into(), json!(false));
    if !required.is_empty() {
        table.insert("required".into(), json!(required));
    }
    Value::Object(table)
}

/// A key that the reader knows and this file does not.
fn undescribed(key: &str) -> Value {
    unreachable!("describe `{key}` in build/schema.rs")
}

fn list(what: &str, item: Value) -> Value {
    json!({ "description": what, "type": "array", "items": item })
}

fn text(what: &str) -> Value {
    described(what, json!({ "type": "string", "pattern": "\\S" }))
}

fn name(what: &str) -> Value {
    described(what, json!({ "type": "string", "pattern": NAME }))
}

fn day(what: &str) -> Value {
    described(what, json!({ "type": "string", "pattern": DAY }))
}

fn one_of(what: &str, names: Vec<&str>) -> Value {
    described(what, json!({ "enum": names }))
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

fn entries(schema: Value) -> Map<String, Value> {
    match schema {
        Value::Object(entries) => entries,
        _ => Map::new(),
    }
}

fn names<'n, T>(named: &[(&'n str, T)]) -> Vec<&'n str> {
    named.iter().map(|(name, _)| *name).collect()
}

fn values_of(facts: &[&Fact], id: &str) -> Value {
    let fact = facts.iter().find(|fact| fact.id == id);
    let values: Vec<&str> = fact
        .map(|fact| fact.values.iter().map(|value| &*value.value).collect())
        .unwrap_or_default();
    json!({ "enum": values })
}
