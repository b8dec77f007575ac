//! The loaded policies, one for each payer.

use p2p_policy::facts::{Fact, FactSet, FieldValue, Kind};
use p2p_policy::pack::{self, PackError};
use p2p_policy::policy::Policy;
use p2p_policy::text::split_at_byte;
use p2p_policy::time::Zone;

use crate::decide::decision::{FieldInfo, PolicySummary};
use crate::request::RawAnswer;
use crate::request::fault::{Fault, NO_PAYER, UNKNOWN_PAYER};

/// A set of policies, one for each payer.
#[derive(Clone, Debug, Default)]
pub struct Policies {
    /// Sorted by id.
    loaded: Vec<Loaded>,
    /// As the values of the fact `payer`, in the same order.
    payers: Vec<FieldValue>,
}

/// A policy, and its translations.
#[derive(Clone, Debug)]
struct Loaded {
    policy: Policy,
    translated: Vec<Policy>,
}

impl Loaded {
    fn unpack(packed: &[u8]) -> Result<Self, PackError> {
        let mut policy = pack::unpack(packed)?;
        let languages = std::mem::take(&mut policy.translations).len();
        let mut translated = Vec::with_capacity(languages);
        for index in 0..languages {
            // Unpacked again rather than cloned, since cloning would add code.
            let mut policy = pack::unpack(packed)?;
            policy.translate(index);
            translated.push(policy);
        }
        Ok(Loaded { policy, translated })
    }

    /// The policy translated into a language, or as it was written; `es-MX` falls back to `es`.
    fn in_language(&self, language: Option<&str>) -> &Policy {
        let language = language.unwrap_or_default();
        let (general, _) = split_at_byte(language, b'-').unwrap_or((language, ""));
        let named = |tag: &str| self.translated.iter().find(|policy| policy.is_in(tag));
        named(language)
            .or_else(|| named(general))
            .unwrap_or(&self.policy)
    }
}

impl Policies {
    /// No policies.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The policies that this crate ships with.
    #[must_use]
    pub fn shipped() -> Self {
        let mut policies = Policies::new();
        let mut section: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/shipped.p2p-policies"));
        while let Some((length, rest)) = section.split_first_chunk::<4>() {
            let length = u32::from_le_bytes(*length) as usize;
            let (packed, rest) = rest.split_at_checked(length).unwrap_or((rest, &[]));
            // The build packed them, so none is refused.
            let _ = policies.add(packed);
            section = rest;
        }
        policies
    }

    /// Adds a packed policy; it replaces the payer's previous one. Returns the payer's id.
    ///
    /// # Errors
    /// When the bytes can't be unpacked; then nothing has changed.
    pub fn add(&mut self, packed: &[u8]) -> Result<&str, PackError> {
        let loaded = Loaded::unpack(packed)?;
        let payer = FieldValue {
            value: loaded.policy.id.clone(),
            label: loaded.policy.name.clone(),
        };
        let index = match self.index_of(&payer.value) {
            Ok(index) => {
                self.loaded.remove(index);
                self.payers.remove(index);
                index
            }
            Err(index) => index,
        };
        self.loaded.insert(index, loaded);
        self.payers.insert(index, payer);
        Ok(self.payers.get(index).map_or("", |payer| &payer.value))
    }

    /// The index of a payer's policy, or where it would be inserted.
    fn index_of(&self, payer: &str) -> Result<usize, usize> {
        self.loaded
            .binary_search_by(|loaded| (*loaded.policy.id).cmp(payer))
    }

    fn get(&self, payer: &str) -> Option<&Loaded> {
        self.loaded.get(self.index_of(payer).ok()?)
    }

    /// Summaries of the loaded policies, sorted by id.
    #[must_use]
    pub fn summaries(&self) -> Vec<PolicySummary<'_>> {
        self.summaries_in(None)
    }

    /// The zone of a payer's days.
    #[must_use]
    pub fn time_zone(&self, payer: &str) -> Option<Zone> {
        self.get(payer).map(|loaded| loaded.policy.zone)
    }

    /// As [`summaries`](Self::summaries), translated where the policy has texts in this language.
    #[must_use]
    pub fn summaries_in(&self, language: Option<&str>) -> Vec<PolicySummary<'_>> {
        let loaded = self.loaded.iter();
        loaded
            .map(|loaded| self.summary(loaded.in_language(language)))
            .collect()
    }

    fn summary<'p>(&'p self, policy: &'p Policy) -> PolicySummary<'p> {
        let asked = policy.askable_facts();
        let mut fields = Vec::with_capacity(policy.facts.len());
        for (fact, index) in policy.facts.iter().zip(0u8..) {
            if *fact.id == *"payer" || asked.has(index) {
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
            kind: fact.kind,
            values: match fact.kind {
                Kind::Choice if *fact.id == *"payer" => Some(&self.payers),
                Kind::Choice => Some(&fact.values),
                _ => None,
            },
            question: &fact.question,
            hint: fact.hint.as_deref(),
            unsure: fact.unsure,
        }
    }

    /// The facts that a request to this payer can hold. For an unknown payer those of the first policy, of which the
    /// caller uses only the vocabulary's; those are the same in every policy.
    pub(crate) fn facts(&self, payer: RawAnswer<'_>) -> &[Fact] {
        let policy = self.in_language(payer, None).ok().or_else(|| self.first());
        policy.map_or(&[], |policy| &policy.facts)
    }

    /// The policy whose vocabulary stands in for that of an unknown payer.
    pub(crate) fn first(&self) -> Option<&Policy> {
        self.loaded.first().map(|loaded| &loaded.policy)
    }

    /// The names and kinds of the facts that a request to this payer can hold; for an unknown payer the vocabulary's.
    pub fn fields<'p>(&'p self, payer: Option<&str>) -> impl Iterator<Item = (&'p str, Kind)> {
        let payer = payer.map(RawAnswer::Text).unwrap_or_default();
        let shared = match self.in_language(payer, None) {
            Ok(_) => FactSet::ALL,
            Err(_) => self
                .first()
                .map_or(FactSet::EMPTY, |policy| policy.vocabulary),
        };
        let facts = self.facts(payer).iter().zip(0u8..);
        facts
            .filter(move |(_, index)| shared.has(*index))
            .map(|(fact, _)| (&*fact.id, fact.kind))
    }

    /// The policy of a payer, translated where it has texts in the language. An error says what is wrong with the
    /// payer, or is `None` if no payer is given.
    pub(crate) fn in_language(
        &self,
        payer: RawAnswer<'_>,
        language: Option<&str>,
    ) -> Result<&Policy, Option<&'static Fault>> {
        match payer {
            RawAnswer::Nothing | RawAnswer::Text("") => Err(None),
            RawAnswer::Text(payer) => {
                let loaded = self.get(payer).ok_or(Some(&UNKNOWN_PAYER))?;
                Ok(loaded.in_language(language))
            }
            _ => Err(Some(&NO_PAYER)),
        }
    }
}
