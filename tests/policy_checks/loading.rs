//! Loading a policy: reports all problems at once, changes nothing if it is refused, and computes the version.

use p2p_policy::author::project;
use p2p_review::Policies;
use p2p_test_support::author;
use serde_json::{Value, json};

use crate::{load, problems_of, put, valid_policy};

#[test]
fn the_valid_policy_has_no_problem() {
    assert_eq!(problems_of(&valid_policy()), []);
}

#[test]
fn all_problems_are_reported_at_once() {
    let mut policy = valid_policy();
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
fn a_refused_policy_changes_nothing() {
    let mut policies = Policies::shipped();
    assert_eq!(load(&mut policies, &valid_policy()), []);
    let before = serde_json::to_value(policies.summaries()).unwrap();
    for id in ["gulf-mutual", "regence", "new-payer"] {
        let mut policy = valid_policy();
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
    let mut policy = valid_policy();
    put(&mut policy, "/id", json!("regence"));
    assert_eq!(load(&mut policies, &policy), []);
    assert_eq!(policies.summaries().len(), count);
    let request =
        serde_json::from_str(r#"{ "payer": "regence", "purpose": "reimbursement" }"#).unwrap();
    let decision =
        p2p_review::validate_request(&policies, &request, "2026-03-03T18:00:00Z".parse().unwrap());
    assert_eq!(decision.findings[0].rule, "regence/reimbursement");
}

/// The source of a shipped policy, also in JSON, compiles to the built-in policy, including its version and texts.
#[test]
fn the_shipped_sources_compile_to_the_built_in_policies() {
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

/// The version depends on the content and nothing else.
#[test]
fn the_version_depends_on_the_content() {
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
    let first = version(&valid_policy());
    let mut reversed = valid_policy();
    let Value::Object(entries) = &mut reversed else {
        panic!()
    };
    *entries = std::mem::take(entries).into_iter().rev().collect();
    put(&mut reversed, "/rules/0/field", json!("denial_date"));
    assert_eq!(version(&reversed), first);
    put(&mut reversed, "/statements/0/gist", json!("Changed"));
    assert_ne!(version(&reversed), first);
}
