//! Citations of the payers' documents.

use p2p_policy::logic::{KnownFacts, Truth};
use p2p_policy::policy::{Policy, Statement};

use crate::decide::decision::Citation;

/// The citation of some statements. A statement that is specifically about this request leads; one that is about other
/// requests only is left out, unless that leaves none.
pub(crate) fn cite<'p>(
    policy: &'p Policy,
    says: &[usize],
    known: &KnownFacts<'_>,
) -> Option<Citation<'p>> {
    let all = || {
        says.iter()
            .filter_map(|index| policy.statements.get(*index))
    };
    let mut cited: Vec<&Statement> = Vec::with_capacity(says.len());
    let mut leading = 0usize;
    for statement in all() {
        let of_source = || policy.sources.get(statement.source)?.scope.as_ref();
        let scope = statement.scope.as_ref().or_else(of_source);
        match scope.map_or(Truth::Unknown, |scope| scope.judge(known).truth) {
            Truth::True => {
                cited.insert(leading, statement);
                leading = leading.saturating_add(1);
            }
            Truth::Unknown => cited.push(statement),
            Truth::False => {}
        }
    }
    if cited.is_empty() {
        cited.extend(all());
    }
    let lead = cited.first()?;
    let source = &policy.sources.get(lead.source)?.version;
    Some(Citation {
        source: &source.id,
        title: &source.title,
        section: lead.section.as_deref(),
        statements: cited.iter().map(|statement| &*statement.id).collect(),
        effective: source.effective.as_deref(),
    })
}
