//! Spoils a policy one part at a time, and sees whether a row notices.

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
    /// How many there are of which it is known that they decide something otherwise.
    pub total: usize,
    /// How many of them the check refuses already.
    pub refused: usize,
    /// How many more no request tells from the whole policy, as far as was looked.
    pub alike: usize,
    /// Those that no row notices.
    pub unnoticed: Vec<Unnoticed>,
}

/// A spoilt version that every row takes for the policy.
#[derive(Debug, Serialize)]
pub struct Unnoticed {
    #[serde(flatten)]
    pub spoilt: Spoilt,
    /// A request that would tell.
    pub witness: Witness,
}

/// Tries every spoilt version of a policy, given with what it includes, against its rows and what the plan prints.
///
/// `told` hears before each how many are done, and of how many.
#[must_use]
pub fn try_all(
    policy: &Value,
    library: &Library,
    cases: &[&Case],
    contacts: &[&Contact],
    mut told: impl FnMut(usize, usize),
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
        told(done, versions.len());
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
    told(versions.len(), versions.len());
    report
}

/// A policy alone, unless it is refused.
fn loaded(policy: &Value, library: &Library) -> Option<Policies> {
    let packed = pack_for_trial(policy, library).ok()?;
    let mut policies = Policies::new();
    policies.add(&packed).ok()?;
    Some(policies)
}

/// Whether a row fails. One that does comes to the front: it is likely to notice the next spoilt version of the same part too.
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
