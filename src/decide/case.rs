//! One request under one policy: what the rules find, what is still to be answered, and where it goes.

use chrono::{DateTime, Utc};
use p2p_policy::facts::{FactSet, WindowTest};
use p2p_policy::logic::{Condition, KnownFacts, Truth};
use p2p_policy::policy::{FindingKind, NextStep, Policy, Rule};
use p2p_policy::time::Clock;

use crate::decide::cite::cite;
use crate::decide::deadline::{Reckoned, promised_by, settle};
use crate::decide::decision::{
    Citation, Deadline, Decision, Finding, OpenFact, Outcome, PolicyVersion, ResponseTime,
};
use crate::decide::findings::invalid_findings;
use crate::decide::needs::{Undecided, needed};
use crate::decide::open_facts::OpenFacts;
use crate::request::call_windows::window_pointer;
use crate::request::fault::Invalid;
use crate::request::{RawAnswers, read_request};

/// One request under one policy, as of one instant.
pub(crate) struct Case<'p> {
    policy: &'p Policy,
    pub(crate) known: KnownFacts,
    invalid: Vec<Invalid>,
    clock: Clock,
    reckoned: Option<Reckoned<'p>>,
}

/// What the rules came to.
struct Judged<'p> {
    findings: Vec<Finding<'p>>,
    /// The rejects and corrections that may still hold.
    undecided: Vec<Undecided<'p>>,
    /// What can still change something else that is said.
    optional: OpenFacts<'p>,
    invalid: FactSet,
}

impl<'p> Case<'p> {
    pub(crate) fn new(policy: &'p Policy, answers: &RawAnswers<'_>, now: DateTime<Utc>) -> Self {
        let clock = Clock::new(now, policy.zone);
        let (mut known, invalid) = read_request(&policy.facts, answers, Some(clock));
        let reckoned = settle(policy, &mut known, &clock);
        Case {
            policy,
            known,
            invalid,
            clock,
            reckoned,
        }
    }

    /// What is wrong with the answer to one fact.
    pub(crate) fn fault_of(&self, fact: u8) -> &'static str {
        let found = self.invalid.iter().find(|invalid| invalid.fact == fact);
        found.map_or("", |invalid| invalid.fault.message)
    }

    pub(crate) fn decide(&self) -> Decision<'p> {
        let mut judged = self.judge();
        let mut decision = Decision {
            outcome: Outcome::Ineligible,
            findings: std::mem::take(&mut judged.findings),
            needed: Vec::new(),
            optional: Vec::new(),
            deadline: self.deadline(),
            response_times: Vec::new(),
            contacts: Vec::new(),
            policy: Some(version_of(self.policy)),
            engine: env!("CARGO_PKG_VERSION"),
            checked_at: self.clock.now,
        };
        let found = |kind| decision.findings.iter().any(|finding| finding.kind == kind);
        if found(FindingKind::Reject) {
            return decision;
        }
        let mut needed = needed(self.policy, &self.known, &judged.undecided);
        needed.leave_out(judged.invalid);
        decision.outcome = match needed.facts.is_empty() && !found(FindingKind::Invalid) {
            true => Outcome::Eligible,
            false => Outcome::Incomplete,
        };
        let optional = &mut judged.optional;
        decision.response_times = self.response_times(optional);
        decision.contacts = self.steps(&self.policy.contacts, optional);
        let deadline = self.policy.deadlines.first();
        optional.add(self.known.deciding, deadline.map(|rule| &rule.says));
        optional.leave_out(needed.facts.with(judged.invalid));
        decision.needed = self.open_facts(&needed);
        decision.optional = self.open_facts(optional);
        decision
    }

    /// What the rules find, rejects first, and what those turn on that are still undecided.
    fn judge(&self) -> Judged<'p> {
        let mut judged = Judged {
            findings: Vec::with_capacity(8),
            undecided: Vec::with_capacity(8),
            optional: OpenFacts::new(),
            invalid: self.known.invalid,
        };
        let rules = &self.policy.rules;
        let rejects = rules.partition_point(|rule| rule.effect == FindingKind::Reject);
        let (rejects, others) = rules.split_at_checked(rejects).unwrap_or((rules, &[]));
        rejects
            .iter()
            .for_each(|rule| self.apply(rule, &mut judged));
        let invalid = invalid_findings(&self.policy.facts, &self.invalid);
        judged.findings.extend(invalid);
        others.iter().for_each(|rule| self.apply(rule, &mut judged));
        judged
    }

    fn apply(&self, rule: &'p Rule, judged: &mut Judged<'p>) {
        let when = rule.when.judge(&self.known);
        match when.truth {
            Truth::False => {}
            Truth::True => self.find(rule, judged),
            Truth::Unknown if rule.effect < FindingKind::Warning => {
                let open = when.open;
                judged.undecided.push(Undecided { rule, open });
            }
            Truth::Unknown => judged.optional.add(when.open, Some(&rule.says)),
        }
    }

    /// Adds what a rule that holds has to say: once for every call window of which it holds, else once for the whole.
    fn find(&self, rule: &'p Rule, judged: &mut Judged<'p>) {
        if let (FindingKind::Invalid, Some(field)) = (rule.effect, rule.field) {
            judged.invalid = judged.invalid.with(FactSet::of(field));
        }
        let field = rule.field.and_then(|field| self.policy.fact(field));
        let finding = Finding {
            kind: rule.effect,
            rule: &rule.id,
            field: field.map(|fact| &*fact.id),
            at: None,
            message: &rule.message,
            citation: self.cite(&rule.says),
            next_steps: self.steps(&rule.next, &mut judged.optional),
        };
        let before = judged.findings.len();
        self.places_in_windows(rule, &mut |at| {
            judged.findings.push(Finding {
                at: Some(at),
                ..finding.clone()
            });
        });
        if judged.findings.len() == before {
            judged.findings.push(finding);
        }
    }

    /// The deadline, if it is settled.
    pub(crate) fn deadline(&self) -> Option<Deadline<'p>> {
        let reckoned = self.reckoned?;
        Some(reckoned.to_deadline(&self.clock, self.cite(&reckoned.rule.says)))
    }

    fn response_times(&self, optional: &mut OpenFacts<'p>) -> Vec<ResponseTime<'p>> {
        let mut times = Vec::new();
        for promise in &self.policy.response_times {
            let judged = promise.when.judge(&self.known);
            optional.add(judged.open, Some(&promise.says));
            if judged.is_true() {
                times.push(ResponseTime {
                    id: &promise.id,
                    label: &promise.label,
                    count: promise.count,
                    unit: promise.unit,
                    by: promised_by(promise.count, promise.unit, &self.clock),
                    citation: self.cite(&promise.says),
                });
            }
        }
        times
    }

    /// The steps of some routes, without those that are for other requests.
    fn steps(&self, routes: &[usize], optional: &mut OpenFacts<'p>) -> Vec<&'p NextStep> {
        let mut steps = Vec::new();
        for step in routes
            .iter()
            .filter_map(|index| self.policy.routes.get(*index))
            .flat_map(|route| &route.steps)
        {
            if !step.when.is_always() {
                let judged = step.when.judge(&self.known);
                optional.add(judged.open, None);
                if judged.is_false() {
                    continue;
                }
            }
            steps.push(&step.step);
        }
        steps
    }

    /// Where a rule that holds finds fault with the call windows that are its field.
    fn places_in_windows(&self, rule: &Rule, see: &mut dyn FnMut(String)) {
        let windows = rule.field.and_then(|field| self.known.windows(field));
        let Some(windows) = windows else {
            return;
        };
        rule.when.visit(&mut |atom| {
            let Condition::Windows { fact, test } = atom else {
                return;
            };
            for (index, window) in windows.iter().enumerate() {
                if rule.field == Some(*fact) && self.clock.window_is(window, *test) {
                    let part = match *test {
                        WindowTest::On(_) => "date",
                        WindowTest::OutsideHours { from, .. } if window.start >= from => "end",
                        WindowTest::OutsideHours { .. } | WindowTest::StartsWithinHours(_) => {
                            "start"
                        }
                    };
                    see(window_pointer(index, part));
                }
            }
        });
    }

    fn cite(&self, says: &[usize]) -> Option<Citation<'p>> {
        cite(self.policy, says, &self.known)
    }

    fn open_facts(&self, open: &OpenFacts<'p>) -> Vec<OpenFact<'p>> {
        let mut list = Vec::with_capacity(open.facts.count());
        for index in open.facts.iter() {
            if let Some(fact) = self.policy.fact(index) {
                list.push(OpenFact {
                    field: &fact.id,
                    citation: open.says(index).and_then(|says| self.cite(says)),
                });
            }
        }
        list
    }
}

/// Which policy this is, and what it rests on.
fn version_of(policy: &Policy) -> PolicyVersion<'_> {
    PolicyVersion {
        id: &policy.id,
        name: &policy.name,
        version: &policy.version,
        sources: policy
            .sources
            .iter()
            .map(|source| &source.version)
            .collect(),
    }
}
