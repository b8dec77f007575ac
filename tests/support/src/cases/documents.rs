//! The five documents: what citations must name, and the contact details that the documents publish.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;
use serde_json::Value;

use p2p_rows::{Contact, Table, list, misdirected, steps, text};

const CONTACTS: &str = include_str!("../../../cases/contacts.toml");

const DOCUMENTS: &str = include_str!("../../../cases/documents.toml");

/// The contact details that the documents publish.
pub(super) static PRINTED: LazyLock<Table> = LazyLock::new(|| {
    Table::parse("contacts.toml", CONTACTS).unwrap_or_else(|error| panic!("{error}"))
});

/// A document, as citations must name it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Document {
    /// The id, which is also the prefix of its statements' ids.
    pub(super) id: String,
    title: Option<String>,
    effective: Option<String>,
    next_review: Option<String>,
    /// The statements by their heading.
    #[serde(default)]
    sections: BTreeMap<String, Vec<String>>,
}

pub(super) static PUBLISHED: LazyLock<Vec<Document>> = LazyLock::new(|| {
    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct List {
        document: Vec<Document>,
    }
    let list: List = toml::from_str(DOCUMENTS).expect("documents.toml");
    list.document
});

/// How a shipped policy's decision contradicts the documents.
pub fn departures(request: &Value, decision: &Value) -> Vec<String> {
    let mut complaints = Vec::new();
    check_printed(&mut complaints, request, decision);
    check_citations(&mut complaints, decision);
    check_one_voice(&mut complaints, decision);
    complaints
}

/// C24: if something rejects, no warning may say that the request can be sent; and nothing may promise what only the
/// payer can.
fn check_one_voice(complaints: &mut Vec<String>, decision: &Value) {
    let speaks = |finding: &Value, phrases: &[&str]| {
        let message = text(&finding["message"]).to_lowercase();
        phrases.iter().any(|phrase| message.contains(phrase))
    };
    const SENDING: [&str; 5] = [
        "can still send",
        "can send",
        "can be sent",
        "send the request",
        "send this request",
    ];
    const PROMISES: [&str; 4] = [
        "goes through",
        "will be accepted",
        "will accept",
        "will be taken",
    ];
    for finding in list(&decision["findings"]) {
        let warning_beside_no = decision["outcome"] == "ineligible" && finding["kind"] == "warning";
        if speaks(finding, &PROMISES) || warning_beside_no && speaks(finding, &SENDING) {
            complaints.push(format!("two voices: {}", finding["message"]));
        }
    }
}

/// Every contact detail shown must be published for such a request.
fn check_printed(complaints: &mut Vec<String>, request: &Value, decision: &Value) {
    let printed: Vec<&Contact> = PRINTED.contacts().iter().collect();
    for step in steps(decision) {
        let must_be_printed = ["phone", "fax", "mail"].contains(&text(&step["kind"]));
        if must_be_printed && !printed.iter().any(|known| known.is(step)) {
            complaints.push(format!("no document prints this: {step}"));
        }
    }
    complaints.extend(misdirected(&printed, request, decision));
}

/// A citation must name the document, date and heading of its leading statement.
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

pub(super) fn document_of(statement: &str) -> &str {
    statement
        .rsplit_once('-')
        .map_or("", |(document, _)| document)
}
