//! The committed `policies/policy.schema.json`, with which editors complete policy files, matches the reader's tables
//! of keys and the vocabulary. `npm run build:pkg` writes it.
//!
//! `tests/schema` compares it with what `load_policy` accepts and refuses.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "test code: a panic is how it reports")]

use std::fs;

use p2p_test_support::author;

const COMMITTED: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/policies/policy.schema.json");

#[test]
fn the_committed_schema_is_current() {
    let schema = p2p_policy::author::schema(author::library());
    let schema = format!("{schema:#}\n");
    let committed = fs::read_to_string(COMMITTED).unwrap_or_default();
    assert!(
        committed == schema,
        "policies/policy.schema.json is not current: `npm run build:pkg` writes it"
    );
}
