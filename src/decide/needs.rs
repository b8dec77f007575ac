//! Finds what still has to be answered before the outcome is known.

use p2p_policy::facts::{Fact, FactSet};
use p2p_policy::logic::assignments::{self, Steps};
use p2p_policy::logic::{Condition, KnownFacts};
use p2p_policy::policy::{FindingKind, Need, Policy, Rule, Says};

use crate::decide::open_facts::OpenFacts;

/// The most conditions that one decision may judge in the search for questions that would change nothing. Beyond that
/// it may ask an unnecessary question.
pub(crate) const MOST_JUDGED: usize = 100_000;

/// A reject or `invalid` rule that may still apply, and the facts that decide it.
pub(crate) struct Undecided<'p> {
    pub(crate) rule: &'p Rule,
    pub(crate) open: FactSet,
}

/// The needed facts: first the missing details, so that their citations take precedence, then the facts that decide
/// rules that may still apply, then the facts that decide whether a detail is required.
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

/// The needs that are not met and may apply. Whether one applies can also be unsure (C21); then it is not asked for.
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

/// Whether a condition can still become true while unsure facts stay unsure.
pub(crate) fn may_hold<'p>(
    policy: &Policy,
    known: &mut KnownFacts<'p>,
    when: &'p Condition,
    steps: &mut Steps,
) -> bool {
    exist(policy, known, &[(when, true)], steps)
}

/// The facts that decide the rules that may still apply, and the statements of those rules. A rule that can only apply
/// where another one rejects anyway is skipped.
fn deciding<'p>(
    policy: &'p Policy,
    known: &mut KnownFacts<'p>,
    undecided: &[Undecided<'p>],
    steps: &mut Steps,
) -> Vec<(FactSet, &'p Says)> {
    let mut deciding = Vec::new();
    let mut redundant: Vec<usize> = Vec::new();
    for (index, Undecided { rule, open }) in undecided.iter().enumerate() {
        // Can it apply where none of the other rules does?
        let mut wanted = vec![(&rule.when, true)];
        for (other_index, other) in undecided.iter().enumerate() {
            if other_index != index
                && other.rule.effect == FindingKind::Reject
                && other.open.without(*open).is_empty()
                && !redundant.contains(&other_index)
            {
                wanted.push((&other.rule.when, false));
            }
        }
        if wanted.len() == 1 || exist(policy, known, &wanted, steps) {
            deciding.push((*open, &rule.says));
        } else {
            redundant.push(index);
        }
    }
    deciding
}

/// Whether some answers may make conditions true or false as wanted.
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
