//! Vectors from the case tables.

use std::fs;
use std::path::Path;

use p2p_policy::time::instant_text;
use p2p_test_support::cases::{self, TABLES, Table};

use crate::packs::{PAYERS, Packs};
use crate::vector::{Question, Verb};

/// A question for every row of the shipped policies' tables.
pub(crate) fn of_shipped() -> Vec<Question> {
    let tables = TABLES.iter().map(|(name, _)| cases::load(name));
    tables.flat_map(|table| questions(&table, &[])).collect()
}

/// A question for every row of the made-up payers' tables, with all their policies added.
pub(crate) fn of_made_up(packs: &Packs) -> Result<Vec<Question>, String> {
    let all: Vec<String> = packs.ids().map(str::to_string).collect();
    let mut found = Vec::new();
    for id in packs.ids() {
        let path = Path::new(PAYERS).join("cases").join(format!("{id}.toml"));
        // Not every payer has a table; the generated questions cover them all.
        if !path.exists() {
            continue;
        }
        let text = fs::read_to_string(&path);
        let text = text.map_err(|error| format!("{}: {error}", path.display()))?;
        let table = cases::parse(id, &text);
        found.extend(questions(&table, &all));
        found.extend(questions(&table, &[id.to_string()]));
    }
    Ok(found)
}

fn questions(table: &Table, packs: &[String]) -> Vec<Question> {
    let rows = table.cases().iter();
    rows.flat_map(|case| {
        let question = |verb| Question {
            verb,
            packs: packs.to_vec(),
            now: instant_text(case.at),
            options: String::new(),
            input: case.request.to_string().into_bytes(),
        };
        [Verb::ValidateRequest, Verb::ComputeDeadline].map(question)
    })
    .collect()
}
