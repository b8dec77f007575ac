//! Findings that values can't be right.

use std::borrow::Cow;

use p2p_policy::facts::Fact;
use p2p_policy::policy::{FindingKind, Policy};

use crate::decide::decision::{Finding, Shown};
use crate::request::fault::{Fault, Invalid};

/// The findings that values can't be right, in the policy's language.
pub(crate) fn invalid_findings<'p>(
    facts: &'p [Fact],
    invalid: &[Invalid],
    policy: Option<&'p Policy>,
) -> impl Iterator<Item = Finding<'p>> {
    invalid.iter().map(move |invalid| {
        let fact = facts.get(usize::from(invalid.fact));
        let field = fact.map_or("", |fact| &fact.id);
        invalid_finding(field, invalid.fault, invalid.at.clone(), policy)
    })
}

/// A finding that a value can't be right.
pub(crate) fn invalid_finding<'p>(
    field: &'p str,
    fault: &'static Fault,
    at: Option<String>,
    policy: Option<&'p Policy>,
) -> Finding<'p> {
    let message = fault.message;
    Finding {
        kind: FindingKind::Invalid,
        rule: fault.code,
        field: Some(Cow::Borrowed(field)),
        at,
        message: Cow::Borrowed(policy.map_or(message, |policy| policy.in_words(message))),
        shown: Shown::First,
        elsewhere: false,
        citation: None,
        next_steps: Vec::new(),
    }
}
