//! Rules that other payers publish need nothing but a policy: seven made-up ones, loaded at run time.
//!
//! Their features: windows that depend on a fact, that count from the later of two dates or in hours, that end with
//! another event; a last day that moves off a weekend; a limit on who may take the call; facts of their own.

#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "test code: a panic is how it reports"
)]

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use p2p_policy::author::project;
use p2p_review::Policies;
use p2p_test_support::author;
use p2p_test_support::cases::{self, Answer, Table};
use p2p_test_support::payers::{Payer, all};
use serde_json::Value;

fn policies() -> Policies {
    let mut policies = Policies::shipped();
    for payer in all() {
        author::load(&mut policies, &payer.source)
            .unwrap_or_else(|problems| panic!("{}: {problems:#?}", payer.id));
    }
    policies
}

fn table(payer: &str) -> Table {
    let payer = all().find(|known| known.id == payer).unwrap();
    cases::parse(payer.id, payer.cases)
}

fn run(payer: &str) {
    let policies = policies();
    let ask = |request: &Value, now: DateTime<Utc>| {
        let request: p2p_review::Value = serde_json::from_value(request.clone()).unwrap();
        let decision = p2p_review::validate_request(&policies, &request, now);
        let deadline = p2p_review::compute_deadline(&policies, &request, now);
        Answer {
            decision: serde_json::to_value(&decision).unwrap(),
            deadline: deadline
                .map(|deadline| serde_json::to_value(&deadline).unwrap())
                .map_err(|error| error.code.name().to_owned()),
        }
    };
    assert!(cases::run_alone(payer, &table(payer), ask) > 8);
}

#[test]
fn harborline() {
    run("harborline");
}

#[test]
fn mesa_community() {
    run("mesa-community");
}

#[test]
fn gulf_mutual() {
    run("gulf-mutual");
}

#[test]
fn cedar_ridge() {
    run("cedar-ridge");
}

#[test]
fn lakeshore() {
    run("lakeshore");
}

#[test]
fn prairie_national() {
    run("prairie-national");
}

#[test]
fn summit_valley() {
    run("summit-valley");
}

/// The further clocks, in the order of the file, with their labels.
#[test]
fn named_clocks_are_listed_apart_from_the_main_one() {
    let policies = policies();
    let request: p2p_review::Value = serde_json::from_str(
        r#"{ "payer": "summit-valley", "denial_date": "2026-03-02", "voice_mail_at": "2026-03-02T13:00" }"#,
    )
    .unwrap();
    let now = "2026-03-03T18:00:00Z".parse().unwrap();
    let decision = p2p_review::validate_request(&policies, &request, now);
    let clocks = serde_json::to_value(&decision).unwrap()["clocks"].clone();
    let labels: Vec<String> = clocks
        .as_array()
        .unwrap()
        .iter()
        .map(|clock| format!("{} {} {}", clock["id"], clock["label"], clock["due_at"]))
        .collect();
    assert_eq!(
        labels,
        [
            r#""call-back" "Call back by" "2026-03-03T20:00:00Z""#,
            r#""hold" "Hold the talk by" "2026-03-10T06:00:00Z""#,
        ]
    );
}

/// An answer in Spanish: the policy's texts, the vocabulary's questions, the engine's own texts, and dates.
#[test]
fn an_answer_can_be_in_another_language() {
    let policies = policies();
    let answer = |request: &str, language: &str| {
        let request: p2p_review::Value = serde_json::from_str(request).unwrap();
        let now = "2026-03-06T18:00:00Z".parse().unwrap();
        let options = p2p_review::Options {
            language: Some(language),
            report_unknown_keys: true,
        };
        let decision = p2p_review::validate_request_with(&policies, &request, now, options);
        let decision = serde_json::to_value(&decision).unwrap();
        let findings = decision["findings"].as_array().unwrap().clone();
        let message = |finding: &Value| finding["message"].as_str().unwrap().to_owned();
        (
            findings.iter().map(message).collect::<Vec<_>>(),
            decision["deadline"]["label"].clone(),
        )
    };
    let late = r#"{ "payer": "summit-valley", "determination_issued": true, "member_discharged": false, "notified_at": "2026-03-02T10:30" }"#;
    let (messages, label) = answer(late, "es-MX");
    assert_eq!(
        messages[0],
        "El plazo para la conversación terminó el miércoles 4 de marzo de 2026."
    );
    assert_eq!(label, "Pida antes del");
    let (messages, label) = answer(late, "fr");
    assert_eq!(
        messages[0],
        "The time for a talk ended on Wednesday, March 4, 2026."
    );
    assert_eq!(label, "Ask by");
    let (messages, _) = answer(
        r#"{ "payer": "summit-valley", "line_of_business": "x" }"#,
        "es",
    );
    assert_eq!(messages, ["Elija una de las respuestas."]);
    let (messages, _) = answer(r#"{ "payer": "summit-valley", "zebra": 1 }"#, "es");
    assert_eq!(messages.len(), 1, "{messages:?}");
}

#[test]
fn every_statement_has_its_rows() {
    for Payer { id, source, .. } in all() {
        let policy: Value = serde_json::from_str(&project::json(source)).unwrap();
        let stated: BTreeSet<String> = policy["statements"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|statement| statement["meta"].is_null() && statement["allows"].is_null())
            .map(|statement| statement["id"].as_str().unwrap().to_owned())
            .collect();
        let table = table(id);
        let proved = table.cases().iter().flat_map(|case| case.proves.clone());
        assert_eq!(proved.collect::<BTreeSet<_>>(), stated, "{id}");
    }
}

/// Loaded policies are added to the shipped ones, whose answers stay the same.
#[test]
fn the_shipped_payers_stay_as_they_are() {
    let (shipped, more) = (Policies::shipped(), policies());
    let ids = |policies: &Policies| -> Vec<String> {
        let summaries = policies.summaries();
        summaries
            .iter()
            .map(|policy| policy.id.to_owned())
            .collect()
    };
    let mut expected = ids(&shipped);
    expected.extend(all().map(|payer| payer.id.to_owned()));
    expected.sort();
    assert_eq!(ids(&more), expected);
    let request: p2p_review::Value = serde_json::from_str(
        r#"{ "payer": "regence", "denial_date": "2026-03-02", "appeal_filed": true, "line_of_business": "commercial" }"#,
    )
    .unwrap();
    let now = "2026-03-03T18:00:00Z".parse().unwrap();
    let before = serde_json::to_value(p2p_review::validate_request(&shipped, &request, now));
    let after = serde_json::to_value(p2p_review::validate_request(&more, &request, now));
    assert_eq!(before.unwrap(), after.unwrap());
}

/// A form can be built from a loaded policy: its own questions are among the vocabulary's.
#[test]
fn its_own_questions_are_among_its_fields() {
    let policies = policies();
    let policies = serde_json::to_value(policies.summaries()).unwrap();
    let mut all = policies.as_array().unwrap().iter();
    let harborline = all.find(|policy| policy["id"] == "harborline").unwrap();
    let fields: Vec<&str> = harborline["fields"]
        .as_array()
        .unwrap()
        .iter()
        .map(|field| field["field"].as_str().unwrap())
        .collect();
    assert_eq!(
        fields,
        [
            "payer",
            "denial_date",
            "member_discharged",
            "requested_by",
            "setting",
            "discharge_date",
            "peer_credential",
            "member_name",
            "member_id",
            "provider_name",
            "contact_phone",
            "case_reference",
        ]
    );
    let setting = &harborline["fields"][4];
    assert_eq!(setting["kind"], "choice");
    assert_eq!(setting["values"][1]["label"], "Outpatient, or at home");
    let denial_date = &harborline["fields"][1];
    assert_eq!(
        denial_date["question"],
        "When were you given notice of the denial?"
    );
}
