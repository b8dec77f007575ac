//! Checks of one decision: its own consistency, and agreement with the reference.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use p2p_review::Shown;
use p2p_review::{
    Citation, Decision, Finding, FindingKind, NextStep, Outcome, Policies, Value, validate_request,
};
use p2p_test_support::reference::{Kind, Note, RequiredFinding};
use serde_json::{Value as Json, json};

/// Violations of what must hold for any decision.
pub(crate) fn shape(decision: &Decision, request: &Value) -> Vec<String> {
    let mut faults = Vec::new();
    let mut must = |holds: bool, what: &str| {
        if !holds {
            faults.push(what.to_owned());
        }
    };
    let has = |kind: FindingKind| decision.findings.iter().any(|finding| finding.kind == kind);
    let expected = if has(FindingKind::Reject) {
        Outcome::Ineligible
    } else if has(FindingKind::Invalid) || !decision.needed.is_empty() {
        Outcome::Incomplete
    } else {
        Outcome::Eligible
    };
    must(
        decision.outcome == expected,
        "the outcome does not follow from the findings",
    );
    must(
        decision.findings.is_sorted_by_key(|finding| finding.kind),
        "findings are not in order, rejects first",
    );
    for finding in &decision.findings {
        must(!finding.message.is_empty(), "a finding has no message");
        if finding.kind == FindingKind::Reject {
            must(
                finding.citation.as_ref().is_some_and(cites),
                "a reject has no citation",
            );
            must(!finding.next_steps.is_empty(), "a reject has no next step");
            must(finding.field.is_some(), "a reject has no field");
        }
        if !finding.rule.starts_with("request/") {
            must(
                finding.citation.as_ref().is_none_or(cites),
                "a citation names no statement",
            );
        }
        must(
            finding.next_steps.iter().all(|step| has_target(step)),
            "a next step has_target nowhere",
        );
    }
    match decision.outcome {
        Outcome::Ineligible => {
            must(
                decision.needed.is_empty() && decision.optional.is_empty(),
                "ineligible, and still something is asked",
            );
            must(
                decision.contacts.is_empty() && decision.response_times.is_empty(),
                "ineligible, and still contacts or promises",
            );
        }
        Outcome::Eligible => must(!decision.contacts.is_empty(), "eligible, and nowhere to go"),
        Outcome::Incomplete => {}
    }
    let invalid = |field: &str| {
        decision
            .findings
            .iter()
            .any(|f| f.kind == FindingKind::Invalid && f.field.as_deref() == Some(field))
    };
    let mut asked = BTreeSet::new();
    for open in decision.needed.iter().chain(&decision.optional) {
        must(asked.insert(open.field), "a fact is asked for twice");
        must(
            !invalid(open.field),
            "a fact that is to be corrected is asked for",
        );
        // It may ask for more call windows although some are given.
        let given = request
            .get(open.field)
            .is_some_and(|value| !matches!(value, Value::Null | Value::List(_)));
        must(!given, "a fact that is answered is asked for");
    }
    faults
}

fn cites(citation: &Citation) -> bool {
    !citation.statements.is_empty() && !citation.source.is_empty() && !citation.title.is_empty()
}

fn has_target(step: &NextStep) -> bool {
    !step.id.is_empty() && !step.label.is_empty()
}

/// Differences between the findings and those that the reference expects.
pub(crate) fn differences(expected: &[RequiredFinding], found: &[&Finding]) -> Vec<String> {
    let same = |required: &RequiredFinding, finding: &Finding| {
        let kind = match finding.kind {
            FindingKind::Reject => Kind::Reject,
            FindingKind::Invalid => Kind::Invalid,
            FindingKind::Warning => Kind::Warning,
            FindingKind::Notice => return false,
        };
        let cited = finding.citation.as_ref().is_some_and(|citation| {
            citation
                .statements
                .iter()
                .any(|id| required.by.contains(id))
        });
        kind == required.kind
            && finding.elsewhere == required.elsewhere
            && finding.field.as_deref().unwrap_or_default() == required.field
            && (cited || required.by.is_empty())
    };
    let missing = expected
        .iter()
        .filter(|required| required.must && !found.iter().any(|finding| same(required, finding)));
    let missing = missing.map(|required| {
        format!(
            "does not say {:?} {} {:?}",
            required.kind, required.field, required.by
        )
    });
    let surplus = found
        .iter()
        .filter(|finding| {
            finding.kind != FindingKind::Notice
                && !expected.iter().any(|required| same(required, finding))
        })
        .map(|finding| {
            format!(
                "says {:?} {} ({}), and the sources don't",
                finding.kind,
                finding.field.as_deref().unwrap_or("-"),
                finding.rule
            )
        });
    missing.chain(surplus).collect()
}

/// Notices that the reference requires, shown first or folded, and that are missing.
pub(crate) fn unseen(expected: &[Note], found: &[&Finding]) -> Vec<String> {
    let notices = || {
        found
            .iter()
            .filter(|finding| finding.kind == FindingKind::Notice)
    };
    let is = |notice: &Finding, note: &Note| {
        let statements = notice
            .citation
            .as_ref()
            .map(|citation| &citation.statements);
        statements.is_some_and(|statements| statements.iter().any(|id| note.by.contains(id)))
    };
    let missing = expected.iter().filter(|note| {
        let first = if note.first {
            Shown::First
        } else {
            Shown::Folded
        };
        !notices().any(|notice| notice.shown == first && is(notice, note))
    });
    let missing = missing.map(|note| format!("does not say, first {}: {:?}", note.first, note.by));
    let surplus = notices().filter(|notice| {
        notice.shown == Shown::First && !expected.iter().any(|note| note.first && is(notice, note))
    });
    let surplus =
        surplus.map(|notice| format!("says {} first, and the sources don't", notice.rule));
    missing.chain(surplus).collect()
}

/// A hash (FNV-1a) of the warnings, notices, contacts, deadline and response times.
pub(crate) fn rest(decision: &Decision) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    let mut take = |text: &str| {
        for byte in text.bytes().chain([0]) {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    };
    for finding in decision
        .findings
        .iter()
        .filter(|f| matches!(f.kind, FindingKind::Warning | FindingKind::Notice))
    {
        take(finding.rule);
        take(finding.shown.name());
        take(finding.at.as_deref().unwrap_or_default());
        finding.next_steps.iter().for_each(|step| take(&step.id));
    }
    take("contacts");
    decision.contacts.iter().for_each(|step| take(&step.id));
    take("deadline");
    if let Some(deadline) = &decision.deadline {
        take(&deadline.safe.to_string());
        take(&deadline.due_at.to_string());
        take(&deadline.closes_at.to_string());
        take(deadline.status.name());
    }
    take("response times");
    for time in &decision.response_times {
        take(time.id);
        take(&time.by.to_string());
    }
    hash
}

/// The decision in the shape of the JavaScript contract.
pub(crate) fn as_json(policies: &Policies, request: &Value, now: DateTime<Utc>) -> Json {
    serde_json::to_value(validate_request(policies, request, now))
        .unwrap_or_else(|error| json!(error.to_string()))
}
