//! The case tables, and how native and browser tests run them.
//!
//! A row is a request and the decision that is expected. `check` compares only what the row names, and checks that the
//! invariants hold.

mod coverage;
mod documents;

use std::fmt::Write as _;

use chrono::{DateTime, Utc};
use serde_json::Value;

pub use coverage::{gaps, statements_listed, totals};
pub use documents::departures;
pub use p2p_rows::{Answer, Case, Table, check};

/// Every table by name. The texts are compiled in, so that a browser has them too.
pub const TABLES: [(&str, &str); 9] = [
    ("ps-faq", include_str!("../../cases/ps-faq.toml")),
    ("ps-policy", include_str!("../../cases/ps-policy.toml")),
    ("reg", include_str!("../../cases/reg.toml")),
    ("asu", include_str!("../../cases/asu.toml")),
    ("rx", include_str!("../../cases/rx.toml")),
    ("decisions", include_str!("../../cases/decisions.toml")),
    ("bars", include_str!("../../cases/bars.toml")),
    ("dates", include_str!("../../cases/dates.toml")),
    ("input", include_str!("../../cases/input.toml")),
];

/// One of [`TABLES`].
pub fn load(name: &str) -> Table {
    let table = TABLES.iter().find(|(table, _)| *table == name);
    let (_, text) = table.unwrap_or_else(|| panic!("no table {name}"));
    parse(name, text)
}

/// A table from its text.
pub fn parse(name: &str, text: &str) -> Table {
    Table::parse(&format!("{name}.toml"), text).unwrap_or_else(|error| panic!("{error}"))
}

/// Decides every row of a table with `ask`, and also compares the decision with the documents. Panics with all failed
/// rows, or returns the counts to print.
pub fn run(name: &str, ask: impl Fn(&Value, DateTime<Utc>) -> Answer) -> String {
    let table = load(name);
    let rows = run_rows(name, &table, |request, now| {
        let answer = ask(request, now);
        let departures = departures(request, &answer.decision);
        (answer, departures)
    });
    let documents = coverage::rows_by_document(table.cases());
    format!("{name}.toml: {rows} rows ({documents})")
}

/// As [`run`], for a table that is not based on published documents. Returns the number of rows.
pub fn run_alone(
    name: &str,
    table: &Table,
    ask: impl Fn(&Value, DateTime<Utc>) -> Answer,
) -> usize {
    run_rows(name, table, |request, now| (ask(request, now), Vec::new()))
}

fn run_rows(
    name: &str,
    table: &Table,
    ask: impl Fn(&Value, DateTime<Utc>) -> (Answer, Vec<String>),
) -> usize {
    let mut report = String::new();
    let mut failed = 0;
    for case in table.cases() {
        let (request, now) = (&case.request, case.at);
        let (answer, departures) = ask(request, now);
        let mut complaints = check(case, now, &answer);
        complaints.extend(departures);
        if !complaints.is_empty() {
            failed += 1;
            let _ = writeln!(report, "\n{name}: {}", case.name);
            let _ = writeln!(report, "  {request} at {now}");
            for complaint in complaints {
                let _ = writeln!(report, "  - {complaint}");
            }
        }
    }
    let rows = table.cases().len();
    assert!(
        failed == 0,
        "{failed} of {rows} rows of {name}.toml came out otherwise\n{report}"
    );
    rows
}
