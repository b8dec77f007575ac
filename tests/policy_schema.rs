//! `policies/policy.schema.json`, by which editors complete the policy files, is the one that the build makes from the
//! reader's lists and the vocabulary. `P2P_BLESS=1 cargo test --test policy_schema` writes it anew.
//!
//! tests/schema holds it to what `load_policy` takes and refuses.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "test code: a panic is how it reports")]

use std::fs;

const MADE: &str = include_str!(concat!(env!("OUT_DIR"), "/policy.schema.json"));
const COMMITTED: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/policies/policy.schema.json");

#[test]
fn the_committed_schema_is_the_one_that_the_build_makes() {
    if std::env::var_os("P2P_BLESS").is_some() {
        fs::write(COMMITTED, MADE).unwrap();
    }
    let committed = fs::read_to_string(COMMITTED).unwrap_or_default();
    assert!(
        committed == MADE,
        "policies/policy.schema.json is not current; write it anew: P2P_BLESS=1 cargo test --test policy_schema"
    );
}
