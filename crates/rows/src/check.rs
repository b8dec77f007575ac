//! The one `check`: a row against a decision; what every decision keeps is in `invariants`.

mod invariants;

use chrono::{DateTime, Utc};
use serde_json::Value;

use crate::check::invariants::check_invariants;
use crate::table::{Case, Instant};

/// What the engine said to one request.
pub struct Answer {
    pub decision: Value,
    /// `compute_deadline`'s answer to the same request, or the code of its error.
    pub deadline: Result<Value, String>,
}

/// How the answer differs from what the row expects and from what every decision keeps.
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
        complaints.push(format!(
            "outcome: expected {}, came {outcome}",
            case.outcome
        ));
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

/// The items of a list; none of anything else.
#[must_use]
pub fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

/// A text; an empty one of anything else.
#[must_use]
pub fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

/// The findings of one kind.
pub fn findings<'a>(decision: &'a Value, kind: &'a str) -> impl Iterator<Item = &'a Value> {
    list(&decision["findings"])
        .iter()
        .filter(move |finding| finding["kind"] == kind)
}

pub(crate) fn cites(citation: &Value, statement: &str) -> bool {
    list(&citation["statements"])
        .iter()
        .any(|id| id == statement)
}

fn check_findings(complaints: &mut Vec<String>, decision: &Value, kind: &str, expected: &[String]) {
    let came: Vec<&Value> = findings(decision, kind).collect();
    let must: Vec<&String> = expected
        .iter()
        .filter(|line| !line.starts_with('?'))
        .collect();
    let met = |line: &String| came.iter().any(|finding| meets(finding, line));
    let foreseen = |finding: &&&Value| !expected.iter().any(|line| meets(finding, line));
    let right = must.iter().all(|line| met(line))
        && came.iter().filter(foreseen).count() == 0
        && (must.len()..=expected.len()).contains(&came.len());
    if !right {
        let came: Vec<String> = came.into_iter().map(summary).collect();
        complaints.push(format!("{kind}: expected {expected:?}, came {came:?}"));
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

/// What a finding cites.
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
    let came: Vec<&str> = elsewhere.map(|finding| text(&finding["field"])).collect();
    if came != case.elsewhere {
        complaints.push(format!(
            "elsewhere: expected {:?}, came {came:?}",
            case.elsewhere
        ));
    }
}

fn check_notices(complaints: &mut Vec<String>, case: &Case, decision: &Value) {
    let came = || {
        findings(decision, "notice")
            .map(|notice| format!("{} {}", notice["shown"], summary(notice)))
    };
    for (shown, expected) in [
        (None, &case.notices),
        (Some("first"), &case.first),
        (Some("folded"), &case.folded),
    ] {
        for statement in expected {
            let said = findings(decision, "notice")
                .filter(|notice| cites(&notice["citation"], statement))
                .any(|notice| shown.is_none_or(|shown| notice["shown"] == shown));
            if !said {
                let came: Vec<String> = came().collect();
                complaints.push(format!(
                    "notice: expected {statement} {shown:?}, came {came:?}"
                ));
            }
        }
    }
    let forbidden = |notice: &&Value| {
        let is = |statement: &String| cites(&notice["citation"], statement);
        case.no_notices || case.notices_not.iter().any(is)
    };
    for notice in findings(decision, "notice").filter(forbidden) {
        complaints.push(format!("notice: must not come: {}", summary(notice)));
    }
}

fn check_messages(complaints: &mut Vec<String>, case: &Case, decision: &Value) {
    let said = |words: &String| {
        let mut findings = list(&decision["findings"]).iter();
        findings.any(|finding| text(&finding["message"]).contains(words.as_str()))
    };
    for words in case.says.iter().filter(|words| !said(words)) {
        complaints.push(format!("no message says {words:?}: {decision}"));
    }
    for words in case.says_not.iter().filter(|words| said(words)) {
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
            "needed: expected exactly {exactly:?}, came {needed:?}"
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
                let came = &decision[list_name];
                complaints.push(format!("{list_name}: expected {line}, came {came}"));
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
            let came: Vec<String> = steps
                .iter()
                .map(|step| format!("{} {} {}", step["kind"], step["label"], step["value"]))
                .collect();
            complaints.push(format!(
                "{name}: missing {missing:?}, wrongly there {wrong:?}, came {came:?}"
            ));
        }
    }
}

/// A step is known by its kind, or by a text that its label, value or note holds.
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
    let came = &decision["deadline"];
    if !is_as(came, expected) {
        let came = brief(came, expected);
        complaints.push(format!("deadline: expected {expected}, came {came}"));
    }
}

fn check_clocks(complaints: &mut Vec<String>, case: &Case, decision: &Value) {
    for (id, expected) in &case.clocks {
        let mut clocks = list(&decision["clocks"]).iter();
        let came = clocks.find(|clock| clock["id"] == id.as_str());
        let came = came.unwrap_or(&Value::Null);
        if !is_as(came, expected) {
            let came = brief(came, expected);
            complaints.push(format!("clock `{id}`: expected {expected}, came {came}"));
        }
    }
}

/// Whether a clock is as expected: some of its keys, or that there is none.
fn is_as(came: &Value, expected: &Value) -> bool {
    match expected {
        Value::String(none) => none == "none" && came.is_null(),
        expected => holds(came, expected),
    }
}

/// A clock without its many days, unless the row asks about them.
fn brief(came: &Value, expected: &Value) -> Value {
    let mut came = came.clone();
    if let (None, Some(clock)) = (expected.get("days"), came.as_object_mut()) {
        clock.remove("days");
    }
    came
}

/// Every key that `expected` names is in `came` with the same value; lists are of one length.
fn holds(came: &Value, expected: &Value) -> bool {
    match (came, expected) {
        (Value::Object(came), Value::Object(expected)) => expected
            .iter()
            .all(|(key, value)| came.get(key).is_some_and(|came| holds(came, value))),
        (Value::Array(came), Value::Array(expected)) => {
            came.len() == expected.len()
                && came
                    .iter()
                    .zip(expected)
                    .all(|(came, value)| holds(came, value))
        }
        (Value::String(came), Value::String(expected)) => {
            came == expected || instant(came).is_some_and(|came| Some(came) == instant(expected))
        }
        (came, expected) => came == expected,
    }
}

fn instant(written: &str) -> Option<DateTime<Utc>> {
    written.parse().ok()
}

fn check_response_times(complaints: &mut Vec<String>, case: &Case, decision: &Value) {
    let Some(expected) = &case.response_times else {
        return;
    };
    let came = list(&decision["response_times"]);
    // A second promise of the same statement, by another instant, is one too many.
    let is_kept = |(statement, by): (&String, &Instant)| {
        let mut of_it = came
            .iter()
            .filter(|promise| cites(&promise["citation"], statement))
            .peekable();
        of_it.peek().is_some() && of_it.all(|promise| instant(text(&promise["by"])) == Some(by.0))
    };
    let is_right = (!expected.is_empty() || came.is_empty()) && expected.iter().all(is_kept);
    if !is_right {
        complaints.push(format!(
            "response times: expected {expected:?}, came {came:?}"
        ));
    }
}
