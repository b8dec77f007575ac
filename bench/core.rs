//! How long each part of the core takes, natively, over the rows of the case tables: `cargo bench`.
//! The times are of all requests at once; `items/s` is requests a second.

#![allow(clippy::unwrap_used, reason = "a benchmark: a panic is how it reports")]

use chrono::{DateTime, Utc};
use divan::counter::ItemsCount;
use divan::{Bencher, black_box};
use p2p_review::{Decision, Policies, Value, compute_deadline, validate_request};
use p2p_test_support::cases::{self, TABLES};

type Asked = (Value, DateTime<Utc>);

fn main() {
    divan::main();
}

/// Every row of every table.
fn rows() -> Vec<(String, DateTime<Utc>)> {
    let tables = TABLES.iter().map(|(name, _)| cases::load(name));
    let rows = tables.flat_map(|table| {
        let rows = table.cases().iter();
        rows.map(|case| (case.request.to_string(), case.at))
            .collect::<Vec<_>>()
    });
    rows.collect()
}

fn requests() -> Vec<Asked> {
    let rows = rows().into_iter();
    rows.map(|(text, now)| (serde_json::from_str(&text).unwrap(), now))
        .collect()
}

fn each<T>(bencher: Bencher, items: &[T], run: impl Fn(&T) + Sync) {
    bencher
        .counter(ItemsCount::new(items.len()))
        .bench_local(|| items.iter().for_each(&run));
}

/// JSON to a request.
#[divan::bench]
fn parse(bencher: Bencher) {
    each(bencher, &rows(), |(text, _)| {
        black_box(serde_json::from_str::<Value>(text).unwrap());
    });
}

/// A request to a decision: the answers read, the rules, what is still to be asked, the deadline.
#[divan::bench]
fn validate(bencher: Bencher) {
    let policies = Policies::shipped();
    each(bencher, &requests(), |(request, now)| {
        black_box(validate_request(&policies, request, *now));
    });
}

/// A request to its deadline, day by day.
#[divan::bench]
fn deadline(bencher: Bencher) {
    let policies = Policies::shipped();
    each(bencher, &requests(), |(request, now)| {
        let _ = black_box(compute_deadline(&policies, request, *now));
    });
}

/// A decision to JSON.
#[divan::bench]
fn serialise(bencher: Bencher) {
    let (policies, requests) = (Policies::shipped(), requests());
    let decided: Vec<Decision<'_>> = requests
        .iter()
        .map(|(request, now)| validate_request(&policies, request, *now))
        .collect();
    each(bencher, &decided, |decision| {
        black_box(serde_json::to_string(decision).unwrap());
    });
}

/// What the module does when it starts.
#[divan::bench]
fn unpack_policies() -> Policies {
    Policies::shipped()
}
