//! "Not sure" (C21): a rule that depends on a fact nobody knows can't reject; the person is warned of it instead.

use std::borrow::Cow;

use p2p_policy::facts::FactSet;
use p2p_policy::logic::assignments::Steps;
use p2p_policy::policy::{FindingKind, Rule};

use crate::decide::case::{Case, Judged};
use crate::decide::decision::{Finding, Shown};
use crate::decide::fill::replaced;
use crate::decide::needs::{Undecided, may_hold};

/// The default warning for a reject that depends on an unsure fact.
const UNSURE: &str = "You are not sure: “{question}” Find out if you can, or ask {payer}. If the answer rules out a \
                      peer-to-peer, this is what it means: {message}";

impl<'p> Case<'p> {
    /// Removes the rules that can no longer reject from the undecided ones, and adds a warning for each unsure fact that a reject
    /// still depends on.
    pub(crate) fn settle_unsure(&mut self, judged: &mut Judged<'p>, steps: &mut Steps) {
        let unsure = self.known.unsure;
        let mut warned = FactSet::EMPTY;
        let undecided = std::mem::take(&mut judged.undecided);
        let mut warnings = Vec::new();
        for Undecided { rule, open } in undecided {
            let turns_on = open.without(open.without(unsure));
            if rule.effect == FindingKind::Reject {
                for fact in turns_on.without(warned).iter() {
                    warnings.push(self.unsure_warning(judged, rule, fact));
                }
                warned = warned.with(turns_on);
            }
            if turns_on.is_empty() || may_hold(self.policy, &mut self.known, &rule.when, steps) {
                judged.undecided.push(Undecided {
                    rule,
                    open: open.without(unsure),
                });
            }
        }
        let at = judged
            .findings
            .partition_point(|finding| finding.kind < FindingKind::Warning);
        for (place, warning) in (at..).zip(warnings) {
            judged.findings.insert(place, warning);
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
