//! Runs rows.

use chrono::{DateTime, Utc};
use p2p_review::{Policies, compute_deadline, validate_request};
use serde_json::Value;

use crate::answer::text;
use crate::check::{Answer, check, unmet};
use crate::contacts::{Contact, misdirected};
use crate::table::Case;

/// A row and its result.
pub struct Ran<'r> {
    pub case: &'r Case,
    pub decision: Value,
    /// How the decision differs from what the row expects; empty if the row passes.
    pub complaints: Vec<String>,
}

impl Ran<'_> {
    /// The outcome of the decision.
    #[must_use]
    pub fn outcome(&self) -> &str {
        self.decision.get("outcome").map_or("", text)
    }
}

/// Runs rows against the loaded policies.
#[must_use]
pub fn run<'r>(cases: &[&'r Case], contacts: &[&Contact], policies: &Policies) -> Vec<Ran<'r>> {
    let run = |case: &&'r Case| {
        let answer = ask(policies, &case.request, case.at);
        let mut complaints = check(case, case.at, &answer);
        complaints.extend(misdirected(contacts, &case.request, &answer.decision));
        Ran {
            case,
            complaints,
            decision: answer.decision,
        }
    };
    cases.iter().map(run).collect()
}

/// The engine's answer to one request, as JSON.
#[must_use]
pub fn ask(policies: &Policies, request: &Value, now: DateTime<Utc>) -> Answer {
    let request = as_request(request);
    let deadline = compute_deadline(policies, &request, now);
    Answer {
        decision: plain(&validate_request(policies, &request, now)),
        deadline: match deadline {
            Ok(deadline) => Ok(plain(&deadline)),
            Err(error) => Err(error.code.name().to_owned()),
        },
    }
}

/// A row prepared to be run many times.
pub(crate) struct Probe<'r> {
    pub(crate) case: &'r Case,
    pub(crate) request: p2p_review::Value,
    pub(crate) at: DateTime<Utc>,
}

impl<'r> Probe<'r> {
    pub(crate) fn of(case: &'r Case) -> Self {
        Probe {
            case,
            request: as_request(&case.request),
            at: case.at,
        }
    }

    /// Whether the row fails.
    pub(crate) fn notices(&self, contacts: &[&Contact], policies: &Policies) -> bool {
        let decision = plain(&validate_request(policies, &self.request, self.at));
        !unmet(self.case, &decision).is_empty()
            || !misdirected(contacts, &self.case.request, &decision).is_empty()
    }
}

/// Converts a request to the engine's type; any JSON can be converted.
fn as_request(request: &Value) -> p2p_review::Value {
    serde_json::from_value(request.clone()).unwrap_or(p2p_review::Value::Other)
}

/// Serializes plain data, which can't fail.
fn plain(data: &impl serde::Serialize) -> Value {
    serde_json::to_value(data).unwrap_or_default()
}
