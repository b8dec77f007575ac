//! What is counted over many combinations, and the faults found on the way.

use std::collections::{BTreeMap, BTreeSet};

use p2p_test_support::reference::Kind;

/// What is counted on the way.
#[derive(Default)]
pub(crate) struct Tally {
    pub(crate) combinations: u64,
    pub(crate) eligible: u64,
    pub(crate) ineligible: u64,
    pub(crate) incomplete: u64,
    /// Neighbours compared: a combination and the same with one answer more.
    pub(crate) neighbours: u64,
    /// Combinations, before service, line of business and timing are known, with a needed gate fact that can't matter.
    pub(crate) over_asking: u64,
    /// … in which nothing else is lacking: with an unneeded answer more they are eligible.
    pub(crate) over_asking_alone: u64,
    /// Combinations that every completion turns into a reject, though no single one is certain yet.
    pub(crate) doomed: u64,
    /// Facts so asked for, over all combinations.
    pub(crate) over_asked: BTreeMap<String, u64>,
    /// Unanswered facts listed as optional though, the others' answers being what they are, nothing changes.
    pub(crate) over_offered: BTreeMap<String, u64>,
    pub(crate) fired: BTreeSet<String>,
    /// What the reference said, and the engine too.
    pub(crate) confirmed: BTreeSet<(Kind, &'static str, &'static [&'static str])>,
    pub(crate) faults: BTreeMap<String, (u64, String)>,
}

impl Tally {
    pub(crate) fn add(&mut self, other: Tally) {
        self.combinations += other.combinations;
        self.eligible += other.eligible;
        self.ineligible += other.ineligible;
        self.incomplete += other.incomplete;
        self.neighbours += other.neighbours;
        self.over_asking += other.over_asking;
        self.over_asking_alone += other.over_asking_alone;
        self.doomed += other.doomed;
        for (field, count) in other.over_asked {
            *self.over_asked.entry(field).or_default() += count;
        }
        for (field, count) in other.over_offered {
            *self.over_offered.entry(field).or_default() += count;
        }
        self.fired.extend(other.fired);
        self.confirmed.extend(other.confirmed);
        for (what, (count, example)) in other.faults {
            self.faults.entry(what).or_insert((0, example)).0 += count;
        }
    }

    /// Notes that something that must hold does not, with the first request that shows it.
    pub(crate) fn fault(&mut self, what: String, example: impl FnOnce() -> String) {
        self.faults.entry(what).or_insert_with(|| (0, example())).0 += 1;
    }

    pub(crate) fn assert_faultless(&self) {
        let list: Vec<String> = self
            .faults
            .iter()
            .map(|(what, (count, example))| format!("{what}: {count} times, first in {example}"))
            .collect();
        assert!(
            list.is_empty(),
            "{} kinds of faults\n{}",
            list.len(),
            list.join("\n")
        );
    }
}
