//! What a loaded policy still needs to know.

use p2p_review::Policies;
use serde_json::{Value, json};

use crate::load;

/// A policy with these parts: its outcome for this request, and what it still needs.
fn decide_with(parts: Value, request: Value) -> (String, Vec<String>) {
    let mut policy = json!({
        "id": "narrow", "name": "Narrow", "time_zone": "America/Los_Angeles",
        "sources": [{ "id": "S", "title": "Narrow" }],
        "statements": [{ "id": "S-1", "gist": "What it says" }],
        "routes": [{ "id": "desk", "steps": [{ "id": "call", "kind": "phone", "label": "Call", "value": "541-684-5584" }] }],
        "contacts": ["desk"]
    });
    for (key, value) in parts.as_object().unwrap() {
        policy[key] = value.clone();
    }
    let mut policies = Policies::shipped();
    assert_eq!(load(&mut policies, &policy), []);
    let mut request: Value = request;
    request["payer"] = json!("narrow");
    let request = serde_json::from_value(request).unwrap();
    let now = p2p_review::parse_instant("2026-03-03T18:00:00Z").unwrap();
    let decision = p2p_review::validate_request(&policies, &request, now);
    let needed = decision.needed.iter().map(|open| open.field.to_string());
    (decision.outcome.name().into(), needed.collect())
}

fn bar(id: &str, field: &str, when: Value) -> Value {
    json!({ "id": id, "outcome": "reject", "says": ["S-1"], "field": field, "message": id, "next": ["desk"], "when": when })
}

/// Two deadlines are possible and neither is past due: a reject that requires that is still open.
#[test]
fn a_partly_known_deadline_is_used() {
    let yes_no = |id| json!({ "id": id, "kind": "boolean", "question": "Is it so?" });
    let parts = json!({
        "facts": [yes_no("longer"), yes_no("barred")],
        "deadlines": [
            { "id": "five", "says": ["S-1"], "when": { "longer": true }, "count": 5, "unit": "business-days", "from": ["denial_date"] },
            { "id": "one", "says": ["S-1"], "count": 1, "unit": "business-days", "from": ["denial_date"] }
        ],
        "rules": [
            bar("late", "denial_date", json!({ "deadline": "closed" })),
            bar("other", "barred", json!({ "deadline": ["open", "past-due"], "none": [{ "deadline": "past-due" }], "barred": true }))
        ]
    });
    let (outcome, needed) = decide_with(parts.clone(), json!({ "denial_date": "2026-02-27" }));
    assert_eq!(outcome, "incomplete");
    for fact in ["longer", "barred"] {
        assert!(
            needed.iter().any(|needed| needed == fact),
            "{fact}: {needed:?}"
        );
    }
    let barred = json!({ "denial_date": "2026-02-27", "longer": true, "barred": true });
    assert_eq!(decide_with(parts, barred).0, "ineligible");
}

/// Even a choice with as many values as there are bits is unknown until it is answered.
#[test]
fn a_choice_is_unknown_even_where_all_its_values_bar() {
    for count in [2, 63, 64] {
        let names: Vec<String> = (0..count).map(|place| format!("v{place}")).collect();
        let values: Vec<Value> = names
            .iter()
            .map(|name| json!({ "value": name, "label": name }))
            .collect();
        let parts = json!({
            "facts": [{ "id": "sort", "kind": "choice", "question": "Which?", "values": values }],
            "rules": [bar("any", "sort", json!({ "sort": names }))]
        });
        let (outcome, needed) = decide_with(parts.clone(), json!({}));
        assert_eq!(outcome, "incomplete", "{count}");
        assert!(needed.contains(&"sort".into()), "{count}: {needed:?}");
        assert_eq!(
            decide_with(parts.clone(), json!({ "sort": "none" })).0,
            "incomplete",
            "{count}"
        );
        assert_eq!(
            decide_with(parts, json!({ "sort": "v1" })).0,
            "ineligible",
            "{count}"
        );
    }
}
