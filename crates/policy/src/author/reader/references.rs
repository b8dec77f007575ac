//! Looks up what a policy names: facts, statements, routes and values.

use super::Reader;
use crate::author::validator::{list_at, word};
use crate::facts::{Fact, Kind};
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
        let index = sort.index_of(name, &self.policy, &self.route_ids);
        let is_unclear = || self.unclear.iter().any(|fact| **fact == *name);
        let may_be = match sort {
            Sort::Fact => self.is_in_doubt("facts", "id"),
            Sort::Value(_) => {
                self.is_in_doubt("facts", "id") || self.is_in_doubt("questions", "fact")
            }
            Sort::Date => is_unclear() || self.is_in_doubt("facts", "id"),
            Sort::Statement => self.is_in_doubt("statements", "id"),
            Sort::Route => self.is_in_doubt("routes", "id"),
        };
        if index.is_none() && !may_be {
            let known = sort.names(&self.policy, &self.route_ids);
            match sort {
                Sort::Date if self.policy.facts.iter().any(|fact| *fact.id == *name) => {
                    let known: Vec<&str> = known.collect();
                    let dates = self.validator.nearest(name, &known);
                    self.validator
                        .problem(&["the fact `", name, "` isn't a date", &dates]);
                }
                _ => self.validator.unknown(sort.word(), name, known),
            }
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
    /// A fact that is a date.
    Date,
    Statement,
    Route,
    /// A value of the choice of this name.
    Value(&'n str),
}

impl<'n> Sort<'n> {
    fn word(self) -> &'static str {
        match self {
            Sort::Fact => "fact",
            Sort::Date => "date",
            Sort::Statement => "statement",
            Sort::Route => "route",
            Sort::Value(_) => "value",
        }
    }

    /// Where it stands: of a date, among all facts.
    fn index_of(self, name: &str, policy: &Policy, routes: &[Text]) -> Option<usize> {
        match self {
            Sort::Date => {
                let mut facts = policy.facts.iter();
                facts.position(|fact| *fact.id == *name && is_date(fact))
            }
            _ => self.names(policy, routes).position(|known| known == name),
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
            Sort::Date => {
                let dates = policy.facts.iter().filter(|fact| is_date(fact));
                Box::new(dates.map(|fact| &*fact.id))
            }
            Sort::Statement => Box::new(policy.statements.iter().map(|statement| &*statement.id)),
            Sort::Route => Box::new(routes.iter().map(|id| &**id)),
            Sort::Value(choice) => {
                let facts = policy.facts.iter().filter(move |fact| *fact.id == *choice);
                Box::new(facts.flat_map(|fact| fact.values.iter().map(|value| &*value.value)))
            }
        }
    }
}

fn is_date(fact: &Fact) -> bool {
    matches!(fact.kind, Kind::Date | Kind::Datetime)
}
