//! Replays one combination with all its completions. The message of a failure gives the command.

use chrono::{DateTime, Utc};
use p2p_policy::time::instant_text;
use p2p_review::{Policies, validate_request};
use p2p_test_support::reference::days::Day;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value as Json};

use crate::lattice::{Axis, Lattice};
use crate::payers::{Answer, Moment, Payer, windows};
use crate::tally::Tally;

const VARIABLE: &str = "P2P_REPLAY";

/// A combination in the form of the environment variable.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Combination {
    payer: String,
    now: String,
    closed: bool,
    /// The given answers.
    request: Map<String, Json>,
    /// The facts that are open, with their possible answers.
    open: Vec<(String, Vec<Json>)>,
}

/// The command that replays a combination of a lattice.
pub(crate) fn command(lattice: &Lattice<'_>, index: usize) -> String {
    let combination = serde_json::to_string(&combination(lattice, index)).unwrap();
    let quoted = combination.replace('\'', r"'\''");
    format!("{VARIABLE}='{quoted}' cargo test --locked --test combinations replay -- --nocapture")
}

fn combination(lattice: &Lattice<'_>, index: usize) -> Combination {
    let given = |(field, answer): (&str, &Answer)| (field.to_owned(), answer.json.clone());
    let digits = lattice.digits(index);
    // An invalid answer counts as unanswered.
    let is_open = |(digit, axis): &(usize, &Axis)| match digit.checked_sub(1) {
        None => true,
        Some(answer) => !axis.answers[answer].valid,
    };
    let open = digits.into_iter().zip(&lattice.axes).filter(is_open);
    let answers = |axis: &Axis| {
        axis.answers
            .iter()
            .map(|answer| answer.json.clone())
            .collect()
    };
    Combination {
        payer: lattice.payer.id.clone(),
        now: instant_text(lattice.moment.now),
        closed: lattice.closed,
        request: lattice.answers(index).map(given).collect(),
        open: open
            .map(|(_, axis)| (axis.field.clone(), answers(axis)))
            .collect(),
    }
}

impl Combination {
    /// The lattice of the open facts, and the combination's index in it.
    fn lattice<'p>(&self, payers: &'p [Payer]) -> (Lattice<'p>, usize) {
        let payer = payers.iter().find(|payer| payer.id == self.payer);
        let payer = payer.unwrap_or_else(|| panic!("no payer {}", self.payer));
        let now: DateTime<Utc> = self.now.parse().expect("an RFC 3339 instant");
        let moment = Moment::at(now);
        let read = |(field, json): (&String, &Json)| (field.clone(), read(field, json, moment));
        let is_open = |field: &str| self.open.iter().any(|(open, _)| open == field);
        let mut fixed: Vec<(String, Answer)> = self.request.iter().map(read).collect();
        fixed.retain(|(field, _)| !is_open(field));
        let (mut index, mut stride, mut axes) = (0, 1, Vec::new());
        for (field, answers) in &self.open {
            let given = self.request.get(field);
            let digit = answers.iter().position(|answer| Some(answer) == given);
            index += digit.map_or(0, |digit| digit + 1) * stride;
            stride *= answers.len() + 1;
            axes.push(Axis {
                field: field.clone(),
                answers: answers
                    .iter()
                    .map(|json| self::read(field, json, moment))
                    .collect(),
            });
        }
        let lattice = Lattice {
            payer,
            moment,
            axes,
            fixed,
            closed: self.closed,
        };
        (lattice, index)
    }
}

/// An answer as in the lattices; whether it is valid depends on the moment.
fn read(field: &str, json: &Json, moment: Moment) -> Answer {
    match (field, json.as_str()) {
        ("denial_date", Some(date)) => match Day::find(date) {
            Some(day) => Answer::date(day, moment.local),
            None => Answer::invalid(json.clone()),
        },
        ("call_windows", _) => {
            let mut known = windows(moment.local).into_iter();
            let known = known.find(|answer| answer.json == *json);
            known.unwrap_or_else(|| panic!("no such call windows on that day: {json}"))
        }
        _ => Answer::new(json.clone()),
    }
}

/// Replays the combination in the environment variable. Returns whether there is one.
pub(crate) fn replay(policies: &Policies, payers: &[Payer]) -> bool {
    let Ok(text) = std::env::var(VARIABLE) else {
        return false;
    };
    let (lattice, index, tally) = again(&text, policies, payers);
    let decision = validate_request(policies, &lattice.request(index), lattice.moment.now);
    println!("decision: {:#}", serde_json::to_value(&decision).unwrap());
    println!("reference: {:#?}", lattice.expected(index));
    tally.assert_faultless();
    true
}

/// The failures in the lattice of a replayed combination.
fn again<'p>(text: &str, policies: &Policies, payers: &'p [Payer]) -> (Lattice<'p>, usize, Tally) {
    let combination: Combination = serde_json::from_str(text).expect("a combination");
    let (lattice, index) = combination.lattice(payers);
    let tally = lattice.prove(policies);
    (lattice, index, tally)
}

/// The failures when a command is run.
pub(crate) fn faults_of(command: &str, policies: &Policies, payers: &[Payer]) -> Vec<String> {
    let (_, rest) = command
        .split_once(&format!("{VARIABLE}='"))
        .expect("a command");
    let (text, _) = rest.rsplit_once("' cargo test").expect("a command");
    let text = text.replace(r"'\''", "'");
    let (_, _, tally) = again(&text, policies, payers);
    tally.faults.into_keys().collect()
}
