//! Warnings: not faults, but most likely mistakes.

use p2p_review::Policies;
use p2p_test_support::author;
use serde_json::{Value, json};

use crate::{put, valid_policy};

/// The warnings of the valid policy with one more part.
fn warned(pointer: &str, value: Value) -> Vec<(String, String)> {
    let mut policy = valid_policy();
    put(&mut policy, pointer, value);
    let warnings = author::load_json(&mut Policies::shipped(), &policy).unwrap();
    warnings
        .into_iter()
        .map(|problem| (problem.path, problem.message))
        .collect()
}

#[test]
fn lints_are_reported_as_warnings() {
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
    let mut policy = valid_policy();
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

/// Whether a lint warns about a rule on facts and a clock of its own.
fn warns_about(when: &Value, message: &str, of: &str) -> bool {
    let mut policy = valid_policy();
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
fn empty_number_ranges_never_fire() {
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
            warns_about(&when, "A message.", "can never fire"),
            never,
            "{when}"
        );
    }
}

#[test]
fn a_pattern_that_looks_like_a_regular_expression() {
    for (form, looks) in [
        ("^CR[0-9]+$", true),
        ("CR########", false),
        ("(##) @-#", false),
    ] {
        let when = json!({ "member_id": { "matches": form } });
        assert_eq!(
            warns_about(&when, "A message.", "regular expression"),
            looks,
            "{form}"
        );
    }
}

/// A placeholder in a message has a value if the condition can only hold when it is known.
#[test]
fn placeholders_in_a_message_are_known_by_its_condition() {
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
            warns_about(&when, message, "can be unknown"),
            unknown,
            "{when}"
        );
    }
}

/// A policy that speaks another language lacks no text in it: each that it lacks is named with its part.
#[test]
fn texts_without_a_translation() {
    let mut policy = valid_policy();
    let texts = json!({ "Spanish for nobody": "x" });
    put(&mut policy, "/translations", json!({ "es": texts }));
    let warnings = author::load_json(&mut Policies::shipped(), &policy).unwrap();
    let lacks = |path: &str, rule: Option<&str>, says: &str| {
        let found = warnings.iter().any(|warning| {
            warning.path == path
                && warning.rule.as_deref() == rule
                && warning.message.contains(says)
                && warning.message.contains("no translation into `es`")
        });
        assert!(found, "{path}: {warnings:#?}");
    };
    let message = policy["rules"][0]["message"].as_str().unwrap();
    lacks("/rules/0/message", Some("too-late"), message);
    let step = &policy["routes"][0]["steps"][0];
    lacks(
        "/routes/0/steps/0/label",
        step["id"].as_str(),
        step["label"].as_str().unwrap(),
    );
    lacks(
        "/deadlines/0",
        policy["deadlines"][0]["id"].as_str(),
        "Request by",
    );
    lacks("/translations/es", None, "denial_date");
    lacks("/translations/es", None, "Thanksgiving Day");
    // What has one is not named.
    let mut whole = policy.clone();
    put(
        &mut whole,
        "/translations/es",
        json!({ message: "Demasiado tarde." }),
    );
    let warnings = author::load_json(&mut Policies::shipped(), &whole).unwrap();
    assert!(
        !warnings
            .iter()
            .any(|warning| warning.path == "/rules/0/message")
    );
    // A policy of one language has nothing to translate.
    let warnings = author::load_json(&mut Policies::shipped(), &valid_policy()).unwrap();
    assert!(
        !warnings
            .iter()
            .any(|warning| warning.message.contains("translation"))
    );
}
