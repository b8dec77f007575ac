//! Faults of each part are reported with their path and what would be right.

use serde_json::{Value, json};

use crate::{assert_problem, problems_of, put, valid_policy};

#[test]
fn a_policy_must_be_a_table() {
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
fn values_of_the_wrong_type() {
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
            "write 08:00",
        ),
        (
            "/rules/5/when/call_windows/outside_hours/0",
            json!("8 am"),
            "this has to be a time, such as 09:00",
        ),
        (
            "/rules/7/when/call_windows/starts_within_hours",
            json!(721),
            "from 1 to 720",
        ),
        ("/deadlines/2/cut_off", json!("9:00"), "write 09:00"),
        ("/deadlines/2/cut_off", json!("24:00"), "leave this out"),
        ("/deadlines/2/cut_off", json!("00:00"), "leave this out"),
        (
            "/deadlines/2/cut_off",
            json!("5 pm"),
            "this has to be a time, such as 09:00",
        ),
        (
            "/rules/0/when/payer",
            json!("gulf-mutual"),
            "no condition can ask for `payer`",
        ),
        ("/rules/0/when", json!([]), "a condition has to be a table"),
        ("/rules/4/when/all", json!({}), list),
        (
            "/rules/4/when/all/0",
            json!("medicare"),
            "a condition has to be a table",
        ),
    ] {
        let mut policy = valid_policy();
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
fn missing_keys() {
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
            let mut policy = valid_policy();
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
    assert_problem(
        "/rules/0/says",
        json!([]),
        "/rules/0/says",
        "at least one statement",
    );
    assert_problem(
        "/deadlines/0/from",
        json!([]),
        "/deadlines/0/from",
        "name at least one date",
    );
}

#[test]
fn empty_conditions() {
    assert_problem(
        "/rules/9/when/today",
        json!({}),
        "/rules/9/when/today",
        "name a day with `before` or `from`",
    );
    assert_problem(
        "/rules/0/when",
        json!({ "denial_basis": [] }),
        "/rules/0/when/denial_basis",
        "at least one value",
    );
    assert_problem(
        "/rules/0/when",
        json!({ "deadline": [] }),
        "/rules/0/when/deadline",
        "at least one value",
    );
    assert_problem(
        "/rules/0/when",
        json!({ "denial_basis": {} }),
        "/rules/0/when/denial_basis",
        "`not` is missing",
    );
    assert_problem(
        "/needs/1/when/board_certified",
        json!(null),
        "/needs/1/when/board_certified",
        "this has to be a value",
    );
    assert_problem(
        "/needs/1/when",
        json!({ "call_windows": {} }),
        "/needs/1/when/call_windows",
        "asks exactly one thing",
    );
    assert_problem(
        "/needs/1/when",
        json!({ "call_windows": { "on": "weekend", "starts_within_hours": 2 } }),
        "/needs/1/when/call_windows",
        "asks exactly one thing",
    );
    assert_problem(
        "/needs/1/when",
        json!({ "call_windows": { "outside_hours": ["18:00", "08:00"] } }),
        "/needs/1/when/call_windows/outside_hours",
        "the earlier first",
    );
    assert_problem(
        "/needs/1/when",
        json!({ "member_name": "Ada" }),
        "/needs/1/when/member_name",
        "a condition can't compare the text of `member_name`",
    );
}

#[test]
fn a_reject_always_has_a_next_step() {
    assert_problem(
        "/rules/0/next",
        json!([]),
        "/rules/0",
        "a reject needs `next`: where to go instead",
    );
    assert_problem(
        "/routes/4/steps",
        json!([]),
        "/rules/0/next",
        "there are answers for which this reject has no next step",
    );
    let step = |when: Value| json!([{ "id": "a", "kind": "letter", "label": "Your letter", "when": when }]);
    let message = "there are answers for which this reject has no next step";
    assert_problem(
        "/routes/3/steps",
        step(json!({ "plan_state": ["OR", "WA"] })),
        "/rules/4/next",
        message,
    );
    // The rule applies to plans other than Medicare only, so a step for those is enough.
    let mut policy = valid_policy();
    put(
        &mut policy,
        "/routes/3/steps",
        step(json!({ "line_of_business": { "not": "medicare" } })),
    );
    assert_eq!(problems_of(&policy), []);
}

#[test]
fn findings_and_steps_that_can_never_appear() {
    assert_problem(
        "/rules/4/field",
        json!(null),
        "/rules/4",
        "name in `field` the fact that this rule is about",
    );
    assert_problem(
        "/routes/1/steps/1/href",
        json!("http://gulf.example"),
        "/routes/1/steps/1/href",
        "starts with https://",
    );
    assert_problem(
        "/routes/1/steps/1/href",
        json!("javascript:alert(1)"),
        "/routes/1/steps/1/href",
        "starts with https://",
    );
    assert_problem(
        "/routes/2/steps/0/value",
        json!("555-0120"),
        "/routes/2/steps/0/value",
        "a North American number, such as 503-555-0142",
    );
    assert_problem(
        "/routes/2/steps/0/value",
        json!("503-555-0142 (TTY 711)"),
        "/routes/2/steps/0/value",
        "remarks go to `note`",
    );
    assert_problem(
        "/routes/2/steps/0/value",
        json!(null),
        "/routes/2/steps/0/value",
        "a phone step without a number needs a `note` that says where to find it",
    );
}
