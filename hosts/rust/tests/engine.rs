//! The module under wasmi: what it decides, refuses and recovers from.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    clippy::print_stdout,
    reason = "test code: a panic is how it reports"
)]

use std::fs;
use std::thread;

use p2p_review_host::{Engine, Error, Outcome};
use serde_json::json;

const NOW: &str = "2026-03-03T18:00:00Z";
const REQUEST: &[u8] =
    br#"{"payer":"mesa-community","line_of_business":"commercial","appeal_filed":true}"#;
const MODULE: &[u8] = include_bytes!("../../../pkg/portable/p2p_review.wasm");

fn pack(id: &str) -> Vec<u8> {
    let packs = concat!(env!("CARGO_MANIFEST_DIR"), "/../../conformance/packs");
    fs::read(format!("{packs}/{id}.p2p")).unwrap()
}

fn code<T>(answer: Result<T, Error>) -> String {
    match answer {
        Err(Error::Answer(fault)) => fault.code,
        Err(error) => panic!("{error}"),
        Ok(_) => panic!("no error"),
    }
}

/// Knows the made-up payers that the tests ask about.
fn engine_with_payers() -> Engine {
    let engine = Engine::new().unwrap();
    for id in ["mesa-community", "gulf-mutual"] {
        engine.add_policy(&pack(id)).unwrap();
    }
    engine
}

#[test]
fn decides_and_counts_days() {
    let engine = engine_with_payers();
    let request = json!({ "payer": "mesa-community", "line_of_business": "commercial", "appeal_filed": true });
    let decision = engine.validate_request(&request, NOW).unwrap();
    assert_eq!(decision.outcome, Outcome::Ineligible);
    assert_eq!(decision.findings[0].field.as_deref(), Some("appeal_filed"));
    let request = json!({ "payer": "gulf-mutual", "line_of_business": "commercial", "denial_date": "2026-11-25" });
    let deadline = engine
        .compute_deadline(&request, "2026-11-30T18:00:00Z")
        .unwrap();
    assert_eq!(
        (&*deadline.due, &*deadline.closes),
        ("2026-12-09", "2026-12-09")
    );
    assert_eq!(
        code(engine.compute_deadline(&json!({}), NOW)),
        "missing-field"
    );
}

#[test]
fn refuses_invalid_calls_packs_and_modules() {
    let engine = Engine::new().unwrap();
    assert_eq!(
        code(engine.validate_request(&json!([]), NOW)),
        "bad-request"
    );
    assert_eq!(
        code(engine.validate_request(&json!({}), "yesterday")),
        "bad-now"
    );
    let large = json!({ "member_name": "x".repeat(2_000_000) });
    assert_eq!(code(engine.validate_request(&large, NOW)), "bad-input");
    let harborline = pack("harborline");
    for packed in [
        &[][..],
        b"{}",
        &harborline[..harborline.len() - 1],
        &[0; 2_000_000],
    ] {
        assert_eq!(code(engine.add_policy(packed)), "bad-pack");
    }
    for wasm in [
        &[][..],
        b"no module",
        b"\0asm\x01\0\0\0",
        &MODULE[..MODULE.len() / 2],
    ] {
        assert!(matches!(Engine::with_module(wasm), Err(Error::Module(_))));
    }
}

#[test]
fn any_bytes_get_an_answer_or_an_error() {
    let engine = Engine::new().unwrap();
    let (arrays, objects) = (b"[".repeat(1_000_000), br#"{"a":"#.repeat(150_000));
    let requests: [&[u8]; 7] = [
        b"",
        b"\xff\xfe",
        b"{\"payer\":\"\xc3(\"}",
        br#"{"payer":"harborline""#,
        b"\0",
        &arrays,
        &objects,
    ];
    for request in requests {
        assert_eq!(
            code(engine.validate_request_json(request, NOW, b"")),
            "bad-request"
        );
    }
    for now in ["", "2026-03-03", &"9".repeat(100_000)] {
        assert_eq!(
            code(engine.validate_request_json(REQUEST, now, b"")),
            "bad-now"
        );
    }
}

/// Many threads call while policies are added; each gets the same answer as when it is alone.
#[test]
fn serves_many_threads_while_policies_are_added() {
    let engine = engine_with_payers();
    let before = engine.policies().unwrap().len();
    let alone = engine.validate_request_json(REQUEST, NOW, b"").unwrap();
    thread::scope(|threads| {
        for _ in 0..8 {
            threads.spawn(|| {
                for _ in 0..50 {
                    assert_eq!(
                        engine.validate_request_json(REQUEST, NOW, b"").unwrap(),
                        alone
                    );
                }
            });
        }
        for id in ["harborline", "summit-valley", "gulf-mutual"] {
            assert_eq!(engine.add_policy(&pack(id)).unwrap(), id);
        }
    });
    assert_eq!(engine.policies().unwrap().len(), before + 2);
    // By now every instance has the added policies, whichever one answers.
    thread::scope(|threads| {
        for _ in 0..8 {
            threads.spawn(|| {
                let request = json!({ "payer": "gulf-mutual" });
                assert!(
                    engine
                        .validate_request(&request, NOW)
                        .unwrap()
                        .policy
                        .is_some()
                );
            });
        }
    });
}
