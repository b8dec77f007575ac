//! Names of a policy: of keys, of its parts, and of what it refers to.

use serde_json::json;

use crate::{bites, problems_of, put, sound};

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
