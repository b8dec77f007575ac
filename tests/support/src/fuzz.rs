//! The checks that the fuzz targets make on any bytes; the replay of the corpus makes them too.
//!
//! Bytes that are JSON are used as they are, so that corpus files can be read and written by hand. Other bytes choose
//! among the values that the policies distinguish (see `input`). Bytes that begin like a pack are used as a pack; other
//! bytes choose how to damage a valid pack.

mod input;
mod invariants;

use std::sync::LazyLock;

use arbitrary::Unstructured;
use chrono::{DateTime, Utc};
use p2p_review::{Policies, Value};

use crate::{author, packs, payers};

/// The shipped policies, and made-up ones that use features which the shipped ones don't.
static POLICIES: LazyLock<Policies> = LazyLock::new(|| {
    let mut policies = Policies::shipped();
    for payer in payers::all() {
        author::load(&mut policies, &payer.source).expect("the fixtures load");
    }
    policies
});

/// A request gets a valid decision, regardless of the order of its fields.
pub fn validate_request(bytes: &[u8]) {
    let (request, now) = request_of(bytes);
    invariants::of_decision(&POLICIES, &request, now);
}

/// A request gets a deadline with consistent days, or an error that names the field in question.
pub fn compute_deadline(bytes: &[u8]) {
    let (request, now) = request_of(bytes);
    invariants::of_deadline(&POLICIES, &request, now);
}

/// A policy either loads, and then decides validly; or it has problems with paths, and nothing has changed.
pub fn load_policy(bytes: &[u8]) {
    let (policy, mut rest) = match serde_json::from_slice(bytes) {
        Ok(policy) => (policy, Unstructured::new(&[])),
        Err(_) => {
            let mut rest = Unstructured::new(bytes);
            (input::policy(&mut rest), rest)
        }
    };
    let mut policies = POLICIES.clone();
    if !invariants::of_loading(&mut policies, &policy) {
        return;
    }
    let id = policy
        .get("id")
        .and_then(Value::as_text)
        .expect("loaded without an id");
    for _ in 0..3 {
        let (request, now) = input::request(&policies, Some(id), &mut rest);
        invariants::of_decision(&policies, &request, now);
        invariants::of_deadline(&policies, &request, now);
    }
}

/// The bytes are either refused, and nothing has changed; or they are a policy that decides every request. Returns
/// whether they were accepted.
pub fn unpack(bytes: &[u8]) -> bool {
    let mut rest = Unstructured::new(bytes);
    let pack = match bytes.starts_with(b"p2p\0") {
        true => packs::with_checksum(bytes.to_vec()),
        false => packs::damaged(&mut rest),
    };
    let mut policies = POLICIES.clone();
    let Ok(id) = policies.add(&pack).map(str::to_owned) else {
        assert_eq!(
            policies.summaries(),
            POLICIES.summaries(),
            "refused, and changed something"
        );
        return false;
    };
    let decide = |request: &Value, now| {
        let decision = p2p_review::validate_request(&policies, request, now);
        serde_json::to_string(&decision).expect("a decision is plain data");
        let deadline = p2p_review::compute_deadline(&policies, request, now);
        serde_json::to_string(&deadline).expect("so is a deadline");
    };
    for _ in 0..3 {
        let (request, now) = input::request(&policies, Some(&id), &mut rest);
        decide(&request, now);
    }
    decide(
        &Value::Map(vec![("payer".to_owned(), Value::Text(id.clone()))]),
        input::NOW,
    );
    assert!(policies.add(&pack).is_ok(), "it can be added once only");
    true
}

/// Makes a request and an instant from any bytes. In a JSON request, the key `now`, which no policy uses, can give the
/// instant.
pub fn request_of(bytes: &[u8]) -> (Value, DateTime<Utc>) {
    let Ok(request) = serde_json::from_slice::<Value>(bytes) else {
        return input::request(&POLICIES, None, &mut Unstructured::new(bytes));
    };
    let now = request
        .get("now")
        .and_then(Value::as_text)
        .and_then(p2p_review::parse_instant);
    (request, now.unwrap_or(input::NOW))
}

/// The instant in RFC 3339, as a host passes it.
pub fn instant(now: DateTime<Utc>) -> String {
    p2p_policy::time::instant_text(now)
}

/// The request as JSON, with its keys in the same order and including duplicates.
pub fn json(request: &Value) -> Vec<u8> {
    let mut text = String::new();
    write_json(request, &mut text);
    text.into_bytes()
}

fn write_json(value: &Value, to: &mut String) {
    match value {
        Value::Null | Value::Other => to.push_str("null"),
        Value::Bool(yes) => to.push_str(if *yes { "true" } else { "false" }),
        Value::Number(number) => to.push_str(&serde_json::Value::from(*number).to_string()),
        Value::Text(text) => write_text(text, to),
        Value::List(items) => {
            to.push('[');
            for (index, item) in items.iter().enumerate() {
                if index > 0 {
                    to.push(',');
                }
                write_json(item, to);
            }
            to.push(']');
        }
        Value::Map(entries) => {
            to.push('{');
            for (index, (key, item)) in entries.iter().enumerate() {
                if index > 0 {
                    to.push(',');
                }
                write_text(key, to);
                to.push(':');
                write_json(item, to);
            }
            to.push('}');
        }
    }
}

fn write_text(text: &str, to: &mut String) {
    to.push_str(&serde_json::Value::from(text).to_string());
}
