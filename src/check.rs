//! What must hold of a policy whose parts are sound: checked by the build and when one is loaded.

use crate::condition::Condition;
use crate::decision::{FindingKind, Problem};
use crate::facts::Fact;
use crate::policy::{Policy, Rule};
use crate::request::Request;
use crate::value::push_number;
use crate::worlds;

/// The most parts of conditions that are judged to check one policy: some tenths of a second.
const MOST_JUDGED: usize = 10_000_000;

/// Everything that is wrong with a policy as a whole.
pub(crate) fn check(policy: &Policy) -> Vec<Problem> {
    let mut problems = Vec::new();
    let mut left = MOST_JUDGED;
    for (place, rule) in policy.rules.iter().enumerate() {
        if rule.kind != FindingKind::Reject {
            continue;
        }
        let problem = match leads_on(policy, rule, &mut left) {
            Some(true) => continue,
            Some(false) => "there are answers for which this reject has no next step",
            None => {
                "there are too many combinations of answers to check that this reject has a next step"
            }
        };
        problems.push(at_rule(place, "next", problem));
        if left == 0 {
            break;
        }
    }
    problems
}

/// A problem of one rule, at one of its keys.
pub(crate) fn at_rule(place: usize, key: &str, message: &str) -> Problem {
    let mut path = String::from("/rules/");
    push_number(&mut path, place);
    if !key.is_empty() {
        path.push('/');
        path.push_str(key);
    }
    Problem {
        path,
        message: message.into(),
    }
}

/// The bits of a fact's values, for [`worlds::every`].
pub(crate) fn values_of(policy: &Policy) -> impl Fn(u8) -> u64 {
    |fact| policy.fact(fact).map_or(0, Fact::all_values)
}

/// Whether a reject has a next step whatever the answers are. A step that is not decided is shown, so it is enough to
/// look where everything is. `None` if there is too much to try: `left` is how many parts of conditions may be judged.
fn leads_on(policy: &Policy, rule: &Rule, left: &mut usize) -> Option<bool> {
    let next = rule.next.iter().filter_map(|at| policy.routes.get(*at));
    let mut conditions = Vec::from([&rule.when]);
    let mut parts = parts_of(&rule.when);
    for step in next.flat_map(|route| &route.steps) {
        if step.when.is_always() {
            return Some(true);
        }
        parts = parts.saturating_add(parts_of(&step.when));
        spend(left, parts_of(&step.when))?;
        conditions.push(&step.when);
    }
    let mut always = true;
    worlds::every(
        &conditions,
        &Request::new(None),
        &values_of(policy),
        &mut |world| {
            let mut steps = conditions.iter().skip(1);
            always = !rule.when.judge(world).is_true()
                || steps.any(|step| !step.judge(world).is_false());
            always && spend(left, parts).is_some()
        },
    )?;
    (!always || *left > 0).then_some(always)
}

/// Takes from what is left; `None` once it is used up.
fn spend(left: &mut usize, parts: usize) -> Option<()> {
    *left = left.saturating_sub(parts);
    (*left > 0).then_some(())
}

/// How many conditions a condition is made of, itself included.
fn parts_of(condition: &Condition) -> usize {
    let parts = match condition {
        Condition::All(parts) | Condition::Any(parts) => parts.as_slice(),
        Condition::Not(part) => std::slice::from_ref(&**part),
        _ => &[],
    };
    parts.iter().map(parts_of).fold(1, usize::saturating_add)
}
