//! A policy's own facts, and redeclared facts of the vocabulary.

use p2p_policy::facts::MOST_FACTS;
use p2p_review::Policies;
use p2p_test_support::author;
use serde_json::{Value, json};

use crate::{assert_problem, fact, problems_of, put, valid_policy};

#[test]
fn own_facts_that_clash_or_are_invalid() {
    let mut other_kind = fact("appeal_filed");
    other_kind["kind"] = json!("date");
    assert_problem(
        "/facts/-",
        other_kind,
        "/facts/5/kind",
        "the vocabulary has a fact `appeal_filed` of the kind `boolean`",
    );
    assert_problem(
        "/facts/-",
        fact("board_certified"),
        "/facts/5/id",
        "there is already a fact `board_certified`",
    );
    for name in [
        "today",
        "deadline",
        "due_day",
        "any",
        "all",
        "none",
        "constructor",
    ] {
        assert_problem(
            "/facts/-",
            fact(name),
            "/facts/5/id",
            "no fact can be called any of: ",
        );
    }
    for name in ["Colour", "eye-colour", "1st", "__proto__", "größe", "a b"] {
        assert_problem(
            "/facts/-",
            fact(name),
            "/facts/5/id",
            "a name starts with a lowercase letter",
        );
    }
    let choice =
        |values: Value| json!({ "id": "a", "kind": "choice", "question": "?", "values": values });
    assert_problem(
        "/facts/-",
        choice(json!([])),
        "/facts/5/values",
        "a choice has from 1 to 64 values",
    );
    let many: Vec<Value> = (0..65)
        .map(|n| json!({ "value": format!("v{n}"), "label": "V" }))
        .collect();
    assert_problem(
        "/facts/-",
        choice(json!(many)),
        "/facts/5/values",
        "a choice has from 1 to 64 values",
    );
    let odd = json!({ "id": "a", "kind": "date", "question": "?", "values": [{ "value": "v", "label": "V" }] });
    assert_problem("/facts/-", odd, "/facts/5/values", "other kinds have none");
    let mut policy = valid_policy();
    (0..MOST_FACTS).for_each(|n| put(&mut policy, "/facts/-", fact(&format!("own_{n}"))));
    let problems = problems_of(&policy);
    assert!(
        problems.contains(&(
            "/facts".into(),
            format!("with those of the vocabulary, these are more than {MOST_FACTS} facts")
        )),
        "{problems:#?}"
    );
}

/// A set of facts has a limited number of bits.
#[test]
fn a_policy_with_many_facts_goes_without_newer_ones_of_the_vocabulary() {
    let with_own = |count: usize| {
        let mut policy = valid_policy();
        (0..count).for_each(|n| put(&mut policy, "/facts/-", fact(&format!("own_{n}"))));
        policy
    };
    let listed = |policy: &Value| policy["facts"].as_array().map_or(0, Vec::len);
    let newer = author::library().newer.len();
    let room = MOST_FACTS - author::library().facts.len() - listed(&valid_policy());
    // As many as before the vocabulary grew.
    assert_eq!(problems_of(&with_own(room + newer)), []);
    assert_ne!(problems_of(&with_own(room + newer + 1)), []);
    // A fact that the policy names is kept, and uses a bit.
    let names_one = |count| {
        let mut policy = with_own(count);
        let need = json!({ "fact": "denial_reference", "says": policy["needs"][0]["says"] });
        put(&mut policy, "/needs/-", need);
        policy
    };
    assert_eq!(problems_of(&names_one(room + newer - 1)), []);
    assert_ne!(problems_of(&names_one(room + newer)), []);
}

/// A policy from before the vocabulary had a fact may use its name for another. Of the vocabulary's original facts it
/// can change the wording and add values.
#[test]
fn facts_of_the_vocabulary_can_be_redeclared() {
    let fields = |facts: Vec<Value>| {
        let mut policy = valid_policy();
        for fact in &facts {
            put(&mut policy, "/facts/-", fact.clone());
            put(
                &mut policy,
                "/offers/-",
                json!({ "fact": fact["id"], "says": ["GULF-1"] }),
            );
        }
        let mut policies = Policies::shipped();
        author::load_json(&mut policies, &policy).unwrap();
        let summaries = serde_json::to_value(policies.summaries()).unwrap();
        let mut all = summaries.as_array().unwrap().clone().into_iter();
        let gulf = all.find(|policy| policy["id"] == "gulf-mutual").unwrap();
        gulf["fields"].as_array().unwrap().clone()
    };
    let field = |fields: &[Value], id: &str| {
        let mut all = fields.iter().filter(|field| field["field"] == id);
        all.next().unwrap().clone()
    };
    let newer = fields(vec![fact("network")]);
    assert_eq!(field(&newer, "network")["kind"], "boolean");
    let exhausted = json!({ "value": "benefit-exhausted", "label": "The benefit is used up" });
    let more = json!({ "id": "denial_basis", "kind": "choice", "question": "Why?", "values": [exhausted] });
    let more = field(&fields(vec![more]), "denial_basis");
    assert_eq!(more["question"], "Why?");
    assert_eq!(more["values"].as_array().unwrap().len(), 7);
    let fewer = json!({ "id": "meeting_format", "stage": "details", "kind": "choice", "question": "How?", "values": [{ "value": "phone", "label": "By phone" }] });
    let fewer = field(&fields(vec![fewer]), "meeting_format");
    assert_eq!(
        fewer["values"],
        json!([{ "value": "phone", "label": "By phone" }])
    );
    let worded = json!({ "id": "denial_date", "kind": "date", "question": "Which day?" });
    let worded = field(&fields(vec![worded]), "denial_date");
    assert_eq!(worded["unsure"], false);
}
