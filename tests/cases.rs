//! The case tables against the native engine, and input that a table can't contain.

#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "test code: a panic is how it reports"
)]

use std::collections::BTreeSet;
use std::io::Write as _;
use std::sync::LazyLock;

use chrono::{DateTime, Utc};
use p2p_review::Policies;
use p2p_test_support::cases::{self, Answer};
use serde_json::{Value, json};

static POLICIES: LazyLock<Policies> = LazyLock::new(Policies::shipped);

const NOW: &str = "2026-03-03T18:00:00Z";

fn ask(request: &Value, now: DateTime<Utc>) -> Answer {
    let request: p2p_review::Value = serde_json::from_value(request.clone()).expect("a request");
    let decision = p2p_review::validate_request(&POLICIES, &request, now);
    let deadline = p2p_review::compute_deadline(&POLICIES, &request, now);
    Answer {
        decision: serde_json::to_value(&decision).expect("a decision is plain data"),
        deadline: match deadline {
            Ok(deadline) => Ok(serde_json::to_value(&deadline).expect("so is a deadline")),
            Err(error) => Err(error.code.name().to_owned()),
        },
    }
}

fn decide(request: &Value) -> Value {
    ask(request, NOW.parse().unwrap()).decision
}

fn run(table: &str) {
    say(&cases::run(table, ask));
}

/// Writes past the test harness, which would capture it.
fn say(counts: &str) {
    std::io::stderr()
        .write_all(format!("{counts}\n").as_bytes())
        .unwrap();
}

#[test]
fn ps_faq() {
    run("ps-faq");
}

#[test]
fn ps_policy() {
    run("ps-policy");
}

#[test]
fn reg() {
    run("reg");
}

#[test]
fn asu() {
    run("asu");
}

#[test]
fn rx() {
    run("rx");
}

#[test]
fn decisions() {
    run("decisions");
}

#[test]
fn bars() {
    run("bars");
}

#[test]
fn dates() {
    run("dates");
}

#[test]
fn input() {
    run("input");
}

#[test]
fn every_statement_and_decision_has_its_rows() {
    assert_eq!(cases::statements_listed(), 140);
    assert_eq!(cases::gaps(), Vec::<String>::new());
    say(&cases::totals());
}

/// A row that every decision passes would prove nothing. Changes each row's decision, and the row must fail.
#[test]
fn no_row_passes_with_a_changed_decision() {
    type Change = fn(&mut Value);
    let changes: [(&str, Change); 7] = [
        ("the outcome", |decision| {
            let other = match decision["outcome"].as_str() {
                Some("eligible") => "incomplete",
                _ => "eligible",
            };
            decision["outcome"] = json!(other);
        }),
        ("no findings", |decision| {
            if decision["outcome"] == "eligible" {
                decision["findings"] =
                    json!([{ "kind": "reject", "rule": "x/y", "message": "no" }]);
            } else {
                decision["findings"] = json!([]);
                decision["needed"] = json!([]);
            }
        }),
        ("one more warning", |decision| {
            let one = json!({ "kind": "warning", "rule": "x/y", "field": "x", "message": "mind" });
            decision["findings"].as_array_mut().unwrap().push(one);
        }),
        ("a question asked twice", |decision| {
            decision["needed"] = json!([{ "field": "x" }, { "field": "x" }]);
        }),
        ("another deadline", |decision| {
            decision["deadline"] =
                json!({ "unit": "calendar-days", "due": "2031-01-01", "days": [] });
        }),
        ("another time", |decision| {
            decision["checked_at"] = json!("2031-01-01T00:00:00Z")
        }),
        ("a number nobody printed", |decision| {
            let one = json!({ "kind": "fax", "value": "503-555-0100" });
            decision["contacts"].as_array_mut().unwrap().push(one);
        }),
    ];
    for (name, _) in cases::TABLES {
        let table = cases::load(name);
        for case in table.cases() {
            let now = case.at;
            for (what, change) in changes {
                let request = &case.request;
                let mut answer = ask(request, now);
                change(&mut answer.decision);
                let mut complaints = cases::check(case, now, &answer);
                complaints.extend(cases::departures(request, &answer.decision));
                assert!(
                    !complaints.is_empty(),
                    "{name}: {}: {what} went unnoticed",
                    case.name
                );
            }
        }
    }
}

#[test]
fn every_table_is_run_and_no_name_is_given_twice() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cases");
    let files: BTreeSet<String> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|file| {
            file.ends_with(".toml")
                && !["coverage.toml", "contacts.toml", "documents.toml"].contains(&file.as_str())
        })
        .collect();
    let run: BTreeSet<String> = cases::TABLES
        .iter()
        .map(|(name, _)| format!("{name}.toml"))
        .collect();
    assert_eq!(files, run);
    for (name, _) in cases::TABLES {
        let table = cases::load(name);
        let names: BTreeSet<&str> = table
            .cases()
            .iter()
            .map(|case| case.name.as_str())
            .collect();
        assert_eq!(
            names.len(),
            table.cases().len(),
            "a name stands twice in {name}.toml"
        );
    }
}

fn findings<'a>(decision: &'a Value, kind: &str) -> Vec<&'a Value> {
    decision["findings"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|finding| finding["kind"] == kind)
        .collect()
}

fn needed(decision: &Value) -> Vec<&str> {
    decision["needed"]
        .as_array()
        .unwrap()
        .iter()
        .map(|question| question["field"].as_str().unwrap())
        .collect()
}

/// The only invalid finding of the request, as `<field> <rule>`.
fn only_invalid(decision: &Value) -> String {
    let invalid = findings(decision, "invalid");
    assert_eq!(invalid.len(), 1, "{decision}");
    assert_eq!(decision["outcome"], "incomplete");
    let field = invalid[0]["field"].as_str().unwrap();
    assert!(
        !needed(decision).contains(&field),
        "{field} is asked as well"
    );
    format!("{field} {}", invalid[0]["rule"].as_str().unwrap())
}

/// All facts in asking order.
const FACTS: [&str; 32] = [
    "payer",
    "line_of_business",
    "plan_state",
    "service",
    "denial_timing",
    "denial_basis",
    "denial_date",
    "letter_received",
    "letter_offers_p2p",
    "member_liable",
    "service_rendered",
    "purpose",
    "expedited_appeal",
    "appeal_filed",
    "prior_p2p",
    "member_discharged",
    "new_clinical_information",
    "requested_by",
    "attendee",
    "member_name",
    "member_id",
    "denial_reference",
    "medication_name",
    "provider_name",
    "provider_npi",
    "contact_name",
    "contact_phone",
    "contact_email",
    "direct_line",
    "meeting_format",
    "call_windows",
    "windows_agreed",
];

fn fields(payer: &str) -> Vec<Value> {
    let summaries = serde_json::to_value(POLICIES.summaries()).unwrap();
    let summary = summaries
        .as_array()
        .unwrap()
        .iter()
        .find(|summary| summary["id"] == payer);
    summary.unwrap()["fields"].as_array().unwrap().clone()
}

fn wording(payer: &str, fact: &str) -> String {
    let field = fields(payer)
        .into_iter()
        .find(|field| field["field"] == fact)
        .unwrap_or_else(|| panic!("{payer} asks no {fact}"));
    let words = [&field["question"], &field["hint"]];
    let words = words.map(|words| words.as_str().unwrap_or_default());
    words.join(" ").to_lowercase()
}

#[test]
fn each_payer_asks_its_own_questions_in_the_asking_order() {
    let indexes = ["pacificsource", "regence", "asuris"].map(|payer| {
        let asked: Vec<usize> = fields(payer)
            .iter()
            .map(|field| {
                let name = field["field"].as_str().unwrap();
                FACTS.iter().position(|fact| *fact == name).unwrap()
            })
            .collect();
        assert!(asked.is_sorted(), "{payer}: {asked:?}");
        asked
    });
    let asks = |payer: usize, fact: &str| {
        let index = FACTS.iter().position(|known| *known == fact);
        indexes[payer].contains(&index.unwrap())
    };
    for fact in [
        "member_name",
        "member_id",
        "provider_name",
        "contact_phone",
        "denial_date",
        "denial_reference",
        "attendee",
    ] {
        assert!((0..3).all(|payer| asks(payer, fact)), "{fact}");
    }
    for fact in [
        "plan_state",
        "prior_p2p",
        "member_discharged",
        "requested_by",
    ] {
        assert_eq!(
            [0, 1, 2].map(|payer| asks(payer, fact)),
            [true, false, false],
            "{fact}"
        );
    }
    for fact in ["letter_offers_p2p", "member_liable"] {
        assert_eq!(
            [0, 1, 2].map(|payer| asks(payer, fact)),
            [false, true, false],
            "{fact}"
        );
    }
    for fact in [
        "letter_received",
        "service_rendered",
        "purpose",
        "direct_line",
        "windows_agreed",
    ] {
        assert_eq!(
            [0, 1, 2].map(|payer| asks(payer, fact)),
            [false, true, true],
            "{fact}"
        );
    }
}

#[test]
fn a_choice_lists_its_values_and_nothing_else_does() {
    for payer in ["pacificsource", "regence", "asuris"] {
        for field in fields(payer) {
            let listed = field["values"]
                .as_array()
                .is_some_and(|values| !values.is_empty());
            assert_eq!(listed, field["kind"] == "choice", "{payer}: {field}");
            assert!(
                !field["question"].as_str().unwrap().is_empty(),
                "{payer}: {field}"
            );
        }
    }
}

/// C16: "initiated" counts as filed, and the question says so.
#[test]
fn the_appeal_question_counts_an_opened_appeal() {
    for payer in ["regence", "asuris"] {
        let words = wording(payer, "appeal_filed");
        let says_so = ["initiated", "opened", "started", "begun"];
        assert!(
            says_so.iter().any(|word| words.contains(word)),
            "{payer}: {words}"
        );
    }
}

/// PS-POLICY-18: the hint says that any document that was not in the first request counts.
#[test]
fn the_question_on_new_information_says_what_counts() {
    let words = wording("pacificsource", "new_clinical_information");
    assert!(
        words.contains("document") || words.contains("record"),
        "{words}"
    );
}

#[test]
fn null_is_absent() {
    let facts = [
        "line_of_business",
        "plan_state",
        "service",
        "denial_basis",
        "denial_date",
        "appeal_filed",
        "member_name",
        "contact_phone",
        "call_windows",
    ];
    let mut request = json!({ "payer": "pacificsource" });
    let without = decide(&request);
    for fact in facts {
        request[fact] = Value::Null;
    }
    assert_eq!(decide(&request), without);
    assert_eq!(decide(&json!({ "payer": null })), decide(&json!({})));
}

#[test]
fn a_thousand_windows() {
    let window = json!({ "date": "2026-03-05", "start": "13:00", "end": "15:00" });
    let request = json!({ "payer": "pacificsource", "call_windows": vec![window; 1000] });
    assert_eq!(
        only_invalid(&decide(&request)),
        "call_windows request/too-many-windows"
    );
}

#[test]
fn a_thousand_windows_that_are_all_wrong_are_one_finding() {
    let request = json!({ "payer": "regence", "call_windows": vec![json!(null); 1000] });
    assert_eq!(
        only_invalid(&decide(&request)),
        "call_windows request/too-many-windows"
    );
}

#[test]
fn a_very_long_text() {
    for fact in ["member_name", "member_id", "provider_name", "contact_phone"] {
        let request = json!({ "payer": "pacificsource", fact: "x".repeat(100_000) });
        let invalid = only_invalid(&decide(&request));
        let expected = [
            format!("{fact} request/too-long"),
            format!("{fact} request/bad-phone"),
        ];
        assert!(expected.contains(&invalid), "{invalid}");
    }
}

#[test]
fn very_long_answers_are_not_quoted() {
    let long = "x".repeat(100_000);
    let request =
        json!({ "payer": long, "member_name": long, "denial_date": long, "service": long });
    let text = decide(&request).to_string();
    assert!(text.len() < 10_000, "{} characters", text.len());
}

#[test]
fn a_request_that_is_not_an_object_does_not_crash() {
    for request in [
        json!(null),
        json!(5),
        json!("regence"),
        json!([]),
        json!([{ "payer": "regence" }]),
    ] {
        assert_eq!(decide(&request)["outcome"], "incomplete", "{request}");
    }
}

#[test]
fn any_value_of_a_fact_gets_a_decision() {
    let odd = [
        json!(null),
        json!(true),
        json!(0),
        json!(-1),
        json!(1e308),
        json!(u64::MAX),
        json!(i64::MIN),
        json!(0.5),
        json!(""),
        json!("\u{0}"),
        json!("\u{feff}2026-03-02"),
        json!("😀"),
        json!([]),
        json!([[]]),
        json!([null]),
        json!([{}]),
        json!([{ "date": null, "start": null, "end": null }]),
        json!([{ "date": 1, "start": [], "end": {} }]),
        json!({}),
        json!({ "0": "2" }),
        json!("9999-12-31"),
        json!("-0001-01-01"),
        json!("0000-00-00"),
    ];
    let facts: Vec<String> = serde_json::to_value(POLICIES.summaries())
        .unwrap()
        .as_array()
        .unwrap()
        .iter()
        .flat_map(|policy| policy["fields"].as_array().unwrap().clone())
        .map(|field| field["field"].as_str().unwrap().to_owned())
        .collect::<BTreeSet<_>>()
        .into_iter()
        .collect();
    assert!(facts.len() >= 30, "{facts:?}");
    for payer in ["pacificsource", "regence", "asuris"] {
        for fact in &facts {
            for value in &odd {
                let mut request = json!({ "payer": payer });
                request[fact] = value.clone();
                let decision = decide(&request);
                for finding in findings(&decision, "invalid") {
                    assert_eq!(finding["field"], fact.as_str(), "{request}");
                    assert!(!needed(&decision).contains(&fact.as_str()), "{request}");
                }
                assert_ne!(decision["outcome"], "eligible", "{request}");
            }
        }
    }
}

#[test]
fn extreme_instants_do_not_crash() {
    for now in [
        "0001-01-01T00:00:00Z",
        "1999-12-31T23:59:59Z",
        "2100-01-01T00:00:00Z",
        "9999-12-31T23:59:59Z",
    ] {
        for payer in ["pacificsource", "regence", "asuris"] {
            for date in ["2000-01-01", "2026-03-02", "2099-12-31"] {
                let request = json!({ "payer": payer, "denial_date": date });
                let answer = ask(&request, now.parse().unwrap());
                assert_ne!(answer.decision["outcome"], "eligible");
            }
        }
    }
}

#[test]
fn without_a_date_or_a_payer_compute_deadline_says_what_is_missing() {
    let now = NOW.parse().unwrap();
    for request in [
        json!({}),
        json!({ "payer": "regence" }),
        json!({ "denial_date": "2026-03-02" }),
        json!({ "payer": "regence", "denial_date": "2026-02-30" }),
        json!({ "payer": "acme", "denial_date": "2026-03-02" }),
    ] {
        assert!(ask(&request, now).deadline.is_err(), "{request}");
    }
}

/// C18: at Regence a medication follows the pharmacy form, so no sentence about medical denials refuses it.
#[test]
fn a_medication_is_refused_by_the_pharmacy_form_alone() {
    for (service, basis, says) in [
        (
            "provider-administered-medication",
            "claim",
            json!(["RX-01"]),
        ),
        (
            "provider-administered-medication",
            "contract",
            json!(["RX-20"]),
        ),
        ("medical", "claim", json!(["REG-06"])),
        ("behavioral-health", "contract", json!(["REG-06"])),
    ] {
        let request = json!({ "payer": "regence", "service": service, "denial_basis": basis });
        let now = p2p_review::parse_instant(NOW).expect("an instant");
        let decision = ask(&request, now).decision;
        let statements = &decision["findings"][0]["citation"]["statements"];
        assert_eq!(statements, &says, "{service}, {basis}");
    }
}
