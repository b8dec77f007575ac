//! One request under one policy: what the rules find, what is still to be answered, and where it goes.

use chrono::{DateTime, Utc};

use crate::check::values_of;
use crate::condition::{Condition, Truth, WindowTest};
use crate::deadline::promised_by;
use crate::decision::{
    Citation, Deadline, Decision, Finding, FindingKind, NextStep, Open, Outcome, ResponseTime,
};
use crate::facts::{FactSet, Fault, MOST_FACTS, window_pointer};
use crate::policy::{OUTCOMES, Policy, Rule, Says};
use crate::request::{Clock, Given, Request};
use crate::situation::Situation;
use crate::worlds;

/// One request under one policy, as of one instant.
pub(crate) struct Case<'p> {
    policy: &'p Policy,
    pub(crate) request: Request,
    faults: Vec<(u8, Fault)>,
    pub(crate) clock: Clock,
}

impl<'p> Case<'p> {
    pub(crate) fn new(policy: &'p Policy, given: &Given<'_>, now: DateTime<Utc>) -> Self {
        let clock = Clock::new(now, policy.zone);
        let (request, faults) = Request::read(&policy.facts, given, Some(&clock));
        Case {
            policy,
            request,
            faults,
            clock,
        }
    }

    pub(crate) fn fault_of(&self, fact: &str) -> &'static str {
        let found = self.faults.iter().find(|(place, _)| {
            self.policy
                .fact(*place)
                .is_some_and(|known| known.id == fact)
        });
        found.map_or("", |(_, fault)| fault.message)
    }

    pub(crate) fn decide(self) -> Decision<'p> {
        let situation = Situation::new(self.policy, &self.request, &self.clock);
        let mut judged = self.judge(&situation);
        let mut decision = Decision {
            outcome: Outcome::Ineligible,
            findings: std::mem::take(&mut judged.findings),
            needed: Vec::new(),
            optional: Vec::new(),
            deadline: self.deadline(&situation),
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
        let Judged {
            undecided,
            mut talk,
            invalid,
            ..
        } = judged;
        let needed = self.needs(self.gate(&undecided, &situation), &situation, invalid);
        decision.outcome = match needed.facts.is_empty() && !found(FindingKind::Invalid) {
            true => Outcome::Eligible,
            false => Outcome::Incomplete,
        };
        decision.response_times = self.response_times(&situation, &mut talk);
        decision.contacts = self.steps(&self.policy.contacts, &situation, &mut talk);
        let term = self.policy.deadlines.first();
        talk.add(situation.reckoning.open, term.map(|term| &term.says));
        talk.leave_out(needed.facts.with(invalid));
        decision.needed = self.opens(&needed, &situation);
        decision.optional = self.opens(&talk, &situation);
        decision
    }

    /// What the rules find, rejects first, and what those turn on that are still open.
    fn judge(&self, situation: &Situation<'p, '_>) -> Judged<'p> {
        let mut judged = Judged {
            findings: Vec::new(),
            undecided: Vec::new(),
            talk: Opens::new(),
            invalid: self.request.invalid,
        };
        for (_, kind) in OUTCOMES {
            if kind == FindingKind::Invalid {
                judged.findings.extend(self.faults());
            }
            for rule in self.policy.rules.iter().filter(|rule| rule.kind == kind) {
                let when = rule.when.judge(situation);
                match when.truth {
                    Truth::False => {}
                    Truth::Unknown if kind < FindingKind::Warning => {
                        judged.undecided.push((rule, when.open));
                    }
                    Truth::Unknown => judged.talk.add(when.open, Some(&rule.says)),
                    Truth::True => self.find(rule, situation, &mut judged),
                }
            }
        }
        judged
    }

    fn faults(&self) -> impl Iterator<Item = Finding<'p>> {
        let named = |(place, fault): &(u8, Fault)| Some((self.policy.fact(*place)?, fault.clone()));
        self.faults
            .iter()
            .filter_map(named)
            .map(|(fact, fault)| mend(&fact.id, fault))
    }

    /// Adds what a rule that holds has to say.
    fn find(&self, rule: &'p Rule, situation: &Situation<'p, '_>, judged: &mut Judged<'p>) {
        if let (FindingKind::Invalid, Some(field)) = (rule.kind, rule.field) {
            judged.invalid = judged.invalid.with(FactSet::of(field));
        }
        let field = rule.field.and_then(|field| self.policy.fact(field));
        for at in self.places(rule, situation) {
            judged.findings.push(Finding {
                kind: rule.kind,
                rule: &rule.id,
                field: field.map(|fact| &*fact.id),
                at,
                message: &rule.message,
                citation: self.cite(&rule.says, situation),
                next_steps: self.steps(&rule.next, situation, &mut judged.talk),
            });
        }
    }

    /// The facts that decide the bars that may still hold. A bar that can hold only where another one rejects anyway
    /// decides nothing, and asks for nothing.
    fn gate(&self, undecided: &[(&'p Rule, FactSet)], situation: &Situation<'p, '_>) -> Opens<'p> {
        let mut gate = Opens::new();
        let mut idle = Vec::new();
        for (rule, open) in undecided {
            let settling = undecided.iter().filter(|(other, theirs)| {
                let sooner = theirs.without(*open).is_empty() && other.kind == FindingKind::Reject;
                sooner && other.id != rule.id && !idle.contains(&&other.id)
            });
            let others: Vec<&Condition> = settling.map(|(other, _)| &other.when).collect();
            if others.is_empty() || self.holds_alone(&rule.when, &others, situation) {
                gate.add(*open, Some(&rule.says));
            } else {
                idle.push(&rule.id);
            }
        }
        gate
    }

    /// Whether a condition can hold where none of the others does.
    fn holds_alone(
        &self,
        when: &Condition,
        others: &[&Condition],
        situation: &Situation<'p, '_>,
    ) -> bool {
        let conditions: Vec<&Condition> = others.iter().copied().chain([when]).collect();
        let mut alone = false;
        let tried = worlds::every(
            &conditions,
            situation,
            &values_of(self.policy),
            &mut |world| {
                let elsewhere = others.iter().any(|other| other.judge(world).is_true());
                alone = when.judge(world).is_true() && !elsewhere;
                !alone
            },
        );
        alone || tried.is_none()
    }

    /// What is still to be answered before the outcome is known: first what the needs ask for, so that their citation
    /// leads, then what the bars turn on, then what decides whether something is needed.
    fn needs(&self, gate: Opens<'p>, situation: &Situation<'p, '_>, invalid: FactSet) -> Opens<'p> {
        let mut needed = Opens::new();
        let mut deciding = Opens::new();
        for need in &self.policy.needs {
            let judged = need.when.judge(situation);
            if judged.is_false() || self.request.answers(need.fact, need.at_least) {
                continue;
            }
            needed.add(FactSet::of(need.fact), Some(&need.says));
            deciding.add(judged.open, Some(&need.says));
        }
        needed.join(gate);
        needed.join(deciding);
        needed.leave_out(invalid);
        needed
    }

    pub(crate) fn deadline(&self, situation: &Situation<'p, '_>) -> Option<Deadline<'p>> {
        let reckoned = situation.reckoning.settled()?;
        Some(reckoned.to_deadline(&self.clock, self.cite(&reckoned.term.says, situation)))
    }

    fn response_times(
        &self,
        situation: &Situation<'p, '_>,
        talk: &mut Opens<'p>,
    ) -> Vec<ResponseTime<'p>> {
        let mut times = Vec::new();
        for promise in &self.policy.response_times {
            let judged = promise.when.judge(situation);
            talk.add(judged.open, Some(&promise.says));
            if judged.is_true() {
                times.push(ResponseTime {
                    id: &promise.id,
                    label: &promise.label,
                    count: promise.count,
                    unit: promise.unit.name(),
                    by: promised_by(promise.count, promise.unit, &self.clock),
                    citation: self.cite(&promise.says, situation),
                });
            }
        }
        times
    }

    /// The steps of some routes, without those that are for other requests.
    fn steps(
        &self,
        routes: &[usize],
        situation: &Situation<'p, '_>,
        talk: &mut Opens<'p>,
    ) -> Vec<&'p NextStep> {
        let mut steps = Vec::new();
        for step in routes
            .iter()
            .filter_map(|place| self.policy.routes.get(*place))
            .flat_map(|route| &route.steps)
        {
            let judged = step.when.judge(situation);
            talk.add(judged.open, None);
            if !judged.is_false() {
                steps.push(&step.step);
            }
        }
        steps
    }

    /// Where in its field a rule that holds finds fault: once for every call window that is so, else once for the whole.
    fn places(&self, rule: &Rule, situation: &Situation<'p, '_>) -> Vec<Option<String>> {
        let mut found = Vec::new();
        rule.when.visit(&mut |atom| {
            let Condition::Windows { fact, test } = atom else {
                return;
            };
            if Some(*fact) != rule.field {
                return;
            }
            for (index, window) in self
                .request
                .windows(*fact)
                .unwrap_or_default()
                .iter()
                .enumerate()
            {
                if situation.window_is(window, *test) {
                    let part = match *test {
                        WindowTest::On(_) => "date",
                        WindowTest::OutsideHours { from, .. } if window.start >= from => "end",
                        WindowTest::OutsideHours { .. } | WindowTest::StartsWithinHours(_) => {
                            "start"
                        }
                    };
                    found.push(Some(window_pointer(index, part)));
                }
            }
        });
        if found.is_empty() {
            found.push(None);
        }
        found
    }

    fn cite(&self, says: &[usize], situation: &Situation<'p, '_>) -> Option<Citation<'p>> {
        self.policy
            .cite(says, &|scope| match scope.judge(situation).truth {
                Truth::True => Some(true),
                Truth::False => Some(false),
                Truth::Unknown => None,
            })
    }

    fn opens(&self, opens: &Opens<'p>, situation: &Situation<'p, '_>) -> Vec<Open<'p>> {
        let known = |fact| Some((self.policy.fact(fact)?, opens.says(fact)));
        let open = opens.facts.iter().filter_map(known);
        open.map(|(fact, says)| Open {
            field: &fact.id,
            citation: says.and_then(|says| self.cite(says, situation)),
        })
        .collect()
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

    fn join(&mut self, others: Opens<'p>) {
        for fact in others.facts.iter() {
            self.add(FactSet::of(fact), others.says(fact));
        }
    }

    fn leave_out(&mut self, facts: FactSet) {
        self.facts = self.facts.without(facts);
    }
}

/// A finding that a value can't be right.
pub(crate) fn mend(field: &str, fault: Fault) -> Finding<'_> {
    Finding {
        kind: FindingKind::Invalid,
        rule: fault.code,
        field: Some(field),
        at: fault.at,
        message: fault.message,
        citation: None,
        next_steps: Vec::new(),
    }
}
