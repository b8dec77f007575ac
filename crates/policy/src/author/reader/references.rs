//! Looks up what a policy names: facts, statements, routes and values.

use super::Reader;
use crate::author::validator::{list_at, word};
use crate::policy::Policy;
use crate::text::Text;
use crate::value::Value;

impl<'v> Reader<'v> {
    pub(super) fn indexes(
        &mut self,
        v: &'v Value,
        key: &'static str,
        sort: Sort<'_>,
    ) -> Vec<usize> {
        let mut indexes = Vec::new();
        self.validator.enter(key);
        for (index, item) in list_at(v, key).iter().enumerate() {
            self.validator.enter_item(index);
            indexes.extend(self.index(item, sort));
            self.validator.leave();
        }
        self.validator.leave();
        indexes
    }

    /// The index of what a text names.
    pub(super) fn index(&mut self, value: &Value, sort: Sort<'_>) -> Option<usize> {
        let name = word(value)?;
        let mut known = sort.names(&self.policy, &self.route_ids);
        let index = known.position(|known| known == name);
        if index.is_none() {
            let known = sort.names(&self.policy, &self.route_ids);
            self.validator.unknown(sort.word(), name, known);
        }
        index
    }

    /// The fact that stands under a key.
    pub(super) fn fact_at(&mut self, v: &'v Value, key: &'static str) -> Option<u8> {
        self.validator.enter(key);
        let fact = v.get(key).and_then(|name| self.fact_named(name));
        self.validator.leave();
        fact
    }

    pub(super) fn fact_named(&mut self, name: &Value) -> Option<u8> {
        let place = self.index(name, Sort::Fact)?;
        u8::try_from(place).ok()
    }
}

/// What a name can stand for.
#[derive(Clone, Copy)]
pub(super) enum Sort<'n> {
    Fact,
    Statement,
    Route,
    /// A value of the choice of this name.
    Value(&'n str),
}

impl<'n> Sort<'n> {
    fn word(self) -> &'static str {
        match self {
            Sort::Fact => "fact",
            Sort::Statement => "statement",
            Sort::Route => "route",
            Sort::Value(_) => "value",
        }
    }

    fn names<'p>(
        self,
        policy: &'p Policy,
        routes: &'p [Text],
    ) -> Box<dyn Iterator<Item = &'p str> + 'p>
    where
        'n: 'p,
    {
        match self {
            Sort::Fact => Box::new(policy.facts.iter().map(|fact| &*fact.id)),
            Sort::Statement => Box::new(policy.statements.iter().map(|statement| &*statement.id)),
            Sort::Route => Box::new(routes.iter().map(|id| &**id)),
            Sort::Value(choice) => {
                let facts = policy.facts.iter().filter(move |fact| *fact.id == *choice);
                Box::new(facts.flat_map(|fact| fact.values.iter().map(|value| &*value.value)))
            }
        }
    }
}
