//! Findings about invalid answers.

use std::borrow::Cow;

use p2p_policy::facts::Fact;
use p2p_policy::policy::{FindingKind, Policy};

use crate::decide::decision::{Finding, Shown};
use crate::request::fault::{Fault, Invalid};

/// Adds a finding for each invalid value, in the policy's language.
pub(crate) fn add_invalid_findings<'p>(
    findings: &mut Vec<Finding<'p>>,
    facts: &'p [Fact],
    invalid: &[Invalid],
    policy: Option<&'p Policy>,
) {
    for invalid in invalid {
        let fact = facts.get(usize::from(invalid.fact));
        let field = fact.map_or("", |fact| &fact.id);
        let at = invalid.at.clone();
        findings.push(invalid_finding(field, invalid.fault, at, policy));
    }
}

/// The finding about one invalid value.
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
