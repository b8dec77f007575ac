//! `validate_request` and `compute_deadline`.

use std::borrow::Cow;

use chrono::{DateTime, Utc};
use p2p_policy::Value;
use p2p_policy::facts::FactSet;
use p2p_policy::policy::FindingKind;

use crate::decide::case::Case;
use crate::decide::decision::{
    Deadline, DeadlineError, DeadlineErrorCode, Decision, Finding, OpenFact, Outcome, Shown,
};
use crate::decide::findings::{add_invalid_findings, invalid_finding};
use crate::policies::Policies;
use crate::request::fault::{Fault, UNKNOWN_KEY, UNKNOWN_PAYER};
use crate::request::{RawAnswer, RawAnswers, raw_answers, read_request};

/// Decides whether a request for a peer-to-peer review can be made at the instant `now`: if not, why; if so, what is
/// still missing.
///
/// Never fails: an invalid value gets a finding on its field. Keys that name no fact are ignored.
///
/// ```
/// use p2p_review::{Outcome, Policies, parse_instant, validate_request};
/// let request = serde_json::from_str(r#"{ "payer": "regence", "line_of_business": "commercial", "appeal_filed": true }"#)?;
/// let now = parse_instant("2026-03-03T18:00:00Z").ok_or("no instant")?;
/// let policies = Policies::shipped();
/// let decision = validate_request(&policies, &request, now);
/// assert_eq!(decision.outcome, Outcome::Ineligible);
/// assert_eq!(decision.findings[0].field.as_deref(), Some("appeal_filed"));
/// assert_eq!(decision.findings[0].citation.as_ref().map(|c| c.source), Some("REG"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use]
pub fn validate_request<'p>(
    policies: &'p Policies,
    request: &Value,
    now: DateTime<Utc>,
) -> Decision<'p> {
    validate_request_with(policies, request, now, Options::default())
}

/// The options of `validate_request` and `compute_deadline`.
#[derive(Clone, Copy, Debug, Default)]
pub struct Options<'o> {
    /// A language tag, such as `es`. Texts that the policy has no translation of stay as they are.
    pub language: Option<&'o str>,
    /// Report each key that names no fact as a notice, with the rule `request/unknown-key`.
    pub report_unknown_keys: bool,
}

/// As [`validate_request`], with options.
#[must_use]
pub fn validate_request_with<'p>(
    policies: &'p Policies,
    request: &Value,
    now: DateTime<Utc>,
    options: Options<'_>,
) -> Decision<'p> {
    let payer = payer_of(request);
    let facts = policies.facts(payer);
    let answers = raw_answers(facts, request);
    let mut decision = decide(policies, payer, &answers, now, options.language);
    if let (true, Value::Map(entries)) = (options.report_unknown_keys, request) {
        let known = |key: &str| facts.iter().any(|fact| *fact.id == *key);
        let unknown = entries
            .iter()
            .map(|(key, _)| key.as_str())
            .filter(|key| !known(key));
        decision.findings.extend(unknown.map(unknown_key));
    }
    decision
}

/// A notice that a key of the request names no fact.
pub(crate) fn unknown_key<'p>(key: &str) -> Finding<'p> {
    Finding {
        kind: FindingKind::Notice,
        rule: UNKNOWN_KEY.code,
        field: Some(Cow::Owned(key.to_string())),
        at: None,
        message: Cow::Borrowed(UNKNOWN_KEY.message),
        shown: Shown::Folded,
        elsewhere: false,
        citation: None,
        next_steps: Vec::new(),
    }
}

fn payer_of(request: &Value) -> RawAnswer<'_> {
    request
        .get("payer")
        .map(RawAnswer::from)
        .unwrap_or_default()
}

/// Decides a request whose answers have been collected.
pub(crate) fn decide<'p>(
    policies: &'p Policies,
    payer: RawAnswer<'_>,
    answers: &RawAnswers<'_>,
    now: DateTime<Utc>,
    language: Option<&str>,
) -> Decision<'p> {
    match policies.in_language(payer, language) {
        Ok(policy) => Case::new(policy, answers, now).decide(),
        Err(fault) => without_policy(policies, answers, now, fault),
    }
}

/// Computes when a request must be in, at the instant `now`, and shows each day that was counted.
///
/// Days are in the payer's time zone; last days are inclusive.
///
/// # Errors
/// `missing-field`, `invalid-field` or `unknown-payer`, with the field; `no-deadline` if the policy sets none for this
/// request.
///
/// ```
/// use p2p_review::{Policies, compute_deadline, parse_instant};
/// let request = serde_json::from_str(r#"{ "payer": "pacificsource", "denial_date": "2026-11-25" }"#)?;
/// let policies = Policies::shipped();
/// let now = parse_instant("2026-11-30T18:00:00Z").ok_or("no instant")?;
/// let deadline = compute_deadline(&policies, &request, now);
/// let days = deadline.map(|deadline| (deadline.due.to_string(), deadline.closes.to_string()));
/// assert_eq!(days, Ok(("2026-12-03".into(), "2026-12-04".into())));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn compute_deadline<'p>(
    policies: &'p Policies,
    request: &Value,
    now: DateTime<Utc>,
) -> Result<Deadline<'p>, DeadlineError<'p>> {
    compute_deadline_with(policies, request, now, Options::default())
}

/// As [`compute_deadline`], with options; only the language has an effect.
///
/// # Errors
/// As [`compute_deadline`].
pub fn compute_deadline_with<'p>(
    policies: &'p Policies,
    request: &Value,
    now: DateTime<Utc>,
    options: Options<'_>,
) -> Result<Deadline<'p>, DeadlineError<'p>> {
    let payer = payer_of(request);
    let answers = raw_answers(policies.facts(payer), request);
    compute(policies, payer, &answers, now, options.language)
}

/// Computes the deadline of a request whose answers have been collected.
pub(crate) fn compute<'p>(
    policies: &'p Policies,
    payer: RawAnswer<'_>,
    answers: &RawAnswers<'_>,
    now: DateTime<Utc>,
    language: Option<&str>,
) -> Result<Deadline<'p>, DeadlineError<'p>> {
    let policy = policies.in_language(payer, language).map_err(no_payer)?;
    let case = Case::new(policy, answers, now);
    if let Some(deadline) = case.deadline(0) {
        return Ok(deadline);
    }
    let open = case.known.clock(0).deciding;
    let first = |facts: FactSet| {
        let index = facts.iter().next()?;
        Some((index, policy.fact(index)?))
    };
    let wrong = open.without(open.without(case.known.invalid));
    Err(match (first(wrong), first(open)) {
        (Some((index, fact)), _) => DeadlineError {
            code: DeadlineErrorCode::InvalidField,
            field: Some(&fact.id),
            message: Cow::Borrowed(case.fault_of(index)),
        },
        (None, Some((_, fact))) => DeadlineError {
            code: DeadlineErrorCode::MissingField,
            field: Some(&fact.id),
            message: Cow::Borrowed(&fact.question),
        },
        (None, None) => DeadlineError {
            code: DeadlineErrorCode::NoDeadline,
            field: None,
            message: Cow::Borrowed(
                policy.in_words("This plan sets no deadline for such a request."),
            ),
        },
    })
}

fn no_payer<'p>(fault: Option<&'static Fault>) -> DeadlineError<'p> {
    let field = Some("payer");
    match fault {
        None => DeadlineError {
            code: DeadlineErrorCode::MissingField,
            field,
            message: Cow::Borrowed("Say which health plan denied the service."),
        },
        Some(fault) if fault.code == UNKNOWN_PAYER.code => DeadlineError {
            code: DeadlineErrorCode::UnknownPayer,
            field,
            message: Cow::Borrowed(fault.message),
        },
        Some(fault) => DeadlineError {
            code: DeadlineErrorCode::InvalidField,
            field,
            message: Cow::Borrowed(fault.message),
        },
    }
}

/// The decision without a known payer: reports invalid answers, and that the payer is needed.
fn without_policy<'p>(
    policies: &'p Policies,
    answers: &RawAnswers<'_>,
    now: DateTime<Utc>,
    fault: Option<&'static Fault>,
) -> Decision<'p> {
    let first = policies.first();
    let facts = first.map_or(&[][..], |policy| &policy.facts);
    let shared = first.map_or(FactSet::EMPTY, |policy| policy.vocabulary);
    let (_, mut invalid) = read_request(facts, answers, None, &[]);
    invalid.retain(|invalid| shared.has(invalid.fact));
    let mut findings = Vec::new();
    findings.extend(fault.map(|fault| invalid_finding("payer", fault, None, None)));
    add_invalid_findings(&mut findings, facts, &invalid, None);
    let payer_needed = OpenFact {
        field: "payer",
        citation: None,
    };
    Decision {
        outcome: Outcome::Incomplete,
        findings,
        needed: match fault {
            None => vec![payer_needed],
            Some(_) => Vec::new(),
        },
        optional: Vec::new(),
        deadline: None,
        response_times: Vec::new(),
        contacts: Vec::new(),
        clocks: Vec::new(),
        policy: None,
        engine: env!("CARGO_PKG_VERSION"),
        checked_at: now,
    }
}
