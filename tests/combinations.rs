//! Every combination: each payer's facts with every answer they can be given, "not answered" among them, at moments
//! and dates on each side of every boundary. What the engine says is held against what must always be true of it, and
//! against a reference evaluator written from the sources' statements alone (`tests/reference/`).
//!
//! The plain run takes a sample: small complete lattices of some facts, the other answers fixed. `P2P_FULL=1` adds, for
//! each payer, the one lattice of all facts on which the outcome turns, and more of the small ones.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, clippy::arithmetic_side_effects)]
#![allow(clippy::print_stdout, reason = "the figures that VERIFICATION.md quotes")]

#[path = "combinations/lattice.rs"]
mod lattice;
#[path = "combinations/payers.rs"]
mod payers;
#[allow(dead_code)]
mod reference;

use std::collections::BTreeSet;
use std::sync::OnceLock;
use std::time::Instant;

use lattice::{Axis, Lattice, Tally, as_json};
use p2p_review::{Outcome, Policies, Value, validate_request};
use payers::{Answer, Moment, Payer};
use reference::days::Day;
use serde_json::json;

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

/// Before PacificSource's policy took effect; when its gate stands open past the last day; a plain Tuesday; after the
/// day of the policy's next review.
fn moments() -> [Moment; 4] {
    ["2025-11-12", "2025-12-26", "2026-03-03", "2026-12-02"].map(|day| Moment::in_winter(Day::of(day), (12, 0, 0)))
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
    details.push(("call_windows".into(), payers::windows(moment.local).swap_remove(0)));
    details
}

/// A repeatable sequence of numbers that look random (SplitMix64).
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

/// The facts on which anything turns at this payer.
fn turning(payer: &Payer) -> Vec<String> {
    let extra = ["call_windows", "windows_agreed"];
    let turns = |field: &str| payer.mentioned.contains(field) || extra.contains(&field);
    payer.fields.iter().map(|(field, _)| field.clone()).filter(|field| turns(field)).collect()
}

/// Some facts in every combination, the others fixed at answers drawn at random.
fn small_lattice<'p>(payer: &'p Payer, dice: &mut Dice, cap: usize, closed: bool) -> Lattice<'p> {
    let moment = *dice.pick(&moments());
    let mut fields = turning(payer);
    dice.shuffle(&mut fields);
    let mut axes: Vec<Axis> = Vec::new();
    let mut others = Vec::new();
    let mut size = 1;
    for field in fields {
        let mut answers = payer.answers(&field, moment);
        if field == "plan_state" {
            answers = payer.distinct(&field).into_iter().map(Answer::new).collect();
        }
        if size * (answers.len() + 1) <= cap {
            size *= answers.len() + 1;
            axes.push(Axis { field, answers });
        } else {
            others.push((field, answers));
        }
    }
    // Where every combination is rejected there is little to see: most lattices start from one that is not.
    let mut any_will_do = dice.roll(8) == 0;
    loop {
        let mut fixed = details(moment);
        fixed.retain(|(field, _)| !axes.iter().any(|axis| axis.field == *field) && !others.iter().any(|(name, _)| name == field));
        for (field, answers) in &others {
            let valid: Vec<&Answer> = answers.iter().filter(|answer| answer.valid).collect();
            if closed || dice.roll(3) > 0 {
                fixed.push((field.clone(), (*dice.pick(&valid)).clone()));
            }
        }
        let lattice = Lattice { payer, moment, axes: axes.clone(), fixed };
        if any_will_do || !lattice.starts_rejected(policies()) {
            return lattice;
        }
        any_will_do = dice.roll(300) == 0;
    }
}

fn small_lattices() -> &'static Tally {
    static TALLY: OnceLock<Tally> = OnceLock::new();
    TALLY.get_or_init(|| {
        let (count, cap) = if full() { (600, 8_000) } else { (120, 2_500) };
        let mut all = Tally::default();
        for (n, payer) in shipped().iter().enumerate() {
            let mut dice = Dice(n as u64);
            for n in 0..count {
                let closed = n % 4 > 0;
                all.add(small_lattice(payer, &mut dice, cap, closed).prove(policies(), closed));
            }
        }
        all
    })
}

/// All the facts on which the outcome turns, in every combination.
fn large_lattices() -> &'static Tally {
    static TALLY: OnceLock<Tally> = OnceLock::new();
    TALLY.get_or_init(|| {
        let mut all = Tally::default();
        for payer in shipped() {
            let moment = moments()[1];
            let mut axes = Vec::new();
            let mut fixed = details(moment);
            for field in turning(payer) {
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
            let lattice = Lattice { payer, moment, axes, fixed };
            let begun = Instant::now();
            let names: Vec<&str> = lattice.axes.iter().map(|axis| axis.field.as_str()).collect();
            println!("{}: {} combinations of {}", payer.id, lattice.size(), names.join(", "));
            all.add(lattice.prove(policies(), true));
            println!("{}: {:.1} s", payer.id, begun.elapsed().as_secs_f64());
        }
        all
    })
}

/// Every detail given or not, and every kind of call window, for each service and line of business.
fn detail_lattices() -> &'static Tally {
    static TALLY: OnceLock<Tally> = OnceLock::new();
    TALLY.get_or_init(|| {
        let mut all = Tally::default();
        for payer in shipped() {
            let moment = moments()[2];
            let mut axes: Vec<Axis> = details(moment)
                .into_iter()
                .filter(|(field, _)| payer.fields.iter().any(|(name, _)| name == field))
                .map(|(field, answer)| Axis { field, answers: vec![answer] })
                .collect();
            for axis in &mut axes {
                if axis.field == "call_windows" || axis.field == "windows_agreed" {
                    axis.answers = payer.answers(&axis.field, moment);
                }
            }
            axes.push(Axis { field: "service".into(), answers: payer.answers("service", moment) });
            let mut fixed = clean(payer, moment);
            fixed.retain(|(field, _)| !axes.iter().any(|axis| axis.field == *field));
            all.add(Lattice { payer, moment, axes, fixed }.prove(policies(), false));
        }
        all
    })
}

/// Answers to every fact that lets a request pass: drawn until one does.
fn clean(payer: &Payer, moment: Moment) -> Vec<(String, Answer)> {
    let mut dice = Dice(1);
    loop {
        let mut fixed = details(moment);
        for field in turning(payer) {
            if !fixed.iter().any(|(name, _)| *name == field) {
                let answers: Vec<Answer> = payer.answers(&field, moment).into_iter().filter(|answer| answer.valid).collect();
                let answer = if field == "denial_date" { Answer::date(moment.local.today, moment.local) } else { dice.pick(&answers).clone() };
                fixed.push((field, answer));
            }
        }
        let lattice = Lattice { payer, moment, axes: Vec::new(), fixed };
        let decision = validate_request(policies(), &lattice.request(0), moment.now);
        if decision.outcome == Outcome::Eligible {
            return lattice.fixed;
        }
    }
}

/// Every denial date of three weeks, at the first and the last second of every day around the boundaries in the
/// calendar and in the policies.
fn day_lattices() -> &'static Tally {
    static TALLY: OnceLock<Tally> = OnceLock::new();
    TALLY.get_or_init(|| {
        let mut all = Tally::default();
        for (from, to) in [("2025-11-24", "2026-01-05"), ("2026-11-26", "2026-12-03"), ("2027-12-20", "2028-01-05")] {
            for today in Day::of(from).to(Day::of(to)) {
                for time in [(0, 0, 0), (23, 59, 59)] {
                    let moment = Moment::in_winter(today, time);
                    for payer in shipped() {
                        let days = today.days_before(24).to(today.next());
                        let dates = days.map(|day| Answer::date(day, moment.local)).collect();
                        let windows = payers::windows(moment.local);
                        let mut fixed = clean(payer, moment);
                        fixed.retain(|(field, _)| field != "denial_date" && field != "call_windows");
                        let axes = vec![
                            Axis { field: "denial_date".into(), answers: dates },
                            Axis { field: "call_windows".into(), answers: windows },
                        ];
                        all.add(Lattice { payer, moment, axes, fixed }.prove(policies(), true));
                    }
                }
            }
        }
        all
    })
}

fn report(what: &str, tally: &Tally) {
    println!(
        "{what}: {} combinations ({} eligible, {} ineligible, {} incomplete), {} neighbours",
        tally.combinations, tally.eligible, tally.ineligible, tally.incomplete, tally.neighbours
    );
    println!("  over-asking before service, line of business and timing are known: {} combinations, {} of them for nothing else", tally.over_asking, tally.over_asking_alone);
    println!("  over-asked: {:?}", tally.over_asked);
    println!("  optional without effect: {:?}", tally.over_offered);
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
    let rules: BTreeSet<String> = shipped().iter().flat_map(|payer| payer.rules.iter().cloned()).collect();
    let silent: Vec<&String> = rules.difference(&fired).collect();
    assert!(silent.is_empty(), "never heard of: {silent:?}");
    println!("rules that fired: {} of {}", rules.len(), rules.len());
}

/// A request with each fact answered or not, at random.
fn any_request(payer: &Payer, dice: &mut Dice, moment: Moment) -> Vec<(String, Value)> {
    let mut entries = vec![("payer".to_owned(), Value::Text(payer.id.clone()))];
    let details = details(moment);
    for (field, _) in &payer.fields {
        let mut answers = payer.answers(field, moment);
        answers.extend(details.iter().filter(|(name, _)| name == field).map(|(_, answer)| answer.clone()));
        if !answers.is_empty() && dice.roll(3) > 0 {
            entries.push((field.clone(), dice.pick(&answers).value.clone()));
        }
    }
    entries
}

#[test]
fn neither_order_nor_empty_nor_unknown_fields_matter() {
    let rounds = if full() { 20_000 } else { 2_000 };
    let mut dice = Dice(7);
    for payer in shipped() {
        for _ in 0..rounds {
            let moment = *dice.pick(&moments());
            let entries = any_request(payer, &mut dice, moment);
            let said = as_json(policies(), &Value::Map(entries.clone()), moment.now);
            let mut shuffled = entries.clone();
            dice.shuffle(&mut shuffled);
            assert_eq!(as_json(policies(), &Value::Map(shuffled.clone()), moment.now), said, "{entries:?}");

            // Null is absent, an empty text too, and what no policy knows is ignored.
            for (field, _) in &payer.fields {
                if !entries.iter().any(|(name, _)| name == field) {
                    let empty = if dice.roll(2) == 0 { Value::Null } else { Value::Text(String::new()) };
                    let is_text = payer.answers(field, moment).is_empty();
                    shuffled.push((field.clone(), if is_text { empty } else { Value::Null }));
                }
            }
            shuffled.push(("__proto__".into(), Value::Bool(true)));
            shuffled.push(("a_fact_of_nobody".into(), Value::Text("x".into())));
            assert_eq!(as_json(policies(), &Value::Map(shuffled), moment.now), said, "{entries:?}");
        }
    }
    println!("requests shuffled: {}", rounds * shipped().len());
}

/// What another payer would ask changes nothing.
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
            let said = as_json(policies(), &Value::Map(entries.clone()), moment.now);
            let mut more = entries.clone();
            for other in shipped() {
                for (field, _) in other.fields.iter().filter(|(field, _)| !asked.contains(field)) {
                    let answers = other.answers(field, moment);
                    if !answers.is_empty() && !more.iter().any(|(name, _)| name == field) {
                        more.push((field.clone(), dice.pick(&answers).value.clone()));
                        compared += 1;
                    }
                }
            }
            assert_eq!(as_json(policies(), &Value::Map(more.clone()), moment.now), said, "{more:?}");
        }
    }
    assert!(compared > 0);
    println!("answers that nobody asked for: {compared}");
}
