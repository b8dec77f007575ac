//! One mistake is one problem: what follows from it alone is not told beside it.

use std::fmt::Write as _;

use serde_json::{Map, Value, json};

use crate::{assert_problem, problems_of, put, valid_policy};

const PAYERS: [&str; 4] = [
    include_str!("../payers/gulf-mutual.json"),
    include_str!("../payers/harborline.json"),
    include_str!("../payers/mesa-community.json"),
    include_str!("../schema/every-key.json"),
];

/// Everything that stands in a value, by its path.
fn places(value: &Value, path: &str, found: &mut Vec<String>) {
    found.push(path.to_owned());
    match value {
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                places(item, &format!("{path}/{index}"), found);
            }
        }
        Value::Object(entries) => {
            for (key, value) in entries {
                let key = key.replace('~', "~0").replace('/', "~1");
                places(value, &format!("{path}/{key}"), found);
            }
        }
        _ => {}
    }
}

/// The places of a policy, but for texts by their originals: what an author calls those is free.
fn places_of(policy: &Value) -> Vec<String> {
    let mut found = Vec::new();
    places(policy, "", &mut found);
    found.retain(|path| !path.is_empty() && !path.starts_with("/translations/"));
    found
}

fn report(found: &[(String, Vec<(String, String)>)]) -> String {
    let mut text = String::new();
    for (mistake, problems) in found.iter().take(12) {
        let _ = writeln!(text, "{mistake}: {problems:#?}");
    }
    text
}

#[test]
fn a_misspelt_key_is_one_problem() {
    let mut told = Vec::new();
    let mut tried = 0;
    for source in PAYERS {
        let policy: Value = serde_json::from_str(source).unwrap();
        for path in places_of(&policy) {
            let (parent, key) = path.rsplit_once('/').unwrap();
            let mut spoilt = policy.clone();
            let Some(Value::Object(entries)) = spoilt.pointer_mut(parent) else {
                continue;
            };
            let key = key.replace("~1", "/").replace("~0", "~");
            let renamed: Map<String, Value> = std::mem::take(entries)
                .into_iter()
                .map(|(name, value)| match name == key {
                    true => (format!("{name}x"), value),
                    false => (name, value),
                })
                .collect();
            *entries = renamed;
            let problems = problems_of(&spoilt);
            tried += 1;
            if problems.len() != 1 || !problems[0].0.ends_with('x') {
                told.push((path, problems));
            }
        }
    }
    assert!(tried > 700, "{tried}");
    assert!(
        told.is_empty(),
        "{} of {tried}: {}",
        told.len(),
        report(&told)
    );
}

#[test]
fn a_value_of_the_wrong_sort_is_one_problem() {
    let mut told = Vec::new();
    let mut tried = 0;
    for source in PAYERS {
        let policy: Value = serde_json::from_str(source).unwrap();
        for path in places_of(&policy) {
            let before = policy.pointer(&path).unwrap();
            let wrong = match before {
                Value::String(_) | Value::Object(_) => json!([7]),
                Value::Array(_) => json!({ "a": 7 }),
                _ => json!({}),
            };
            let mut spoilt = policy.clone();
            put(&mut spoilt, &path, wrong);
            let problems = problems_of(&spoilt);
            tried += 1;
            if problems.len() != 1 || !problems[0].0.starts_with(&*path) {
                told.push((path, problems));
            }
        }
    }
    assert!(tried > 1_000, "{tried}");
    assert!(
        told.is_empty(),
        "{} of {tried}: {}",
        told.len(),
        report(&told)
    );
}

/// A name that is none in the place of one that is: of a kind, a unit, a calendar, an outcome.
#[test]
fn a_misspelt_name_is_one_problem() {
    let mut policy = valid_policy();
    let values = json!([{ "value": "oncology", "label": "Oncology" }, { "value": "other", "label": "Another" }]);
    for (list, part) in [
        (
            "/facts/-",
            json!({ "id": "specialty", "kind": "choise", "question": "Which?", "values": values }),
        ),
        (
            "/rules/-",
            json!({ "id": "specialty", "outcome": "reject", "says": ["GULF-1"], "when": { "specialty": "oncology" }, "message": "No.", "next": ["appeal"] }),
        ),
    ] {
        put(&mut policy, list, part);
    }
    let problems = problems_of(&policy);
    let [(path, message)] = problems.as_slice() else {
        panic!("{problems:#?}");
    };
    assert!(
        path.ends_with("/kind") && message.contains("did you mean `choice`?"),
        "{message}"
    );
    // The same of a date that clocks count from, and that others are held against.
    let mut policy = valid_policy();
    for (list, part) in [
        (
            "/facts/-",
            json!({ "id": "told_on", "kind": "dat", "question": "When?" }),
        ),
        (
            "/deadlines/-",
            json!({ "id": "talk", "clock": "talk", "says": ["GULF-1"], "count": 3, "unit": "calendar-days", "from": ["told_on"] }),
        ),
        (
            "/rules/-",
            json!({ "id": "told", "outcome": "notice", "says": ["GULF-1"], "when": { "denial_date": { "before": "told_on" }, "told_on": { "weekday": "monday" } }, "message": "So." }),
        ),
    ] {
        put(&mut policy, list, part);
    }
    assert_eq!(problems_of(&policy).len(), 1, "{:#?}", problems_of(&policy));
    put(&mut policy, "/calendar", json!("us-federel"));
    put(&mut policy, "/doubtful", json!(["columbus-day"]));
    let problems = problems_of(&policy);
    assert_eq!(problems.len(), 2, "{problems:#?}");
    assert!(
        problems[1]
            .1
            .contains("there is no calendar `us-federel`; did you mean `us-federal`?"),
        "{problems:#?}"
    );
    assert_problem(
        "/deadlines/0",
        json!({ "id": "ask", "says": ["GULF-1"], "count": 400, "unit": "hour", "from": ["denial_date"] }),
        "/deadlines/0/unit",
        "did you mean `hours`?",
    );
}

/// A reject that names no fact takes it from its condition; one that can't be read is the only problem.
#[test]
fn a_condition_that_can_not_be_read_is_one_problem() {
    let rule = |when: Value| json!({ "id": "one-more", "outcome": "reject", "says": ["GULF-1"], "when": when, "message": "No.", "next": ["appeal"] });
    for (when, below) in [
        (json!({ "apeal_filed": true }), "/apeal_filed"),
        (json!({ "appeal_filed": "yes" }), "/appeal_filed"),
        (
            json!({ "denial_date": { "befor": "2026-01-01" } }),
            "/denial_date/befor",
        ),
        (
            json!({ "denial_date": { "before": "soon" } }),
            "/denial_date/before",
        ),
        (
            json!({ "call_windows": { "outside_hour": ["08:00", "17:00"] } }),
            "/call_windows/outside_hour",
        ),
        (
            json!({ "call_windows": { "outside_hours": ["8:00", "17:00"] } }),
            "/call_windows/outside_hours/0",
        ),
        (
            json!({ "call_windows": { "outside_hours": "08:00-17:00" } }),
            "/call_windows/outside_hours",
        ),
        (
            json!({ "member_id": { "match": "A##" } }),
            "/member_id/match",
        ),
        (
            json!({ "member_id": { "matches": 7 } }),
            "/member_id/matches",
        ),
        (
            json!({ "denial_basis": { "nott": "claim" } }),
            "/denial_basis/nott",
        ),
        (
            json!({ "today": { "befor": "2026-01-01" } }),
            "/today/befor",
        ),
    ] {
        let mut policy = valid_policy();
        put(&mut policy, "/rules/-", rule(when.clone()));
        let problems = problems_of(&policy);
        let one =
            matches!(problems.as_slice(), [(path, _)] if path.ends_with(&format!("/when{below}")));
        assert!(one, "{when}: {problems:#?}");
    }
}

/// Of a source whose id is misspelt each statement would tell.
#[test]
fn a_misspelt_source_is_told_once() {
    let mut policy = valid_policy();
    put(&mut policy, "/sources/0/id", json!("GOLF"));
    let problems = problems_of(&policy);
    let told = problems
        .iter()
        .filter(|(_, message)| message.contains("there is no source `GULF-GUIDE`"));
    assert_eq!(told.count(), 1, "{problems:#?}");
}

#[test]
fn what_stands_beside_a_list_of_windows_does_nothing() {
    let window = json!({ "count": 5, "unit": "business-days", "from": ["denial_date"] });
    for (key, value) in [
        ("cut_off", json!("17:00")),
        ("until", json!(["discharge_date"])),
        ("count", json!(3)),
        ("earliest_of", json!([window])),
    ] {
        let mut deadline =
            json!({ "id": "two", "says": ["GULF-1"], "latest_of": [window, window] });
        deadline[key] = value;
        assert_problem(
            "/deadlines/0",
            deadline,
            &format!("/deadlines/0/{key}"),
            "beside `latest_of`",
        );
    }
}
