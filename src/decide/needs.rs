//! What still has to be answered before the outcome is known.

use p2p_policy::facts::{Fact, FactSet};
use p2p_policy::logic::assignments::{self, Steps};
use p2p_policy::logic::{Condition, KnownFacts};
use p2p_policy::policy::{FindingKind, Need, Policy, Rule, Says};

use crate::decide::open_facts::OpenFacts;

/// The most conditions that one decision judges to find questions that would change nothing. Beyond that, a question too many
/// may be asked.
pub(crate) const MOST_JUDGED: usize = 100_000;

/// A reject or correction that may still hold, and the facts that decide it.
pub(crate) struct Undecided<'p> {
    pub(crate) rule: &'p Rule,
    pub(crate) open: FactSet,
}

/// The facts that are needed: first what the needs ask for, so that their citation leads, then what decides the rules that
/// may still hold, then what decides whether something is needed.
pub(crate) fn needed<'p>(
    policy: &'p Policy,
    known: &mut KnownFacts<'p>,
    undecided: &[Undecided<'p>],
    steps: &mut Steps,
) -> OpenFacts<'p> {
    let mut needed = OpenFacts::new();
    let missing: Vec<&Need> = missing(policy, known, steps);
    for need in &missing {
        needed.add(FactSet::of(need.fact), Some(&need.says));
    }
    for (open, says) in deciding(policy, known, undecided, steps) {
        needed.add(open, Some(says));
    }
    for need in missing {
        let open = need.when.judge(known).open;
        needed.add(open, Some(&need.says));
    }
    needed
}

/// The needs that are not met, unless it is known that they don't apply, or nobody knows it (C21).
fn missing<'p>(policy: &'p Policy, known: &mut KnownFacts<'p>, steps: &mut Steps) -> Vec<&'p Need> {
    let mut missing = Vec::new();
    for need in &policy.needs {
        if known.is_answered(need.fact, need.at_least) {
            continue;
        }
        let judged = need.when.judge(known);
        let on_unsure = judged.open.without(known.unsure) != judged.open;
        if !judged.is_false() && (!on_unsure || may_hold(policy, known, &need.when, steps)) {
            missing.push(need);
        }
    }
    missing
}

/// Whether a condition may still come to hold, what is unsure staying so.
pub(crate) fn may_hold<'p>(
    policy: &Policy,
    known: &mut KnownFacts<'p>,
    when: &'p Condition,
    steps: &mut Steps,
) -> bool {
    exist(policy, known, &[(when, true)], steps)
}

/// The facts that decide the rules that may still hold, and what those rest on. A rule that can hold only where another one
/// rejects anyway decides nothing, and asks for nothing.
fn deciding<'p>(
    policy: &'p Policy,
    known: &mut KnownFacts<'p>,
    undecided: &[Undecided<'p>],
    steps: &mut Steps,
) -> Vec<(FactSet, &'p Says)> {
    let mut deciding = Vec::new();
    let mut redundant: Vec<usize> = Vec::new();
    for (place, Undecided { rule, open }) in undecided.iter().enumerate() {
        // Whether it may hold where none of the others does.
        let mut wanted = vec![(&rule.when, true)];
        for (other_place, other) in undecided.iter().enumerate() {
            if other_place != place
                && other.rule.effect == FindingKind::Reject
                && other.open.without(*open).is_empty()
                && !redundant.contains(&other_place)
            {
                wanted.push((&other.rule.when, false));
            }
        }
        if wanted.len() == 1 || exist(policy, known, &wanted, steps) {
            deciding.push((*open, &rule.says));
        } else {
            redundant.push(place);
        }
    }
    deciding
}

/// Whether some answers may make conditions come out as wanted.
fn exist<'p>(
    policy: &Policy,
    known: &mut KnownFacts<'p>,
    wanted: &[(&'p Condition, bool)],
    steps: &mut Steps,
) -> bool {
    let values_of = |fact| policy.fact(fact).map_or(0, Fact::all_values);
    let unsure = known.unsure;
    assignments::exist(wanted, known, unsure, &values_of, steps) != Some(false)
}
