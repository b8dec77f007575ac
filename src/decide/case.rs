//! Decides one request under one policy: applies the rules, and collects what is still needed and where the request
//! goes.

use std::borrow::Cow;

use chrono::{DateTime, Utc};
use p2p_policy::facts::{FactSet, WindowTest};
use p2p_policy::logic::assignments::Steps;
use p2p_policy::logic::{Condition, KnownFacts, Truth};
use p2p_policy::policy::{FindingKind, NextStep, Policy, Rule};
use p2p_policy::text::Text;
use p2p_policy::time::Clock;

use crate::decide::cite::cite;
use crate::decide::deadline::{ComputedDeadline, compute_deadlines};
use crate::decide::decision::{
    Citation, Deadline, Decision, Finding, OpenFact, Outcome, PolicyVersion, ResponseTime, Shown,
};
use crate::decide::fill::{Filling, has_parts};
use crate::decide::findings::add_invalid_findings;
use crate::decide::needs::{MOST_JUDGED, Undecided, needed};
use crate::decide::open_facts::OpenFacts;
use crate::decide::promises::promised_by;
use crate::request::call_windows::window_pointer;
use crate::request::fault::Invalid;
use crate::request::{RawAnswers, read_request};

/// One request under one policy, at one instant.
pub(crate) struct Case<'p> {
    pub(crate) policy: &'p Policy,
    pub(crate) known: KnownFacts<'p>,
    invalid: Vec<Invalid>,
    clock: Clock,
    /// The deadline of the main clock, then those of the others; `None` where it is not decided yet.
    clocks: Vec<Option<ComputedDeadline<'p>>>,
}

/// The result of applying the rules.
pub(crate) struct Judged<'p> {
    pub(crate) findings: Vec<Finding<'p>>,
    /// The rejects and `invalid` rules that may still apply, depending on open facts.
    pub(crate) undecided: Vec<Undecided<'p>>,
    /// The open facts that can change anything except the outcome.
    pub(crate) optional: OpenFacts<'p>,
    invalid: FactSet,
}

impl<'p> Case<'p> {
    pub(crate) fn new(policy: &'p Policy, answers: &RawAnswers<'_>, now: DateTime<Utc>) -> Self {
        let clock = Clock::new(now, policy.zone);
        let days = &policy.calendar;
        let (mut known, invalid) = read_request(&policy.facts, answers, Some(clock), days);
        let clocks = compute_deadlines(policy, &mut known, &clock);
        Case {
            policy,
            known,
            invalid,
            clock,
            clocks,
        }
    }

    /// The message about an invalid answer to this fact.
    pub(crate) fn fault_of(&self, fact: u8) -> &'p str {
        let found = self.invalid.iter().find(|invalid| invalid.fact == fact);
        found.map_or("", |invalid| self.policy.in_words(invalid.fault.message))
    }

    pub(crate) fn decide(mut self) -> Decision<'p> {
        let mut judged = self.judge();
        let mut decision = Decision {
            outcome: Outcome::Ineligible,
            findings: Vec::new(),
            needed: Vec::new(),
            optional: Vec::new(),
            deadline: self.deadline(0),
            response_times: Vec::new(),
            contacts: Vec::new(),
            clocks: self.other_deadlines(),
            policy: Some(version_of(self.policy)),
            engine: env!("CARGO_PKG_VERSION"),
            checked_at: self.clock.now,
        };
        let found =
            |findings: &[Finding<'p>], kind| findings.iter().any(|finding| finding.kind == kind);
        let mut steps = Steps::new(MOST_JUDGED);
        if !self.known.unsure.is_empty() {
            self.apply_unsure(&mut judged, &mut steps);
        }
        if found(&judged.findings, FindingKind::Reject) {
            // Nothing can be sent, so no notice has to be seen before sending.
            for finding in &mut judged.findings {
                if finding.kind == FindingKind::Notice {
                    finding.shown = Shown::Folded;
                }
            }
            decision.findings = judged.findings;
            return decision;
        }
        let mut needed = needed(self.policy, &mut self.known, &judged.undecided, &mut steps);
        needed.remove(judged.invalid.with(self.known.unsure));
        decision.outcome =
            match needed.facts.is_empty() && !found(&judged.findings, FindingKind::Invalid) {
                true => Outcome::Eligible,
                false => Outcome::Incomplete,
            };
        let optional = &mut judged.optional;
        decision.response_times = self.response_times(optional);
        decision.contacts = self.steps(&self.policy.contacts, optional);
        self.add_optional_details(optional);
        self.add_clocks(optional);
        optional.remove(needed.facts.with(judged.invalid).with(self.known.unsure));
        decision.needed = self.open_facts(&needed);
        decision.optional = self.open_facts(optional);
        decision.findings = judged.findings;
        decision
    }

    /// Applies the rules. The findings come out sorted, rejects first.
    fn judge(&mut self) -> Judged<'p> {
        let mut judged = Judged {
            findings: Vec::with_capacity(8),
            undecided: Vec::with_capacity(8),
            optional: OpenFacts::new(),
            invalid: self.known.invalid,
        };
        let policy = self.policy;
        let rules = &policy.rules;
        let rejects = rules.partition_point(|rule| rule.effect == FindingKind::Reject);
        let (rejects, others) = rules.split_at_checked(rejects).unwrap_or((rules, &[]));
        let mut alone = rejects.iter().filter(|rule| rule.alone);
        if let Some(rule) = alone.find(|rule| rule.when.judge(&self.known).is_true()) {
            self.find(rule, &mut judged);
            self.add_invalid_findings(&mut judged);
            return judged;
        }
        rejects
            .iter()
            .for_each(|rule| self.apply(rule, &mut judged));
        self.add_invalid_findings(&mut judged);
        let corrections = others.partition_point(|rule| rule.effect == FindingKind::Invalid);
        let (corrections, informational) = others
            .split_at_checked(corrections)
            .unwrap_or((others, &[]));
        corrections
            .iter()
            .for_each(|rule| self.apply(rule, &mut judged));
        self.known.absent_counts = true;
        informational
            .iter()
            .for_each(|rule| self.apply(rule, &mut judged));
        self.known.absent_counts = false;
        judged
    }

    fn add_invalid_findings(&self, judged: &mut Judged<'p>) {
        let (findings, policy) = (&mut judged.findings, self.policy);
        add_invalid_findings(findings, &policy.facts, &self.invalid, Some(policy));
    }

    fn apply(&self, rule: &'p Rule, judged: &mut Judged<'p>) {
        let when = rule.when.judge(&self.known);
        match when.truth {
            Truth::False => judged.optional.add(when.open, Some(&rule.says)),
            Truth::True => {
                judged.optional.add(when.open, Some(&rule.says));
                self.find(rule, judged);
            }
            Truth::Unknown if rule.effect < FindingKind::Warning => {
                let open = when.open;
                judged.undecided.push(Undecided { rule, open });
            }
            Truth::Unknown => judged.optional.add(when.open, Some(&rule.says)),
        }
    }

    /// Adds the findings of a rule that applies: one for each call window that it is about, or else a single one.
    fn find(&self, rule: &'p Rule, judged: &mut Judged<'p>) {
        if let (FindingKind::Invalid, Some(field)) = (rule.effect, rule.field) {
            judged.invalid = judged.invalid.with(FactSet::of(field));
        }
        let before = judged.findings.len();
        self.windows_found(rule, &mut |at| {
            judged.findings.push(Finding {
                at: Some(at),
                ..self.finding(rule, &mut judged.optional)
            });
        });
        if judged.findings.len() == before {
            let finding = self.finding(rule, &mut judged.optional);
            judged.findings.push(finding);
        }
    }

    pub(crate) fn finding(&self, rule: &'p Rule, optional: &mut OpenFacts<'p>) -> Finding<'p> {
        let field = rule.field.and_then(|field| self.policy.fact(field));
        let first = rule.effect < FindingKind::Notice
            || rule
                .first_when
                .as_ref()
                .is_some_and(|when| when.judge(&self.known).is_true());
        Finding {
            kind: rule.effect,
            rule: &rule.id,
            field: field.map(|fact| Cow::Borrowed(&*fact.id)),
            at: None,
            message: self.filling().text(&rule.message),
            shown: match first {
                true => Shown::First,
                false => Shown::Folded,
            },
            elsewhere: rule.elsewhere,
            citation: self.cite(&rule.says),
            next_steps: self.steps(&rule.next, optional),
        }
    }

    pub(crate) fn filling(&self) -> Filling<'_, 'p> {
        Filling {
            policy: self.policy,
            known: &self.known,
            clocks: &self.clocks,
        }
    }

    /// The deadline of a clock, if it is decided.
    pub(crate) fn deadline(&self, clock: usize) -> Option<Deadline<'p>> {
        let computed = (*self.clocks.get(clock)?)?;
        let citation = self.cite(&computed.rule.says);
        Some(computed.to_deadline(self.policy, &self.clock, citation))
    }

    /// The decided deadlines of the clocks other than the main one.
    fn other_deadlines(&self) -> Vec<Deadline<'p>> {
        let mut deadlines = Vec::new();
        for clock in 1..self.clocks.len() {
            deadlines.extend(self.deadline(clock));
        }
        deadlines
    }

    fn response_times(&self, optional: &mut OpenFacts<'p>) -> Vec<ResponseTime<'p>> {
        let mut times = Vec::new();
        for promise in &self.policy.response_times {
            let judged = promise.when.judge(&self.known);
            optional.add(judged.open, Some(&promise.says));
            if !judged.is_true() {
                continue;
            }
            let days = &self.policy.calendar;
            match promised_by(promise, &self.known, &self.clock, days) {
                Some(by) => times.push(ResponseTime {
                    id: &promise.id,
                    label: self.filling().text(&promise.label),
                    count: promise.count,
                    unit: promise.unit,
                    by,
                    citation: self.cite(&promise.says),
                }),
                None => optional.add(promise.from, Some(&promise.says)),
            }
        }
        times
    }

    /// Adds the details that the payer would like but doesn't require.
    fn add_optional_details(&self, optional: &mut OpenFacts<'p>) {
        for detail in &self.policy.optional {
            let judged = detail.when.judge(&self.known);
            optional.add(judged.open, Some(&detail.says));
            if !judged.is_false() && !self.known.is_answered(detail.fact, 1) {
                optional.add(FactSet::of(detail.fact), Some(&detail.says));
            }
        }
    }

    /// Adds the facts that decide the deadlines.
    fn add_clocks(&self, optional: &mut OpenFacts<'p>) {
        for (known, clock) in self.known.clocks.iter().zip(0u8..) {
            let mut rules = self.policy.deadlines.iter();
            let rule = rules.find(|rule| rule.clock == clock);
            optional.add(known.deciding, rule.map(|rule| &rule.says));
        }
    }

    /// The steps of some routes, without those whose condition is false.
    pub(crate) fn steps(
        &self,
        routes: &[usize],
        optional: &mut OpenFacts<'p>,
    ) -> Vec<Cow<'p, NextStep>> {
        let mut steps = Vec::new();
        for route in routes
            .iter()
            .filter_map(|index| self.policy.routes.get(*index))
        {
            steps.reserve(route.steps.len());
            for step in &route.steps {
                if !step.when.is_always() {
                    let judged = step.when.judge(&self.known);
                    optional.add(judged.open, None);
                    if judged.is_false() {
                        continue;
                    }
                }
                steps.push(self.filled_step(&step.step));
            }
        }
        steps
    }

    fn filled_step(&self, step: &'p NextStep) -> Cow<'p, NextStep> {
        let mut texts = [Some(&step.label), step.note.as_ref()]
            .into_iter()
            .flatten();
        if !texts.any(|text| has_parts(text)) {
            return Cow::Borrowed(step);
        }
        Cow::Owned(NextStep {
            label: self.filled(&step.label),
            note: step.note.as_ref().map(|note| self.filled(note)),
            id: step.id.clone(),
            kind: step.kind,
            value: step.value.clone(),
            href: step.href.clone(),
        })
    }

    #[inline(never)]
    fn filled(&self, text: &'p str) -> Text {
        Text::from(&*self.filling().text(text))
    }

    /// If the rule's field is a list of call windows: calls `see` with a JSON Pointer for each that the rule applies
    /// to.
    fn windows_found(&self, rule: &Rule, see: &mut dyn FnMut(String)) {
        let windows = rule.field.and_then(|field| self.known.windows(field));
        let Some(windows) = windows else {
            return;
        };
        rule.when.visit(&mut |atom| {
            let Condition::Windows { fact, test } = atom else {
                return;
            };
            for (index, window) in windows.iter().enumerate() {
                if rule.field == Some(*fact) && self.known.window_is(window, *test).is_true() {
                    let part = match *test {
                        WindowTest::OutsideHours { from, .. } if window.hours.start >= from => {
                            "end"
                        }
                        WindowTest::OutsideOwnHours { from, .. }
                            if window.own_hours.start >= from =>
                        {
                            "end"
                        }
                        WindowTest::OutsideHours { .. }
                        | WindowTest::OutsideOwnHours { .. }
                        | WindowTest::StartsWithinHours(_)
                        | WindowTest::AfterClock(_) => "start",
                        WindowTest::On(_)
                        | WindowTest::BeforeDate(_)
                        | WindowTest::AfterDate(_) => "date",
                    };
                    see(window_pointer(index, part));
                }
            }
        });
    }

    pub(crate) fn cite(&self, says: &[usize]) -> Option<Citation<'p>> {
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

/// The policy's id and version, and its documents.
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
