//! What the module holds of a policy: only what a decision or a form can show.

use crate::policy::{Policy, Says};

/// A policy without the statements that nothing cites.
pub(crate) fn shown(policy: &Policy) -> Policy {
    let mut shown = policy.clone();
    let mut cited: Says = says(&mut shown).flat_map(|says| says.clone()).collect();
    cited.sort_unstable();
    cited.dedup();
    shown.statements = cited
        .iter()
        .filter_map(|place| policy.statements.get(*place).cloned())
        .collect();
    for place in says(&mut shown).flatten() {
        *place = cited.binary_search(place).unwrap_or(usize::MAX);
    }
    shown
}

/// Everything that cites statements.
fn says(policy: &mut Policy) -> impl Iterator<Item = &mut Says> {
    let rules = policy.rules.iter_mut().map(|rule| &mut rule.says);
    let needs = policy.needs.iter_mut().map(|need| &mut need.says);
    let terms = policy.deadlines.iter_mut().map(|term| &mut term.says);
    let promises = policy
        .response_times
        .iter_mut()
        .map(|promise| &mut promise.says);
    rules.chain(needs).chain(terms).chain(promises)
}
