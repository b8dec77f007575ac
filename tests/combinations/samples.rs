//! Which combinations are tried: of which facts, at which moments, with which fixed answers to the others.

use std::sync::OnceLock;
use std::time::Instant;

use p2p_review::{Outcome, validate_request};
use p2p_test_support::reference::days::Day;
use serde_json::json;

use crate::dice::Dice;
use crate::lattice::{Axis, Lattice};
use crate::payers::{self, Answer, Moment, Payer};
use crate::tally::Tally;
use crate::{full, policies, shipped};

/// Before PacificSource's policy took effect; while its gate is open past the last day; an ordinary Tuesday; after the
/// policy's next review.
pub(crate) fn moments() -> [Moment; 4] {
    ["2025-11-12", "2025-12-26", "2026-03-03", "2026-12-02"]
        .map(|day| Moment::in_winter(Day::of(day), (12, 0, 0)))
}

pub(crate) fn details(moment: Moment) -> Vec<(String, Answer)> {
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
pub(crate) fn small_lattice<'p>(
    payer: &'p Payer,
    dice: &mut Dice,
    cap: usize,
    closed: bool,
) -> Lattice<'p> {
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

pub(crate) fn small_lattices() -> &'static Tally {
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

pub(crate) fn large_lattices() -> &'static Tally {
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
pub(crate) fn detail_lattice(payer: &Payer, closed: bool) -> Lattice<'_> {
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

pub(crate) fn detail_lattices() -> &'static Tally {
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
pub(crate) fn clean(payer: &Payer, moment: Moment) -> Vec<(String, Answer)> {
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
pub(crate) fn day_lattice(payer: &Payer, moment: Moment) -> Lattice<'_> {
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
pub(crate) fn day_lattices() -> &'static Tally {
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
