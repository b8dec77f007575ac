//! How large and how deep a policy can be.

use serde_json::{Value, json};
use std::time::{Duration, Instant};

use crate::{bites, fact, problems_of, put, sound};

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
