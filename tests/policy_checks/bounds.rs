//! Limits on the size and depth of policies.

use serde_json::{Value, json};
use std::time::{Duration, Instant};

use crate::{assert_problem, fact, problems_of, put, valid_policy};

#[test]
fn a_huge_policy_is_read_in_reasonable_time() {
    let mut policy = valid_policy();
    for n in 0..2_000 {
        let statement = json!({ "id": format!("GULF-GUIDE-{n}"), "gist": "x".repeat(200) });
        put(&mut policy, "/statements/-", statement);
        let rule = json!({ "id": format!("more-{n}"), "outcome": "notice", "says": [format!("GULF-GUIDE-{n}")], "message": "x".repeat(200) });
        put(&mut policy, "/rules/-", rule);
    }
    let started = Instant::now();
    assert_eq!(problems_of(&policy), []);
    assert!(
        started.elapsed() < Duration::from_secs(10),
        "{:?}",
        started.elapsed()
    );
}

#[test]
fn nested_conditions_do_not_crash() {
    let mut when = json!({ "appeal_filed": true });
    for _ in 0..50 {
        when = json!({ "any": [when] });
    }
    let mut policy = valid_policy();
    put(&mut policy, "/rules/0/when", when);
    assert_eq!(problems_of(&policy), []);
}

/// Deeper than common JSON parsers and the engine's unpacker allow.
#[test]
fn conditions_nested_too_deeply_are_refused() {
    let mut when = json!({ "appeal_filed": true });
    for _ in 0..300 {
        when = json!({ "any": [when] });
    }
    assert_problem(
        "/rules/0/when",
        when,
        "",
        "conditions are nested too deeply",
    );
}

/// A condition with more facts than can be tried is refused, not accepted unchecked.
#[test]
fn a_condition_that_is_too_large_to_check_is_refused() {
    let mut policy = valid_policy();
    let mut when = json!({});
    for n in 0..18 {
        put(&mut policy, "/facts/-", fact(&format!("own_{n}")));
        when[format!("own_{n}")] = json!(true);
    }
    let step = json!([{ "id": "a", "kind": "letter", "label": "Your letter", "when": when }]);
    put(&mut policy, "/routes/4/steps", step);
    assert_ne!(problems_of(&policy), []);
}

/// An odd (or even) number of these facts is true: undecided until the last one is known.
fn parity(facts: &[String], odd: bool) -> Value {
    if let [fact] = facts {
        return json!({ fact: odd });
    }
    let (some, others) = facts.split_at(facts.len() / 2);
    let both = |of_some| json!({ "all": [parity(some, of_some), parity(others, of_some != odd)] });
    json!({ "any": [both(true), both(false)] })
}

/// A policy with rejects whose next step depends on the parity of some facts.
fn with_rejects_by_parity(count: usize) -> Value {
    let mut policy = valid_policy();
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

/// Each reject alone could be checked, but all of them together would take too long.
#[test]
fn a_policy_that_takes_too_long_to_check_is_refused() {
    assert_eq!(problems_of(&with_rejects_by_parity(1)), []);
    let started = Instant::now();
    let problems = problems_of(&with_rejects_by_parity(50));
    assert!(
        matches!(problems.as_slice(), [(path, message)] if path.starts_with("/rules/") && message.contains("too many combinations")),
        "{problems:#?}"
    );
    assert!(
        started.elapsed() < Duration::from_secs(10),
        "{:?}",
        started.elapsed()
    );
}

/// A policy whose decisions would take too long is refused, even if it can be checked quickly.
#[test]
fn a_policy_that_takes_too_long_to_decide_is_refused() {
    let mut policy = valid_policy();
    let facts = ["appeal_filed", "prior_p2p", "letter_received"].map(String::from);
    for n in 0..2_400 {
        let rule = json!({ "id": format!("more-{n}"), "outcome": "reject", "says": ["GULF-1"], "field": "appeal_filed", "message": "No.", "next": ["appeal"], "when": parity(&facts, true) });
        put(&mut policy, "/rules/-", rule);
    }
    let started = Instant::now();
    let problems = problems_of(&policy);
    assert!(
        matches!(problems.as_slice(), [(path, message)] if path.is_empty() && message.contains("too large")),
        "{problems:#?}"
    );
    assert!(
        started.elapsed() < Duration::from_secs(10),
        "{:?}",
        started.elapsed()
    );
}
