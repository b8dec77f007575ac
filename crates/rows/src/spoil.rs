//! Mutation testing: spoils a policy one part at a time and checks that some row fails.

use p2p_policy::author::pack_for_trial;
use p2p_policy::{Library, Value};
use p2p_review::Policies;
use serde::Serialize;

use crate::contacts::Contact;
use crate::run::Probe;
use crate::table::Case;

mod condition;
mod parts;
mod pointer;
mod probe;

use probe::Prober;
pub use probe::Witness;

/// A version of a policy with one part changed.
#[derive(Clone, Debug, Serialize)]
pub struct Spoilt {
    /// A JSON Pointer to the part.
    pub path: String,
    /// What was changed, in plain words.
    pub what: String,
    #[serde(skip)]
    change: Change,
}

#[derive(Clone, Debug)]
enum Change {
    Drop,
    Put(Value),
}

/// The results of all spoilt versions.
#[derive(Debug, Default, Serialize)]
pub struct Report {
    /// How many versions were tried, without those that turned out to be equivalent to the policy.
    pub total: usize,
    /// How many of them the policy check refuses.
    pub refused: usize,
    /// How many further versions no request was found to tell apart from the policy.
    pub alike: usize,
    /// The versions that no row notices.
    pub unnoticed: Vec<Unnoticed>,
}

/// A spoilt version that passes every row.
#[derive(Debug, Serialize)]
pub struct Unnoticed {
    #[serde(flatten)]
    pub spoilt: Spoilt,
    /// A request that the two versions decide differently.
    pub witness: Witness,
}

/// Tries every spoilt version of a policy against its rows. The policy is given with its includes merged in.
///
/// `progress` is called before each version with the number done and the total.
#[must_use]
pub fn try_all(
    policy: &Value,
    library: &Library,
    cases: &[&Case],
    contacts: &[&Contact],
    mut progress: impl FnMut(usize, usize),
) -> Report {
    let mut report = Report::default();
    let Some(whole) = loaded(policy, library) else {
        return report;
    };
    let rows: Vec<Probe<'_>> = cases.iter().map(|case| Probe::of(case)).collect();
    let mut order: Vec<usize> = (0..rows.len()).collect();
    let facts = parts::facts_of(policy, library);
    let prober = Prober {
        facts: &facts,
        rows: &rows,
        whole: &whole,
    };
    let versions = parts::versions(policy, &facts);
    for (done, spoilt) in versions.iter().enumerate() {
        progress(done, versions.len());
        let Some(other) = loaded(&spoilt.applied(policy), library) else {
            report.refused = report.refused.saturating_add(1);
            report.total = report.total.saturating_add(1);
            continue;
        };
        if !is_noticed(&other, &rows, contacts, &mut order) {
            let Some(witness) = prober.witness(policy, spoilt, &other) else {
                report.alike = report.alike.saturating_add(1);
                continue;
            };
            let spoilt = spoilt.clone();
            report.unnoticed.push(Unnoticed { spoilt, witness });
        }
        report.total = report.total.saturating_add(1);
    }
    progress(versions.len(), versions.len());
    report
}

/// Loads a policy alone; `None` if it is refused.
fn loaded(policy: &Value, library: &Library) -> Option<Policies> {
    let packed = pack_for_trial(policy, library).ok()?;
    let mut policies = Policies::new();
    policies.add(&packed).ok()?;
    Some(policies)
}

/// Whether a row fails. A row that does moves to the front, because it is likely to notice the next change to the same
/// part.
fn is_noticed(
    policies: &Policies,
    rows: &[Probe<'_>],
    contacts: &[&Contact],
    order: &mut [usize],
) -> bool {
    let fails = |at: &usize| {
        rows.get(*at)
            .is_some_and(|row| row.notices(contacts, policies))
    };
    let Some(found) = order.iter().position(fails) else {
        return false;
    };
    if let Some(front) = order.get_mut(..=found) {
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
