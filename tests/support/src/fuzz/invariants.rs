//! The invariants of every answer.

use std::collections::BTreeSet;

use chrono::{DateTime, Datelike, NaiveDate, TimeDelta, Timelike, Utc, Weekday};
use p2p_policy::author::Problem;
use p2p_policy::text::{Text, trimmed};
use p2p_review::{
    Citation, Deadline, DeadlineErrorCode, Decision, Finding, FindingKind, Kind, NextStep, Outcome,
    Policies, PolicySummary, Status, StepKind, Unit, Value,
};

use crate::author;

pub(super) fn of_decision(policies: &Policies, request: &Value, now: DateTime<Utc>) {
    let decision = p2p_review::validate_request(policies, request, now);
    check_outcome(&decision);
    for finding in &decision.findings {
        check_finding(finding, request);
    }
    check_questions(policies, &decision, request);
    decision.contacts.iter().for_each(|step| check_step(step));
    for promise in &decision.response_times {
        assert!(promise.count > 0);
        check_citation(promise.citation.as_ref());
        // A promise that counts from a date can be over; those of the shipped policies count from now.
        let policy = decision.policy.as_ref().map_or("", |policy| policy.id);
        if in_span(now) && ["asuris", "pacificsource", "regence"].contains(&policy) {
            assert!(promise.by >= now, "{promise:?} at {now}");
        }
    }
    for clock in &decision.clocks {
        check_deadline(clock, now);
    }
    match &decision.deadline {
        Some(deadline) => check_deadline(deadline, now),
        None => assert_eq!(
            p2p_review::compute_deadline(policies, request, now).ok(),
            None
        ),
    }
    if in_span(now) {
        let written = serde_json::to_value(&decision).expect("a decision is plain data");
        let checked_at = written["checked_at"].as_str().unwrap_or_default();
        let millis = now - TimeDelta::nanoseconds(i64::from(now.nanosecond() % 1_000_000));
        assert!(checked_at.ends_with('Z'), "{checked_at}");
        assert_eq!(checked_at.parse(), Ok(millis));
    }

    let Value::Map(entries) = request else {
        assert_eq!(decision.outcome, Outcome::Incomplete);
        return;
    };
    let names: BTreeSet<&str> = entries.iter().map(|(name, _)| name.as_str()).collect();
    if names.len() == entries.len() {
        let turned = Value::Map(entries.iter().rev().cloned().collect());
        let again = p2p_review::validate_request(policies, &turned, now);
        assert_eq!(json(&decision), json(&again), "the order of fields matters");
    }
}

fn json(decision: &Decision<'_>) -> String {
    serde_json::to_string(decision).expect("a decision is plain data")
}

fn in_span(now: DateTime<Utc>) -> bool {
    (2000..=2099).contains(&now.year())
}

fn check_outcome(decision: &Decision<'_>) {
    let found = |kind| decision.findings.iter().any(|finding| finding.kind == kind);
    let outcome = match () {
        () if found(FindingKind::Reject) => Outcome::Ineligible,
        () if found(FindingKind::Invalid) || !decision.needed.is_empty() => Outcome::Incomplete,
        // Without a payer nothing is eligible.
        () if decision.policy.is_none() => Outcome::Incomplete,
        () => Outcome::Eligible,
    };
    assert_eq!(decision.outcome, outcome);
    assert!(
        decision.findings.is_sorted_by_key(|finding| finding.kind),
        "rejects come first"
    );
    if outcome == Outcome::Ineligible {
        assert!(
            decision.needed.is_empty() && decision.optional.is_empty(),
            "nothing more is asked"
        );
        assert!(
            decision.contacts.is_empty() && decision.response_times.is_empty(),
            "it goes nowhere"
        );
    }
}

fn check_finding(finding: &Finding<'_>, request: &Value) {
    assert!(
        !finding.message.is_empty() && finding.rule.contains('/'),
        "{finding:?}"
    );
    finding.next_steps.iter().for_each(|step| check_step(step));
    let engine_made = finding.rule.starts_with("request/");
    match &finding.citation {
        Some(citation) => check_citation(Some(citation)),
        None => assert!(engine_made, "a policy's finding cites it: {finding:?}"),
    }
    if finding.kind == FindingKind::Reject {
        assert!(
            finding.field.is_some() && !finding.next_steps.is_empty(),
            "{finding:?}"
        );
    }
    if engine_made {
        assert_eq!(finding.kind, FindingKind::Invalid);
        let given = finding
            .field
            .as_deref()
            .and_then(|field| request.get(field));
        assert!(
            given.is_some_and(|given| *given != Value::Null),
            "{finding:?} on nothing"
        );
    }
    if let Some(at) = &finding.at {
        let field = finding
            .field
            .as_deref()
            .expect("a pointer is inside a field");
        let given = request.get(field).expect("a pointer into an answer");
        assert!(resolves(given, at), "{at} in {given:?}");
    }
}

/// Whether a JSON Pointer leads to a value, or to a missing part of a value.
fn resolves(value: &Value, pointer: &str) -> bool {
    let Some(rest) = pointer.strip_prefix('/') else {
        return pointer.is_empty();
    };
    let (part, rest) = match rest.find('/') {
        Some(end) => rest.split_at(end),
        None => (rest, ""),
    };
    let part = part.replace("~1", "/").replace("~0", "~");
    let inner = match value {
        Value::List(items) => part.parse().ok().and_then(|index: usize| items.get(index)),
        other => other.get(&part),
    };
    match inner {
        Some(inner) => resolves(inner, rest),
        None => rest.is_empty() && matches!(value, Value::Map(_)),
    }
}

fn check_citation(citation: Option<&Citation<'_>>) {
    let Some(citation) = citation else { return };
    assert!(
        !citation.source.is_empty() && !citation.statements.is_empty(),
        "{citation:?}"
    );
}

fn check_step(step: &NextStep) {
    assert!(!step.label.is_empty() && !step.id.is_empty());
    if step.kind != StepKind::Phone {
        let is_address = |href: &Text| href.starts_with("https://");
        assert!(step.href.as_ref().is_none_or(is_address), "{step:?}");
        return;
    }
    let Some(href) = &step.href else {
        // The letter or the member's card has the number; the note says so.
        assert!(step.value.is_none() && step.note.is_some(), "{step:?}");
        return;
    };
    let number = href.strip_prefix("tel:+1").expect("a phone can be dialed");
    let (number, extension) = number.split_once(";ext=").unwrap_or((number, "0"));
    let are_digits =
        |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    assert!(
        number.len() == 10 && are_digits(number) && are_digits(extension),
        "{step:?}"
    );
}

fn check_questions(policies: &Policies, decision: &Decision<'_>, request: &Value) {
    let Some(version) = &decision.policy else {
        assert!(
            decision.needed.iter().all(|open| open.field == "payer")
                && decision.optional.is_empty()
        );
        return;
    };
    let summaries = policies.summaries();
    let policy = summaries
        .iter()
        .find(|summary| summary.id == version.id)
        .expect("a policy that is loaded");
    let index = |field| policy.fields.iter().position(|known| known.field == field);
    let mut asked = BTreeSet::new();
    for list in [&decision.needed, &decision.optional] {
        let indexes: Vec<usize> = list
            .iter()
            .map(|open| index(open.field).expect("a fact it asks for"))
            .collect();
        assert!(indexes.is_sorted(), "in asking order");
        for open in list {
            assert!(asked.insert(open.field), "{} is asked twice", open.field);
            check_citation(open.citation.as_ref());
        }
    }
    for finding in decision
        .findings
        .iter()
        .filter(|finding| finding.kind == FindingKind::Invalid)
    {
        let field = finding
            .field
            .as_deref()
            .expect("an invalid value has a field");
        assert!(
            !asked.contains(field),
            "{field} is to be corrected, and asked for again"
        );
    }
    for field in asked {
        let kind = kind_of(policies, request, field);
        assert!(
            is_absent(request.get(field), kind) || kind == Kind::Windows,
            "{field} is asked for, and answered"
        );
    }
}

/// The kind of a fact, according to the request's payer.
fn kind_of<'p>(policies: &'p Policies, request: &Value, field: &str) -> Kind {
    let payer = request.get("payer").and_then(Value::as_text);
    let summaries: Vec<PolicySummary<'p>> = policies.summaries();
    let policy = summaries.iter().find(|summary| Some(summary.id) == payer);
    let fields = policy.into_iter().flat_map(|policy| &policy.fields);
    fields
        .filter(|known| known.field == field)
        .map(|known| known.kind)
        .next()
        .unwrap_or(Kind::Choice)
}

/// Whether the value counts as no answer to a fact of this kind.
fn is_absent(given: Option<&Value>, kind: Kind) -> bool {
    match (given, kind) {
        (None | Some(Value::Null), _) => true,
        (Some(Value::Text(text)), Kind::Choice | Kind::Date) => text.is_empty(),
        (Some(Value::Text(text)), _) if !matches!(kind, Kind::Boolean | Kind::Windows) => {
            trimmed(text).is_empty()
        }
        (Some(Value::List(items)), Kind::Windows) => items.is_empty(),
        _ => false,
    }
}

pub(super) fn of_deadline(policies: &Policies, request: &Value, now: DateTime<Utc>) {
    let decision = p2p_review::validate_request(policies, request, now);
    match p2p_review::compute_deadline(policies, request, now) {
        Ok(deadline) => {
            check_deadline(&deadline, now);
            assert_eq!(decision.deadline, Some(deadline));
        }
        Err(error) => {
            assert_eq!(decision.deadline, None);
            assert!(!error.message.is_empty(), "{error:?}");
            assert_eq!(
                error.field.is_none(),
                error.code == DeadlineErrorCode::NoDeadline,
                "{error:?}"
            );
            let given = error.field.and_then(|field| request.get(field));
            let absent = error
                .field
                .is_none_or(|field| is_absent(given, kind_of(policies, request, field)));
            match error.code {
                DeadlineErrorCode::MissingField => {
                    let unsure = given.and_then(Value::as_text) == Some("unsure");
                    assert!(absent || unsure, "{error:?} but {given:?}");
                }
                DeadlineErrorCode::InvalidField | DeadlineErrorCode::UnknownPayer => {
                    assert!(!absent, "{error:?} but {given:?}");
                }
                DeadlineErrorCode::NoDeadline => {}
            }
        }
    }
}

/// The days run from the one after the start to the last, each counted or skipped; the instants match them.
fn check_deadline(deadline: &Deadline<'_>, now: DateTime<Utc>) {
    check_citation(deadline.citation.as_ref());
    let (start, safe, due) = (deadline.start, deadline.safe, deadline.due);
    let closes = deadline.closes;
    let (due_at, closes_at) = (deadline.due_at, deadline.closes_at);
    assert!(safe <= due && due <= closes, "{deadline:?}");
    assert!(due_at <= closes_at, "{deadline:?}");
    // US zones are four to ten hours behind UTC, so the local date is one of these.
    let before = |hours| {
        now.checked_sub_signed(TimeDelta::hours(hours))
            .unwrap_or(now)
    };
    let (latest, earliest) = (before(4), before(10));
    let today = |is: fn(&NaiveDate, &NaiveDate) -> bool, day: NaiveDate| {
        is(&latest.date_naive(), &day) || is(&earliest.date_naive(), &day)
    };
    let holds = match deadline.status {
        Status::NotOpen => deadline
            .opens
            .is_some_and(|opens| today(NaiveDate::lt, opens)),
        Status::Closed => now >= closes_at,
        Status::PastDue => now >= due_at && now < closes_at,
        // Possible on the safe day itself, if it ends at a cut-off time.
        Status::PastSafe => now < due_at && safe < due && today(NaiveDate::ge, safe),
        Status::LastDay => now < due_at && today(NaiveDate::eq, safe),
        Status::Open => now < due_at && today(NaiveDate::lt, safe),
    };
    assert!(holds, "{deadline:?} at {now}");
    if matches!(deadline.unit, Unit::Hours | Unit::Date) {
        assert!(
            deadline.days.is_empty() && deadline.days_left.is_none(),
            "{deadline:?}"
        );
        return;
    }
    for (last, end) in [(due, due_at), (closes, closes_at)] {
        // US zones are four to ten hours behind UTC, and a last day can end at a cut-off time.
        let midnight = (last + TimeDelta::days(1))
            .and_hms_opt(0, 0, 0)
            .unwrap()
            .and_utc();
        assert!(
            (-20..=10).contains(&(end - midnight).num_hours()),
            "{deadline:?}"
        );
    }
    let mut last = start;
    let (mut counted, mut doubtful) = (0, 0);
    for entry in &deadline.days {
        last += TimeDelta::days(1);
        assert_eq!(entry.date, last, "{deadline:?}");
        let weekend = matches!(last.weekday(), Weekday::Sat | Weekday::Sun);
        match (entry.counts, entry.skipped) {
            (Some(number), None) => {
                counted += 1;
                assert_eq!(number, counted, "{deadline:?}");
                assert!(
                    !weekend || deadline.unit == Unit::CalendarDays,
                    "{deadline:?}"
                );
            }
            (None, Some(reason)) => {
                assert_eq!(reason == "weekend", weekend, "{deadline:?}");
                assert!(
                    entry.doubtful.is_none_or(|name| name == reason),
                    "{deadline:?}"
                );
                doubtful += u32::from(entry.doubtful.is_some());
            }
            _ => panic!("counted or skipped: {deadline:?}"),
        }
    }
    // Fewer days count if another event ends the window first, even before it opens.
    assert!(
        last == due || (deadline.days.is_empty() && due <= start),
        "{deadline:?}"
    );
    assert!(
        deadline.count.is_some_and(|count| counted <= count),
        "{deadline:?}"
    );
    let left = deadline.days_left.expect("days are left, or none");
    // The safe reading counts the doubtful days.
    assert!(left <= counted + doubtful, "{deadline:?}");
    let before = matches!(deadline.status, Status::NotOpen | Status::Open);
    assert!(before || left == 0, "{deadline:?}");
}

/// Tries to load the policy, and returns whether it was accepted.
pub(super) fn of_loading(policies: &mut Policies, policy: &Value) -> bool {
    let before = versions(policies);
    let id = policy.get("id").and_then(Value::as_text);
    match author::load(policies, policy) {
        Ok(warnings) => {
            let after = versions(policies);
            let others = |versions: &[(String, String)]| -> Vec<_> {
                versions
                    .iter()
                    .filter(|(known, _)| Some(known.as_str()) != id)
                    .cloned()
                    .collect()
            };
            assert_eq!(
                others(&before),
                others(&after),
                "another policy has changed"
            );
            assert!(
                after.iter().any(|(known, _)| Some(known.as_str()) == id),
                "it is not there"
            );
            check_problems(&warnings, policy);
            assert_eq!(
                author::load(policies, policy),
                Ok(warnings),
                "it can be loaded once only"
            );
            assert_eq!(after, versions(policies), "its version is its content's");
            true
        }
        Err(problems) => {
            assert!(!problems.is_empty(), "refused for no reason");
            check_problems(&problems, policy);
            assert_eq!(before, versions(policies), "refused, and changed something");
            false
        }
    }
}

/// Each problem has a message and leads to a part of the policy.
fn check_problems(problems: &[Problem], policy: &Value) {
    for problem in problems {
        assert!(!problem.message.is_empty());
        assert!(
            resolves(policy, &problem.path) || problem.path.is_empty(),
            "{problem:?}"
        );
    }
}

fn versions(policies: &Policies) -> Vec<(String, String)> {
    let summaries = policies.summaries();
    summaries
        .iter()
        .map(|summary| (summary.id.to_owned(), summary.version.to_owned()))
        .collect()
}
