//! Arbitrary input: any value in every field, requests of any shape, extreme instants, invalid policies. Nothing
//! panics, every answer has the shape of the contract, and a wrong value is reported on its own field and affects no
//! other.
#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects
)]

use std::sync::OnceLock;

use chrono::{DateTime, Utc};
use p2p_review::{DeadlineErrorCode, Policies, compute_deadline, validate_request};
use p2p_test_support::author::{self, value};
use proptest::prelude::*;
use proptest::test_runner::{Config, RngSeed};
use serde_json::{Map, Value as Json, json};

fn config() -> Config {
    let cases = if std::env::var("P2P_FULL").is_ok_and(|value| value == "1") {
        20_000
    } else {
        800
    };
    Config {
        cases,
        rng_seed: RngSeed::Fixed(20_260_303),
        failure_persistence: None,
        ..Config::default()
    }
}

fn policies() -> &'static Policies {
    static POLICIES: OnceLock<Policies> = OnceLock::new();
    POLICIES.get_or_init(Policies::shipped)
}

/// Field, kind and values of every fact, for each payer.
fn payers() -> &'static Vec<Json> {
    static SUMMARIES: OnceLock<Vec<Json>> = OnceLock::new();
    SUMMARIES.get_or_init(|| {
        policies()
            .summaries()
            .iter()
            .map(|summary| serde_json::to_value(summary).unwrap())
            .collect()
    })
}

fn noon() -> DateTime<Utc> {
    "2026-03-03T20:00:00Z".parse().unwrap()
}

fn decide(request: &Json) -> Json {
    serde_json::to_value(validate_request(policies(), &value(request), noon())).unwrap()
}

// --- what comes in --------------------------------------------------------------------------------

fn any_text() -> BoxedStrategy<String> {
    prop_oneof![
        3 => any::<String>(),
        2 => "[ -~]{0,12}",
        1 => "\\PC{300,5000}",
        1 => "[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}",
        1 => "[ +-]?[0-9]{2,6}-[0-9]{2}-[0-9]{2}[T ]?",
        1 => "[0-9]{1,2}:[0-9]{1,2}",
        1 => "[0-9() +.-]{7,20}",
        1 => Just("__proto__".to_owned()),
        1 => Just("constructor".to_owned()),
        1 => Just("\u{0}".to_owned()),
        1 => Just("\u{202e}\u{feff}".to_owned()),
    ]
    .boxed()
}

fn any_leaf() -> BoxedStrategy<Json> {
    prop_oneof![
        Just(Json::Null),
        any::<bool>().prop_map(Json::from),
        any::<i64>().prop_map(Json::from),
        any::<f64>().prop_map(Json::from),
        any_text().prop_map(Json::from),
        Just(json!([])),
        Just(json!({})),
    ]
    .boxed()
}

fn any_json() -> BoxedStrategy<Json> {
    any_leaf()
        .prop_recursive(4, 40, 6, |inner| {
            prop_oneof![
                proptest::collection::vec(inner.clone(), 0..6).prop_map(Json::from),
                proptest::collection::vec((any_text(), inner), 0..6)
                    .prop_map(|entries| entries.into_iter().collect()),
            ]
        })
        .boxed()
}

/// Lists that resemble call windows.
fn any_windows() -> BoxedStrategy<Json> {
    let date = prop_oneof![
        4 => (2025..2028, 1..=12, 1..=31).prop_map(|(y, m, d)| json!(format!("{y}-{m:02}-{d:02}"))),
        1 => any_leaf(),
    ];
    let time = || {
        prop_oneof![
            4 => (0..26, 0..62).prop_map(|(h, m)| json!(format!("{h:02}:{m:02}"))),
            1 => any_leaf(),
        ]
    };
    let window =
        (date, time(), time(), any_leaf(), 0..10).prop_map(|(date, start, end, more, n)| match n {
            0 => json!({ "date": date, "start": start }),
            1 => json!({ "date": date, "start": start, "end": end, "more": more }),
            2 => more,
            _ => json!({ "date": date, "start": start, "end": end }),
        });
    proptest::collection::vec(window, 0..30)
        .prop_map(Json::from)
        .boxed()
}

/// For one field of one payer: valid and invalid values.
fn any_answer(field: &Json) -> BoxedStrategy<Json> {
    let usual = match field["kind"].as_str().unwrap() {
        "boolean" => any::<bool>().prop_map(Json::from).boxed(),
        "choice" => proptest::sample::select(field["values"].as_array().unwrap().clone())
            .prop_map(|value| value["value"].clone())
            .boxed(),
        "date" => (2025..2027, 1..=12, 1..=28)
            .prop_map(|(y, m, d)| json!(format!("{y}-{m:02}-{d:02}")))
            .boxed(),
        "windows" => any_windows(),
        _ => Just(json!("541-684-5584")).boxed(),
    };
    match field["unsure"] == true {
        true => prop_oneof![5 => usual, 1 => any_json(), 1 => Just(json!("unsure"))].boxed(),
        false => prop_oneof![5 => usual, 1 => any_json()].boxed(),
    }
}

/// A request to one of the payers; each field is unanswered, valid or invalid.
fn any_request() -> BoxedStrategy<Json> {
    let one = |payer: &Json| {
        let id = payer["id"].clone();
        let fields: Vec<(String, BoxedStrategy<Option<Json>>)> = payer["fields"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|field| field["field"] != "payer")
            .map(|field| {
                (
                    field["field"].as_str().unwrap().to_owned(),
                    proptest::option::of(any_answer(field)).boxed(),
                )
            })
            .collect();
        let (names, answers): (Vec<String>, Vec<_>) = fields.into_iter().unzip();
        (
            answers,
            proptest::collection::vec((any_text(), any_json()), 0..3),
        )
            .prop_map(move |(answers, more)| {
                let mut request: Map<String, Json> = more.into_iter().collect();
                request.insert("payer".into(), id.clone());
                let answered = names.iter().cloned().zip(answers);
                request.extend(answered.filter_map(|(name, answer)| Some((name, answer?))));
                Json::Object(request)
            })
            .boxed()
    };
    proptest::strategy::Union::new(payers().iter().map(one).collect::<Vec<_>>()).boxed()
}

fn any_now() -> BoxedStrategy<DateTime<Utc>> {
    let earliest = DateTime::<Utc>::MIN_UTC.timestamp();
    let latest = DateTime::<Utc>::MAX_UTC.timestamp();
    prop_oneof![
        4 => 946_684_800_i64..4_102_444_800,
        1 => earliest..=latest,
        1 => Just(earliest),
        1 => Just(latest),
    ]
    .prop_map(|seconds| DateTime::from_timestamp(seconds, 0).unwrap())
    .boxed()
}

// --- what must come out ---------------------------------------------------------------------------

fn is_text(json: &Json) -> bool {
    json.is_string()
}

fn is_text_or_null(json: &Json) -> bool {
    json.is_string() || json.is_null()
}

fn keys(json: &Json) -> Vec<&str> {
    json.as_object()
        .unwrap_or_else(|| panic!("not an object: {json}"))
        .keys()
        .map(String::as_str)
        .collect()
}

fn list<'j>(json: &'j Json, key: &str) -> &'j Vec<Json> {
    json[key]
        .as_array()
        .unwrap_or_else(|| panic!("{key} is no list: {json}"))
}

fn check_citation(citation: &Json) {
    if citation.is_null() {
        return;
    }
    assert_eq!(
        keys(citation),
        ["source", "title", "section", "statements", "effective"]
    );
    assert!(
        is_text(&citation["source"]) && is_text(&citation["title"]),
        "{citation}"
    );
    assert!(
        is_text_or_null(&citation["section"]) && is_text_or_null(&citation["effective"]),
        "{citation}"
    );
    assert!(
        !list(citation, "statements").is_empty()
            && list(citation, "statements").iter().all(is_text),
        "{citation}"
    );
}

fn check_steps(steps: &[Json]) {
    for step in steps {
        assert_eq!(keys(step), ["id", "label", "kind", "value", "href", "note"]);
        let kinds = ["phone", "fax", "mail", "form", "portal", "email", "letter"];
        assert!(kinds.contains(&step["kind"].as_str().unwrap()), "{step}");
        assert!(
            ["value", "href", "note"]
                .into_iter()
                .all(|key| is_text_or_null(&step[key])),
            "{step}"
        );
    }
}

fn check_deadline(deadline: &Json) {
    let expected = [
        "id",
        "label",
        "start",
        "start_field",
        "count",
        "unit",
        "opens",
        "safe",
        "due",
        "closes",
        "due_at",
        "closes_at",
        "time_zone",
        "status",
        "days_left",
        "days",
        "citation",
    ];
    assert_eq!(keys(deadline), expected);
    assert!(
        deadline["due"].as_str().unwrap() <= deadline["closes"].as_str().unwrap(),
        "{deadline}"
    );
    assert!(
        deadline["start"].as_str().unwrap() <= deadline["due"].as_str().unwrap(),
        "{deadline}"
    );
    assert!(
        deadline["safe"].as_str().unwrap() <= deadline["due"].as_str().unwrap(),
        "{deadline}"
    );
    let statuses = [
        "not-open",
        "open",
        "last-day",
        "past-safe",
        "past-due",
        "closed",
    ];
    assert!(
        statuses.contains(&deadline["status"].as_str().unwrap()),
        "{deadline}"
    );
    for day in list(deadline, "days") {
        assert_eq!(keys(day), ["date", "counts", "skipped", "doubtful"]);
        assert_ne!(day["counts"].is_null(), day["skipped"].is_null(), "{day}");
        assert!(
            day["doubtful"].is_null() || day["doubtful"] == day["skipped"],
            "{day}"
        );
    }
    check_citation(&deadline["citation"]);
}

/// Everything that the contract promises about a decision's shape.
fn check_decision(decision: &Json) {
    let expected = [
        "outcome",
        "findings",
        "needed",
        "optional",
        "deadline",
        "response_times",
        "contacts",
        "clocks",
        "policy",
        "engine",
        "checked_at",
    ];
    assert_eq!(keys(decision), expected);
    let kinds = ["reject", "invalid", "warning", "notice"];
    let mut last = 0;
    for finding in list(decision, "findings") {
        assert_eq!(
            keys(finding),
            [
                "kind",
                "rule",
                "field",
                "at",
                "message",
                "shown",
                "elsewhere",
                "citation",
                "next_steps"
            ]
        );
        let rank = kinds
            .iter()
            .position(|kind| finding["kind"] == *kind)
            .unwrap();
        assert!(last <= rank, "rejects first: {decision}");
        last = rank;
        assert!(
            finding["rule"].as_str().unwrap().contains('/')
                && !finding["message"].as_str().unwrap().is_empty(),
            "{finding}"
        );
        assert!(
            is_text_or_null(&finding["field"]) && is_text_or_null(&finding["at"]),
            "{finding}"
        );
        assert!(
            finding["at"].as_str().is_none_or(|at| at.starts_with('/')),
            "{finding}"
        );
        check_citation(&finding["citation"]);
        check_steps(list(finding, "next_steps"));
        let shown = finding["shown"].as_str().unwrap();
        assert!(
            shown == "first" || (shown == "folded" && rank == 3),
            "{finding}"
        );
        assert!(finding["elsewhere"] == false || rank == 0, "{finding}");
        if rank == 0 {
            assert!(
                !finding["citation"].is_null() && !list(finding, "next_steps").is_empty(),
                "{finding}"
            );
        }
    }
    let has = |kind: &str| {
        list(decision, "findings")
            .iter()
            .any(|finding| finding["kind"] == kind)
    };
    let outcome = if has("reject") {
        "ineligible"
    } else if has("invalid") || !list(decision, "needed").is_empty() {
        "incomplete"
    } else {
        "eligible"
    };
    assert_eq!(decision["outcome"], outcome, "{decision}");
    for open in list(decision, "needed")
        .iter()
        .chain(list(decision, "optional"))
    {
        assert_eq!(keys(open), ["field", "citation"]);
        check_citation(&open["citation"]);
    }
    let clocks = list(decision, "clocks").iter();
    for deadline in clocks.chain([&decision["deadline"]]) {
        if !deadline.is_null() {
            check_deadline(deadline);
        }
    }
    for time in list(decision, "response_times") {
        assert_eq!(
            keys(time),
            ["id", "label", "count", "unit", "by", "citation"]
        );
    }
    check_steps(list(decision, "contacts"));
    if !decision["policy"].is_null() {
        assert_eq!(
            keys(&decision["policy"]),
            ["id", "name", "version", "sources"]
        );
    }
    assert!(
        is_text(&decision["engine"]) && is_text(&decision["checked_at"]),
        "{decision}"
    );
}

/// Whether the value counts as no answer.
fn is_absent(value: &Json) -> bool {
    value.is_null() || value.as_str().is_some_and(|text| text.trim().is_empty())
}

/// Whether the value is invalid for this kind of field, judging by the contract alone; `None` if that depends on more.
fn is_wrong(field: &Json, value: &Json) -> Option<bool> {
    let text = value.as_str();
    match field["kind"].as_str().unwrap() {
        "boolean" => Some(!value.is_boolean()),
        "choice" => Some(
            !list(field, "values")
                .iter()
                .any(|known| known["value"] == *value),
        ),
        "date" => {
            let strict = text.is_some_and(|text| {
                let byte = |n: usize| text.as_bytes()[n];
                text.len() == 10
                    && (0..10).all(|n| {
                        if n == 4 || n == 7 {
                            byte(n) == b'-'
                        } else {
                            byte(n).is_ascii_digit()
                        }
                    })
            });
            if strict { None } else { Some(true) }
        }
        "windows" => (!value.is_array()).then_some(true),
        _ => text.is_none().then_some(true),
    }
}

fn without(decision: &Json, field: &str) -> Json {
    let mut rest = decision.clone();
    for key in ["needed", "optional"] {
        rest[key]
            .as_array_mut()
            .unwrap()
            .retain(|open| open["field"] != field);
    }
    rest["findings"]
        .as_array_mut()
        .unwrap()
        .retain(|finding| finding["kind"] != "invalid" || finding["field"] != field);
    rest.as_object_mut().unwrap().remove("outcome");
    rest
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn any_request_gets_a_valid_decision(request in any_request(), now in any_now()) {
        let decision = serde_json::to_value(validate_request(policies(), &value(&request), now)).unwrap();
        check_decision(&decision);
        let known: Vec<&Json> = payers().iter().find(|payer| payer["id"] == request["payer"]).unwrap()["fields"].as_array().unwrap().iter().map(|field| &field["field"]).collect();
        for finding in list(&decision, "findings") {
            prop_assert!(finding["field"].is_null() || known.contains(&&finding["field"]), "{}", finding);
            // Only fields with a value can be invalid.
            if finding["kind"] == "invalid" {
                prop_assert!(request.get(finding["field"].as_str().unwrap()).is_some(), "{}", finding);
            }
        }
        if let Ok(deadline) = compute_deadline(policies(), &value(&request), now) {
            let deadline = serde_json::to_value(deadline).unwrap();
            check_deadline(&deadline);
            if !decision["deadline"].is_null() {
                prop_assert_eq!(&deadline, &decision["deadline"]);
            }
        }
    }

    #[test]
    fn any_json_gets_a_decision(request in any_json(), now in any_now()) {
        check_decision(&serde_json::to_value(validate_request(policies(), &value(&request), now)).unwrap());
        let _ = compute_deadline(policies(), &value(&request), now);
    }

    /// A wrong value is reported on its field, is not asked for again, and changes nothing else: the rest is as if it
    /// had not been given.
    #[test]
    fn a_wrong_value_affects_only_its_own_field(request in any_request(), which in any::<proptest::sample::Index>(), wrong in any_json()) {
        let payer = payers().iter().find(|payer| payer["id"] == request["payer"]).unwrap();
        let fields: Vec<&Json> = list(payer, "fields").iter().filter(|field| field["field"] != "payer").collect();
        let field = fields[which.index(fields.len())];
        let name = field["field"].as_str().unwrap();
        prop_assume!(!is_absent(&wrong) && is_wrong(field, &wrong) == Some(true));

        let mut absent = request.clone();
        absent.as_object_mut().unwrap().remove(name);
        let mut given = absent.clone();
        given[name] = wrong;
        let (absent, given) = (decide(&absent), decide(&given));
        let reported: Vec<&Json> = list(&given, "findings").iter().filter(|finding| finding["kind"] == "invalid" && finding["field"] == name).collect();
        prop_assert_eq!(reported.len(), 1, "{}", given);
        prop_assert!(reported[0]["rule"].as_str().unwrap().starts_with("request/"));
        prop_assert!(!list(&given, "needed").iter().chain(list(&given, "optional")).any(|open| open["field"] == name), "{}", given);
        let outcome = if absent["outcome"] == "ineligible" { "ineligible" } else { "incomplete" };
        prop_assert_eq!(&given["outcome"], outcome);
        prop_assert_eq!(without(&given, name), without(&absent, name));
    }

    /// Only objects of the right shape are policies. Anything else is refused and changes nothing.
    #[test]
    fn any_json_is_loaded_or_refused(policy in any_json()) {
        let mut policies = policies().clone();
        let before = serde_json::to_value(policies.summaries()).unwrap();
        let problems = author::load_json(&mut policies, &policy).expect_err("no policy");
        prop_assert!(!problems.is_empty());
        prop_assert_eq!(serde_json::to_value(policies.summaries()).unwrap(), before);
    }

    /// A policy with one value replaced is loaded or refused with reasons; either way nothing panics afterwards.
    #[test]
    fn a_changed_policy_does_no_harm(
        at in any::<proptest::sample::Index>(),
        wrong in prop_oneof![any_json(), Just(json!("2026-03-03")), Just(json!({ "appeal_filed": true })), Just(json!(["in-time"]))],
        request in any_request(),
        now in any_now(),
    ) {
        let mut policy = sample_policy();
        let mut paths = Vec::new();
        paths_of(&policy, String::new(), &mut paths);
        *policy.pointer_mut(&paths[at.index(paths.len())]).unwrap() = wrong;
        let mut policies = policies().clone();
        let before = serde_json::to_value(policies.summaries()).unwrap();
        match author::load_json(&mut policies, &policy) {
            Ok(_) => {
                let mut request = request;
                request["payer"] = policy["id"].clone();
                check_decision(&serde_json::to_value(validate_request(&policies, &value(&request), now)).unwrap());
                let _ = compute_deadline(&policies, &value(&request), now);
            }
            Err(problems) => {
                prop_assert!(!problems.is_empty());
                for problem in &problems {
                    prop_assert!(problem.path.is_empty() || problem.path.starts_with('/'), "{:?}", problem);
                    prop_assert!(!problem.message.is_empty());
                }
                prop_assert_eq!(serde_json::to_value(policies.summaries()).unwrap(), before);
            }
        }
    }
}

/// A small policy that uses every part of the language.
fn sample_policy() -> Json {
    json!({
        "id": "sample",
        "name": "Sample Health",
        "time_zone": "America/Chicago",
        "lines_of_business": ["commercial", "medicare"],
        "services": ["medical"],
        "may_be_closed": ["christmas-eve"],
        "contacts": ["desk"],
        "sources": [{
            "id": "S", "title": "Sample page", "effective": "2026-01-01", "next_review": "2027-01-01",
            "regulations": ["45 CFR 147.136"], "when": { "service": "medical" }
        }],
        "statements": [
            { "id": "S-01", "section": "Limits", "gist": "Before an appeal" },
            { "id": "S-02", "gist": "In time" },
            { "id": "S-03", "gist": "By phone" }
        ],
        "facts": [{ "id": "admission_date", "stage": "gate", "kind": "date", "question": "When was the admission?", "hint": "As in the letter." }],
        "questions": [{ "fact": "appeal_filed", "question": "Is there an appeal?", "says": ["S-01"] }],
        "rules": [
            {
                "id": "appeal-filed", "outcome": "reject", "says": ["S-01"], "field": "appeal_filed", "next": ["desk"],
                "when": { "appeal_filed": true, "any": [{ "line_of_business": { "not": "medicare" } }, { "denial_date": { "before": "2026-01-01" } }] },
                "message": "An appeal is in."
            },
            { "id": "late", "outcome": "reject", "says": ["S-02"], "field": "denial_date", "when": { "deadline": "closed" }, "message": "Too late.", "next": ["desk"] },
            { "id": "outside", "outcome": "invalid", "says": ["S-03"], "field": "call_windows", "when": { "call_windows": { "outside_hours": ["08:00", "17:00"] } }, "message": "Call hours are eight to five." },
            { "id": "soon", "outcome": "warning", "says": ["S-03"], "field": "call_windows", "when": { "call_windows": { "starts_within_hours": 2 } }, "message": "That is soon." },
            { "id": "explained", "outcome": "notice", "says": ["S-03"], "message": "It is a call." }
        ],
        "needs": [{ "fact": "call_windows", "says": ["S-03"], "at_least": 2 }],
        "offers": [{ "fact": "contact_email" }],
        "deadlines": [
            { "id": "stay", "says": ["S-02"], "when": { "service": "medical" }, "count": 3, "unit": "business-days", "from": ["denial_date", "admission_date"] },
            { "id": "other", "says": ["S-02"], "count": 72, "unit": "hours", "from": ["denial_date"] }
        ],
        "response_times": [{ "id": "answer", "label": "First answer", "says": ["S-03"], "count": 2, "unit": "business-days" }],
        "routes": [{
            "id": "desk",
            "steps": [{ "id": "call", "kind": "phone", "label": "Call", "value": "1 (800) 253-0838", "note": "Weekdays", "says": ["S-03"] }]
        }]
    })
}

fn paths_of(json: &Json, here: String, paths: &mut Vec<String>) {
    match json {
        Json::Object(entries) => entries
            .iter()
            .for_each(|(key, value)| paths_of(value, format!("{here}/{key}"), paths)),
        Json::Array(items) => items
            .iter()
            .enumerate()
            .for_each(|(n, item)| paths_of(item, format!("{here}/{n}"), paths)),
        _ => {}
    }
    paths.push(here);
}

#[test]
fn the_sample_policy_loads() {
    let mut policies = policies().clone();
    assert!(author::load_json(&mut policies, &sample_policy()).is_ok());
}

/// On the earliest supported day, only one date is possible; it is still unknown.
#[test]
fn a_date_is_unknown_on_the_first_day_too() {
    let (earliest, latest) = (DateTime::<Utc>::MIN_UTC, DateTime::<Utc>::MAX_UTC);
    for payer in ["pacificsource", "regence", "asuris"] {
        for now in [earliest, latest] {
            let request = value(&json!({ "payer": payer }));
            let decision = validate_request(policies(), &request, now);
            assert_eq!(decision.deadline, None, "{payer} at {now}");
            let asked: Vec<&str> = decision.needed.iter().map(|open| open.field).collect();
            assert!(
                asked.contains(&"denial_date"),
                "{payer} at {now}: {asked:?}"
            );
            let error = compute_deadline(policies(), &request, now).expect_err("no date");
            assert_eq!(
                error.code,
                DeadlineErrorCode::MissingField,
                "{payer} at {now}"
            );
        }
    }
}
