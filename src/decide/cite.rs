//! Citations: where a payer's document says so.

use p2p_policy::logic::{KnownFacts, Truth};
use p2p_policy::policy::{Policy, Statement};

use crate::decide::decision::Citation;

/// The citation for some statements. Where several documents say so, one that is about just such requests leads, and one
/// that isn't about them is left out; what is known of the request tells which.
pub(crate) fn cite<'p>(
    policy: &'p Policy,
    says: &[usize],
    known: &KnownFacts,
) -> Option<Citation<'p>> {
    let said = || {
        says.iter()
            .filter_map(|index| policy.statements.get(*index))
    };
    let mut leading: Vec<&Statement> = Vec::with_capacity(says.len());
    let mut others: Vec<&Statement> = Vec::new();
    for statement in said() {
        let of_source = || policy.sources.get(statement.source)?.scope.as_ref();
        let scope = statement.scope.as_ref().or_else(of_source);
        match scope.map_or(Truth::Unknown, |scope| scope.judge(known).truth) {
            Truth::True => leading.push(statement),
            Truth::Unknown => others.push(statement),
            Truth::False => {}
        }
    }
    leading.extend(others);
    if leading.is_empty() {
        leading.extend(said());
    }
    let lead = leading.first()?;
    let source = &policy.sources.get(lead.source)?.version;
    Some(Citation {
        source: &source.id,
        title: &source.title,
        section: lead.section.as_deref(),
        statements: leading.iter().map(|statement| &*statement.id).collect(),
        effective: source.effective.as_deref(),
    })
}
