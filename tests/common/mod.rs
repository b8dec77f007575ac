//! The case tables, and the one `check` that the native and the browser runner share.
//!
//! A row is a request and the decision it must meet. `check` compares only what the row names,
//! then holds the whole decision to the rules that every decision keeps.

#![allow(
    dead_code,
    unreachable_pub,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "test code: a panic is how it reports"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::sync::LazyLock;

use chrono::{DateTime, NaiveDate, Utc};
use serde::Deserialize;
use serde_json::{Map, Value};

/// Every table by name. Text and not files, so that a browser has them too.
pub const TABLES: [(&str, &str); 9] = [
    ("ps-faq", include_str!("../cases/ps-faq.toml")),
    ("ps-policy", include_str!("../cases/ps-policy.toml")),
    ("reg", include_str!("../cases/reg.toml")),
    ("asu", include_str!("../cases/asu.toml")),
    ("rx", include_str!("../cases/rx.toml")),
    ("decisions", include_str!("../cases/decisions.toml")),
    ("bars", include_str!("../cases/bars.toml")),
    ("dates", include_str!("../cases/dates.toml")),
    ("input", include_str!("../cases/input.toml")),
];

const COVERAGE: &str = include_str!("../cases/coverage.toml");

const CONTACTS: &str = include_str!("../cases/contacts.toml");

const DOCUMENTS: &str = include_str!("../cases/documents.toml");

/// The treatments that a request can meet; `notice`, `scope` and `meta` need no row.
const TREATMENTS_TO_PROVE: [&str; 9] = [
    "reject",
    "need",
    "invalid",
    "warn",
    "deadline",
    "response time",
    "route",
    "accept",
    "exception",
];

const ROWS_PER_DECISION: usize = 3;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Table {
    /// The instant at which the rows ask, unless they say otherwise.
    now: Instant,
    /// Complete eligible requests to lay a row's facts over.
    #[serde(default)]
    base: BTreeMap<String, Map<String, Value>>,
    #[serde(rename = "case")]
    cases: Vec<Case>,
}

/// What a row expects. A finding is written `<field> <statement that its citation holds>`, with
/// `-` for no field and `*` for any citation; the engine's own by `request/<code>`; a third word
/// is where `at` points, or begins to. `?` before it: it may come. A leading `-` in `needed_has`'s
/// second word: no citation.
#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
pub struct Case {
    pub name: String,
    /// The statements and decisions it rests on.
    #[serde(default)]
    pub proves: Vec<String>,
    on: Option<String>,
    #[serde(default)]
    with: Map<String, Value>,
    #[serde(default)]
    without: Vec<String>,
    now: Option<Instant>,

    outcome: String,
    #[serde(default)]
    rejects: Vec<String>,
    #[serde(default)]
    invalid: Vec<String>,
    #[serde(default)]
    warnings: Vec<String>,
    #[serde(default)]
    notices: Vec<String>,
    needed: Option<Vec<String>>,
    #[serde(default)]
    needed_has: Vec<String>,
    #[serde(default)]
    needed_not: Vec<String>,
    #[serde(default)]
    optional_has: Vec<String>,
    #[serde(default)]
    optional_not: Vec<String>,
    #[serde(default)]
    next: Vec<String>,
    #[serde(default)]
    next_not: Vec<String>,
    #[serde(default)]
    contacts: Vec<String>,
    #[serde(default)]
    contacts_not: Vec<String>,
    deadline: Option<Value>,
    response_times: Option<BTreeMap<String, Instant>>,
}

/// An RFC 3339 instant.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(try_from = "String")]
struct Instant(DateTime<Utc>);

impl TryFrom<String> for Instant {
    type Error = chrono::ParseError;

    fn try_from(written: String) -> Result<Self, Self::Error> {
        written.parse().map(Self)
    }
}

/// Something the documents print to reach somebody by, and for whom it is: an empty list is anybody.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Contact {
    text: String,
    says: Vec<String>,
    kind: String,
    payer: Vec<String>,
    #[serde(default)]
    line_of_business: Vec<String>,
    #[serde(default)]
    service: Vec<String>,
}

static PRINTED: LazyLock<Vec<Contact>> = LazyLock::new(|| {
    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct List {
        contact: Vec<Contact>,
    }
    let list: List = toml::from_str(CONTACTS).expect("contacts.toml");
    list.contact
});

/// One of the five documents, as a citation must name it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Document {
    /// Also the prefix of its statements' ids.
    id: String,
    title: Option<String>,
    effective: Option<String>,
    next_review: Option<String>,
    /// The statements by the heading they stand under.
    #[serde(default)]
    sections: BTreeMap<String, Vec<String>>,
}

static PUBLISHED: LazyLock<Vec<Document>> = LazyLock::new(|| {
    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct List {
        document: Vec<Document>,
    }
    let list: List = toml::from_str(DOCUMENTS).expect("documents.toml");
    list.document
});

/// What the module under test said to one request.
pub struct Answer {
    pub decision: Value,
    /// `compute_deadline`'s answer to the same request, or the code of its error.
    pub deadline: Result<Value, String>,
}

impl Table {
    pub fn load(name: &str) -> Table {
        let text = TABLES
            .iter()
            .find(|(table, _)| *table == name)
            .unwrap_or_else(|| panic!("no table {name}"))
            .1;
        toml::from_str(text).unwrap_or_else(|error| panic!("{name}.toml: {error}"))
    }

    pub fn cases(&self) -> &[Case] {
        &self.cases
    }

    pub fn request(&self, case: &Case) -> Value {
        let mut request = match &case.on {
            Some(base) => self
                .base
                .get(base)
                .unwrap_or_else(|| panic!("{}: no base {base}", case.name))
                .clone(),
            None => Map::new(),
        };
        for fact in &case.without {
            let taken = request.remove(fact);
            assert!(taken.is_some(), "{}: the base has no {fact}", case.name);
        }
        request.extend(case.with.clone());
        Value::Object(request)
    }

    pub fn now(&self, case: &Case) -> DateTime<Utc> {
        case.now.unwrap_or(self.now).0
    }
}

impl Contact {
    fn is(&self, step: &Value) -> bool {
        step["kind"] == self.kind.as_str()
            && (step["value"] == self.text.as_str() || text(&step["label"]).contains(&self.text))
    }

    fn is_for(&self, request: &Value, decision: &Value) -> bool {
        [
            ("payer", &self.payer),
            ("line_of_business", &self.line_of_business),
            ("service", &self.service),
        ]
        .into_iter()
        .all(|(fact, values)| {
            let invalid = || findings(decision, "invalid").any(|finding| finding["field"] == fact);
            let open = values.is_empty() || request[fact].is_null() || invalid();
            open || values.iter().any(|value| request[fact] == value.as_str())
        })
    }
}

/// Puts every row of a table to `ask`; panics with all rows that came out otherwise, else returns
/// the counts to print.
pub fn run(name: &str, ask: impl Fn(&Value, DateTime<Utc>) -> Answer) -> String {
    let table = Table::load(name);
    let mut report = String::new();
    let mut failed = 0;
    for case in table.cases() {
        let (request, now) = (table.request(case), table.now(case));
        let complaints = check(case, &request, now, &ask(&request, now));
        if !complaints.is_empty() {
            failed += 1;
            let _ = writeln!(report, "\n{name}: {}", case.name);
            let _ = writeln!(report, "  {request} at {now}");
            for complaint in complaints {
                let _ = writeln!(report, "  - {complaint}");
            }
        }
    }
    let rows = table.cases().len();
    assert!(
        failed == 0,
        "{failed} of {rows} rows of {name}.toml came out otherwise\n{report}"
    );
    format!(
        "{name}.toml: {rows} rows ({})",
        rows_by_document(&table.cases)
    )
}

fn rows_by_document(cases: &[Case]) -> String {
    let count = |document: &str| {
        let of_document = |id: &String| document_of(id) == document;
        let rests_on_it = |case: &&Case| case.proves.iter().any(of_document);
        cases.iter().filter(rests_on_it).count()
    };
    PUBLISHED
        .iter()
        .map(|document| format!("{} {}", document.id, count(&document.id)))
        .collect::<Vec<_>>()
        .join(", ")
}

fn document_of(statement: &str) -> &str {
    statement
        .rsplit_once('-')
        .map_or("", |(document, _)| document)
}

/// How the answer differs from what the row expects and from what every decision keeps.
pub fn check(case: &Case, request: &Value, now: DateTime<Utc>, answer: &Answer) -> Vec<String> {
    let decision = &answer.decision;
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
    check_notices(&mut complaints, decision, &case.notices);
    check_questions(&mut complaints, case, decision);
    check_steps(&mut complaints, case, decision);
    check_deadline(&mut complaints, case, decision);
    check_response_times(&mut complaints, case, decision);
    check_printed(&mut complaints, request, decision);
    check_citations(&mut complaints, decision);
    check_invariants(&mut complaints, now, answer);
    complaints
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

fn findings<'a>(decision: &'a Value, kind: &'a str) -> impl Iterator<Item = &'a Value> {
    list(&decision["findings"])
        .iter()
        .filter(move |finding| finding["kind"] == kind)
}

fn cites(citation: &Value, statement: &str) -> bool {
    list(&citation["statements"])
        .iter()
        .any(|id| id == statement)
}

fn check_findings(complaints: &mut Vec<String>, decision: &Value, kind: &str, expected: &[String]) {
    let came: Vec<&Value> = findings(decision, kind).collect();
    let (may, must): (Vec<_>, Vec<_>) = expected.iter().partition(|line| line.starts_with('?'));
    let met = |line: &String| came.iter().any(|finding| meets(finding, line));
    let foreseen = |finding: &&&Value| !expected.iter().any(|line| meets(finding, line));
    let right = must.iter().all(|line| met(line))
        && came.iter().filter(foreseen).count() == 0
        && (must.len()..=must.len() + may.len()).contains(&came.len());
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
        _ if basis.starts_with("request/") => rule == basis,
        _ => cites(&finding["citation"], basis),
    };
    let at = text(&finding["at"]);
    let at_meets = words.next().is_none_or(|place| {
        at.strip_prefix(place)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    });
    field_meets && basis_meets && at_meets
}

fn summary(finding: &Value) -> String {
    let statements: Vec<&str> = list(&finding["citation"]["statements"])
        .iter()
        .map(text)
        .collect();
    let field = finding["field"].as_str().unwrap_or("-");
    let at = finding["at"].as_str().unwrap_or_default();
    format!(
        "{field} {} {at} ({})",
        statements.join("+"),
        text(&finding["rule"])
    )
}

fn check_notices(complaints: &mut Vec<String>, decision: &Value, expected: &[String]) {
    for statement in expected {
        let said = findings(decision, "notice").any(|notice| cites(&notice["citation"], statement));
        if !said {
            let came: Vec<String> = findings(decision, "notice").map(summary).collect();
            complaints.push(format!("notice: expected {statement}, came {came:?}"));
        }
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
    if exactly.as_ref().is_some_and(|exactly| *exactly != needed) {
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
        .filter(|finding| finding["kind"] == "reject" || finding["kind"] == "warning")
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
    let came = &decision["deadline"];
    let right = match &case.deadline {
        None => true,
        Some(Value::String(none)) => none == "none" && came.is_null(),
        Some(expected) => holds(came, expected),
    };
    if !right {
        let mut came = came.clone();
        if case
            .deadline
            .as_ref()
            .is_none_or(|expected| expected.get("days").is_none())
            && let Some(deadline) = came.as_object_mut()
        {
            deadline.remove("days");
        }
        complaints.push(format!(
            "deadline: expected {:?}, came {came}",
            case.deadline
        ));
    }
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
    let right = (!expected.is_empty() || came.is_empty())
        && expected.iter().all(|(statement, by)| {
            came.iter().any(|promise| {
                cites(&promise["citation"], statement)
                    && instant(text(&promise["by"])) == Some(by.0)
            })
        });
    if !right {
        complaints.push(format!(
            "response times: expected {expected:?}, came {came:?}"
        ));
    }
}

/// Whatever is shown to reach somebody by stands in a document, for such a request.
fn check_printed(complaints: &mut Vec<String>, request: &Value, decision: &Value) {
    let steps = list(&decision["findings"])
        .iter()
        .flat_map(|finding| list(&finding["next_steps"]))
        .chain(list(&decision["contacts"]));
    for step in steps {
        let known: Vec<&Contact> = PRINTED.iter().filter(|known| known.is(step)).collect();
        let must_be_printed = ["phone", "fax", "mail"].contains(&text(&step["kind"]));
        if must_be_printed && known.is_empty() {
            complaints.push(format!("no document prints this: {step}"));
        }
        let for_this_request = |known: &&Contact| known.is_for(request, decision);
        if !known.is_empty() && !known.iter().any(for_this_request) {
            complaints.push(format!("this is not for such a request: {step}"));
        }
    }
}

/// A citation names the document, date and heading of the statement it leads with.
fn check_citations(complaints: &mut Vec<String>, decision: &Value) {
    let citations = ["findings", "needed", "optional", "response_times"]
        .iter()
        .flat_map(|list_name| list(&decision[list_name]))
        .chain([&decision["deadline"]])
        .map(|part| &part["citation"])
        .filter(|citation| !citation.is_null());
    for citation in citations {
        if !is_published(citation) {
            complaints.push(format!("no document says this there: {citation}"));
        }
    }
    for source in list(&decision["policy"]["sources"]) {
        let listed = PUBLISHED.iter().any(|document| {
            source["id"] == document.id.as_str()
                && source["effective"].as_str() == document.effective.as_deref()
                && source["next_review"].as_str() == document.next_review.as_deref()
        });
        if !listed {
            complaints.push(format!("no such document was published: {source}"));
        }
    }
}

fn is_published(citation: &Value) -> bool {
    let Some(lead) = citation["statements"][0].as_str() else {
        return false;
    };
    PUBLISHED.iter().any(|document| {
        let heading = document
            .sections
            .iter()
            .find(|(_, statements)| statements.iter().any(|statement| statement == lead))
            .map(|(heading, _)| heading.as_str());
        let section = citation["section"].as_str();
        document.id == document_of(lead)
            && citation["source"] == document.id.as_str()
            && document
                .title
                .as_deref()
                .is_none_or(|title| citation["title"] == title)
            && citation["effective"].as_str() == document.effective.as_deref()
            && section.map(|section| section.trim_end_matches(':')) == heading
    })
}

/// What every decision keeps, whatever was asked.
fn check_invariants(complaints: &mut Vec<String>, now: DateTime<Utc>, answer: &Answer) {
    let decision = &answer.decision;
    let mut insist = |kept: bool, what: &str| {
        if !kept {
            complaints.push(format!("every decision: {what}; came {decision}"));
        }
    };
    let any = |kind| findings(decision, kind).next().is_some();
    let empty = |list_name: &str| list(&decision[list_name]).is_empty();
    let outcome = match () {
        () if any("reject") => "ineligible",
        () if any("invalid") || !empty("needed") => "incomplete",
        () => "eligible",
    };
    insist(
        decision["outcome"] == outcome,
        "the outcome follows from the findings",
    );
    if outcome == "ineligible" {
        insist(
            empty("needed") && empty("optional") && empty("contacts"),
            "once the answer is no, nothing is asked and nowhere is it sent",
        );
    }
    let is_reject = |finding: &Value| finding["kind"] == "reject";
    insist(
        list(&decision["findings"]).is_sorted_by_key(|finding| !is_reject(finding)),
        "rejects come first",
    );
    for finding in list(&decision["findings"]) {
        insist(
            !text(&finding["message"]).is_empty(),
            "a finding has a message",
        );
        insist(
            !is_reject(finding) || !list(&finding["next_steps"]).is_empty(),
            "a reject says where to go instead",
        );
        insist(
            text(&finding["rule"]).starts_with("request/") || cites_something(&finding["citation"]),
            "a policy's finding cites it",
        );
        list(&finding["next_steps"])
            .iter()
            .for_each(|step| insist(dials(step), "a phone number can be dialled"));
    }
    list(&decision["contacts"])
        .iter()
        .for_each(|step| insist(dials(step), "a phone number can be dialled"));

    let mut asked = BTreeSet::new();
    for question in list(&decision["needed"])
        .iter()
        .chain(list(&decision["optional"]))
    {
        let field = text(&question["field"]);
        insist(asked.insert(field), "nothing is asked twice");
        insist(
            !findings(decision, "invalid").any(|finding| finding["field"] == field),
            "what is invalid is not asked again",
        );
    }

    insist(
        instant(text(&decision["checked_at"])) == Some(now),
        "it says when it was checked",
    );
    insist(!text(&decision["engine"]).is_empty(), "it names the engine");
    insist(
        counts_right(&decision["deadline"]),
        "a deadline shows each day counted",
    );
    let agreed = match &answer.deadline {
        Ok(deadline) => *deadline == decision["deadline"],
        Err(code) => !code.is_empty() && decision["deadline"].is_null(),
    };
    insist(agreed, "compute_deadline says the same");
}

fn cites_something(citation: &Value) -> bool {
    !text(&citation["source"]).is_empty()
        && !text(&citation["title"]).is_empty()
        && !list(&citation["statements"]).is_empty()
}

fn dials(step: &Value) -> bool {
    let Some(number) = step["value"].as_str() else {
        return true;
    };
    if step["kind"] != "phone" {
        return true;
    }
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    let national = digits.strip_prefix('1').unwrap_or(&digits);
    step["href"] == format!("tel:+1{national}")
}

/// The days run on from the one after `start` to `due`; each counts or is skipped, for a reason.
fn counts_right(deadline: &Value) -> bool {
    if deadline.is_null() || deadline["unit"] == "hours" {
        return true;
    }
    let day = |value: &Value| text(value).parse::<NaiveDate>().ok();
    let (mut last, mut counted) = (day(&deadline["start"]), 0);
    for entry in list(&deadline["days"]) {
        last = last.and_then(|date| date.succ_opt());
        if day(&entry["date"]) != last || entry["counts"].is_null() == entry["skipped"].is_null() {
            return false;
        }
        if let Some(count) = entry["counts"].as_u64() {
            counted += 1;
            if count != counted {
                return false;
            }
        }
    }
    last.is_some() && last == day(&deadline["due"]) && deadline["count"] == counted
}

/// What the tables as a whole leave unproved, or name that is not there.
pub fn gaps() -> Vec<String> {
    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Coverage {
        decisions: Vec<String>,
        statements: BTreeMap<String, Vec<String>>,
    }
    let coverage: Coverage = toml::from_str(COVERAGE).expect("coverage.toml");
    let mut rows: BTreeMap<String, usize> = BTreeMap::new();
    for (name, _) in TABLES {
        for case in Table::load(name).cases {
            for id in case.proves {
                *rows.entry(id).or_default() += 1;
            }
        }
    }
    for id in PRINTED.iter().flat_map(|contact| &contact.says) {
        rows.entry(id.clone()).or_default();
    }
    let count = |id: &String| rows.get(id).copied().unwrap_or_default();
    let unknown = rows
        .keys()
        .filter(|id| !coverage.decisions.contains(id) && !coverage.statements.contains_key(*id))
        .map(|id| format!("{id} is proved but does not exist"));
    let to_prove = |treatments: &Vec<String>| {
        treatments
            .iter()
            .any(|treatment| TREATMENTS_TO_PROVE.contains(&treatment.as_str()))
    };
    let unproved = coverage
        .statements
        .iter()
        .filter(|(id, treatments)| to_prove(treatments) && count(id) == 0)
        .map(|(id, treatments)| format!("{id} ({}) is proved by no row", treatments.join(", ")));
    let thin = coverage
        .decisions
        .iter()
        .filter(|id| count(id) < ROWS_PER_DECISION)
        .map(|id| format!("{id} is proved by {} rows", count(id)));
    unknown.chain(unproved).chain(thin).collect()
}

/// How many rows of all tables rest on each document, and on decisions alone.
pub fn totals() -> String {
    let cases: Vec<Case> = TABLES
        .iter()
        .flat_map(|(name, _)| Table::load(name).cases)
        .collect();
    format!(
        "all tables: {} rows ({})",
        cases.len(),
        rows_by_document(&cases)
    )
}

/// How many statements `coverage.toml` lists.
pub fn statements_listed() -> usize {
    let coverage: Value = toml::from_str(COVERAGE).expect("coverage.toml");
    coverage["statements"].as_object().map_or(0, Map::len)
}
