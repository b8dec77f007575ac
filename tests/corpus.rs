//! Replays the fuzzing corpus: see `fuzz/README.md`.

#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::arithmetic_side_effects,
    reason = "test code: a panic is how it reports"
)]

use std::fs;
use std::path::Path;

use p2p_test_support::fuzz;

fn replay(target: &str, check: fn(&[u8])) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("fuzz/corpus")
        .join(target);
    let mut inputs = 0;
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        println!("{}", path.display());
        check(&fs::read(path).unwrap());
        inputs += 1;
    }
    assert!(inputs > 100, "{target} has only {inputs} inputs");
}

#[test]
fn validate_request() {
    replay("validate_request", fuzz::validate_request);
}

#[test]
fn compute_deadline() {
    replay("compute_deadline", fuzz::compute_deadline);
}

#[test]
fn load_policy() {
    replay("load_policy", fuzz::load_policy);
}

#[test]
fn unpack() {
    replay("unpack", |bytes| {
        fuzz::unpack(bytes);
    });
}
