//! The contact details that a plan publishes, and for which requests. No decision may show them for any other request.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Value;

use crate::answer::{findings, list, text};

/// A published number, address or form.
///
/// ```toml
/// [[contact]]
/// text             = "541-684-5584"
/// kind             = "phone"
/// line_of_business = ["commercial"]
/// ```
#[derive(Clone, Debug, Deserialize)]
pub struct Contact {
    /// The value of a step, or part of its label.
    pub text: String,
    /// The statements that publish it.
    #[serde(default)]
    pub says: Vec<String>,
    /// The kind of the step.
    pub kind: String,
    /// The requests for which it is published: for each fact the values it must have. Facts that aren't listed don't
    /// matter.
    #[serde(flatten)]
    pub only: BTreeMap<String, Vec<String>>,
}

impl Contact {
    /// Whether a step shows this contact.
    #[must_use]
    pub fn is(&self, step: &Value) -> bool {
        self.is_value_of(step) || self.is_named_by(step)
    }

    fn is_value_of(&self, step: &Value) -> bool {
        step["kind"] == self.kind.as_str() && step["value"] == self.text.as_str()
    }

    fn is_named_by(&self, step: &Value) -> bool {
        step["kind"] == self.kind.as_str() && text(&step["label"]).contains(&self.text)
    }

    /// Whether it can be for this request. Unknown or invalid facts don't exclude it.
    #[must_use]
    pub fn is_for(&self, request: &Value, decision: &Value) -> bool {
        self.only.iter().all(|(fact, values)| {
            let invalid = || findings(decision, "invalid").any(|finding| finding["field"] == *fact);
            let unknown = request[fact].is_null() || request[fact] == "unsure";
            unknown || invalid() || values.iter().any(|value| request[fact] == value.as_str())
        })
    }
}

/// All steps in a decision, next steps and contacts.
pub fn steps(decision: &Value) -> impl Iterator<Item = &Value> {
    let next = list(&decision["findings"])
        .iter()
        .flat_map(|finding| list(&finding["next_steps"]));
    next.chain(list(&decision["contacts"]))
}

/// The steps in a decision that are published for other requests only.
#[must_use]
pub fn misdirected(contacts: &[&Contact], request: &Value, decision: &Value) -> Vec<String> {
    // The same number can belong to two plans; the step's label then tells which one is meant.
    let shows: [fn(&Contact, &Value) -> bool; 2] = [Contact::is_value_of, Contact::is_named_by];
    let wrong = |step: &&Value| {
        shows.iter().any(|shows| {
            let mut known = contacts
                .iter()
                .filter(|contact| shows(contact, step))
                .peekable();
            known.peek().is_some() && !known.any(|contact| contact.is_for(request, decision))
        })
    };
    steps(decision)
        .filter(wrong)
        .map(|step| format!("this is not for such a request: {step}"))
        .collect()
}
