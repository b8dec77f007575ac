//! One request under one policy: what the rules find, what is still to be answered, and where it goes.

use std::sync::Arc;

use chrono::{DateTime, Utc};

use crate::check::values_of;
use crate::condition::Condition;
use crate::deadline::{Reckoned, promised_by, settle};
use crate::decision::{
    Citation, Deadline, Decision, Finding, FindingKind, NextStep, Open, Outcome, ResponseTime,
};
use crate::facts::{Fact, FactSet, MOST_FACTS, WindowTest, window_pointer};
use crate::faults::{Fault, Wrong};
use crate::policy::{Need, OUTCOMES, Policy, Rule, Says};
use crate::request::{Clock, Givens, Request};
use crate::truth::Truth;
use crate::worlds;

/// One request under one policy, as of one instant.
pub(crate) struct Case<'p> {
    policy: &'p Policy,
    pub(crate) request: Request,
    faults: Vec<Wrong>,
    clock: Clock,
    reckoned: Option<Reckoned<'p>>,
}

impl<'p> Case<'p> {
    pub(crate) fn new(policy: &'p Policy, given: &Givens<'_>, now: DateTime<Utc>) -> Self {
        let clock = Clock::new(now, policy.zone);
        let mut case = Case {
            policy,
            request: Request::new(Some(clock)),
            faults: Vec::new(),
            clock,
            reckoned: None,
        };
        case.faults = case.request.read(&policy.facts, given);
        case.reckoned = settle(policy, &mut case.request, &clock);
        case
    }

    /// What is wrong with the answer to one fact.
    pub(crate) fn fault_of(&self, fact: u8) -> &'static str {
        let found = self.faults.iter().find(|wrong| wrong.fact == fact);
        found.map_or("", |wrong| wrong.fault.message)
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
            policy: Some(self.policy.version()),
            engine: env!("CARGO_PKG_VERSION"),
            checked_at: self.clock.now,
        };
        let found = |kind| decision.findings.iter().any(|finding| finding.kind == kind);
        if found(FindingKind::Reject) {
            return decision;
        }
        let needed = self.needs(&judged);
        decision.outcome = match needed.facts.is_empty() && !found(FindingKind::Invalid) {
            true => Outcome::Eligible,
            false => Outcome::Incomplete,
        };
        let talk = &mut judged.talk;
        decision.response_times = self.response_times(talk);
        decision.contacts = self.steps(&self.policy.contacts, talk);
        let term = self.policy.deadlines.first();
        talk.add(self.request.deciding, term.map(|term| &term.says));
        talk.leave_out(needed.facts.with(judged.invalid));
        decision.needed = self.opens(&needed);
        decision.optional = self.opens(talk);
        decision
    }

    /// What the rules find, rejects first, and what those turn on that are still open.
    fn judge(&self) -> Judged<'p> {
        let mut judged = Judged {
            findings: Vec::with_capacity(8),
            undecided: Vec::with_capacity(8),
            talk: Opens::new(),
            invalid: self.request.invalid,
        };
        for (_, kind) in OUTCOMES {
            if kind == FindingKind::Invalid {
                judged
                    .findings
                    .extend(mend(&self.policy.facts, &self.faults));
            }
            for rule in self.policy.rules.iter().filter(|rule| rule.kind == kind) {
                let when = rule.when.judge(&self.request);
                match when.truth {
                    Truth::False => {}
                    Truth::Unknown if kind < FindingKind::Warning => {
                        judged.undecided.push((rule, when.open));
                    }
                    Truth::Unknown => judged.talk.add(when.open, Some(&rule.says)),
                    Truth::True => self.find(rule, &mut judged),
                }
            }
        }
        judged
    }

    /// Adds what a rule that holds has to say: once for every call window of which it holds, else once for the whole.
    fn find(&self, rule: &'p Rule, judged: &mut Judged<'p>) {
        if let (FindingKind::Invalid, Some(field)) = (rule.kind, rule.field) {
            judged.invalid = judged.invalid.with(FactSet::of(field));
        }
        let field = rule.field.and_then(|field| self.policy.fact(field));
        let finding = Finding {
            kind: rule.kind,
            rule: &rule.id,
            field: field.map(|fact| &*fact.id),
            at: None,
            message: &rule.message,
            citation: self.cite(&rule.says),
            next_steps: self.steps(&rule.next, &mut judged.talk),
        };
        let before = judged.findings.len();
        self.places(rule, &mut |at| {
            judged.findings.push(Finding {
                at: Some(at),
                ..finding.clone()
            });
        });
        if judged.findings.len() == before {
            judged.findings.push(finding);
        }
    }

    /// What is still to be answered before the outcome is known: first what the needs ask for, so that their citation
    /// leads, then what the bars turn on, then what decides whether something is needed.
    fn needs(&self, judged: &Judged<'p>) -> Opens<'p> {
        let mut needed = Opens::new();
        for need in self.missing() {
            needed.add(FactSet::of(need.fact), Some(&need.says));
        }
        self.gate(&judged.undecided, &mut needed);
        for need in self.missing() {
            let open = need.when.judge(&self.request).open;
            needed.add(open, Some(&need.says));
        }
        needed.leave_out(judged.invalid);
        needed
    }

    /// The needs that are not met, unless it is known that they don't apply.
    fn missing(&self) -> impl Iterator<Item = &'p Need> {
        let needs = self.policy.needs.iter();
        needs.filter(|need| {
            !self.request.answers(need.fact, need.at_least)
                && !need.when.judge(&self.request).is_false()
        })
    }

    /// The facts that decide the bars that may still hold. A bar that can hold only where another one rejects anyway
    /// decides nothing, and asks for nothing.
    fn gate(&self, undecided: &[(&'p Rule, FactSet)], needed: &mut Opens<'p>) {
        let mut idle = Vec::new();
        for (rule, open) in undecided {
            let settling = undecided.iter().filter(|(other, theirs)| {
                let sooner = theirs.without(*open).is_empty() && other.kind == FindingKind::Reject;
                sooner && other.id != rule.id && !idle.contains(&&other.id)
            });
            let others: Vec<&Condition> = settling.map(|(other, _)| &other.when).collect();
            if others.is_empty() || self.holds_alone(&rule.when, &others) {
                needed.add(*open, Some(&rule.says));
            } else {
                idle.push(&rule.id);
            }
        }
    }

    /// Whether a condition can hold where none of the others does.
    fn holds_alone(&self, when: &Condition, others: &[&Condition]) -> bool {
        let conditions: Vec<&Condition> = others.iter().copied().chain([when]).collect();
        let mut alone = false;
        let tried = worlds::every(
            &conditions,
            &self.request,
            &values_of(self.policy),
            &mut |world| {
                let elsewhere = others.iter().any(|other| other.judge(world).is_true());
                alone = when.judge(world).is_true() && !elsewhere;
                !alone
            },
        );
        alone || tried.is_none()
    }

    /// The deadline, if it is settled.
    pub(crate) fn deadline(&self) -> Option<Deadline<'p>> {
        let reckoned = self.reckoned?;
        Some(reckoned.to_deadline(&self.clock, self.cite(&reckoned.term.says)))
    }

    fn response_times(&self, talk: &mut Opens<'p>) -> Vec<ResponseTime<'p>> {
        let mut times = Vec::new();
        for promise in &self.policy.response_times {
            let judged = promise.when.judge(&self.request);
            talk.add(judged.open, Some(&promise.says));
            if judged.is_true() {
                times.push(ResponseTime {
                    id: &promise.id,
                    label: &promise.label,
                    count: promise.count,
                    unit: promise.unit.name(),
                    by: promised_by(promise.count, promise.unit, &self.clock),
                    citation: self.cite(&promise.says),
                });
            }
        }
        times
    }

    /// The steps of some routes, without those that are for other requests.
    fn steps(&self, routes: &[usize], talk: &mut Opens<'p>) -> Vec<&'p NextStep> {
        let mut steps = Vec::new();
        for step in routes
            .iter()
            .filter_map(|place| self.policy.routes.get(*place))
            .flat_map(|route| &route.steps)
        {
            if !step.when.is_always() {
                let judged = step.when.judge(&self.request);
                talk.add(judged.open, None);
                if judged.is_false() {
                    continue;
                }
            }
            steps.push(&step.step);
        }
        steps
    }

    /// Where a rule that holds finds fault with the call windows that are its field.
    fn places(&self, rule: &Rule, see: &mut dyn FnMut(String)) {
        let windows = rule.field.and_then(|field| self.request.windows(field));
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
        self.policy.cite(says, &self.request)
    }

    fn opens(&self, opens: &Opens<'p>) -> Vec<Open<'p>> {
        let mut list = Vec::with_capacity(opens.facts.count());
        for place in opens.facts.iter() {
            if let Some(fact) = self.policy.fact(place) {
                list.push(Open {
                    field: &fact.id,
                    citation: opens.says(place).and_then(|says| self.cite(says)),
                });
            }
        }
        list
    }
}

/// What the rules came to.
struct Judged<'p> {
    findings: Vec<Finding<'p>>,
    /// The bars that may still hold, each with the facts that decide it.
    undecided: Vec<(&'p Rule, FactSet)>,
    /// What can still change something else that is said.
    talk: Opens<'p>,
    invalid: FactSet,
}

/// Open facts, each with the statements that first asked for it.
struct Opens<'p> {
    facts: FactSet,
    says: [Option<&'p Says>; MOST_FACTS],
}

impl<'p> Opens<'p> {
    fn new() -> Self {
        Opens {
            facts: FactSet::EMPTY,
            says: [None; MOST_FACTS],
        }
    }

    fn says(&self, fact: u8) -> Option<&'p Says> {
        self.says.get(usize::from(fact)).copied().flatten()
    }

    fn add(&mut self, facts: FactSet, says: Option<&'p Says>) {
        for fact in facts.without(self.facts).iter() {
            if let Some(place) = self.says.get_mut(usize::from(fact)) {
                *place = says;
            }
        }
        self.facts = self.facts.with(facts);
    }

    fn leave_out(&mut self, facts: FactSet) {
        self.facts = self.facts.without(facts);
    }
}

/// The findings that values can't be right.
pub(crate) fn mend<'p>(
    facts: &'p [Arc<Fact>],
    faults: &[Wrong],
) -> impl Iterator<Item = Finding<'p>> {
    faults.iter().map(|wrong| {
        let fact = facts.get(usize::from(wrong.fact));
        finding(
            fact.map_or("", |fact| &fact.id),
            wrong.fault,
            wrong.at.clone(),
        )
    })
}

/// A finding that a value can't be right.
pub(crate) fn finding<'p>(
    field: &'p str,
    fault: &'static Fault,
    at: Option<String>,
) -> Finding<'p> {
    Finding {
        kind: FindingKind::Invalid,
        rule: fault.code,
        field: Some(field),
        at,
        message: fault.message,
        citation: None,
        next_steps: Vec::new(),
    }
}
