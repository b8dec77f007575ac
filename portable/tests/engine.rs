//! The interface without a host: inputs and their answers.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    clippy::print_stdout,
    reason = "test code: a panic is how it reports"
)]

use p2p_portable::{Call, Engine, Status};

/// The made-up payer that the tests ask about.
const PACK: &[u8] = include_bytes!("../../conformance/packs/mesa-community.p2p");
const NOW: &[u8] = b"2026-03-03T18:00:00Z";
const REQUEST: &[u8] =
    br#"{"payer":"mesa-community","line_of_business":"commercial","appeal_filed":true}"#;

fn call<'c>(request: &'c [u8], now: &'c [u8], options: &'c [u8]) -> Call<'c> {
    Call {
        request,
        now,
        options,
    }
}

fn engine_with_payer() -> Engine {
    let mut engine = Engine::shipped();
    assert_eq!(engine.add_policy(PACK, &mut Vec::new()), Status::Done);
    engine
}

fn text(answer: Vec<u8>) -> String {
    String::from_utf8(answer).unwrap()
}

fn validate(request: &[u8], now: &[u8], options: &[u8]) -> (Status, String) {
    let mut answer = Vec::new();
    let status = engine_with_payer().validate_request(&call(request, now, options), &mut answer);
    (status, text(answer))
}

#[test]
fn a_decision_is_what_the_engine_serializes() {
    let request = serde_json::from_slice(REQUEST).unwrap();
    let now = p2p_review::parse_instant(str::from_utf8(NOW).unwrap()).unwrap();
    let mut policies = p2p_review::Policies::shipped();
    policies.add(PACK).unwrap();
    let decision = p2p_review::validate_request(&policies, &request, now);
    let expected = serde_json::to_string(&decision).unwrap();
    assert_eq!(validate(REQUEST, NOW, b""), (Status::Done, expected));
}

/// Request, instant, options, and the code of the expected error.
type BadCall = (&'static [u8], &'static [u8], &'static [u8], &'static str);

#[test]
fn invalid_calls_are_errors_with_a_code() {
    let cases: [BadCall; 9] = [
        (b"", NOW, b"", "bad-request"),
        (b"[]", NOW, b"", "bad-request"),
        (b"{\"payer\":\"\xff\"}", NOW, b"", "bad-request"),
        (REQUEST, b"", b"", "bad-now"),
        (REQUEST, b"\xff", b"", "bad-now"),
        (REQUEST, b"1999-12-31T23:59:59Z", b"", "bad-now"),
        (REQUEST, NOW, b"[]", "bad-options"),
        (REQUEST, NOW, br#"{"language":1}"#, "bad-options"),
        (
            REQUEST,
            NOW,
            br#"{"report_unknown_keys":"yes"}"#,
            "bad-options",
        ),
    ];
    for (request, now, options, code) in cases {
        let (status, answer) = validate(request, now, options);
        assert_eq!(status, Status::Failed, "{answer}");
        assert!(
            answer.starts_with(&format!(r#"{{"code":"{code}","field":null,"message":""#)),
            "{answer}"
        );
    }
}

#[test]
fn many_requests_in_one_call_get_the_same_answers_as_single_calls() {
    let engine = engine_with_payer();
    let requests = [REQUEST, b"{}", b"[]", b"", br#"{"payer":"mesa-community"}"#];
    let instants: [&[u8]; 5] = [NOW, b"2026-07-01T00:00:00Z", NOW, NOW, b"never"];
    let together = |requests: &[u8], instants: &[u8]| {
        let mut answer = Vec::new();
        let status = engine.validate_requests(&call(requests, instants, b""), &mut answer);
        (status, text(answer))
    };
    let alone = |instants: [&[u8]; 5]| -> String {
        let pairs = requests.iter().zip(instants);
        pairs
            .map(|(request, now)| validate(request, now, b"").1 + "\n")
            .collect()
    };
    let lines = requests.join(&b'\n');
    assert_eq!(
        together(&lines, &instants.join(&b'\n')),
        (Status::Done, alone(instants))
    );
    assert_eq!(together(&lines, NOW), (Status::Done, alone([NOW; 5])));
    assert_eq!(together(&lines, &[NOW, NOW].join(&b'\n')).0, Status::Failed);
}

#[test]
fn a_pack_that_is_refused_changes_nothing() {
    let mut engine = Engine::shipped();
    let summaries = |engine: &Engine| {
        let mut answer = Vec::new();
        assert_eq!(engine.policies(b"", &mut answer), Status::Done);
        text(answer)
    };
    let before = summaries(&engine);
    let mut answer = Vec::new();
    assert_eq!(engine.add_policy(b"p2p\0", &mut answer), Status::Failed);
    assert!(text(answer).starts_with(r#"{"code":"bad-pack","#));
    assert_eq!(summaries(&engine), before);
}
