//! Spoils a policy one part at a time, and sees whether a row notices.

use p2p_policy::author::pack_for_trial;
use p2p_policy::{Library, Value};
use p2p_review::Policies;
use serde::Serialize;

use crate::run::{as_request, notices};
use crate::table::Case;

mod condition;
mod parts;
mod pointer;

/// A policy with one part spoilt.
#[derive(Clone, Debug, Serialize)]
pub struct Spoilt {
    /// JSON Pointer to the part.
    pub path: String,
    /// What is wrong with this version, in plain words.
    pub what: String,
    #[serde(skip)]
    change: Change,
}

#[derive(Clone, Debug)]
enum Change {
    Drop,
    Put(Value),
}

/// What became of the spoilt versions.
#[derive(Debug, Default, Serialize)]
pub struct Report {
    /// How many there are: every one decides something otherwise, or may.
    pub total: usize,
    /// How many of them the check refuses already.
    pub refused: usize,
    /// Those that no row notices.
    pub unnoticed: Vec<Spoilt>,
}

/// Tries every spoilt version of a policy, given with what it includes, against its rows.
///
/// `told` hears after each how many are done, and of how many.
#[must_use]
pub fn try_all(
    policy: &Value,
    library: &Library,
    cases: &[&Case],
    mut told: impl FnMut(usize, usize),
) -> Report {
    let mut report = Report::default();
    let Ok(whole) = pack_for_trial(policy, library) else {
        return report;
    };
    let mut rows: Vec<(&Case, p2p_review::Value)> = cases
        .iter()
        .map(|case| (*case, as_request(&case.request)))
        .collect();
    let versions = parts::versions(policy, library);
    for (done, spoilt) in versions.iter().enumerate() {
        told(done, versions.len());
        match pack_for_trial(&spoilt.applied(policy), library) {
            // Where nothing that a decision shows is another, there is nothing to notice.
            Ok(packed) if packed == whole => continue,
            Ok(packed) if !is_noticed(&packed, &mut rows) => report.unnoticed.push(spoilt.clone()),
            Ok(_) => {}
            Err(_) => report.refused = report.refused.saturating_add(1),
        }
        report.total = report.total.saturating_add(1);
    }
    told(versions.len(), versions.len());
    report
}

/// Whether a row fails. One that does comes to the front: it is likely to notice the next spoilt version of the same part too.
fn is_noticed(packed: &[u8], rows: &mut [(&Case, p2p_review::Value)]) -> bool {
    let mut policies = Policies::new();
    if policies.add(packed).is_err() {
        return true;
    }
    let noticing = rows
        .iter()
        .position(|row| notices(std::slice::from_ref(row), &policies));
    let Some(at) = noticing else { return false };
    if let Some(front) = rows.get_mut(..=at) {
        front.rotate_right(1);
    }
    true
}

impl Spoilt {
    fn applied(&self, policy: &Value) -> Value {
        let mut spoilt = policy.clone();
        match &self.change {
            Change::Drop => pointer::remove(&mut spoilt, &self.path),
            Change::Put(value) => {
                if let Some(part) = pointer::part_mut(&mut spoilt, &self.path) {
                    *part = value.clone();
                }
            }
        }
        spoilt
    }
}
