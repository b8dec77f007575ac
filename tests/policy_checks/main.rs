//! The checks of the compiler: each fault is reported with its path, all faults at once, and then nothing has changed.

#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "test code: a panic is how it reports"
)]

mod asking;
mod bounds;
mod causes;
mod days;
mod facts;
mod faults;
mod loading;
mod names;
mod teaching;
mod warnings;

use p2p_review::Policies;
use p2p_test_support::author;
use serde_json::{Value, json};

const VALID_POLICY: &str = include_str!("../payers/gulf-mutual.json");

fn valid_policy() -> Value {
    serde_json::from_str(VALID_POLICY).unwrap()
}

fn load(policies: &mut Policies, policy: &Value) -> Vec<(String, String)> {
    let problems = author::load_json(policies, policy)
        .err()
        .unwrap_or_default();
    problems
        .into_iter()
        .map(|problem| (problem.path, problem.message))
        .collect()
}

fn problems_of(policy: &Value) -> Vec<(String, String)> {
    load(&mut Policies::shipped(), policy)
}

/// Sets the value at a JSON Pointer; the last part may be a new key, or `-` to append an item.
fn put(policy: &mut Value, pointer: &str, value: Value) {
    let (parent, key) = pointer
        .rsplit_once('/')
        .unwrap_or_else(|| panic!("{pointer}"));
    match policy
        .pointer_mut(parent)
        .unwrap_or_else(|| panic!("no {parent}"))
    {
        Value::Array(items) if key == "-" => items.push(value),
        Value::Array(items) => items[key.parse::<usize>().unwrap()] = value,
        Value::Object(entries) => {
            entries.insert(key.to_owned(), value);
        }
        other => panic!("{parent} holds {other}"),
    }
}

/// Asserts that the valid policy with this one fault has exactly this problem.
fn assert_problem(pointer: &str, value: Value, path: &str, says: &str) {
    let mut policy = valid_policy();
    put(&mut policy, pointer, value.clone());
    let problems = problems_of(&policy);
    let one =
        matches!(problems.as_slice(), [(at, message)] if at == path && message.contains(says));
    assert!(
        one,
        "{pointer} = {value}: expected {path}: …{says}…, came {problems:#?}"
    );
}

fn fact(id: &str) -> Value {
    json!({ "id": id, "kind": "boolean", "question": "?" })
}

/// The problems of the valid policy with one more part, as text.
fn problems_with(pointer: &str, value: Value) -> String {
    let mut policy = valid_policy();
    put(&mut policy, pointer, value);
    let problems = problems_of(&policy);
    problems
        .into_iter()
        .map(|(path, message)| format!("{path}: {message}\n"))
        .collect()
}
