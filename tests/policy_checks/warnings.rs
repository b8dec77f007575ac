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
            "nothing says what happens to another `service`",
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

/// Whether there is this warning of the valid policy with one more part.
fn warns(pointer: &str, value: Value, path: &str, says: &str) -> bool {
    let warnings = warned(pointer, value);
    warnings
        .iter()
        .any(|(at, message)| at == path && message.contains(says))
}

#[test]
fn a_deadline_that_stops_nothing() {
    let all_but_closed = ["not-open", "open", "last-day", "past-safe", "past-due"];
    for (when, stops) in [
        (json!({ "deadline": "closed" }), true),
        (json!({ "deadline": ["past-due", "closed"] }), true),
        (json!({ "none": [{ "deadline": all_but_closed }] }), true),
        (json!({ "deadline": "past-due" }), false),
        (json!({ "appeal_filed": true }), false),
    ] {
        let warns = warns(
            "/rules/0/when",
            when.clone(),
            "/deadlines/0",
            "this deadline stops nothing",
        );
        assert_eq!(warns, !stops, "{when}");
    }
    let says = "this deadline stops nothing";
    assert!(warns(
        "/rules/0/outcome",
        json!("warning"),
        "/deadlines/0",
        says
    ));
    assert!(!warns(
        "/rules/0/outcome",
        json!("invalid"),
        "/deadlines/0",
        says
    ));
}

#[test]
fn parts_that_change_nothing() {
    let mut policy = valid_policy();
    put(&mut policy, "/sources/0/effective", json!("2026-01-01"));
    let source = policy["sources"][0].clone();
    let mut reviewed = source.clone();
    reviewed["next_review"] = json!("2025-01-01");
    let day = json!([{ "id": "d", "name": "A day", "month": 3, "day": 2, "easter": 1 }]);
    let two_ways = "this day recurs by `easter`, so `month` does nothing";
    let need = policy["needs"][1].clone();
    let dew = json!({ "es": { "Ask by {due}.": "Antes de {dew}." } });
    let due = json!({ "es": { "Ask by {due}, or wait.": "Antes de {due}." } });
    let unrelated = "this rule doesn't depend on this fact";
    for (pointer, value, path, says, warned) in [
        ("/days", day, "/days/0", two_ways, true),
        (
            "/sources/0",
            reviewed,
            "/sources/0/next_review",
            "the next review is before",
            true,
        ),
        (
            "/sources/-",
            json!({ "id": "LONE", "title": "Alone" }),
            "/sources/1",
            "this source has no statements",
            true,
        ),
        (
            "/needs/-",
            need,
            "/needs/3",
            "an earlier need asks for the same fact",
            true,
        ),
        (
            "/needs/-",
            json!({ "fact": "why_not_certified", "when": { "purpose": "reimbursement" } }),
            "/needs/3",
            "an earlier need asks for the same fact",
            false,
        ),
        (
            "/rules/0/field",
            json!("member_id"),
            "/rules/0/field",
            unrelated,
            true,
        ),
        (
            "/rules/0/field",
            json!("line_of_business"),
            "/rules/0/field",
            unrelated,
            false,
        ),
        (
            "/translations",
            dew,
            "/translations/es/Ask by {due}.",
            "“Ask by {due}.” has no `{dew}`",
            true,
        ),
        (
            "/translations",
            due,
            "/translations/es/Ask by {due}, or wait.",
            "has no",
            false,
        ),
    ] {
        assert_eq!(warns(pointer, value.clone(), path, says), warned, "{value}");
    }
}

#[test]
fn holidays_where_none_are_left_out() {
    let promise = |unit: &str| json!([{ "id": "a", "label": "A", "says": ["GULF-1"], "count": 3, "unit": unit, "holidays": ["good-friday"] }]);
    for (unit, idle) in [
        ("hours", true),
        ("calendar-days", true),
        ("business-days", false),
        ("business-hours", false),
    ] {
        let path = "/response_times/0/holidays";
        let warns = warns(
            "/response_times",
            promise(unit),
            path,
            "these change nothing",
        );
        assert_eq!(warns, idle, "{unit}");
    }
    // The same of the policy's own, where neither a window nor a rule asks about them.
    let mut policy = valid_policy();
    put(&mut policy, "/holidays", json!(["good-friday"]));
    let idle = |policy: &Value| {
        let warnings = author::load_json(&mut Policies::shipped(), policy).unwrap();
        warnings.iter().any(|warning| warning.path == "/holidays")
    };
    assert!(!idle(&policy));
    let deadline = json!([{ "id": "ask", "says": ["GULF-1"], "count": 5, "unit": "calendar-days", "from": ["denial_date"] }]);
    put(&mut policy, "/deadlines", deadline);
    assert!(!idle(&policy), "call windows on holidays are rejected");
    put(
        &mut policy,
        "/rules/6/when",
        json!({ "appeal_filed": true }),
    );
    assert!(idle(&policy));
    put(&mut policy, "/deadlines/0/roll", json!("next-business-day"));
    assert!(!idle(&policy));
}

#[test]
fn rejects_that_leave_nobody_over() {
    let mut policy = valid_policy();
    let nobody = |policy: &Value| {
        let warnings = author::load_json(&mut Policies::shipped(), policy).unwrap();
        warnings
            .iter()
            .any(|warning| warning.message.starts_with("no request can be eligible"))
    };
    for (id, filed) in [("filed", true), ("not-filed", false)] {
        assert!(!nobody(&policy), "{id}");
        let rule = json!({ "id": id, "outcome": "reject", "says": ["GULF-1"], "when": { "appeal_filed": filed }, "message": "No.", "next": ["appeal"] });
        put(&mut policy, "/rules/-", rule);
    }
    assert!(nobody(&policy));
}
