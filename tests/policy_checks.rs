//! What compiling asks of a policy: each fault is named with its path, all of them at once, and then nothing has
//! changed.

#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "test code: a panic is how it reports"
)]

use std::time::{Duration, Instant};

use p2p_policy::author::project;
use p2p_policy::facts::MOST_FACTS;
use p2p_review::Policies;
use p2p_test_support::author;
use serde_json::{Value, json};

const SOUND: &str = include_str!("payers/gulf-mutual.json");

fn sound() -> Value {
    serde_json::from_str(SOUND).unwrap()
}

fn load(policies: &mut Policies, policy: &Value) -> Vec<(String, String)> {
    let problems = author::load_json(policies, policy)
        .err()
        .unwrap_or_default();
    problems
        .into_iter()
        .map(|problem| (problem.path, problem.message))
        .collect()
}

fn problems_of(policy: &Value) -> Vec<(String, String)> {
    load(&mut Policies::shipped(), policy)
}

/// Puts a value where a JSON Pointer points; the last part may be a new key, or `-` for one more item.
fn put(policy: &mut Value, pointer: &str, value: Value) {
    let (parent, key) = pointer
        .rsplit_once('/')
        .unwrap_or_else(|| panic!("{pointer}"));
    match policy
        .pointer_mut(parent)
        .unwrap_or_else(|| panic!("no {parent}"))
    {
        Value::Array(items) if key == "-" => items.push(value),
        Value::Array(items) => items[key.parse::<usize>().unwrap()] = value,
        Value::Object(entries) => {
            entries.insert(key.to_owned(), value);
        }
        other => panic!("{parent} holds {other}"),
    }
}

/// Asserts that the sound policy with this one fault has this one problem.
fn bites(pointer: &str, value: Value, path: &str, says: &str) {
    let mut policy = sound();
    put(&mut policy, pointer, value.clone());
    let problems = problems_of(&policy);
    let one =
        matches!(problems.as_slice(), [(at, message)] if at == path && message.contains(says));
    assert!(
        one,
        "{pointer} = {value}: expected {path}: …{says}…, came {problems:#?}"
    );
}

fn fact(id: &str) -> Value {
    json!({ "id": id, "kind": "boolean", "question": "?" })
}

#[test]
fn the_sound_policy_has_no_problem() {
    assert_eq!(problems_of(&sound()), []);
}

#[test]
fn what_is_no_table_is_no_policy() {
    for policy in [
        json!(null),
        json!(5),
        json!("regence"),
        json!([]),
        json!(true),
    ] {
        let problems = problems_of(&policy);
        assert_eq!(
            problems[0],
            (String::new(), "this has to be a table".into()),
            "{policy}"
        );
    }
}

#[test]
fn an_empty_policy_lacks_all_that_it_needs() {
    let problems = problems_of(&json!({}));
    let messages: Vec<&str> = problems
        .iter()
        .map(|(_, message)| message.as_str())
        .collect();
    for key in ["id", "name", "time_zone"] {
        assert!(
            messages.contains(&format!("`{key}` is missing").as_str()),
            "{messages:?}"
        );
    }
}

#[test]
fn keys_that_are_not_known() {
    for table in [
        "",
        "/sources/0",
        "/statements/0",
        "/facts/0",
        "/questions/0",
        "/rules/0",
        "/needs/0",
        "/offers/0",
        "/deadlines/0",
        "/routes/0",
        "/routes/0/steps/0",
    ] {
        let path = format!("{table}/colour");
        bites(
            &path,
            json!("red"),
            &path,
            "`colour` is not known here; known are: ",
        );
    }
    let value = json!({ "value": "a", "label": "A", "colour": "red" });
    let fact = json!({ "id": "a", "kind": "choice", "question": "?", "values": [value] });
    bites(
        "/facts/-",
        fact,
        "/facts/5/values/0/colour",
        "is not known here",
    );
    let promise = json!({ "id": "a", "label": "A", "says": ["GULF-1"], "count": 1, "unit": "hours", "colour": 1 });
    bites(
        "/response_times",
        json!([promise]),
        "/response_times/0/colour",
        "is not known here",
    );
    bites(
        "/include",
        json!(["pharmacy"]),
        "/include/0",
        "a policy that is loaded includes no files by name",
    );
    bites(
        "/rules/0/a~b~1c",
        json!(1),
        "/rules/0/a~0b~01c",
        "is not known here",
    );
    bites(
        "/rules/6/when/call_windows/colour",
        json!(1),
        "/rules/6/when/call_windows/colour",
        "is not known here",
    );
    bites(
        "/rules/9/when/today/after",
        json!("2026-07-01"),
        "/rules/9/when/today/after",
        "is not known here",
    );
    bites(
        "/rules/0/when",
        json!({ "denial_basis": { "not": "claim", "colour": 1 } }),
        "/rules/0/when/denial_basis/colour",
        "is not known here",
    );
}

#[test]
fn values_of_a_wrong_type() {
    let table = "this has to be a table";
    let list = "this has to be a list";
    let text = "this has to be text, and not empty";
    let number = "this has to be a whole number from 1 to 366";
    for (pointer, value, says) in [
        ("/name", json!(5), text),
        ("/name", json!("  "), text),
        ("/rules/0/message", json!(["a"]), text),
        ("/statements/0/gist", json!(7), text),
        ("/statements/0/section", json!(""), text),
        ("/facts/0/question", json!(true), text),
        ("/routes/0/steps/0/label", json!({}), text),
        ("/sources/0/title", json!(2), text),
        ("/sources/0/regulations", json!("42 CFR"), list),
        ("/rules/0/says/0", json!(1), text),
        ("/rules/0/decided", json!("C1"), list),
        ("/offers", json!({}), list),
        ("/rules/0/next", json!("appeal"), list),
        ("/offers/0", json!("caller_pager"), table),
        ("/questions/0", json!(null), table),
        (
            "/facts/2/required",
            json!("yes"),
            "this has to be true or false",
        ),
        ("/deadlines/2/count", json!(0), number),
        ("/deadlines/2/count", json!(-1), number),
        ("/deadlines/2/count", json!(1.5), number),
        ("/deadlines/2/count", json!(367), number),
        ("/deadlines/2/count", json!("14"), number),
        (
            "/needs/0/at_least",
            json!(21),
            "this has to be a whole number from 1 to 20",
        ),
        (
            "/sources/0/effective",
            json!("2026-02-30"),
            "this has to be a date",
        ),
        (
            "/sources/0/effective",
            json!("1999-12-31"),
            "this has to be a date",
        ),
        (
            "/sources/0/next_review",
            json!("March"),
            "this has to be a date",
        ),
        (
            "/rules/9/when/today/from",
            json!("2026-7-1"),
            "this has to be a date",
        ),
        (
            "/rules/5/when/call_windows/outside_hours/0",
            json!("8:00"),
            "this has to be a time",
        ),
        (
            "/rules/7/when/call_windows/starts_within_hours",
            json!(721),
            "from 1 to 720",
        ),
        ("/rules/0/when", json!([]), "a condition has to be a table"),
        ("/rules/4/when/all", json!({}), list),
        (
            "/rules/4/when/all/0",
            json!("medicare"),
            "a condition has to be a table",
        ),
    ] {
        let mut policy = sound();
        put(&mut policy, pointer, value.clone());
        let problems = problems_of(&policy);
        let found = problems
            .iter()
            .any(|(path, message)| path == pointer && message.contains(says));
        assert!(
            found,
            "{pointer} = {value}: expected …{says}…, came {problems:#?}"
        );
    }
}

#[test]
fn names_that_are_not_among_those_known() {
    for pointer in [
        "/time_zone",
        "/facts/0/kind",
        "/facts/0/stage",
        "/facts/0/latest",
        "/rules/0/outcome",
        "/deadlines/0/unit",
        "/deadlines/0/roll",
        "/routes/0/steps/0/kind",
        "/rules/1/when/deadline",
        "/rules/8/when/deadline/1",
        "/rules/6/when/call_windows/on/0",
    ] {
        let mut policy = sound();
        put(&mut policy, pointer, json!("tomorrow"));
        let problems = problems_of(&policy);
        let found = problems.iter().any(|(path, message)| {
            path == pointer && message.starts_with("this has to be one of: ")
        });
        assert!(found, "{pointer}: {problems:#?}");
    }
    bites(
        "/may_be_closed/0",
        json!("tomorrow"),
        "/may_be_closed/0",
        "there is no day `tomorrow`",
    );
    bites(
        "/time_zone",
        json!("Europe/Berlin"),
        "/time_zone",
        "America/New_York",
    );
    bites(
        "/rules/0/when",
        json!({ "due_day": "sunday" }),
        "/rules/0/when/due_day",
        "business-day, weekend, holiday",
    );
}

#[test]
fn references_to_what_is_not_there() {
    bites(
        "/rules/0/when",
        json!({ "colour": true }),
        "/rules/0/when/colour",
        "there is no fact `colour`",
    );
    bites(
        "/rules/0/field",
        json!("colour"),
        "/rules/0/field",
        "there is no fact `colour`",
    );
    bites(
        "/needs/0/fact",
        json!("colour"),
        "/needs/0/fact",
        "there is no fact `colour`",
    );
    bites(
        "/offers/0/fact",
        json!("colour"),
        "/offers/0/fact",
        "there is no fact `colour`",
    );
    bites(
        "/questions/0/fact",
        json!("colour"),
        "/questions/0/fact",
        "there is no fact `colour`",
    );
    bites(
        "/deadlines/2/until",
        json!(["colour"]),
        "/deadlines/2/until/0",
        "there is no date `colour`",
    );
    bites(
        "/rules/0/says",
        json!(["GULF-1", "GULF-99"]),
        "/rules/0/says/1",
        "there is no statement `GULF-99`",
    );
    bites(
        "/routes/2/steps/0/says",
        json!(["GULF-99"]),
        "/routes/2/steps/0/says/0",
        "there is no statement `GULF-99`",
    );
    bites(
        "/statements/0/source",
        json!("GULF"),
        "/statements/0",
        "there is no source `GULF`",
    );
    bites(
        "/rules/0/next",
        json!(["appeal", "court"]),
        "/rules/0/next/1",
        "there is no route `court`",
    );
    bites(
        "/contacts/1",
        json!("pigeon"),
        "/contacts/1",
        "there is no route `pigeon`",
    );
    bites(
        "/lines_of_business/0",
        json!("tricare"),
        "/lines_of_business/0",
        "there is no value `tricare`",
    );
    bites(
        "/services/0",
        json!("dental"),
        "/services/0",
        "there is no value `dental`",
    );
    let values = "`denial_basis` has only the values: medical-necessity, investigational, contract";
    bites(
        "/rules/2/when/denial_basis/1",
        json!("cost"),
        "/rules/2/when/denial_basis/1",
        values,
    );
    bites(
        "/rules/0/when",
        json!({ "denial_basis": { "not": "cost" } }),
        "/rules/0/when/denial_basis/not",
        values,
    );
    bites(
        "/rules/0/when",
        json!({ "denial_basis": true }),
        "/rules/0/when/denial_basis",
        values,
    );
    bites(
        "/needs/1/when/board_certified",
        json!("no"),
        "/needs/1/when/board_certified",
        "has only the values: true, false",
    );
    bites(
        "/sources/0/when",
        json!({ "service": "dental" }),
        "/sources/0/when/service",
        "has only the values",
    );
}

#[test]
fn what_is_missing() {
    for (pointer, key) in [
        ("", "id"),
        ("", "name"),
        ("", "time_zone"),
        ("/sources/0", "title"),
        ("/facts/0", "kind"),
        ("/facts/0", "question"),
        ("/rules/0", "outcome"),
        ("/rules/0", "message"),
        ("/rules/0", "says"),
        ("/needs/0", "fact"),
        ("/offers/0", "fact"),
        ("/deadlines/0", "says"),
        ("/deadlines/0", "count"),
        ("/deadlines/0", "unit"),
        ("/routes/0/steps/0", "kind"),
        ("/routes/0/steps/0", "label"),
        ("/routes/0/steps/0", "id"),
    ] {
        for gone in [None, Some(Value::Null)] {
            let mut policy = sound();
            let table = policy
                .pointer_mut(pointer)
                .unwrap()
                .as_object_mut()
                .unwrap();
            table.remove(key).unwrap();
            table.extend(gone.map(|null| (key.to_owned(), null)));
            let problems = problems_of(&policy);
            let expected = (pointer.to_owned(), format!("`{key}` is missing"));
            assert!(
                problems.contains(&expected),
                "{pointer}/{key}: {problems:#?}"
            );
        }
    }
    bites(
        "/rules/0/says",
        json!([]),
        "/rules/0/says",
        "at least one statement",
    );
    bites(
        "/deadlines/0/from",
        json!([]),
        "/deadlines/0/from",
        "name at least one date",
    );
}

#[test]
fn names_given_twice() {
    for (list, key) in [
        ("/sources", "id"),
        ("/statements", "id"),
        ("/rules", "id"),
        ("/routes", "id"),
        ("/routes/1/steps", "id"),
        ("/deadlines", "id"),
    ] {
        let mut policy = sound();
        let items = policy.pointer_mut(list).unwrap().as_array_mut().unwrap();
        items.push(items[0].clone());
        let last = items.len().saturating_sub(1);
        let problems = problems_of(&policy);
        let at = format!("{list}/{last}/{key}");
        let found = problems
            .iter()
            .any(|(path, message)| *path == at && message.ends_with("is there twice"));
        assert!(found, "{list}: {problems:#?}");
    }
    let promise =
        json!({ "id": "a", "label": "A", "says": ["GULF-1"], "count": 1, "unit": "hours" });
    bites(
        "/response_times",
        json!([promise, promise]),
        "/response_times/1/id",
        "`a` is there twice",
    );
    let value = json!({ "value": "a", "label": "A" });
    let twice = json!({ "id": "a", "kind": "choice", "question": "?", "values": [value, value] });
    bites(
        "/facts/-",
        twice,
        "/facts/5/values/1/value",
        "`a` is there twice",
    );
}

/// A statement would be cited twice, a route's steps shown twice.
#[test]
fn texts_listed_twice() {
    for (list, text) in [
        ("/rules/0/says", "GULF-1"),
        ("/rules/0/next", "appeal"),
        ("/contacts", "appeal"),
        ("/deadlines/0/from", "denial_date"),
        ("/services", "medical"),
    ] {
        bites(
            list,
            json!([text, text]),
            &format!("{list}/1"),
            &format!("`{text}` is there twice"),
        );
    }
}

#[test]
fn own_facts_that_clash_or_can_not_be() {
    let mut other_kind = fact("appeal_filed");
    other_kind["kind"] = json!("date");
    bites(
        "/facts/-",
        other_kind,
        "/facts/5/kind",
        "the vocabulary has a fact `appeal_filed` of the kind `boolean`",
    );
    bites(
        "/facts/-",
        fact("board_certified"),
        "/facts/5/id",
        "the fact `board_certified` is there already",
    );
    for name in [
        "today",
        "deadline",
        "due_day",
        "any",
        "all",
        "none",
        "constructor",
    ] {
        bites(
            "/facts/-",
            fact(name),
            "/facts/5/id",
            "no fact can be called any of: ",
        );
    }
    for name in ["Colour", "eye-colour", "1st", "__proto__", "größe", "a b"] {
        bites(
            "/facts/-",
            fact(name),
            "/facts/5/id",
            "a name starts with a small letter",
        );
    }
    let choice =
        |values: Value| json!({ "id": "a", "kind": "choice", "question": "?", "values": values });
    bites(
        "/facts/-",
        choice(json!([])),
        "/facts/5/values",
        "a choice has between one and 64 values",
    );
    let many: Vec<Value> = (0..65)
        .map(|n| json!({ "value": format!("v{n}"), "label": "V" }))
        .collect();
    bites(
        "/facts/-",
        choice(json!(many)),
        "/facts/5/values",
        "a choice has between one and 64 values",
    );
    let odd = json!({ "id": "a", "kind": "date", "question": "?", "values": [{ "value": "v", "label": "V" }] });
    bites("/facts/-", odd, "/facts/5/values", "nothing else has any");
    let mut policy = sound();
    (0..MOST_FACTS).for_each(|n| put(&mut policy, "/facts/-", fact(&format!("own_{n}"))));
    let problems = problems_of(&policy);
    assert!(
        problems.contains(&(
            "/facts".into(),
            format!("with the vocabulary's these are more than {MOST_FACTS} facts")
        )),
        "{problems:#?}"
    );
}

#[test]
fn a_problem_of_an_included_part_leads_to_where_it_is_written() {
    let mut policy = sound();
    let step = |kind: &str| json!({ "kind": kind, "label": "Call", "value": "541-684-5584" });
    let route = |id: &str, kind: &str| json!({ "id": id, "steps": [step("phone"), step(kind)] });
    policy["include"] = json!([
        { "routes": [route("one", "phone")] },
        { "routes": [route("two", "phone"), route("three", "pigeon")], "rules": [] },
    ]);
    let problems = problems_of(&policy);
    let wrong = problems
        .iter()
        .find(|(_, message)| message.contains("portal"));
    let path = wrong.map(|(path, _)| path.as_str());
    assert_eq!(
        path,
        Some("/include/1/routes/1/steps/1/kind"),
        "{problems:#?}"
    );
    // What the policy itself holds stands where it stood.
    put(&mut policy, "/routes/0/steps/0/kind", json!("pigeon"));
    let problems = problems_of(&policy);
    assert!(
        problems
            .iter()
            .any(|(path, _)| path == "/routes/0/steps/0/kind"),
        "{problems:#?}"
    );
}

/// Their bits have to go into one number.
#[test]
fn a_policy_with_many_facts_goes_without_newer_ones_of_the_vocabulary() {
    let with_own = |count: usize| {
        let mut policy = sound();
        (0..count).for_each(|n| put(&mut policy, "/facts/-", fact(&format!("own_{n}"))));
        policy
    };
    let listed = |policy: &Value| policy["facts"].as_array().map_or(0, Vec::len);
    let newer = author::library().newer.len();
    let room = MOST_FACTS - author::library().facts.len() - listed(&sound());
    // As many as before the vocabulary grew.
    assert_eq!(problems_of(&with_own(room + newer)), []);
    assert_ne!(problems_of(&with_own(room + newer + 1)), []);
    // One that the policy names stays, and takes a place.
    let names_one = |count| {
        let mut policy = with_own(count);
        let need = json!({ "fact": "denial_reference", "says": policy["needs"][0]["says"] });
        put(&mut policy, "/needs/-", need);
        policy
    };
    assert_eq!(problems_of(&names_one(room + newer - 1)), []);
    assert_ne!(problems_of(&names_one(room + newer)), []);
}

#[test]
fn ids_that_can_not_be() {
    for id in [
        "Gulf",
        "gulf_mutual",
        "1",
        "-gulf",
        "gulf mutual",
        "../gulf",
    ] {
        bites("/id", json!(id), "/id", "a name starts with a small letter");
    }
    bites(
        "/rules/0/id",
        json!("too_late"),
        "/rules/0/id",
        "digits and dashes",
    );
}

#[test]
fn conditions_that_ask_nothing() {
    bites(
        "/rules/9/when/today",
        json!({}),
        "/rules/9/when/today",
        "say `before` or `from`",
    );
    bites(
        "/rules/0/when",
        json!({ "denial_basis": [] }),
        "/rules/0/when/denial_basis",
        "at least one value",
    );
    bites(
        "/rules/0/when",
        json!({ "deadline": [] }),
        "/rules/0/when/deadline",
        "at least one value",
    );
    bites(
        "/rules/0/when",
        json!({ "denial_basis": {} }),
        "/rules/0/when/denial_basis",
        "`not` is missing",
    );
    bites(
        "/needs/1/when/board_certified",
        json!(null),
        "/needs/1/when/board_certified",
        "this has to be a value",
    );
    bites(
        "/needs/1/when",
        json!({ "call_windows": {} }),
        "/needs/1/when/call_windows",
        "ask one thing",
    );
    bites(
        "/needs/1/when",
        json!({ "call_windows": { "on": "weekend", "starts_within_hours": 2 } }),
        "/needs/1/when/call_windows",
        "ask one thing",
    );
    bites(
        "/needs/1/when",
        json!({ "call_windows": { "outside_hours": ["18:00", "08:00"] } }),
        "/needs/1/when/call_windows/outside_hours",
        "the earlier first",
    );
    bites(
        "/needs/1/when",
        json!({ "member_name": "Ada" }),
        "/needs/1/when/member_name",
        "nothing can turn on the wording",
    );
}

#[test]
fn a_reject_leads_on_whatever_the_answers_are() {
    bites(
        "/rules/0/next",
        json!([]),
        "/rules/0",
        "a reject says by `next` where to go instead",
    );
    bites(
        "/routes/4/steps",
        json!([]),
        "/rules/0/next",
        "there are answers for which this reject has no next step",
    );
    let step = |when: Value| json!([{ "id": "a", "kind": "letter", "label": "Your letter", "when": when }]);
    let message = "there are answers for which this reject has no next step";
    bites(
        "/routes/3/steps",
        step(json!({ "plan_state": ["OR", "WA"] })),
        "/rules/4/next",
        message,
    );
    // The rule itself holds only for other plans than Medicare, so a step for those is enough.
    let mut policy = sound();
    put(
        &mut policy,
        "/routes/3/steps",
        step(json!({ "line_of_business": { "not": "medicare" } })),
    );
    assert_eq!(problems_of(&policy), []);
}

#[test]
fn times_that_can_not_be_counted() {
    let circular = "a deadline can't depend on the deadline";
    bites(
        "/deadlines/2/when",
        json!({ "deadline": "open" }),
        "/deadlines/2/when",
        circular,
    );
    bites(
        "/deadlines/2/when",
        json!({ "none": [{ "due_day": "weekend" }] }),
        "/deadlines/2/when",
        circular,
    );
    bites(
        "/deadlines/2/from",
        json!(["appeal_filed"]),
        "/deadlines/2/from/0",
        "the fact `appeal_filed` is no date; known are: determination_date, denial_date",
    );
    bites(
        "/deadlines/2/until",
        json!(["call_windows"]),
        "/deadlines/2/until/0",
        "the fact `call_windows` is no date; known are: ",
    );
    bites(
        "/deadlines/2/unit",
        json!("hours"),
        "/deadlines/2/roll",
        "hours don't move to another day",
    );
}

#[test]
fn findings_and_steps_that_can_not_be_shown() {
    bites(
        "/rules/4/field",
        json!(null),
        "/rules/4",
        "say by `field` which fact this rule turns on",
    );
    bites(
        "/routes/1/steps/1/href",
        json!("http://gulf.example"),
        "/routes/1/steps/1/href",
        "starts with https://",
    );
    bites(
        "/routes/1/steps/1/href",
        json!("javascript:alert(1)"),
        "/routes/1/steps/1/href",
        "starts with https://",
    );
    bites(
        "/routes/2/steps/0/value",
        json!("555-0120"),
        "/routes/2/steps/0/value",
        "a North American number",
    );
    bites(
        "/routes/2/steps/0/value",
        json!(null),
        "/routes/2/steps/0/value",
        "a phone number that is not given says by `note` where it stands",
    );
}

#[test]
fn all_problems_come_at_once() {
    let mut policy = sound();
    let faults = [
        ("/colour", json!("red")),
        ("/time_zone", json!("Mars/Olympus")),
        ("/statements/0", json!({ "id": "GULF-1", "source": "GULF" })),
        ("/facts/0/kind", json!("colour")),
        ("/rules/1/says", json!(["GULF-99"])),
        ("/rules/3/when", json!({ "purpose": "profit" })),
        ("/needs/0/at_least", json!(0)),
        ("/deadlines/1/unit", json!("weeks")),
        ("/routes/0/steps/0/kind", json!("pigeon")),
        ("/contacts/0", json!("pigeon")),
    ];
    let paths: Vec<&str> = faults.iter().map(|(pointer, _)| *pointer).collect();
    faults
        .iter()
        .for_each(|(pointer, value)| put(&mut policy, pointer, value.clone()));
    let problems = problems_of(&policy);
    for path in paths {
        assert!(
            problems.iter().any(|(at, _)| at.starts_with(path)),
            "{path}: {problems:#?}"
        );
    }
    assert!(problems.iter().all(|(_, message)| !message.is_empty()));
}

#[test]
fn with_a_problem_nothing_changes() {
    let mut policies = Policies::shipped();
    assert_eq!(load(&mut policies, &sound()), []);
    let before = serde_json::to_value(policies.summaries()).unwrap();
    for id in ["gulf-mutual", "regence", "new-payer"] {
        let mut policy = sound();
        put(&mut policy, "/id", json!(id));
        put(&mut policy, "/name", json!("Another name"));
        put(&mut policy, "/rules/0/next", json!(["court"]));
        assert_ne!(load(&mut policies, &policy), []);
        assert_eq!(serde_json::to_value(policies.summaries()).unwrap(), before);
    }
}

#[test]
fn a_policy_replaces_the_one_with_its_id() {
    let mut policies = Policies::shipped();
    let count = policies.summaries().len();
    let mut policy = sound();
    put(&mut policy, "/id", json!("regence"));
    assert_eq!(load(&mut policies, &policy), []);
    assert_eq!(policies.summaries().len(), count);
    let request =
        serde_json::from_str(r#"{ "payer": "regence", "purpose": "reimbursement" }"#).unwrap();
    let decision =
        p2p_review::validate_request(&policies, &request, "2026-03-03T18:00:00Z".parse().unwrap());
    assert_eq!(decision.findings[0].rule, "regence/reimbursement");
}

/// The source of a shipped policy compiles to what is built in, to its version and its words; also as JSON.
#[test]
fn the_shipped_sources_load_as_what_is_built_in() {
    let built_in = Policies::shipped();
    for json in [false, true] {
        let mut loaded = Policies::new();
        for policy in &author::shipped().policies {
            let source = match json {
                true => serde_json::from_str(&project::json(&policy.source)).unwrap(),
                false => policy.source.clone(),
            };
            assert_eq!(author::load(&mut loaded, &source), Ok(Vec::new()));
        }
        assert_eq!(
            serde_json::to_value(loaded.summaries()).unwrap(),
            serde_json::to_value(built_in.summaries()).unwrap()
        );
    }
}

/// A version changes with the content, and with nothing else.
#[test]
fn a_version_is_its_contents() {
    let version = |policy: &Value| {
        let mut policies = Policies::shipped();
        assert_eq!(load(&mut policies, policy), []);
        let summaries = serde_json::to_value(policies.summaries()).unwrap();
        let found = summaries
            .as_array()
            .unwrap()
            .iter()
            .find(|policy| policy["id"] == "gulf-mutual");
        found.unwrap()["version"].as_str().unwrap().to_owned()
    };
    let first = version(&sound());
    let mut reversed = sound();
    let Value::Object(entries) = &mut reversed else {
        panic!()
    };
    *entries = std::mem::take(entries).into_iter().rev().collect();
    put(&mut reversed, "/rules/0/field", json!("denial_date"));
    assert_eq!(version(&reversed), first);
    put(&mut reversed, "/statements/0/gist", json!("Changed"));
    assert_ne!(version(&reversed), first);
}

#[test]
fn a_huge_policy_is_read_in_its_time() {
    let mut policy = sound();
    for n in 0..2_000 {
        let statement = json!({ "id": format!("GULF-GUIDE-{n}"), "gist": "x".repeat(200) });
        put(&mut policy, "/statements/-", statement);
        let rule = json!({ "id": format!("more-{n}"), "outcome": "notice", "says": [format!("GULF-GUIDE-{n}")], "message": "x".repeat(200) });
        put(&mut policy, "/rules/-", rule);
    }
    let begun = Instant::now();
    assert_eq!(problems_of(&policy), []);
    assert!(
        begun.elapsed() < Duration::from_secs(10),
        "{:?}",
        begun.elapsed()
    );
}

#[test]
fn conditions_in_conditions_are_no_crash() {
    let mut when = json!({ "appeal_filed": true });
    for _ in 0..50 {
        when = json!({ "any": [when] });
    }
    let mut policy = sound();
    put(&mut policy, "/rules/0/when", when);
    assert_eq!(problems_of(&policy), []);
}

/// Deeper than JSON's usual readers go, and than the engine unpacks.
#[test]
fn conditions_nested_too_deeply_are_refused() {
    let mut when = json!({ "appeal_filed": true });
    for _ in 0..300 {
        when = json!({ "any": [when] });
    }
    bites(
        "/rules/0/when",
        when,
        "",
        "conditions are nested too deeply",
    );
}

/// More facts in one condition than can be tried: it is refused rather than believed.
#[test]
fn a_condition_that_is_too_large_to_check_is_refused() {
    let mut policy = sound();
    let mut when = json!({});
    for n in 0..18 {
        put(&mut policy, "/facts/-", fact(&format!("own_{n}")));
        when[format!("own_{n}")] = json!(true);
    }
    let step = json!([{ "id": "a", "kind": "letter", "label": "Your letter", "when": when }]);
    put(&mut policy, "/routes/4/steps", step);
    assert_ne!(problems_of(&policy), []);
}

/// That an odd number of these facts is true (or an even one): no answer decides it before the last is known.
fn parity(facts: &[String], odd: bool) -> Value {
    if let [fact] = facts {
        return json!({ fact: odd });
    }
    let (some, others) = facts.split_at(facts.len() / 2);
    let both = |of_some| json!({ "all": [parity(some, of_some), parity(others, of_some != odd)] });
    json!({ "any": [both(true), both(false)] })
}

/// A policy with rejects that lead to a step for each parity of some facts.
fn with_rejects_by_parity(count: usize) -> Value {
    let mut policy = sound();
    let facts: Vec<String> = (0..10).map(|n| format!("own_{n}")).collect();
    for name in &facts {
        put(&mut policy, "/facts/-", fact(name));
    }
    let step = |id: &str, when: Value| json!({ "id": id, "kind": "letter", "label": "Your letter", "when": when });
    let steps = [
        step("a", parity(&facts, true)),
        step("b", parity(&facts, false)),
    ];
    put(
        &mut policy,
        "/routes/-",
        json!({ "id": "either", "steps": steps }),
    );
    for n in 0..count {
        let rule = json!({ "id": format!("more-{n}"), "outcome": "reject", "says": ["GULF-1"], "field": "own_0", "message": "No.", "next": ["either"] });
        put(&mut policy, "/rules/-", rule);
    }
    policy
}

/// Each reject by itself could be checked; all of them together would take too long.
#[test]
fn a_policy_that_takes_too_long_to_check_is_refused() {
    assert_eq!(problems_of(&with_rejects_by_parity(1)), []);
    let begun = Instant::now();
    let problems = problems_of(&with_rejects_by_parity(50));
    assert!(
        matches!(problems.as_slice(), [(path, message)] if path.starts_with("/rules/") && message.contains("too many combinations")),
        "{problems:#?}"
    );
    assert!(
        begun.elapsed() < Duration::from_secs(10),
        "{:?}",
        begun.elapsed()
    );
}

/// What would take a decision too long is refused, however quickly it can be checked.
#[test]
fn a_policy_that_takes_too_long_to_decide_is_refused() {
    let mut policy = sound();
    let facts = ["appeal_filed", "prior_p2p", "letter_received"].map(String::from);
    for n in 0..2_400 {
        let rule = json!({ "id": format!("more-{n}"), "outcome": "reject", "says": ["GULF-1"], "field": "appeal_filed", "message": "No.", "next": ["appeal"], "when": parity(&facts, true) });
        put(&mut policy, "/rules/-", rule);
    }
    let begun = Instant::now();
    let problems = problems_of(&policy);
    assert!(
        matches!(problems.as_slice(), [(path, message)] if path.is_empty() && message.contains("too large")),
        "{problems:#?}"
    );
    assert!(
        begun.elapsed() < Duration::from_secs(10),
        "{:?}",
        begun.elapsed()
    );
}

/// A policy with these parts, and what it still asks of this request.
fn asks(parts: Value, request: Value) -> (String, Vec<String>) {
    let mut policy = json!({
        "id": "narrow", "name": "Narrow", "time_zone": "America/Los_Angeles",
        "sources": [{ "id": "S", "title": "Narrow" }],
        "statements": [{ "id": "S-1", "gist": "What it says" }],
        "routes": [{ "id": "desk", "steps": [{ "id": "call", "kind": "phone", "label": "Call", "value": "541-684-5584" }] }],
        "contacts": ["desk"]
    });
    for (key, value) in parts.as_object().unwrap() {
        policy[key] = value.clone();
    }
    let mut policies = Policies::shipped();
    assert_eq!(load(&mut policies, &policy), []);
    let mut request: Value = request;
    request["payer"] = json!("narrow");
    let request = serde_json::from_value(request).unwrap();
    let now = p2p_review::parse_instant("2026-03-03T18:00:00Z").unwrap();
    let decision = p2p_review::validate_request(&policies, &request, now);
    let needed = decision.needed.iter().map(|open| open.field.to_string());
    (decision.outcome.name().into(), needed.collect())
}

fn bar(id: &str, field: &str, when: Value) -> Value {
    json!({ "id": id, "outcome": "reject", "says": ["S-1"], "field": field, "message": id, "next": ["desk"], "when": when })
}

/// Of two deadlines that are still possible neither is past due: a bar that holds only where it isn't stays in question.
#[test]
fn what_is_known_of_the_deadline_stays_known() {
    let yes_no = |id| json!({ "id": id, "kind": "boolean", "question": "Is it so?" });
    let parts = json!({
        "facts": [yes_no("longer"), yes_no("barred")],
        "deadlines": [
            { "id": "five", "says": ["S-1"], "when": { "longer": true }, "count": 5, "unit": "business-days", "from": ["denial_date"] },
            { "id": "one", "says": ["S-1"], "count": 1, "unit": "business-days", "from": ["denial_date"] }
        ],
        "rules": [
            bar("late", "denial_date", json!({ "deadline": "closed" })),
            bar("other", "barred", json!({ "deadline": ["open", "past-due"], "none": [{ "deadline": "past-due" }], "barred": true }))
        ]
    });
    let (outcome, needed) = asks(parts.clone(), json!({ "denial_date": "2026-02-27" }));
    assert_eq!(outcome, "incomplete");
    for fact in ["longer", "barred"] {
        assert!(
            needed.iter().any(|needed| needed == fact),
            "{fact}: {needed:?}"
        );
    }
    let barred = json!({ "denial_date": "2026-02-27", "longer": true, "barred": true });
    assert_eq!(asks(parts, barred).0, "ineligible");
}

/// Also a choice with as many values as there are bits is unknown until it is answered.
#[test]
fn a_choice_is_unknown_even_where_all_its_values_bar() {
    for count in [2, 63, 64] {
        let names: Vec<String> = (0..count).map(|place| format!("v{place}")).collect();
        let values: Vec<Value> = names
            .iter()
            .map(|name| json!({ "value": name, "label": name }))
            .collect();
        let parts = json!({
            "facts": [{ "id": "sort", "kind": "choice", "question": "Which?", "values": values }],
            "rules": [bar("any", "sort", json!({ "sort": names }))]
        });
        let (outcome, needed) = asks(parts.clone(), json!({}));
        assert_eq!(outcome, "incomplete", "{count}");
        assert!(needed.contains(&"sort".into()), "{count}: {needed:?}");
        assert_eq!(
            asks(parts.clone(), json!({ "sort": "none" })).0,
            "incomplete",
            "{count}"
        );
        assert_eq!(
            asks(parts, json!({ "sort": "v1" })).0,
            "ineligible",
            "{count}"
        );
    }
}

/// The problems of the sound policy with one more part, as text.
fn taught(pointer: &str, value: Value) -> String {
    let mut policy = sound();
    put(&mut policy, pointer, value);
    let problems = problems_of(&policy);
    problems
        .into_iter()
        .map(|(path, message)| format!("{path}: {message}\n"))
        .collect()
}

#[test]
fn unknown_names_come_with_the_nearest_known_ones_and_all_of_them() {
    for (pointer, value, says) in [
        (
            "/rules/0/when",
            json!({ "apeal_filed": true }),
            "there is no fact `apeal_filed`; did you mean `appeal_filed`",
        ),
        (
            "/rules/0/when",
            json!({ "denial_basis": "contracts" }),
            "`denial_basis` has only the values: medical-necessity, investigational, contract, claim, reimbursement, other; \
             did you mean `contract`?",
        ),
        ("/rules/0/outcome", json!("rejct"), "did you mean `reject`?"),
        (
            "/rules/0/next",
            json!(["appeals"]),
            "there is no route `appeals`; did you mean `appeal`? Known are: ",
        ),
        (
            "/rules/0/says",
            json!(["GULF-10"]),
            "there is no statement `GULF-10`; did you mean ",
        ),
        (
            "/rules/0/says",
            json!(["zebra"]),
            "there is no statement `zebra`; known are: GULF-1, GULF-2",
        ),
        (
            "/needs/0/fact",
            json!("issued"),
            "did you mean `determination_issued`",
        ),
        (
            "/holidays",
            json!(["easter"]),
            "there is no day `easter`; known are: new-years-day",
        ),
        (
            "/deadlines/0/from",
            json!(["notified"]),
            "there is no date `notified`; did you mean `notified_at`? Known are: determination_date, ",
        ),
    ] {
        let problems = taught(pointer, value);
        assert!(problems.contains(says), "{says}: {problems}");
    }
}

/// A mistake is told once: what follows from it alone is not.
#[test]
fn a_misspelt_outcome_is_the_only_problem() {
    let rule = json!({ "id": "red", "outcome": "rejct", "says": ["GULF-1"], "field": "denial_date", "message": "No.",
        "elsewhere": true, "next": ["appeal"] });
    let problems = taught("/rules/0", rule);
    assert_eq!(problems.lines().count(), 1, "{problems}");
    assert!(problems.contains("did you mean `reject`?"), "{problems}");
}

#[test]
fn days_can_be_counted_from_days_that_come_later_and_not_in_a_circle() {
    let day =
        |id: &str, after: &str| json!({ "id": id, "name": "A day", "after": after, "days": 1 });
    let chain = [
        day("third", "second"),
        day("second", "first"),
        day("first", "christmas-day"),
    ];
    assert_eq!(taught("/days", json!(chain)), "");
    for circle in [
        json!([day("one", "one")]),
        json!([day("one", "two"), day("two", "one")]),
    ] {
        let problems = taught("/days", circle);
        assert!(
            problems.contains("/days/0/after: these days are counted from each other in a circle"),
            "{problems}"
        );
    }
}

#[test]
fn a_problem_names_its_part() {
    let mut policy = sound();
    put(&mut policy, "/rules/0/message", json!(7));
    put(&mut policy, "/needs/0/at_least", json!("two"));
    let problems = author::load_json(&mut Policies::shipped(), &policy).unwrap_err();
    let named: Vec<Option<&str>> = problems
        .iter()
        .map(|problem| problem.rule.as_deref())
        .collect();
    let need = policy["needs"][0]["fact"].as_str();
    assert_eq!(named, [Some("too-late"), need], "{problems:#?}");
}

#[test]
fn a_key_that_stands_twice_is_a_problem() {
    for (from, to, path) in [
        (
            "\"name\": \"Gulf Mutual\",",
            "\"name\": \"Gulf Mutual\", \"name\": \"Gulf\",",
            "/name",
        ),
        (
            "\"deadline\": \"closed\"",
            "\"deadline\": \"closed\", \"deadline\": \"open\"",
            "/rules/0/when/deadline",
        ),
    ] {
        let text = SOUND.replacen(from, to, 1);
        assert_ne!(text, SOUND);
        let value: p2p_review::Value = serde_json::from_str(&text).unwrap();
        let problems = author::load(&mut Policies::shipped(), &value).unwrap_err();
        let found = problems
            .iter()
            .any(|problem| problem.path == path && problem.message.contains("stands twice"));
        assert!(found, "{problems:#?}");
    }
}

#[test]
fn json_authors_read_of_objects_and_arrays() {
    let problems = author::load_json(&mut Policies::shipped(), &json!([])).unwrap_err();
    let told = problems[0].clone().in_json_words();
    assert_eq!(told.message, "this has to be an object");
}

/// What is asked of dates, numbers and call windows is a table of its own: the problem says of which keys.
#[test]
fn a_condition_of_the_wrong_shape_says_what_can_be_asked() {
    let units = json!({ "id": "units", "kind": "number", "question": "How many?" });
    for (fact, asked, teaches) in [
        (
            "denial_date",
            json!("2026-01-01"),
            "`before` or `from` a day",
        ),
        ("units", json!(5), "`at_least` or `below` another"),
        (
            "call_windows",
            json!("weekend"),
            "outside_hours, starts_within_hours, on",
        ),
    ] {
        let mut policy = sound();
        put(&mut policy, "/facts/-", units.clone());
        let mut when = serde_json::Map::new();
        when.insert(fact.to_owned(), asked);
        let rule = json!({ "id": "one-more", "outcome": "notice", "says": ["GULF-1"], "message": "A message.", "when": when });
        put(&mut policy, "/rules/-", rule);
        let problems = problems_of(&policy);
        let [(path, message)] = problems.as_slice() else {
            panic!("{fact}: {problems:#?}");
        };
        assert!(
            path.ends_with(fact) && message.contains(teaches),
            "{fact}: {message}"
        );
    }
}

/// A day of the policy's own stands beside those of the calendars, never behind one.
#[test]
fn days_that_can_not_be() {
    let day = |id: &str, month: u8, day: u8| json!([{ "id": id, "name": "A day", "month": month, "day": day }]);
    let taken = "the calendars have a day of this id";
    bites("/days", day("columbus-day", 5, 15), "/days/0/id", taken);
    for (month, date) in [(2, 30), (4, 31)] {
        let never = "this month has no such day";
        bites("/days", day("a-day", month, date), "/days/0/day", never);
    }
    let mut policy = sound();
    put(&mut policy, "/days", day("leap-day", 2, 29));
    assert_eq!(problems_of(&policy), []);
}

/// The warnings of the sound policy with one more part.
fn warned(pointer: &str, value: Value) -> Vec<(String, String)> {
    let mut policy = sound();
    put(&mut policy, pointer, value);
    let warnings = author::load_json(&mut Policies::shipped(), &policy).unwrap();
    warnings
        .into_iter()
        .map(|problem| (problem.path, problem.message))
        .collect()
}

#[test]
fn what_the_lints_find_comes_as_warnings() {
    let question = json!({ "fact": "call_windows", "hint": "Other words." });
    let always = json!({ "id": "always", "says": ["GULF-1"], "count": 5, "unit": "calendar-days", "from": ["denial_date"] });
    let late = |message: &str| json!({ "id": "one-more", "outcome": "notice", "says": ["GULF-1"], "message": message });
    for (pointer, value, path, says) in [
        (
            "/decided",
            json!(["C99"]),
            "/decided/0",
            "there is no decision `C99`",
        ),
        (
            "/questions/-",
            question,
            "/questions/1",
            "this question has two wordings",
        ),
        (
            "/rules/-",
            late("Ask by {due}."),
            "/message",
            "can be unknown where this is shown",
        ),
        (
            "/rules/-",
            late("Ask by {dew}."),
            "/message",
            "`{dew}` names nothing",
        ),
        (
            "/services",
            json!(["medical"]),
            "/services",
            "nothing says what becomes of another `service`",
        ),
    ] {
        let warnings = warned(pointer, value);
        let found = warnings
            .iter()
            .any(|(at, message)| at.ends_with(path) && message.contains(says));
        assert!(found, "{says}: {warnings:#?}");
    }
    let mut policy = sound();
    put(
        &mut policy,
        "/deadlines",
        json!([always, { "id": "never", "says": ["GULF-1"], "when": { "line_of_business": "medicaid" }, "count": 9, "unit": "calendar-days", "from": ["denial_date"] }]),
    );
    let warnings = author::load_json(&mut Policies::shipped(), &policy).unwrap();
    let found = warnings.iter().any(|warning| {
        warning.path == "/deadlines/1"
            && warning.rule.as_deref() == Some("never")
            && warning.message.contains("this deadline never counts")
    });
    assert!(found, "{warnings:#?}");
}

/// Whether a lint complains of a rule on facts and a clock of its own.
fn complains_of(when: &Value, message: &str, of: &str) -> bool {
    let mut policy = sound();
    for (part, value) in [
        (
            "/facts/-",
            json!({ "id": "units", "kind": "number", "question": "How many?" }),
        ),
        (
            "/deadlines/-",
            json!({ "id": "talk", "clock": "talk", "says": ["GULF-1"], "count": 9, "unit": "calendar-days", "from": ["discharge_date"] }),
        ),
        (
            "/rules/-",
            json!({ "id": "one-more", "outcome": "notice", "says": ["GULF-1"], "field": "member_id", "when": when, "message": message }),
        ),
    ] {
        put(&mut policy, part, value);
    }
    let warnings = author::load_json(&mut Policies::shipped(), &policy).unwrap();
    let mut of_rule = warnings
        .iter()
        .filter(|warning| warning.rule.as_deref() == Some("one-more"));
    of_rule.any(|warning| warning.message.contains(of))
}

#[test]
fn numbers_between_nothing_never_fire() {
    for (when, never) in [
        (json!({ "units": { "at_least": 100, "below": 50 } }), true),
        (json!({ "units": { "at_least": 50, "below": 50 } }), true),
        (
            json!({ "units": { "at_least": 50 }, "any": [{ "units": { "below": 9 } }, { "units": { "below": 60 } }] }),
            false,
        ),
        (
            json!({ "any": [{ "units": { "at_least": 9, "below": 8 } }, { "units": { "at_least": 7, "below": 6 } }] }),
            true,
        ),
        (json!({ "units": { "at_least": 50, "below": 100 } }), false),
    ] {
        assert_eq!(
            complains_of(&when, "A message.", "can never fire"),
            never,
            "{when}"
        );
    }
}

#[test]
fn a_form_that_looks_like_a_regular_expression() {
    for (form, looks) in [
        ("^CR[0-9]+$", true),
        ("CR########", false),
        ("(##) @-#", false),
    ] {
        let when = json!({ "member_id": { "matches": form } });
        assert_eq!(
            complains_of(&when, "A message.", "regular expression"),
            looks,
            "{form}"
        );
    }
}

/// What a message names is known where the condition could not hold without it, and only there.
#[test]
fn what_a_message_names_is_known_by_its_condition() {
    for (when, message, unknown) in [
        (
            json!({ "call_windows": { "after_clock": "talk" } }),
            "After {due:talk}.",
            false,
        ),
        (
            json!({ "call_windows": { "on": "weekend" } }),
            "After {due:talk}.",
            true,
        ),
        (
            json!({ "discharge_date": { "given": true } }),
            "Left on {discharge_date}.",
            false,
        ),
        (
            json!({ "discharge_date": { "given": false } }),
            "Left on {discharge_date}.",
            true,
        ),
    ] {
        assert_eq!(
            complains_of(&when, message, "can be unknown"),
            unknown,
            "{when}"
        );
    }
}

/// A policy from before the vocabulary had a fact may mean another by its name; of one that was always there it can change
/// the wording, and add to the values.
#[test]
fn facts_of_the_vocabulary_can_be_declared_anew() {
    let fields = |facts: Vec<Value>| {
        let mut policy = sound();
        for fact in &facts {
            put(&mut policy, "/facts/-", fact.clone());
            put(
                &mut policy,
                "/offers/-",
                json!({ "fact": fact["id"], "says": ["GULF-1"] }),
            );
        }
        let mut policies = Policies::shipped();
        author::load_json(&mut policies, &policy).unwrap();
        let summaries = serde_json::to_value(policies.summaries()).unwrap();
        let mut all = summaries.as_array().unwrap().clone().into_iter();
        let gulf = all.find(|policy| policy["id"] == "gulf-mutual").unwrap();
        gulf["fields"].as_array().unwrap().clone()
    };
    let field = |fields: &[Value], id: &str| {
        let mut all = fields.iter().filter(|field| field["field"] == id);
        all.next().unwrap().clone()
    };
    let newer = fields(vec![fact("network")]);
    assert_eq!(field(&newer, "network")["kind"], "boolean");
    let exhausted = json!({ "value": "benefit-exhausted", "label": "The benefit is used up" });
    let more = json!({ "id": "denial_basis", "kind": "choice", "question": "Why?", "values": [exhausted] });
    let more = field(&fields(vec![more]), "denial_basis");
    assert_eq!(more["question"], "Why?");
    assert_eq!(more["values"].as_array().unwrap().len(), 7);
    let fewer = json!({ "id": "meeting_format", "stage": "details", "kind": "choice", "question": "How?", "values": [{ "value": "phone", "label": "By phone" }] });
    let fewer = field(&fields(vec![fewer]), "meeting_format");
    assert_eq!(
        fewer["values"],
        json!([{ "value": "phone", "label": "By phone" }])
    );
    let worded = json!({ "id": "denial_date", "kind": "date", "question": "Which day?" });
    let worded = field(&fields(vec![worded]), "denial_date");
    assert_eq!(worded["unsure"], false);
}

#[test]
fn a_problem_of_the_scope_stands_at_the_scope() {
    let mut policy = sound();
    put(
        &mut policy,
        "/routes/-",
        json!({ "id": "texas", "steps": [{ "id": "texas", "kind": "letter", "label": "Texas", "when": { "plan_state": "TX" } }] }),
    );
    let outside = json!({ "lines_of_business": { "outcome": "reject", "says": ["GULF-1"], "message": "Not here.", "next": ["texas"] } });
    bites(
        "/outside_scope",
        outside.clone(),
        "/outside_scope/lines_of_business/next/0",
        "there is no route `texas`",
    );
    put(&mut policy, "/outside_scope", outside);
    assert_eq!(
        problems_of(&policy),
        [(
            "/outside_scope/lines_of_business/next".to_owned(),
            "there are answers for which this reject has no next step".to_owned()
        )]
    );
}
