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
mod lattice;
mod mutants;
mod payers;
mod replay;
mod tally;
mod unsure;

use std::collections::BTreeSet;
use std::sync::OnceLock;
use std::time::Instant;

use decision_checks::as_json;
use lattice::{Axis, Lattice};
use p2p_review::{Outcome, Policies, Value, validate_request};
use p2p_test_support::author;
use p2p_test_support::reference::days::Day;
use payers::{Answer, Moment, Payer};
use serde_json::json;
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

/// Before PacificSource's policy took effect; while its gate is open past the last day; an ordinary Tuesday; after the
/// policy's next review.
fn moments() -> [Moment; 4] {
    ["2025-11-12", "2025-12-26", "2026-03-03", "2026-12-02"]
        .map(|day| Moment::in_winter(Day::of(day), (12, 0, 0)))
}

fn details(moment: Moment) -> Vec<(String, Answer)> {
    let mut details: Vec<(String, Answer)> = [
        ("member_name", json!("Pat Doe")),
        ("member_id", json!("123456789")),
        ("medication_name", json!("infliximab")),
        ("provider_name", json!("Dr. Lee")),
        ("contact_phone", json!("541-555-0134")),
        ("direct_line", json!("541-555-0135")),
        ("windows_agreed", json!(true)),
    ]
    .map(|(field, value)| (field.to_owned(), Answer::new(value)))
    .into();
    details.push((
        "call_windows".into(),
        payers::windows(moment.local).swap_remove(0),
    ));
    details
}

/// Pseudorandom numbers, the same every time (SplitMix64).
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((z ^ (z >> 31)) % sides as u64).unwrap()
    }

    fn pick<'a, T>(&mut self, list: &'a [T]) -> &'a T {
        &list[self.roll(list.len())]
    }

    fn shuffle<T>(&mut self, list: &mut [T]) {
        for last in (1..list.len()).rev() {
            list.swap(last, self.roll(last + 1));
        }
    }
}

/// The facts that anything depends on at this payer.
fn relevant_facts(payer: &Payer) -> Vec<String> {
    let extra = ["call_windows", "windows_agreed"];
    let turns = |field: &str| payer.mentioned.contains(field) || extra.contains(&field);
    payer
        .fields
        .iter()
        .map(|(field, _)| field.clone())
        .filter(|field| turns(field))
        .collect()
}

/// All combinations of some facts, with random fixed answers to the others.
fn small_lattice<'p>(payer: &'p Payer, dice: &mut Dice, cap: usize, closed: bool) -> Lattice<'p> {
    let moment = *dice.pick(&moments());
    let mut fields = relevant_facts(payer);
    dice.shuffle(&mut fields);
    let mut axes: Vec<Axis> = Vec::new();
    let mut others = Vec::new();
    let mut size = 1;
    for field in fields {
        let mut answers = payer.answers(&field, moment);
        if field == "plan_state" {
            let one_of_each = payer
                .groups(&field)
                .iter()
                .map(|group| dice.pick(group).clone())
                .collect::<Vec<_>>();
            answers = one_of_each.into_iter().map(Answer::new).collect();
        }
        if size * (answers.len() + 1) <= cap {
            size *= answers.len() + 1;
            axes.push(Axis { field, answers });
        } else {
            others.push((field, answers));
        }
    }
    // If every combination is rejected there is little to test, so most lattices start from one that isn't.
    let mut accept_any = dice.roll(8) == 0;
    loop {
        let mut fixed = details(moment);
        fixed.retain(|(field, _)| {
            !axes.iter().any(|axis| axis.field == *field)
                && !others.iter().any(|(name, _)| name == field)
        });
        for (field, answers) in &others {
            let valid: Vec<&Answer> = answers.iter().filter(|answer| answer.valid).collect();
            if closed || dice.roll(3) > 0 {
                fixed.push((field.clone(), (*dice.pick(&valid)).clone()));
            }
        }
        let lattice = Lattice {
            payer,
            moment,
            axes: axes.clone(),
            fixed,
            closed,
        };
        if accept_any || !lattice.starts_rejected(policies()) {
            return lattice;
        }
        accept_any = dice.roll(300) == 0;
    }
}

fn small_lattices() -> &'static Tally {
    static TALLY: OnceLock<Tally> = OnceLock::new();
    TALLY.get_or_init(|| {
        let (count, cap) = if full() { (400, 5_000) } else { (120, 2_500) };
        let mut all = Tally::default();
        for (n, payer) in shipped().iter().enumerate() {
            let mut dice = Dice(n as u64);
            for n in 0..count {
                let closed = n % 4 > 0;
                all.add(small_lattice(payer, &mut dice, cap, closed).prove(policies()));
            }
        }
        all
    })
}

/// All combinations of all deciding facts.
fn large_lattice(payer: &Payer, moment: Moment) -> Lattice<'_> {
    let mut axes = Vec::new();
    let mut fixed = details(moment);
    for field in relevant_facts(payer) {
        let answers = match field.as_str() {
            "denial_date" => payer.distinct_dates(moment.local),
            _ => payer.answers(&field, moment),
        };
        if payer.deciding.contains(&field) && payer.gate.contains(&field) {
            axes.push(Axis { field, answers });
        } else if !fixed.iter().any(|(name, _)| *name == field) {
            fixed.push((field, answers[0].clone()));
        }
    }
    Lattice {
        payer,
        moment,
        axes,
        fixed,
        closed: true,
    }
}

fn large_lattices() -> &'static Tally {
    static TALLY: OnceLock<Tally> = OnceLock::new();
    TALLY.get_or_init(|| {
        let mut all = Tally::default();
        // The moment at which the gate is open past the last day comes first: it has every kind of date.
        for (n, moment) in [1, 0, 2, 3].map(|n| moments()[n]).into_iter().enumerate() {
            for payer in shipped() {
                let lattice = large_lattice(payer, moment);
                // Only policies with an effective date distinguish these moments.
                if n > 0 && payer.effective.is_none() {
                    continue;
                }
                let started = Instant::now();
                all.add(lattice.prove(policies()));
                let names: Vec<&str> = lattice
                    .axes
                    .iter()
                    .map(|axis| axis.field.as_str())
                    .collect();
                println!(
                    "{} on {:?}: {} combinations of {} in {:.1} s",
                    payer.id,
                    moment.local.today,
                    lattice.size(),
                    names.join(", "),
                    started.elapsed().as_secs_f64()
                );
            }
        }
        all
    })
}

/// All combinations of details and kinds of call windows, for each service.
fn detail_lattice(payer: &Payer, closed: bool) -> Lattice<'_> {
    let moment = moments()[2];
    let mut axes: Vec<Axis> = details(moment)
        .into_iter()
        .filter(|(field, _)| payer.fields.iter().any(|(name, _)| name == field))
        .map(|(field, answer)| Axis {
            field,
            answers: vec![answer],
        })
        .collect();
    for axis in &mut axes {
        if axis.field == "call_windows" || axis.field == "windows_agreed" {
            axis.answers = payer.answers(&axis.field, moment);
        }
    }
    axes.push(Axis {
        field: "service".into(),
        answers: payer.answers("service", moment),
    });
    let mut fixed = clean(payer, moment);
    fixed.retain(|(field, _)| !axes.iter().any(|axis| axis.field == *field));
    Lattice {
        payer,
        moment,
        axes,
        fixed,
        closed,
    }
}

fn detail_lattices() -> &'static Tally {
    static TALLY: OnceLock<Tally> = OnceLock::new();
    TALLY.get_or_init(|| {
        let mut all = Tally::default();
        for payer in shipped() {
            all.add(detail_lattice(payer, false).prove(policies()));
        }
        all
    })
}

/// Random answers to every fact except the service with which a request is eligible, both for a treatment and for a
/// medication.
fn clean(payer: &Payer, moment: Moment) -> Vec<(String, Answer)> {
    let mut dice = Dice(1);
    loop {
        let mut fixed = details(moment);
        for field in relevant_facts(payer) {
            if !fixed.iter().any(|(name, _)| *name == field) {
                let answers: Vec<Answer> = payer
                    .answers(&field, moment)
                    .into_iter()
                    .filter(|answer| answer.valid)
                    .collect();
                let answer = if field == "denial_date" {
                    Answer::date(moment.local.today, moment.local)
                } else {
                    dice.pick(&answers).clone()
                };
                fixed.push((field, answer));
            }
        }
        let passes = |service: &str| {
            let mut fixed = fixed.clone();
            fixed.retain(|(field, _)| field != "service");
            fixed.push(("service".into(), Answer::new(json!(service))));
            let request = Lattice {
                payer,
                moment,
                axes: Vec::new(),
                fixed,
                closed: true,
            }
            .request(0);
            validate_request(policies(), &request, moment.now).outcome == Outcome::Eligible
        };
        if ["medical", "provider-administered-medication"]
            .into_iter()
            .all(passes)
        {
            fixed.retain(|(field, _)| field != "service");
            return fixed;
        }
    }
}

/// Every denial date within three weeks, for every service and kind of call window, at one moment.
fn day_lattice(payer: &Payer, moment: Moment) -> Lattice<'_> {
    let today = moment.local.today;
    let dates = today
        .days_before(24)
        .to(today.next())
        .map(|day| Answer::date(day, moment.local))
        .collect();
    let axes = vec![
        Axis {
            field: "denial_date".into(),
            answers: dates,
        },
        Axis {
            field: "service".into(),
            answers: payer.answers("service", moment),
        },
        Axis {
            field: "call_windows".into(),
            answers: payers::windows(moment.local),
        },
    ];
    let mut fixed = clean(payer, moment);
    fixed.retain(|(field, _)| !axes.iter().any(|axis| axis.field == *field));
    Lattice {
        payer,
        moment,
        axes,
        fixed,
        closed: true,
    }
}

/// The first and last second of each day around the boundaries of calendar and policies.
fn day_lattices() -> &'static Tally {
    static TALLY: OnceLock<Tally> = OnceLock::new();
    TALLY.get_or_init(|| {
        let mut all = Tally::default();
        let spans = if full() {
            vec![
                ("2025-11-24", "2026-01-05"),
                ("2026-11-02", "2026-12-03"),
                ("2027-12-20", "2028-01-05"),
            ]
        } else {
            vec![
                ("2025-11-30", "2025-12-02"),
                ("2025-12-23", "2025-12-29"),
                ("2026-11-30", "2026-12-01"),
            ]
        };
        for (from, to) in spans {
            for today in Day::of(from).to(Day::of(to)) {
                for time in [(0, 0, 0), (23, 59, 59)] {
                    for payer in shipped() {
                        all.add(
                            day_lattice(payer, Moment::in_winter(today, time)).prove(policies()),
                        );
                    }
                }
            }
        }
        all
    })
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
