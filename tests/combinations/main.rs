//! Every combination of answers: each payer's facts with every possible answer, including "not answered", at times and
//! dates on both sides of every boundary. The engine's decisions are compared with the reference evaluator, which was
//! written from the sources' statements alone (`tests/support/src/reference.rs`), and checked for invariants.
//!
//! A plain run takes samples: small complete lattices of some facts, with fixed answers to the others. `P2P_FULL=1`
//! adds for each payer the complete lattice of all deciding facts, and more small ones.
#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects
)]
#![allow(
    clippy::print_stdout,
    reason = "the figures that VERIFICATION.md quotes"
)]

mod decision_checks;
mod dice;
mod lattice;
mod mutants;
mod payers;
mod replay;
mod samples;
mod tally;
mod unsure;

use std::collections::BTreeSet;
use std::sync::OnceLock;

use decision_checks::as_json;
use dice::Dice;
use p2p_review::{Outcome, Policies, Value, validate_request};
use p2p_test_support::author;
use p2p_test_support::reference::days::Day;
use payers::{Answer, Moment, Payer};
use samples::{
    clean, day_lattice, day_lattices, detail_lattice, detail_lattices, details, large_lattices,
    moments, small_lattice, small_lattices,
};
use tally::Tally;
use unsure::Unsure;

fn full() -> bool {
    std::env::var("P2P_FULL").is_ok_and(|value| value == "1")
}

fn policies() -> &'static Policies {
    static POLICIES: OnceLock<Policies> = OnceLock::new();
    POLICIES.get_or_init(Policies::shipped)
}

fn shipped() -> &'static [Payer] {
    static PAYERS: OnceLock<Vec<Payer>> = OnceLock::new();
    PAYERS.get_or_init(|| Payer::shipped(policies()))
}

/// Replays a combination; the message of a failure has the command.
#[test]
fn replay() {
    if !replay::replay(policies(), shipped()) {
        println!("only with a combination");
    }
}

/// A policy without one of its rules causes failures, and each failure's command reproduces it.
#[test]
fn a_command_reproduces_its_failure() {
    let mut replayed = 0;
    for payer in shipped() {
        let mut dice = Dice(17);
        for (what, mutant) in mutants::without_one(&payer.policy).into_iter().step_by(3) {
            let mut wrong = policies().clone();
            if author::load_json(&mut wrong, &mutant).is_err() {
                continue;
            }
            let lattice = small_lattice(payer, &mut dice, 200, true);
            for (fault, (_, example)) in lattice.prove(&wrong).faults {
                let again = replay::faults_of(&example, &wrong, shipped());
                assert!(
                    again.contains(&fault),
                    "{what}: {fault}: {again:?}\n{example}"
                );
                replayed += 1;
            }
        }
    }
    assert!(replayed > 5, "{replayed} faults replayed");
    println!("faults replayed: {replayed}");
}

fn report(what: &str, tally: &Tally) {
    println!(
        "{what}: {} combinations ({} eligible, {} ineligible, {} incomplete), {} neighbours",
        tally.combinations, tally.eligible, tally.ineligible, tally.incomplete, tally.neighbours
    );
    println!(
        "  over-asking, before service, line of business and timing are known: {} combinations, {} of them lack nothing else",
        tally.over_asking, tally.over_asking_alone
    );
    println!(
        "  rejected whatever else is answered, the reason still open: {} combinations",
        tally.doomed
    );
    println!(
        "  different findings on which reference and engine agree: {}",
        tally.confirmed.len()
    );
    println!("  over-asked: {:?}", tally.asked_needlessly);
    println!("  optional without effect: {:?}", tally.offered_needlessly);
}

#[test]
fn every_combination_of_some_facts() {
    let tally = small_lattices();
    report("small lattices", tally);
    tally.assert_faultless();
}

#[test]
fn every_combination_of_the_deciding_facts() {
    if !full() {
        println!("only with P2P_FULL=1");
        return;
    }
    let tally = large_lattices();
    report("large lattices", tally);
    tally.assert_faultless();
}

#[test]
fn every_combination_of_the_details() {
    let tally = detail_lattices();
    report("details", tally);
    tally.assert_faultless();
}

#[test]
fn every_day_around_the_boundaries() {
    let tally = day_lattices();
    report("days", tally);
    tally.assert_faultless();
}

#[test]
fn every_rule_fires_in_some_combination() {
    let mut fired = BTreeSet::new();
    for tally in [small_lattices(), detail_lattices(), day_lattices()] {
        fired.extend(tally.fired.iter().cloned());
    }
    let rules: BTreeSet<String> = shipped()
        .iter()
        .flat_map(|payer| payer.rules.iter().cloned())
        .collect();
    let silent: Vec<&String> = rules.difference(&fired).collect();
    assert!(silent.is_empty(), "never heard of: {silent:?}");
    println!("rules that fired: {} of {}", rules.len(), rules.len());
}

/// Changes one rule, need or condition of a policy at a time; some test above must fail.
#[test]
fn a_policy_with_one_change_is_detected() {
    let (mut found, mut refused, mut same, mut unnoticed) = (0, 0, Vec::new(), Vec::new());
    for (n, payer) in shipped().iter().enumerate() {
        let mut dice = Dice(100 + n as u64);
        let mut lattices = vec![detail_lattice(payer, true)];
        for day in [
            "2025-12-26",
            "2025-12-27",
            "2026-12-01",
            "2026-11-04",
            "2025-12-02",
        ] {
            lattices.push(day_lattice(
                payer,
                Moment::in_winter(Day::of(day), (12, 0, 0)),
            ));
        }
        lattices.extend(
            (0..if full() { 80 } else { 40 }).map(|_| small_lattice(payer, &mut dice, 700, true)),
        );
        let mutants = if full() {
            mutants::mutants(&payer.policy)
        } else {
            mutants::without_one(&payer.policy)
        };
        for (what, mutant) in mutants {
            let mut wrong = policies().clone();
            let what = format!("{}: {what}", payer.id);
            if author::load_json(&mut wrong, &mutant).is_err() {
                refused += 1;
            } else if lattices
                .iter()
                .any(|lattice| !lattice.prove(&wrong).faults.is_empty())
            {
                found += 1;
            } else if lattices.iter().all(|lattice| {
                lattice.same_decisions(policies(), &wrong, if full() { 1 } else { 13 })
            }) {
                // Another part of the policy has the same effect, or the sources leave open what differs.
                same.push(what);
            } else {
                unnoticed.push(what);
            }
        }
    }
    println!(
        "policies with one thing wrong: {found} found out, {refused} refused when loaded; {} decide alike: {same:#?}",
        same.len()
    );
    assert!(
        unnoticed.is_empty(),
        "{} not noticed:\n{}",
        unnoticed.len(),
        unnoticed.join("\n")
    );
}

/// A request with random facts answered.
fn any_request(payer: &Payer, dice: &mut Dice, moment: Moment) -> Vec<(String, Value)> {
    let mut entries = vec![("payer".to_owned(), Value::Text(payer.id.clone()))];
    let details = details(moment);
    for (field, _) in &payer.fields {
        let mut answers = payer.answers(field, moment);
        answers.extend(
            details
                .iter()
                .filter(|(name, _)| name == field)
                .map(|(_, answer)| answer.clone()),
        );
        if !answers.is_empty() && dice.roll(3) > 0 {
            entries.push((field.clone(), dice.pick(&answers).value.clone()));
        }
    }
    entries
}

/// An answered request in which one to three facts are unsure; most of its answers make it eligible.
fn any_unsure_request<'p>(
    payer: &'p Payer,
    moment: Moment,
    clean: &[(String, Answer)],
    dice: &mut Dice,
) -> Unsure<'p> {
    let takes_unsure =
        |field: &str| payer.gate.contains(field) && !["service", "denial_date"].contains(&field);
    let mut answered = clean.to_vec();
    answered.push((
        "service".into(),
        dice.pick(&payer.answers("service", moment)).clone(),
    ));
    dice.shuffle(&mut answered);
    let (mut to_forget, mut to_change, mut unsure) = (1 + dice.roll(3), dice.roll(3), Vec::new());
    answered.retain_mut(|(field, given)| {
        let mut answers = payer.answers(field, moment);
        answers.retain(|answer| answer.valid);
        if field == "plan_state" {
            let groups = payer.groups(field).into_iter();
            answers = groups
                .map(|mut group| Answer::new(group.swap_remove(0)))
                .collect();
        }
        if to_forget > 0 && takes_unsure(field) {
            to_forget -= 1;
            unsure.push((field.clone(), answers));
            return false;
        }
        if to_change > 0 && payer.gate.contains(field) {
            to_change -= 1;
            *given = dice.pick(&answers).clone();
        }
        true
    });
    Unsure {
        payer,
        moment,
        answered,
        unsure,
    }
}

/// C21: a rule that depends on an unsure answer can't reject, but there is a warning.
#[test]
fn not_sure_is_an_answer() {
    let rounds = if full() { 40_000 } else { 4_000 };
    let mut dice = Dice(21);
    let (mut eligible, mut ineligible) = (0, 0);
    for payer in shipped() {
        let clean = moments().map(|moment| (moment, clean(payer, moment)));
        for _ in 0..rounds {
            let (moment, clean) = dice.pick(&clean);
            let asked = any_unsure_request(payer, *moment, clean, &mut dice);
            let faults = asked.faults(policies());
            let request = asked.request();
            assert!(
                faults.is_empty(),
                "{faults:#?}\n{request:?} on {:?}",
                asked.moment.local
            );
            match validate_request(policies(), &request, asked.moment.now).outcome {
                Outcome::Eligible => eligible += 1,
                _ => ineligible += 1,
            }
        }
    }
    println!("requests with unsure answers: {eligible} eligible, {ineligible} ineligible");
    assert!(eligible > 100 && ineligible > 100);
}

#[test]
fn neither_order_nor_empty_nor_unknown_fields_matter() {
    let rounds = if full() { 20_000 } else { 2_000 };
    let mut dice = Dice(7);
    for payer in shipped() {
        for _ in 0..rounds {
            let moment = *dice.pick(&moments());
            let entries = any_request(payer, &mut dice, moment);
            let decision = as_json(policies(), &Value::Map(entries.clone()), moment.now);
            let mut shuffled = entries.clone();
            dice.shuffle(&mut shuffled);
            assert_eq!(
                as_json(policies(), &Value::Map(shuffled.clone()), moment.now),
                decision,
                "{entries:?}"
            );

            // Null and empty texts count as absent, and unknown keys are ignored.
            for (field, _) in &payer.fields {
                if !entries.iter().any(|(name, _)| name == field) {
                    let empty = if dice.roll(2) == 0 {
                        Value::Null
                    } else {
                        Value::Text(String::new())
                    };
                    let is_text = payer.answers(field, moment).is_empty();
                    shuffled.push((field.clone(), if is_text { empty } else { Value::Null }));
                }
            }
            shuffled.push(("__proto__".into(), Value::Bool(true)));
            shuffled.push(("a_fact_of_nobody".into(), Value::Text("x".into())));
            assert_eq!(
                as_json(policies(), &Value::Map(shuffled), moment.now),
                decision,
                "{entries:?}"
            );
        }
    }
    println!("requests shuffled: {}", rounds * shipped().len());
}

/// Facts of other payers change nothing.
#[test]
fn facts_that_a_payer_does_not_ask_for_change_nothing() {
    let rounds = if full() { 20_000 } else { 2_000 };
    let mut dice = Dice(11);
    let mut compared = 0;
    for payer in shipped() {
        let asked: BTreeSet<&String> = payer.fields.iter().map(|(field, _)| field).collect();
        for _ in 0..rounds {
            let moment = *dice.pick(&moments());
            let entries = any_request(payer, &mut dice, moment);
            let decision = as_json(policies(), &Value::Map(entries.clone()), moment.now);
            let mut more = entries.clone();
            for other in shipped() {
                for (field, _) in other
                    .fields
                    .iter()
                    .filter(|(field, _)| !asked.contains(field))
                {
                    let answers = other.answers(field, moment);
                    if !answers.is_empty() && !more.iter().any(|(name, _)| name == field) {
                        more.push((field.clone(), dice.pick(&answers).value.clone()));
                        compared += 1;
                    }
                }
            }
            assert_eq!(
                as_json(policies(), &Value::Map(more.clone()), moment.now),
                decision,
                "{more:?}"
            );
        }
    }
    assert!(compared > 0);
    println!("answers that nobody asked for: {compared}");
}
