//! The case tables, and the one `check` that the native and the browser runner share.
//!
//! A row is a request and the decision it must meet. `check` compares only what the row names,
//! then holds the whole decision to the rules that every decision keeps.

mod check;
mod coverage;
mod documents;
mod table;

use std::fmt::Write as _;

use chrono::{DateTime, Utc};
use serde_json::Value;

pub use check::{Answer, check};
pub use coverage::{gaps, statements_listed, totals};
pub use documents::departures;
pub use table::{TABLES, Table};

/// Puts every row of a table to `ask`, and its decision beside the documents too. Panics with all
/// rows that came out otherwise, else returns the counts to print.
pub fn run(name: &str, ask: impl Fn(&Value, DateTime<Utc>) -> Answer) -> String {
    let table = Table::load(name);
    let rows = run_rows(name, &table, |request, now| {
        let answer = ask(request, now);
        let departures = departures(request, &answer.decision);
        (answer, departures)
    });
    let documents = coverage::rows_by_document(table.cases());
    format!("{name}.toml: {rows} rows ({documents})")
}

/// The same for a table that rests on no published document: how many rows it has.
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
        let (request, now) = (table.request(case), table.now(case));
        let (answer, departures) = ask(&request, now);
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
