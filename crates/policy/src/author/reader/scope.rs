//! Makes rules of what a policy says of requests outside its scope.

use super::{Reader, named, text};
use crate::author::validator::{list_at, part};
use crate::facts::Kind;
use crate::logic::Condition;
use crate::policy::{FindingKind, Rule};
use crate::text::{Text, joined};
use crate::value::Value;

impl<'v> Reader<'v> {
    pub(super) fn outside_scope(&mut self, v: &'v Value) {
        let Some(outside) = part(v, "outside_scope") else {
            return;
        };
        self.validator.enter("outside_scope");
        for (key, fact) in [
            ("lines_of_business", "line_of_business"),
            ("services", "service"),
        ] {
            if let Some(told) = part(outside, key) {
                self.validator.enter(key);
                self.outside(told, list_at(v, key), key, fact);
                self.validator.leave();
            }
        }
        self.validator.leave();
    }

    /// A rule that holds where a choice has none of the values of the scope.
    fn outside(&mut self, v: &'v Value, scope: &'v [Value], key: &str, fact: &str) {
        let mut facts = self.policy.facts.iter().zip(0u8..);
        let Some((fact, index)) = facts.find(|(known, _)| *known.id == *fact) else {
            return;
        };
        let inside = scope
            .iter()
            .filter_map(|value| fact.index_of(value.as_text()?));
        let inside = inside.fold(0u64, |set, value| set | 1u64.wrapping_shl(value.into()));
        let values = fact.all_values() & !inside;
        if self.validator.is_wrong(&joined(&["/", key], "")) {
            return;
        }
        if scope.is_empty() || fact.kind != Kind::Choice {
            return self
                .validator
                .problem(&["list what the policy covers in `", key, "`"]);
        }
        let effect = named(v, "outcome", FindingKind::named).unwrap_or(FindingKind::Warning);
        let next = self.routes(v, "next");
        if effect == FindingKind::Reject {
            self.leads_on(v);
        }
        let id = joined(&[&self.policy.id, "/outside-", &key.replace('_', "-")], "");
        let rule = Rule {
            id: Text::from(id),
            effect,
            says: self.says(v),
            field: Some(index),
            when: Condition::OneOf {
                fact: index,
                values,
            },
            message: text(v, "message"),
            next,
            first_when: None,
            elsewhere: false,
            alone: false,
            unsure: None,
        };
        self.policy.rules.push(rule);
    }
}
