//! What must hold of a policy whose parts are sound: checked by the build and when one is loaded.

use crate::condition::Condition;
use crate::decision::{FindingKind, Problem};
use crate::facts::{Kind, push_number};
use crate::policy::{Policy, Rule};
use crate::worlds;

/// Everything that is wrong with a policy as a whole.
pub(crate) fn check(policy: &Policy) -> Vec<Problem> {
    let mut problems = Vec::new();
    for (place, rule) in policy.rules.iter().enumerate() {
        if rule.kind == FindingKind::Reject && !leads_on(policy, rule) {
            problems.push(at_rule(
                place,
                "next",
                "there are answers for which this reject has no next step",
            ));
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

/// How many values a fact has, for [`worlds::every`].
pub(crate) fn values_of(policy: &Policy) -> impl Fn(u8) -> u32 {
    |fact| match policy.fact(fact) {
        Some(fact) if fact.kind == Kind::Boolean => 2,
        Some(fact) => u32::try_from(fact.values.len()).unwrap_or(u32::MAX),
        None => 0,
    }
}

/// Whether a reject has a next step whatever the answers are. A step that is not decided is shown, so it is enough to
/// look where everything is.
fn leads_on(policy: &Policy, rule: &Rule) -> bool {
    let steps = rule
        .next
        .iter()
        .filter_map(|route| policy.routes.get(*route))
        .flat_map(|route| &route.steps);
    let steps: Vec<&Condition> = steps.map(|step| &step.when).collect();
    if steps.contains(&&Condition::ALWAYS) {
        return true;
    }
    let conditions: Vec<&Condition> = steps.iter().copied().chain([&rule.when]).collect();
    let mut always = true;
    let tried = worlds::every(
        &conditions,
        &worlds::Nothing,
        &values_of(policy),
        &mut |world| {
            always = !rule.when.judge(world).is_true()
                || steps.iter().any(|step| !step.judge(world).is_false());
            always
        },
    );
    always && tried.is_some()
}
