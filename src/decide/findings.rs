//! Findings that values can't be right.

use p2p_policy::facts::Fact;
use p2p_policy::policy::FindingKind;

use crate::decide::decision::Finding;
use crate::request::fault::{Fault, Invalid};

/// The findings that values can't be right.
pub(crate) fn invalid_findings<'p>(
    facts: &'p [Fact],
    invalid: &[Invalid],
) -> impl Iterator<Item = Finding<'p>> {
    invalid.iter().map(|invalid| {
        let fact = facts.get(usize::from(invalid.fact));
        invalid_finding(
            fact.map_or("", |fact| &fact.id),
            invalid.fault,
            invalid.at.clone(),
        )
    })
}

/// A finding that a value can't be right.
pub(crate) fn invalid_finding<'p>(
    field: &'p str,
    fault: &'static Fault,
    at: Option<String>,
) -> Finding<'p> {
    Finding {
        kind: FindingKind::Invalid,
        rule: fault.code,
        field: Some(field),
        at,
        message: fault.message,
        citation: None,
        next_steps: Vec::new(),
    }
}
