//! Recurring days of every kind of rule, for every day from 2000 to 2099, against a table made by
//! `tests/oracles/recurring.py` with tools that share no code with ours.

#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "test code: a panic is how it reports"
)]

use std::collections::BTreeSet;

use p2p_review::{Policies, Value};
use p2p_test_support::author;
use serde_json::json;

const TABLE: &str = include_str!("oracles/data/recurring.txt");

/// A payer that is closed on each of the table's days and counts one year of business days from a date.
fn policies() -> Policies {
    let days = json!([
        { "id": "easter-monday", "name": "easter-monday", "easter": 1 },
        { "id": "last-friday-of-august", "name": "last-friday-of-august", "month": 8, "weekday": "friday", "nth": -1 },
        { "id": "third-monday-of-january", "name": "third-monday-of-january", "month": 1, "weekday": "monday", "nth": 3 },
        { "id": "thursday", "name": "thursday", "month": 3, "weekday": "thursday", "nth": 2 },
        { "id": "friday", "name": "after-the-second-thursday-of-march", "after": "thursday", "days": 1, "every": 2 },
        { "id": "founders-day", "name": "founders-day", "month": 5, "day": 4, "observed": true, "from_year": 2010 },
        { "id": "new-year", "name": "new-year", "month": 1, "day": 1, "observed": true },
        { "id": "good", "name": "good-friday", "easter": -2 }
    ]);
    let policy = json!({
        "id": "calendars", "name": "Calendars", "time_zone": "America/Denver", "calendar": "weekends-only", "days": days,
        "holidays": ["easter-monday", "last-friday-of-august", "third-monday-of-january", "friday", "founders-day", "new-year", "good"],
        "sources": [{ "id": "S", "title": "S" }],
        "statements": [{ "id": "S-1", "gist": "S" }],
        "facts": [{ "id": "day", "kind": "date", "question": "?" }],
        "deadlines": [{ "id": "year", "says": ["S-1"], "count": 262, "unit": "business-days", "from": ["day"] }]
    });
    let mut policies = Policies::new();
    author::load_json(&mut policies, &policy).unwrap();
    policies
}

#[test]
fn every_day_of_a_hundred_years_is_closed_or_open_as_the_table_says() {
    let policies = policies();
    let mut found = BTreeSet::new();
    let now = "2026-03-03T18:00:00Z".parse().unwrap();
    for year in 2000..2100 {
        let request: Value =
            serde_json::from_value(json!({ "payer": "calendars", "day": format!("{year}-01-01") }))
                .unwrap();
        let deadline = p2p_review::compute_deadline(&policies, &request, now).unwrap();
        let deadline = serde_json::to_value(&deadline).unwrap();
        for day in deadline["days"].as_array().unwrap() {
            let skipped = day["skipped"].as_str().filter(|why| *why != "weekend");
            found.extend(skipped.map(|name| format!("{} {name}", day["date"].as_str().unwrap())));
        }
    }
    let first_of_year = |row: &&str| row[4..].starts_with("-01-01");
    let in_span = |row: &&str| &row[..4] < "2100";
    let expected: BTreeSet<String> = TABLE
        .lines()
        .filter(|row| !row.starts_with('#'))
        .filter(|row| !first_of_year(row))
        .map(str::to_owned)
        .collect();
    let found: BTreeSet<String> = found
        .iter()
        .map(String::as_str)
        .filter(|row| !first_of_year(row) && in_span(row))
        .map(str::to_owned)
        .collect();
    let differing: Vec<&String> = found.symmetric_difference(&expected).collect();
    assert_eq!(differing, Vec::<&String>::new());
    assert!(found.len() > 500, "{}", found.len());
}
