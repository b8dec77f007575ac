//! Names in a policy: keys, parts, and references.

use serde_json::json;

use crate::{assert_problem, problems_of, put, valid_policy};

#[test]
fn unknown_keys() {
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
        assert_problem(
            &path,
            json!("red"),
            &path,
            "`colour` is not known here; known names: ",
        );
    }
    let value = json!({ "value": "a", "label": "A", "colour": "red" });
    let fact = json!({ "id": "a", "kind": "choice", "question": "?", "values": [value] });
    assert_problem(
        "/facts/-",
        fact,
        "/facts/5/values/0/colour",
        "is not known here",
    );
    let promise = json!({ "id": "a", "label": "A", "says": ["GULF-1"], "count": 1, "unit": "hours", "colour": 1 });
    assert_problem(
        "/response_times",
        json!([promise]),
        "/response_times/0/colour",
        "is not known here",
    );
    assert_problem(
        "/include",
        json!(["pharmacy"]),
        "/include/0",
        "a policy that is loaded includes no files by name",
    );
    assert_problem(
        "/rules/0/a~b~1c",
        json!(1),
        "/rules/0/a~0b~01c",
        "is not known here",
    );
    assert_problem(
        "/rules/6/when/call_windows/colour",
        json!(1),
        "/rules/6/when/call_windows/colour",
        "is not known here",
    );
    assert_problem(
        "/rules/9/when/today/after",
        json!("2026-07-01"),
        "/rules/9/when/today/after",
        "is not known here",
    );
    assert_problem(
        "/rules/0/when",
        json!({ "denial_basis": { "not": "claim", "colour": 1 } }),
        "/rules/0/when/denial_basis/colour",
        "is not known here",
    );
}

#[test]
fn unknown_names() {
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
        let mut policy = valid_policy();
        put(&mut policy, pointer, json!("tomorrow"));
        let problems = problems_of(&policy);
        let found = problems.iter().any(|(path, message)| {
            path == pointer && message.starts_with("this has to be one of: ")
        });
        assert!(found, "{pointer}: {problems:#?}");
    }
    assert_problem(
        "/may_be_closed/0",
        json!("tomorrow"),
        "/may_be_closed/0",
        "there is no day `tomorrow`",
    );
    assert_problem(
        "/time_zone",
        json!("Europe/Berlin"),
        "/time_zone",
        "America/New_York",
    );
    assert_problem(
        "/rules/0/when",
        json!({ "due_day": "sunday" }),
        "/rules/0/when/due_day",
        "business-day, weekend, holiday",
    );
}

#[test]
fn dangling_references() {
    assert_problem(
        "/rules/0/when",
        json!({ "colour": true }),
        "/rules/0/when/colour",
        "there is no fact `colour`",
    );
    assert_problem(
        "/rules/0/field",
        json!("colour"),
        "/rules/0/field",
        "there is no fact `colour`",
    );
    assert_problem(
        "/needs/0/fact",
        json!("colour"),
        "/needs/0/fact",
        "there is no fact `colour`",
    );
    assert_problem(
        "/offers/0/fact",
        json!("colour"),
        "/offers/0/fact",
        "there is no fact `colour`",
    );
    assert_problem(
        "/questions/0/fact",
        json!("colour"),
        "/questions/0/fact",
        "there is no fact `colour`",
    );
    assert_problem(
        "/deadlines/2/until",
        json!(["colour"]),
        "/deadlines/2/until/0",
        "there is no date `colour`",
    );
    assert_problem(
        "/rules/0/says",
        json!(["GULF-1", "GULF-99"]),
        "/rules/0/says/1",
        "there is no statement `GULF-99`",
    );
    assert_problem(
        "/routes/2/steps/0/says",
        json!(["GULF-99"]),
        "/routes/2/steps/0/says/0",
        "there is no statement `GULF-99`",
    );
    assert_problem(
        "/statements/0/source",
        json!("GULF"),
        "/statements/0",
        "there is no source `GULF`",
    );
    assert_problem(
        "/rules/0/next",
        json!(["appeal", "court"]),
        "/rules/0/next/1",
        "there is no route `court`",
    );
    assert_problem(
        "/contacts/1",
        json!("pigeon"),
        "/contacts/1",
        "there is no route `pigeon`",
    );
    assert_problem(
        "/lines_of_business/0",
        json!("tricare"),
        "/lines_of_business/0",
        "there is no value `tricare`",
    );
    assert_problem(
        "/services/0",
        json!("dental"),
        "/services/0",
        "there is no value `dental`",
    );
    let values = "`denial_basis` has only the values: medical-necessity, investigational, contract";
    assert_problem(
        "/rules/2/when/denial_basis/1",
        json!("cost"),
        "/rules/2/when/denial_basis/1",
        values,
    );
    assert_problem(
        "/rules/0/when",
        json!({ "denial_basis": { "not": "cost" } }),
        "/rules/0/when/denial_basis/not",
        values,
    );
    assert_problem(
        "/rules/0/when",
        json!({ "denial_basis": true }),
        "/rules/0/when/denial_basis",
        values,
    );
    assert_problem(
        "/needs/1/when/board_certified",
        json!("no"),
        "/needs/1/when/board_certified",
        "has only the values: true, false",
    );
    assert_problem(
        "/sources/0/when",
        json!({ "service": "dental" }),
        "/sources/0/when/service",
        "has only the values",
    );
}

#[test]
fn duplicate_names() {
    for (list, key) in [
        ("/sources", "id"),
        ("/statements", "id"),
        ("/rules", "id"),
        ("/routes", "id"),
        ("/routes/1/steps", "id"),
        ("/deadlines", "id"),
    ] {
        let mut policy = valid_policy();
        let items = policy.pointer_mut(list).unwrap().as_array_mut().unwrap();
        items.push(items[0].clone());
        let last = items.len().saturating_sub(1);
        let problems = problems_of(&policy);
        let at = format!("{list}/{last}/{key}");
        let found = problems
            .iter()
            .any(|(path, message)| *path == at && message.ends_with("appears twice"));
        assert!(found, "{list}: {problems:#?}");
    }
    let promise =
        json!({ "id": "a", "label": "A", "says": ["GULF-1"], "count": 1, "unit": "hours" });
    assert_problem(
        "/response_times",
        json!([promise, promise]),
        "/response_times/1/id",
        "`a` appears twice",
    );
    let value = json!({ "value": "a", "label": "A" });
    let twice = json!({ "id": "a", "kind": "choice", "question": "?", "values": [value, value] });
    assert_problem(
        "/facts/-",
        twice,
        "/facts/5/values/1/value",
        "`a` appears twice",
    );
}

/// A duplicate statement would be cited twice, and a duplicate route's steps shown twice.
#[test]
fn duplicate_items() {
    for (list, text) in [
        ("/rules/0/says", "GULF-1"),
        ("/rules/0/next", "appeal"),
        ("/contacts", "appeal"),
        ("/deadlines/0/from", "denial_date"),
        ("/services", "medical"),
    ] {
        assert_problem(
            list,
            json!([text, text]),
            &format!("{list}/1"),
            &format!("`{text}` appears twice"),
        );
    }
}

#[test]
fn invalid_ids() {
    for id in [
        "Gulf",
        "gulf_mutual",
        "1",
        "-gulf",
        "gulf mutual",
        "../gulf",
    ] {
        assert_problem(
            "/id",
            json!(id),
            "/id",
            "a name starts with a lowercase letter",
        );
    }
    assert_problem(
        "/rules/0/id",
        json!("too_late"),
        "/rules/0/id",
        "digits and dashes",
    );
}
