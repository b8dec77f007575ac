//! Reads rules.

use super::{Reader, named, some_text, text};
use crate::author::validator::{list_at, part, text_at};
use crate::logic::Condition;
use crate::policy::{FindingKind, Rule};
use crate::text::{Text, joined};
use crate::value::Value;

impl<'v> Reader<'v> {
    pub(super) fn rule(&mut self, v: &'v Value) {
        let when = self.when(v);
        let kind = named(v, "outcome", FindingKind::named).unwrap_or(FindingKind::Notice);
        let mut field = self.fact_at(v, "field");
        if field.is_none() && kind != FindingKind::Notice {
            field = self.turns_on(&when);
        }
        let is_wrong = ["field", "when"].map(|key| self.validator.is_wrong_at(key));
        let is_told = is_wrong != [false; 2] || self.is_in_doubt("facts", "id");
        if field.is_none() && kind < FindingKind::Warning && !is_told {
            let message = "name in `field` the fact that this rule is about";
            self.validator.wrong(message);
        }
        if kind == FindingKind::Reject {
            self.leads_on(v);
        }
        let first_when = self.first_when(v, kind);
        let id = joined(&[&self.policy.id, &text(v, "id")], "/");
        let elsewhere = self.reject_flag(v, "elsewhere", kind, "`elsewhere` is only for rejects");
        let alone = self.reject_flag(v, "alone", kind, "`alone` is only for rejects");
        let rule = Rule {
            id: Text::from(id),
            effect: kind,
            says: self.says(v),
            field,
            when,
            message: text(v, "message"),
            next: self.routes(v, "next"),
            first_when,
            elsewhere,
            alone,
            unsure: some_text(v, "unsure"),
        };
        self.policy.rules.push(rule);
    }

    /// A reject says where to go instead.
    pub(super) fn leads_on(&mut self, v: &'v Value) {
        if list_at(v, "next").is_empty() && !self.validator.is_wrong_at("next") {
            let message = "a reject needs `next`: where to go instead";
            self.validator.wrong(message);
        }
    }

    /// A flag that only a reject can have.
    fn reject_flag(
        &mut self,
        v: &'v Value,
        key: &'static str,
        kind: FindingKind,
        else_wrong: &str,
    ) -> bool {
        let set = v.get(key) == Some(&Value::Bool(true));
        if set && kind != FindingKind::Reject && has_outcome(v) {
            self.validator.wrong_at(key, else_wrong);
        }
        set
    }

    /// When a notice has to be seen before sending.
    fn first_when(&mut self, v: &'v Value, kind: FindingKind) -> Option<Condition> {
        let when = part(v, "first_when").map(|when| {
            self.validator.enter("first_when");
            let condition = self.condition(when);
            self.validator.leave();
            condition
        });
        let shown = text_at(v, "shown");
        if (shown.is_some() || when.is_some()) && kind != FindingKind::Notice && has_outcome(v) {
            let message = "this is only for notices: everything else is shown first";
            self.validator.wrong_at("shown", message);
        }
        match (shown, when) {
            (Some("first"), None) => Some(Condition::ALWAYS),
            (Some(_), Some(_)) => {
                let message = "use either `shown` or `first_when`";
                self.validator.wrong_at("shown", message);
                None
            }
            (_, when) => when,
        }
    }
}

/// Whether a rule's outcome is known: of a misspelt one that is the only problem.
fn has_outcome(v: &Value) -> bool {
    text_at(v, "outcome").and_then(FindingKind::named).is_some()
}
