//! The loaded policies: those built in, and those added at run time.

use std::sync::Arc;

use crate::check;
use crate::decision::{FieldInfo, FieldValue, PolicySummary, Problem};
use crate::facts::{Fact, Kind};
use crate::faults::{Fault, NO_PAYER, UNKNOWN_PAYER};
use crate::pack;
use crate::policy::Policy;
use crate::reader::read_policy;
use crate::value::{Given, Value};

/// The vocabulary and the policies built in, as the build packs them.
const TEXTS: &str = include_str!(concat!(env!("OUT_DIR"), "/policies.texts"));
const PACK: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/policies.pack"));

/// A set of policies, one for each payer.
#[derive(Clone, Debug)]
pub struct Policies {
    vocabulary: Vec<Arc<Fact>>,
    /// By id.
    loaded: Vec<Arc<Policy>>,
    /// As the values of the fact `payer`.
    payers: Vec<FieldValue>,
}

impl Policies {
    /// The policies that this crate ships.
    #[must_use]
    pub fn shipped() -> Self {
        let (vocabulary, policies) = pack::unpack(TEXTS, PACK);
        Policies {
            vocabulary,
            payers: policies.iter().map(as_value).collect(),
            loaded: policies.into_iter().map(Arc::new).collect(),
        }
    }

    /// Adds a policy, or replaces the one with its id. The value has the shape of the policy files, as JSON.
    ///
    /// # Errors
    /// Everything that is wrong with it, each with its path; then nothing has changed.
    pub fn load(&mut self, policy: &Value) -> Result<(), Vec<Problem>> {
        let read = read_policy(policy, &self.vocabulary, None)?;
        let problems = check::check(&read);
        if problems.is_empty() {
            self.put(read);
            Ok(())
        } else {
            Err(problems)
        }
    }

    /// Everything that the build would find wrong with a whole policy, statements and all: also what does no harm to a
    /// decision, such as a statement that nothing enforces, or a rule that can never fire.
    #[cfg(feature = "cli")]
    #[must_use]
    pub fn lint(&self, policy: &Value) -> Vec<Problem> {
        match read_policy(policy, &self.vocabulary, None) {
            Err(problems) => problems,
            Ok(read) => {
                let whole = crate::lint::lint(policy, &read);
                check::check(&read).into_iter().chain(whole).collect()
            }
        }
    }

    fn put(&mut self, policy: Policy) {
        let payer = as_value(&policy);
        match self.place(&policy.id) {
            Ok(place) => {
                if let Some(known) = self.payers.get_mut(place) {
                    *known = payer;
                }
                if let Some(known) = self.loaded.get_mut(place) {
                    *known = Arc::new(policy);
                }
            }
            Err(place) => {
                self.payers.insert(place, payer);
                self.loaded.insert(place, Arc::new(policy));
            }
        }
    }

    /// Where a payer's policy stands, or would have to.
    fn place(&self, payer: &str) -> Result<usize, usize> {
        self.loaded
            .binary_search_by(|policy| (*policy.id).cmp(payer))
    }

    fn get(&self, payer: &str) -> Option<&Policy> {
        self.loaded.get(self.place(payer).ok()?).map(Arc::as_ref)
    }

    /// The payers of the loaded policies.
    #[cfg(target_arch = "wasm32")]
    pub(crate) fn payers(&self) -> impl Iterator<Item = &str> {
        self.payers.iter().map(|payer| &*payer.value)
    }

    /// What is loaded, by id.
    #[must_use]
    pub fn summaries(&self) -> Vec<PolicySummary<'_>> {
        self.loaded
            .iter()
            .map(|policy| self.summary(policy))
            .collect()
    }

    fn summary<'p>(&'p self, policy: &'p Policy) -> PolicySummary<'p> {
        let asked = policy.asks();
        let mut fields = Vec::with_capacity(policy.facts.len());
        for (fact, place) in policy.facts.iter().zip(0u8..) {
            if fact.id == "payer" || asked.has(place) {
                fields.push(self.field(fact));
            }
        }
        PolicySummary {
            id: &policy.id,
            name: &policy.name,
            version: &policy.version,
            lines_of_business: &policy.lines_of_business,
            services: &policy.services,
            fields,
        }
    }

    fn field<'p>(&'p self, fact: &'p Fact) -> FieldInfo<'p> {
        FieldInfo {
            field: &fact.id,
            kind: fact.kind.name(),
            values: match fact.kind {
                Kind::Choice if fact.id == "payer" => Some(&self.payers),
                Kind::Choice => Some(&fact.values),
                _ => None,
            },
            question: &fact.question,
            hint: fact.hint.as_deref(),
        }
    }

    /// The facts that a request to this payer can hold.
    pub(crate) fn facts(&self, payer: Given<'_>) -> &[Arc<Fact>] {
        self.of(payer)
            .map_or(&self.vocabulary, |policy| &policy.facts)
    }

    pub(crate) fn vocabulary(&self) -> &[Arc<Fact>] {
        &self.vocabulary
    }

    /// The names of the facts that a request to this payer can hold; the vocabulary's while no known payer is named.
    pub fn fields<'p>(&'p self, payer: Option<&str>) -> impl Iterator<Item = (&'p str, Kind)> {
        let facts = self.facts(payer.map(Given::Text).unwrap_or_default());
        facts.iter().map(|fact| (&*fact.id, fact.kind))
    }

    /// The policy of a payer; what is wrong with the payer, if one is given.
    pub(crate) fn of(&self, payer: Given<'_>) -> Result<&Policy, Option<&'static Fault>> {
        match payer {
            Given::Nothing | Given::Text("") => Err(None),
            Given::Text(payer) => self.get(payer).ok_or(Some(&UNKNOWN_PAYER)),
            _ => Err(Some(&NO_PAYER)),
        }
    }
}

/// A policy as one of the values of the fact `payer`.
fn as_value(policy: &Policy) -> FieldValue {
    FieldValue {
        value: policy.id.clone(),
        label: policy.name.clone(),
    }
}
