//! Counts over many combinations, and failures.

use std::collections::{BTreeMap, BTreeSet};

use p2p_test_support::reference::Kind;

/// Counts and failures.
#[derive(Default)]
pub(crate) struct Tally {
    pub(crate) combinations: u64,
    pub(crate) eligible: u64,
    pub(crate) ineligible: u64,
    pub(crate) incomplete: u64,
    /// Compared neighbors: a combination, and the same with one more answer.
    pub(crate) neighbours: u64,
    /// Combinations that need a gate fact that can't matter, while service, line of business and timing are not all
    /// known.
    pub(crate) over_asking: u64,
    /// The same, if nothing else is missing: with one unnecessary answer they would be eligible.
    pub(crate) over_asking_alone: u64,
    /// Combinations whose completions are all rejected, although no single reject is certain yet.
    pub(crate) doomed: u64,
    /// How often each fact was needed although it can't matter.
    pub(crate) asked_needlessly: BTreeMap<String, u64>,
    /// How often each fact was optional although it changes nothing, given the other answers.
    pub(crate) offered_needlessly: BTreeMap<String, u64>,
    pub(crate) fired: BTreeSet<String>,
    /// The findings on which reference and engine agreed.
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
        for (field, count) in other.asked_needlessly {
            *self.asked_needlessly.entry(field).or_default() += count;
        }
        for (field, count) in other.offered_needlessly {
            *self.offered_needlessly.entry(field).or_default() += count;
        }
        self.fired.extend(other.fired);
        self.confirmed.extend(other.confirmed);
        for (what, (count, example)) in other.faults {
            self.faults.entry(what).or_insert((0, example)).0 += count;
        }
    }

    /// Records a failure, with the first request that shows it.
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
