//! Compares a decision with what its row expects. What holds for every decision is checked in `invariants`.

mod invariants;

use chrono::{DateTime, Utc};
use serde_json::Value;

use crate::answer::{cites, findings, list, text};
use crate::check::invariants::check_invariants;
use crate::table::{Case, Instant};

/// The engine's answer to one request.
pub struct Answer {
    pub decision: Value,
    /// The result of `compute_deadline` for the same request: the deadline, or the code of the error.
    pub deadline: Result<Value, String>,
}

/// How the answer differs from what the row expects, and which invariants it violates.
#[must_use]
pub fn check(case: &Case, now: DateTime<Utc>, answer: &Answer) -> Vec<String> {
    let mut complaints = unmet(case, &answer.decision);
    check_invariants(&mut complaints, now, answer);
    complaints
}

/// How a decision differs from what the row expects.
#[must_use]
pub fn unmet(case: &Case, decision: &Value) -> Vec<String> {
    let mut complaints = Vec::new();
    if decision["outcome"] != case.outcome.as_str() {
        let outcome = &decision["outcome"];
        complaints.push(format!("outcome: expected {}, got {outcome}", case.outcome));
    }
    for (kind, expected) in [
        ("reject", &case.rejects),
        ("invalid", &case.invalid),
        ("warning", &case.warnings),
    ] {
        check_findings(&mut complaints, decision, kind, expected);
    }
    check_elsewhere(&mut complaints, case, decision);
    check_notices(&mut complaints, case, decision);
    check_messages(&mut complaints, case, decision);
    check_questions(&mut complaints, case, decision);
    check_steps(&mut complaints, case, decision);
    check_deadline(&mut complaints, case, decision);
    check_clocks(&mut complaints, case, decision);
    check_response_times(&mut complaints, case, decision);
    complaints
}

fn check_findings(complaints: &mut Vec<String>, decision: &Value, kind: &str, expected: &[String]) {
    let actual: Vec<&Value> = findings(decision, kind).collect();
    let must: Vec<&String> = expected
        .iter()
        .filter(|line| !line.starts_with('?'))
        .collect();
    let met = |line: &String| actual.iter().any(|finding| meets(finding, line));
    let unexpected = |finding: &&&Value| !expected.iter().any(|line| meets(finding, line));
    let right = must.iter().all(|line| met(line))
        && actual.iter().filter(unexpected).count() == 0
        && (must.len()..=expected.len()).contains(&actual.len());
    if !right {
        let actual: Vec<String> = actual.into_iter().map(summary).collect();
        complaints.push(format!("{kind}: expected {expected:?}, got {actual:?}"));
    }
}

fn meets(finding: &Value, line: &str) -> bool {
    let mut words = line.trim_start_matches('?').split_whitespace();
    let field = words.next().unwrap_or_default();
    let basis = words.next().unwrap_or_default();
    let field_meets = match field {
        "-" => finding["field"].is_null(),
        _ => finding["field"] == field,
    };
    let rule = text(&finding["rule"]);
    let basis_meets = match basis {
        "*" => true,
        "request/" => rule.starts_with("request/"),
        _ if basis.contains('/') => rule == basis,
        _ if basis.starts_with('=') => {
            let exactly = basis.trim_start_matches('=').split('+');
            let cited = statements(finding);
            cited.iter().map(text).eq(exactly)
        }
        _ => cites(&finding["citation"], basis),
    };
    let at = text(&finding["at"]);
    let at_meets = words.next().is_none_or(|place| {
        at.strip_prefix(place)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    });
    field_meets && basis_meets && at_meets
}

/// The statements that a finding cites.
fn statements(finding: &Value) -> &[Value] {
    let citation = &finding["citation"];
    list(&citation["statements"])
}

fn summary(finding: &Value) -> String {
    let statements: Vec<&str> = statements(finding).iter().map(text).collect();
    let field = finding["field"].as_str().unwrap_or("-");
    let at = finding["at"].as_str().unwrap_or_default();
    format!(
        "{field} {} {at} ({})",
        statements.join("+"),
        text(&finding["rule"])
    )
}

fn check_elsewhere(complaints: &mut Vec<String>, case: &Case, decision: &Value) {
    let elsewhere = list(&decision["findings"])
        .iter()
        .filter(|finding| finding["elsewhere"] == true);
    let actual: Vec<&str> = elsewhere.map(|finding| text(&finding["field"])).collect();
    if actual != case.elsewhere {
        complaints.push(format!(
            "elsewhere: expected {:?}, got {actual:?}",
            case.elsewhere
        ));
    }
}

fn check_notices(complaints: &mut Vec<String>, case: &Case, decision: &Value) {
    let actual = || {
        findings(decision, "notice")
            .map(|notice| format!("{} {}", notice["shown"], summary(notice)))
    };
    for (shown, expected) in [
        (None, &case.notices),
        (Some("first"), &case.first),
        (Some("folded"), &case.folded),
    ] {
        for statement in expected {
            let contains = findings(decision, "notice")
                .filter(|notice| cites(&notice["citation"], statement))
                .any(|notice| shown.is_none_or(|shown| notice["shown"] == shown));
            if !contains {
                let actual: Vec<String> = actual().collect();
                complaints.push(format!(
                    "notice: expected {statement} {shown:?}, got {actual:?}"
                ));
            }
        }
    }
    let forbidden = |notice: &&Value| {
        let is = |statement: &String| cites(&notice["citation"], statement);
        case.no_notices || case.notices_not.iter().any(is)
    };
    for notice in findings(decision, "notice").filter(forbidden) {
        complaints.push(format!("notice: must not appear: {}", summary(notice)));
    }
}

fn check_messages(complaints: &mut Vec<String>, case: &Case, decision: &Value) {
    let contains = |words: &String| {
        let mut findings = list(&decision["findings"]).iter();
        findings.any(|finding| text(&finding["message"]).contains(words.as_str()))
    };
    for words in case.says.iter().filter(|words| !contains(words)) {
        complaints.push(format!("no message says {words:?}: {decision}"));
    }
    for words in case.says_not.iter().filter(|words| contains(words)) {
        complaints.push(format!("a message says {words:?}"));
    }
}

fn check_questions(complaints: &mut Vec<String>, case: &Case, decision: &Value) {
    let fields = |list_name: &str| -> Vec<&str> {
        list(&decision[list_name])
            .iter()
            .map(|question| text(&question["field"]))
            .collect()
    };
    let needed = fields("needed");
    let exactly = match &case.needed {
        Some(exactly) => Some(exactly.iter().map(String::as_str).collect()),
        None if case.outcome == "incomplete" => None,
        None => Some(Vec::new()),
    };
    if let Some(exactly) = exactly.filter(|exactly| *exactly != needed) {
        complaints.push(format!(
            "needed: expected exactly {exactly:?}, got {needed:?}"
        ));
    }
    for (list_name, has, not) in [
        ("needed", &case.needed_has, &case.needed_not),
        ("optional", &case.optional_has, &case.optional_not),
    ] {
        for line in has {
            if !list(&decision[list_name])
                .iter()
                .any(|question| asks(question, line))
            {
                let actual = &decision[list_name];
                complaints.push(format!("{list_name}: expected {line}, got {actual}"));
            }
        }
        for field in not {
            if fields(list_name).contains(&field.as_str()) {
                complaints.push(format!("{list_name}: {field} must not be asked"));
            }
        }
    }
}

fn asks(question: &Value, line: &str) -> bool {
    let mut words = line.split_whitespace();
    question["field"] == words.next().unwrap_or_default()
        && words.next().is_none_or(|basis| match basis {
            "-" => question["citation"].is_null(),
            _ => cites(&question["citation"], basis),
        })
}

fn check_steps(complaints: &mut Vec<String>, case: &Case, decision: &Value) {
    let next: Vec<&Value> = list(&decision["findings"])
        .iter()
        .flat_map(|finding| list(&finding["next_steps"]))
        .collect();
    let contacts: Vec<&Value> = list(&decision["contacts"]).iter().collect();
    for (name, steps, has, not) in [
        ("next steps", next, &case.next, &case.next_not),
        ("contacts", contacts, &case.contacts, &case.contacts_not),
    ] {
        let shown = |wanted: &String| steps.iter().any(|step| shows(step, wanted));
        let missing: Vec<&String> = has.iter().filter(|wanted| !shown(wanted)).collect();
        let wrong: Vec<&String> = not.iter().filter(|wanted| shown(wanted)).collect();
        if !missing.is_empty() || !wrong.is_empty() {
            let actual: Vec<String> = steps
                .iter()
                .map(|step| format!("{} {} {}", step["kind"], step["label"], step["value"]))
                .collect();
            complaints.push(format!(
                "{name}: missing {missing:?}, unexpected {wrong:?}, got {actual:?}"
            ));
        }
    }
}

/// Whether a step is meant: `wanted` is its kind, or part of its label, value or note.
fn shows(step: &Value, wanted: &str) -> bool {
    step["kind"] == wanted
        || ["label", "value", "note"]
            .iter()
            .any(|part| text(&step[part]).contains(wanted))
}

fn check_deadline(complaints: &mut Vec<String>, case: &Case, decision: &Value) {
    let Some(expected) = &case.deadline else {
        return;
    };
    let actual = &decision["deadline"];
    if !is_as(actual, expected) {
        let actual = brief(actual, expected);
        complaints.push(format!("deadline: expected {expected}, got {actual}"));
    }
}

fn check_clocks(complaints: &mut Vec<String>, case: &Case, decision: &Value) {
    for (id, expected) in &case.clocks {
        let mut clocks = list(&decision["clocks"]).iter();
        let actual = clocks.find(|clock| clock["id"] == id.as_str());
        let actual = actual.unwrap_or(&Value::Null);
        if !is_as(actual, expected) {
            let actual = brief(actual, expected);
            complaints.push(format!("clock `{id}`: expected {expected}, got {actual}"));
        }
    }
}

/// Whether a clock has the expected values; `"none"` expects that there is no clock.
fn is_as(actual: &Value, expected: &Value) -> bool {
    match expected {
        Value::String(none) => none == "none" && actual.is_null(),
        expected => holds(actual, expected),
    }
}

/// A clock without its list of days, unless the row asks about them.
fn brief(actual: &Value, expected: &Value) -> Value {
    let mut actual = actual.clone();
    if let (None, Some(clock)) = (expected.get("days"), actual.as_object_mut()) {
        clock.remove("days");
    }
    actual
}

/// Whether `actual` has every key of `expected` with the same value. Lists must have the same length.
fn holds(actual: &Value, expected: &Value) -> bool {
    match (actual, expected) {
        (Value::Object(actual), Value::Object(expected)) => expected
            .iter()
            .all(|(key, value)| actual.get(key).is_some_and(|actual| holds(actual, value))),
        (Value::Array(actual), Value::Array(expected)) => {
            actual.len() == expected.len()
                && actual
                    .iter()
                    .zip(expected)
                    .all(|(actual, value)| holds(actual, value))
        }
        (Value::String(actual), Value::String(expected)) => {
            actual == expected
                || instant(actual).is_some_and(|actual| Some(actual) == instant(expected))
        }
        (actual, expected) => actual == expected,
    }
}

fn instant(text: &str) -> Option<DateTime<Utc>> {
    text.parse().ok()
}

fn check_response_times(complaints: &mut Vec<String>, case: &Case, decision: &Value) {
    let Some(expected) = &case.response_times else {
        return;
    };
    let actual = list(&decision["response_times"]);
    // A second promise of the same statement, by another instant, is one too many.
    let is_kept = |(statement, by): (&String, &Instant)| {
        let mut of_it = actual
            .iter()
            .filter(|promise| cites(&promise["citation"], statement))
            .peekable();
        of_it.peek().is_some() && of_it.all(|promise| instant(text(&promise["by"])) == Some(by.0))
    };
    let is_right = (!expected.is_empty() || actual.is_empty()) && expected.iter().all(is_kept);
    if !is_right {
        complaints.push(format!(
            "response times: expected {expected:?}, got {actual:?}"
        ));
    }
}
