//! What must hold of a policy whose parts are sound: checked by the build and when one is loaded.

use crate::author::Problem;
use crate::bounds::{MOST_WORK, work_of};
use crate::facts::{Fact, FactSet};
use crate::logic::assignments::{self, Steps};
use crate::logic::{Condition, KnownFacts};
use crate::pack::MOST_BYTES;
use crate::policy::{FindingKind, Policy, Rule};
use crate::text::push_number;

/// The most conditions that are judged to check one policy: some tenths of a second.
const MOST_JUDGED: usize = 10_000_000;

/// Everything that is wrong with a policy as a whole.
pub(super) fn check(policy: &Policy) -> Vec<Problem> {
    let mut problems = Vec::new();
    let mut steps = Steps::new(MOST_JUDGED);
    for (index, rule) in policy.rules.iter().enumerate() {
        if rule.effect != FindingKind::Reject {
            continue;
        }
        let problem = match always_has_next_step(policy, rule, &mut steps) {
            Some(true) => continue,
            Some(false) => "there are answers for which this reject has no next step",
            None => {
                "there are too many combinations of answers to check that this reject has a next step"
            }
        };
        problems.push(at_rule(index, "next", problem));
        if steps.are_used_up() {
            break;
        }
    }
    if work_of(policy) > MOST_WORK {
        problems.push(Problem::new("", "this policy is too large: one decision would take too long. Shorten the lists of rules, of \
                      statements that they cite, and of steps that they lead to"));
    }
    problems
}

/// A problem where the packed policy has more bytes than the engine takes.
pub(super) fn check_size(packed: &[u8]) -> Option<Problem> {
    (packed.len() > MOST_BYTES).then(|| {
        Problem::new(
            "",
            "this policy is too large: packed it may have half a megabyte. Shorten its texts",
        )
    })
}

/// A problem of one rule, at one of its keys.
pub(super) fn at_rule(index: usize, key: &str, message: &str) -> Problem {
    let mut path = String::from("/rules/");
    push_number(&mut path, index);
    if !key.is_empty() {
        path.push('/');
        path.push_str(key);
    }
    Problem::new(&path, message)
}

/// The bits of a fact's values, for [`assignments::exist`].
pub(super) fn values_of(policy: &Policy) -> impl Fn(u8) -> u64 {
    |fact| policy.fact(fact).map_or(0, Fact::all_values)
}

/// Whether a reject has a next step whatever the answers are. A step that is undecided is shown, so it is enough to look
/// where everything is decided. `None` if the steps don't suffice to tell.
fn always_has_next_step(policy: &Policy, rule: &Rule, steps: &mut Steps) -> Option<bool> {
    let next = rule.next.iter().filter_map(|at| policy.routes.get(*at));
    let mut wanted: Vec<(&Condition, bool)> = vec![(&rule.when, true)];
    for step in next.flat_map(|route| &route.steps) {
        if step.when.is_always() {
            return Some(true);
        }
        wanted.push((&step.when, false));
    }
    let nowhere = assignments::exist(
        &wanted,
        &KnownFacts::new(None),
        FactSet::EMPTY,
        &values_of(policy),
        steps,
    )?;
    Some(!nowhere)
}
