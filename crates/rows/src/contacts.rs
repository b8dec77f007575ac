//! What a plan prints to reach somebody by, and for whom it is: no decision may show it to anybody else.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Value;

use crate::check::{findings, list, text};

/// A number, address or form as it is printed.
///
/// ```toml
/// [[contact]]
/// text             = "541-684-5584"
/// kind             = "phone"
/// line_of_business = ["commercial"]
/// ```
#[derive(Clone, Debug, Deserialize)]
pub struct Contact {
    /// A step's value, or part of its label.
    pub text: String,
    /// The statements that print it.
    #[serde(default)]
    pub says: Vec<String>,
    /// The kind of step.
    pub kind: String,
    /// By fact the values that a request has for which it is printed; a fact that isn't named doesn't matter.
    #[serde(flatten)]
    pub only: BTreeMap<String, Vec<String>>,
}

impl Contact {
    /// Whether a step shows it.
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

    /// Whether it can be for such a request. What is not known, or can't be right, leaves it open.
    #[must_use]
    pub fn is_for(&self, request: &Value, decision: &Value) -> bool {
        self.only.iter().all(|(fact, values)| {
            let invalid = || findings(decision, "invalid").any(|finding| finding["field"] == *fact);
            let unknown = request[fact].is_null() || request[fact] == "unsure";
            unknown || invalid() || values.iter().any(|value| request[fact] == value.as_str())
        })
    }
}

/// The steps that a decision shows.
pub fn steps(decision: &Value) -> impl Iterator<Item = &Value> {
    let next = list(&decision["findings"])
        .iter()
        .flat_map(|finding| list(&finding["next_steps"]));
    next.chain(list(&decision["contacts"]))
}

/// Steps that a decision shows to a request that they are not printed for.
#[must_use]
pub fn misdirected(contacts: &[&Contact], request: &Value, decision: &Value) -> Vec<String> {
    // One number can be two plans': what it is called says whose it is there.
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
