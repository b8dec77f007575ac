//! Unanswered facts, each with the statements that require it.

use p2p_policy::facts::{FactSet, MOST_FACTS};
use p2p_policy::policy::Says;

/// Unanswered facts, each with the statements that first required it.
pub(crate) struct OpenFacts<'p> {
    pub(crate) facts: FactSet,
    says: [Option<&'p Says>; MOST_FACTS],
}

impl<'p> OpenFacts<'p> {
    pub(crate) fn new() -> Self {
        OpenFacts {
            facts: FactSet::EMPTY,
            says: [None; MOST_FACTS],
        }
    }

    pub(crate) fn says(&self, fact: u8) -> Option<&'p Says> {
        self.says.get(usize::from(fact)).copied().flatten()
    }

    pub(crate) fn add(&mut self, facts: FactSet, says: Option<&'p Says>) {
        for fact in facts.without(self.facts).iter() {
            if let Some(slot) = self.says.get_mut(usize::from(fact)) {
                *slot = says;
            }
        }
        self.facts = self.facts.with(facts);
    }

    pub(crate) fn remove(&mut self, facts: FactSet) {
        self.facts = self.facts.without(facts);
    }
}
