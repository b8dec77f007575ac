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
    let mut statements: Vec<&str> = Vec::with_capacity(says.len());
    let mut lead: Option<&Statement> = None;
    let mut leading = 0usize;
    for statement in all() {
        let of_source = || policy.sources.get(statement.source)?.scope.as_ref();
        let scope = statement.scope.as_ref().or_else(of_source);
        match scope.map_or(Truth::Unknown, |scope| scope.judge(known).truth) {
            Truth::True => {
                if leading == 0 {
                    lead = Some(statement);
                }
                statements.insert(leading, &statement.id);
                leading = leading.saturating_add(1);
            }
            Truth::Unknown => {
                lead = lead.or(Some(statement));
                statements.push(&statement.id);
            }
            Truth::False => {}
        }
    }
    if statements.is_empty() {
        lead = all().next();
        statements.extend(all().map(|statement| &*statement.id));
    }
    let lead = lead?;
    let source = &policy.sources.get(lead.source)?.version;
    Some(Citation {
        source: &source.id,
        title: &source.title,
        section: lead.section.as_deref(),
        statements,
        effective: source.effective.as_deref(),
    })
}
