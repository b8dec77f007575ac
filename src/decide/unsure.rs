//! "Not sure" (C21): a rule that depends on an unsure fact can't reject. The person is warned instead.

use std::borrow::Cow;

use p2p_policy::facts::FactSet;
use p2p_policy::logic::assignments::Steps;
use p2p_policy::policy::{FindingKind, Rule};

use crate::decide::case::{Case, Judged};
use crate::decide::decision::{Finding, Shown};
use crate::decide::fill::replaced;
use crate::decide::needs::{Undecided, may_hold};

/// The standard warning in index of a reject that depends on an unsure fact.
const UNSURE: &str = "You are not sure: “{question}” Find out if you can, or ask {payer}. If the answer rules out a \
                      peer-to-peer, this is what it means: {message}";

impl<'p> Case<'p> {
    /// Drops the undecided rules that can't apply while unsure facts stay unsure, and adds a warning for each unsure
    /// fact that a reject depends on.
    pub(crate) fn apply_unsure(&mut self, judged: &mut Judged<'p>, steps: &mut Steps) {
        let unsure = self.known.unsure;
        let mut warned = FactSet::EMPTY;
        let undecided = std::mem::take(&mut judged.undecided);
        let mut warnings = Vec::new();
        for Undecided { rule, open } in undecided {
            let deciding = open.without(open.without(unsure));
            if rule.effect == FindingKind::Reject {
                for fact in deciding.without(warned).iter() {
                    warnings.push(self.unsure_warning(judged, rule, fact));
                }
                warned = warned.with(deciding);
            }
            if deciding.is_empty() || may_hold(self.policy, &mut self.known, &rule.when, steps) {
                judged.undecided.push(Undecided {
                    rule,
                    open: open.without(unsure),
                });
            }
        }
        let at = judged
            .findings
            .partition_point(|finding| finding.kind < FindingKind::Warning);
        for (index, warning) in (at..).zip(warnings) {
            judged.findings.insert(index, warning);
        }
    }

    fn unsure_warning(&self, judged: &mut Judged<'p>, rule: &'p Rule, fact: u8) -> Finding<'p> {
        let policy = self.policy;
        let fact = policy.fact(fact);
        let message = match &rule.unsure {
            Some(message) => self.filling().text(message),
            None => Cow::Owned(replaced(policy.in_words(UNSURE), &|name| {
                Some(match name {
                    "question" => String::from(fact.map_or("", |fact| &fact.question)),
                    "payer" => String::from(&*policy.name),
                    "message" => self.filling().text(&rule.message).into_owned(),
                    _ => return None,
                })
            })),
        };
        Finding {
            kind: FindingKind::Warning,
            field: fact.map(|fact| Cow::Borrowed(&*fact.id)),
            message,
            shown: Shown::First,
            elsewhere: false,
            ..self.finding(rule, &mut judged.optional)
        }
    }
}
