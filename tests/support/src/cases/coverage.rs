//! Checks that every statement and decision has rows, and counts them.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::{Map, Value};

use super::documents::{PRINTED, PUBLISHED, document_of};
use super::{Case, TABLES, load};

const COVERAGE: &str = include_str!("../../../cases/coverage.toml");

/// Treatments that affect requests; `notice`, `scope` and `meta` need no row.
const TREATMENTS_TO_PROVE: [&str; 10] = [
    "reject",
    "need",
    "invalid",
    "warn",
    "deadline",
    "response time",
    "route",
    "accept",
    "exception",
    "shown first",
];

const ROWS_PER_DECISION: usize = 3;

/// Statements and decisions without rows, and rows that name unknown ones.
pub fn gaps() -> Vec<String> {
    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Coverage {
        decisions: Vec<String>,
        statements: BTreeMap<String, Vec<String>>,
    }
    let coverage: Coverage = toml::from_str(COVERAGE).expect("coverage.toml");
    let mut rows: BTreeMap<String, usize> = BTreeMap::new();
    for (name, _) in TABLES {
        for case in load(name).into_cases() {
            for id in case.proves {
                *rows.entry(id).or_default() += 1;
            }
        }
    }
    for id in PRINTED.contacts().iter().flat_map(|contact| &contact.says) {
        rows.entry(id.clone()).or_default();
    }
    let count = |id: &String| rows.get(id).copied().unwrap_or_default();
    let unknown = rows
        .keys()
        .filter(|id| !coverage.decisions.contains(id) && !coverage.statements.contains_key(*id))
        .map(|id| format!("{id} is proved but does not exist"));
    let to_prove = |treatments: &Vec<String>| {
        treatments
            .iter()
            .any(|treatment| TREATMENTS_TO_PROVE.contains(&treatment.as_str()))
    };
    let unproved = coverage
        .statements
        .iter()
        .filter(|(id, treatments)| to_prove(treatments) && count(id) == 0)
        .map(|(id, treatments)| format!("{id} ({}) is proved by no row", treatments.join(", ")));
    let thin = coverage
        .decisions
        .iter()
        .filter(|id| count(id) < ROWS_PER_DECISION)
        .map(|id| format!("{id} is proved by {} rows", count(id)));
    unknown.chain(unproved).chain(thin).collect()
}

/// How many rows of all tables are based on each document, and on decisions alone.
pub fn totals() -> String {
    let cases: Vec<Case> = TABLES
        .iter()
        .flat_map(|(name, _)| load(name).into_cases())
        .collect();
    format!(
        "all tables: {} rows ({})",
        cases.len(),
        rows_by_document(&cases)
    )
}

/// The number of statements in `coverage.toml`.
pub fn statements_listed() -> usize {
    let coverage: Value = toml::from_str(COVERAGE).expect("coverage.toml");
    coverage["statements"].as_object().map_or(0, Map::len)
}

/// Counts rows by document.
pub(super) fn rows_by_document(cases: &[Case]) -> String {
    let count = |document: &str| {
        let of_document = |id: &String| document_of(id) == document;
        let rests_on_it = |case: &&Case| case.proves.iter().any(of_document);
        cases.iter().filter(rests_on_it).count()
    };
    PUBLISHED
        .iter()
        .map(|document| format!("{} {}", document.id, count(&document.id)))
        .collect::<Vec<_>>()
        .join(", ")
}
