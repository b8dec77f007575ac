//! Problems help the author: they name the part, similar names, and what is possible.

use p2p_review::Policies;
use p2p_test_support::author;
use serde_json::json;

use crate::{VALID_POLICY, assert_problem, problems_of, problems_with, put, valid_policy};

#[test]
fn unknown_names_come_with_suggestions() {
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
            "there is no route `appeals`; did you mean `appeal`? Known names: ",
        ),
        (
            "/rules/0/says",
            json!(["GULF-10"]),
            "there is no statement `GULF-10`; did you mean ",
        ),
        (
            "/rules/0/says",
            json!(["zebra"]),
            "there is no statement `zebra`; known names: GULF-1, GULF-2",
        ),
        (
            "/needs/0/fact",
            json!("issued"),
            "did you mean `determination_issued`",
        ),
        (
            "/holidays",
            json!(["easter"]),
            "there is no day `easter`; known names: new-years-day",
        ),
        (
            "/deadlines/0/from",
            json!(["notified"]),
            "there is no date `notified`; did you mean `notified_at`? Known names: determination_date, ",
        ),
    ] {
        let problems = problems_with(pointer, value);
        assert!(problems.contains(says), "{says}: {problems}");
    }
}

/// A mistake is reported once, without problems that only follow from it.
#[test]
fn a_misspelled_outcome_is_the_only_problem() {
    let rule = json!({ "id": "red", "outcome": "rejct", "says": ["GULF-1"], "field": "denial_date", "message": "No.",
        "elsewhere": true, "next": ["appeal"] });
    let problems = problems_with("/rules/0", rule);
    assert_eq!(problems.lines().count(), 1, "{problems}");
    assert!(problems.contains("did you mean `reject`?"), "{problems}");
}

#[test]
fn a_problem_names_its_part() {
    let mut policy = valid_policy();
    put(&mut policy, "/rules/0/message", json!(7));
    put(&mut policy, "/needs/0/at_least", json!("two"));
    let problems = author::load_json(&mut Policies::shipped(), &policy).unwrap_err();
    let rules: Vec<Option<&str>> = problems
        .iter()
        .map(|problem| problem.rule.as_deref())
        .collect();
    let need = policy["needs"][0]["fact"].as_str();
    assert_eq!(rules, [Some("too-late"), need], "{problems:#?}");
}

#[test]
fn a_problem_in_an_included_part_is_located_in_its_file() {
    let mut policy = valid_policy();
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
    // A part in the policy's own file keeps its position.
    put(&mut policy, "/routes/0/steps/0/kind", json!("pigeon"));
    let problems = problems_of(&policy);
    assert!(
        problems
            .iter()
            .any(|(path, _)| path == "/routes/0/steps/0/kind"),
        "{problems:#?}"
    );
}

#[test]
fn a_problem_of_the_scope_is_located_at_the_scope() {
    let mut policy = valid_policy();
    put(
        &mut policy,
        "/routes/-",
        json!({ "id": "texas", "steps": [{ "id": "texas", "kind": "letter", "label": "Texas", "when": { "plan_state": "TX" } }] }),
    );
    let outside = json!({ "lines_of_business": { "outcome": "reject", "says": ["GULF-1"], "message": "Not here.", "next": ["texas"] } });
    assert_problem(
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

#[test]
fn a_duplicate_key_is_a_problem() {
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
        let text = VALID_POLICY.replacen(from, to, 1);
        assert_ne!(text, VALID_POLICY);
        let value: p2p_review::Value = serde_json::from_str(&text).unwrap();
        let problems = author::load(&mut Policies::shipped(), &value).unwrap_err();
        let found = problems
            .iter()
            .any(|problem| problem.path == path && problem.message.contains("appears twice"));
        assert!(found, "{problems:#?}");
    }
}

#[test]
fn problems_in_json_speak_of_objects_and_arrays() {
    let problems = author::load_json(&mut Policies::shipped(), &json!([])).unwrap_err();
    let problem = problems[0].clone().in_json_words();
    assert_eq!(problem.message, "this has to be an object");
}

/// Dates, numbers and call windows have tests of their own; the problem lists their keys.
#[test]
fn a_malformed_condition_is_told_what_is_possible() {
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
        let mut policy = valid_policy();
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
