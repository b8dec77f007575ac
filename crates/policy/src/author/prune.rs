//! What a pack holds of a policy: only what a decision or a form can show.

use crate::facts::Fact;
use crate::policy::{Policy, Says};
use crate::text::Text;

/// A policy without the statements that nothing cites and the wording of what it never asks, its rules by effect.
pub(super) fn pruned(policy: &Policy) -> Policy {
    let mut pruned = policy.clone();
    let mut cited: Says = says(&mut pruned).flat_map(|says| says.clone()).collect();
    cited.sort_unstable();
    cited.dedup();
    pruned.statements = cited
        .iter()
        .filter_map(|index| policy.statements.get(*index).cloned())
        .collect();
    for index in says(&mut pruned).flatten() {
        *index = cited.binary_search(index).unwrap_or(usize::MAX);
    }
    pruned.rules.sort_by_key(|rule| rule.effect);
    let asks = policy.askable_facts();
    for (fact, index) in pruned.facts.iter_mut().zip(0u8..) {
        if !asks.has(index) && *fact.id != *"payer" {
            unword(fact);
        }
    }
    pruned
}

/// Keeps of a fact only what reading it takes.
fn unword(fact: &mut Fact) {
    fact.question = Text::default();
    fact.hint = None;
    for value in &mut fact.values {
        value.label = Text::default();
    }
}

/// Everything that cites statements.
fn says(policy: &mut Policy) -> impl Iterator<Item = &mut Says> {
    let rules = policy.rules.iter_mut().map(|rule| &mut rule.says);
    let needs = policy.needs.iter_mut().map(|need| &mut need.says);
    let deadlines = policy
        .deadlines
        .iter_mut()
        .map(|deadline| &mut deadline.says);
    let optional = policy.optional.iter_mut().map(|detail| &mut detail.says);
    let promises = policy
        .response_times
        .iter_mut()
        .map(|promise| &mut promise.says);
    rules
        .chain(needs)
        .chain(deadlines)
        .chain(optional)
        .chain(promises)
}
