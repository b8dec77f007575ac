//! Every combination of answers to some facts, including "not answered", and what must hold between combinations that
//! differ in one answer.
//!
//! A combination is a number whose digits are the answers, 0 for none. What can still happen to an incomplete request
//! is computed from the decisions on all its completions, without the engine's own reasoning.

use std::collections::BTreeSet;
use std::thread;

use p2p_review::{Decision, Finding, Outcome, Policies, Value, validate_request};
use p2p_test_support::reference::{self, Facts, Kind, MissingFact};
use serde_json::Value as Json;

use crate::decision_checks::{as_json, differences, rest, shape, unseen};
use crate::payers::{Answer, Moment, Payer, answer};
use crate::replay;
use crate::tally::Tally;

/// A fact that varies.
#[derive(Clone)]
pub(crate) struct Axis {
    pub(crate) field: String,
    pub(crate) answers: Vec<Answer>,
}

pub(crate) struct Lattice<'a> {
    pub(crate) payer: &'a Payer,
    pub(crate) moment: Moment,
    pub(crate) axes: Vec<Axis>,
    /// Answers that are the same in all combinations.
    pub(crate) fixed: Vec<(String, Answer)>,
    /// Whether all facts that are not axes have fixed answers, so that what can still happen is known exactly.
    pub(crate) closed: bool,
}

/// The engine's decision on one combination, in compact form.
#[derive(Clone, Copy)]
struct Summary {
    outcome: Outcome,
    /// The needed axes, as bits.
    needed: u32,
    optional: u32,
    /// A hash of warnings, notices, contacts, deadline and response times.
    rest: u64,
    /// What the reference expects, except for what is still needed.
    expected: Expected,
    /// The axes that the sources require, whatever their answers.
    lacking: u32,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Expected {
    Ineligible,
    /// Something has to be corrected, or a detail is missing.
    Incomplete,
    /// Eligible, unless an unanswered fact can still change that.
    Open,
}

/// What can still happen to a combination.
#[derive(Clone, Copy, Default)]
struct Future {
    can_be_rejected: bool,
    can_pass: bool,
    /// The unanswered axes that decide the outcome under some answers to the others.
    deciding: u32,
    /// The unanswered axes that change something else in a request that is not rejected.
    informing: u32,
}

const TRIO: [&str; 3] = ["service", "line_of_business", "denial_timing"];

impl Lattice<'_> {
    pub(crate) fn size(&self) -> usize {
        self.axes
            .iter()
            .map(|axis| axis.answers.len() + 1)
            .product()
    }

    fn strides(&self) -> Vec<usize> {
        let mut stride = 1;
        let step = |axis: &Axis| {
            let here = stride;
            stride *= axis.answers.len() + 1;
            here
        };
        self.axes.iter().map(step).collect()
    }

    pub(crate) fn answers(&self, index: usize) -> impl Iterator<Item = (&str, &Answer)> {
        let fixed = self
            .fixed
            .iter()
            .map(|(field, answer)| (field.as_str(), answer));
        let mut rest = index;
        let varied = self.axes.iter().filter_map(move |axis| {
            let digit = rest % (axis.answers.len() + 1);
            rest /= axis.answers.len() + 1;
            (digit > 0).then(|| (axis.field.as_str(), &axis.answers[digit - 1]))
        });
        fixed.chain(varied)
    }

    pub(crate) fn starts_rejected(&self, policies: &Policies) -> bool {
        validate_request(policies, &self.request(0), self.moment.now).outcome == Outcome::Ineligible
    }

    /// Whether two sets of policies decide every `step`th combination the same, in everything that the sources
    /// determine.
    pub(crate) fn same_decisions(&self, one: &Policies, other: &Policies, step: usize) -> bool {
        (0..self.size()).step_by(step).all(|index| {
            let request = self.request(index);
            let [mut one, mut other] =
                [one, other].map(|policies| as_json(policies, &request, self.moment.now));
            one["policy"]["version"] = other["policy"]["version"].clone();
            if one == other {
                return true;
            }
            let facts = self.facts(index);
            let decided = reference::evaluate(&self.payer.id, &facts, self.moment.local).findings;
            let left_open = |finding: &Json| {
                finding["kind"] == "warning"
                    && decided
                        .iter()
                        .any(|decided| !decided.must && finding["field"] == decided.field)
            };
            for decision in [&mut one, &mut other] {
                decision["findings"]
                    .as_array_mut()
                    .unwrap()
                    .retain(|finding| !left_open(finding));
                // Which details are required, and by which statement, is only certain once the service is known.
                if facts.service.is_none() {
                    decision["needed"]
                        .as_array_mut()
                        .unwrap()
                        .retain(|open| !is_detail(open["field"].as_str().unwrap()));
                }
            }
            one == other
        })
    }

    pub(crate) fn request(&self, index: usize) -> Value {
        let mut entries = Vec::with_capacity(self.axes.len() + self.fixed.len() + 1);
        entries.push(("payer".to_owned(), Value::Text(self.payer.id.clone())));
        entries.extend(
            self.answers(index)
                .map(|(field, answer)| (field.to_owned(), answer.value.clone())),
        );
        Value::Map(entries)
    }

    fn facts(&self, index: usize) -> Facts<'_> {
        let mut facts = Facts::default();
        for (field, given) in self.answers(index) {
            answer(&mut facts, field, given);
        }
        facts
    }

    /// The reference's answer for a combination.
    pub(crate) fn expected(&self, index: usize) -> reference::Answer {
        reference::evaluate(&self.payer.id, &self.facts(index), self.moment.local)
    }

    fn show(&self, index: usize) -> String {
        let mut request: serde_json::Map<String, Json> = self
            .answers(index)
            .map(|(field, answer)| (field.to_owned(), answer.json.clone()))
            .collect();
        request.retain(|field, _| field == "windows_agreed" || !is_detail(field));
        format!(
            "{} on {:?}: {}\n    {}",
            self.payer.id,
            self.moment.local,
            Json::Object(request),
            replay::command(self, index)
        )
    }

    /// Compares engine and reference on every combination, then compares neighboring combinations.
    pub(crate) fn prove(&self, policies: &Policies) -> Tally {
        let size = self.size();
        let mut tally = Tally {
            combinations: size as u64,
            ..Tally::default()
        };
        let half = size / 2;
        let (mut decided, lower) = (Vec::with_capacity(size), Tally::default());
        let (first, second) = if size < 5_000 {
            (self.ask(policies, 0, size), (Vec::new(), lower))
        } else {
            thread::scope(|scope| {
                let second = scope.spawn(|| self.ask(policies, half, size));
                (self.ask(policies, 0, half), second.join().unwrap())
            })
        };
        decided.extend(first.0);
        decided.extend(second.0);
        tally.add(first.1);
        tally.add(second.1);
        let futures = self.futures(&decided);
        self.compare(&decided, &futures, &mut tally);
        tally
    }

    fn ask(&self, policies: &Policies, from: usize, to: usize) -> (Vec<Summary>, Tally) {
        let mut tally = Tally::default();
        let decided = (from..to)
            .map(|index| self.ask_one(policies, index, &mut tally))
            .collect();
        (decided, tally)
    }

    fn ask_one(&self, policies: &Policies, index: usize, tally: &mut Tally) -> Summary {
        let request = self.request(index);
        let decision = validate_request(policies, &request, self.moment.now);
        for fault in shape(&decision, &request) {
            tally.fault(fault, || self.show(index));
        }
        for finding in &decision.findings {
            if !tally.fired.contains(finding.rule) {
                tally.fired.insert(finding.rule.to_owned());
            }
        }
        let mut expected = self.expected(index);
        // The reference has no representation of malformed values such as impossible dates.
        let malformed: Vec<&str> = self
            .answers(index)
            .filter(|(field, answer)| !answer.valid && *field == "denial_date")
            .map(|(field, _)| field)
            .collect();
        let engine_made = |finding: &&Finding| {
            finding.rule.starts_with("request/")
                && finding
                    .field
                    .as_deref()
                    .is_some_and(|field| malformed.contains(&field))
        };
        expected
            .findings
            .retain(|decided| decided.kind != Kind::Invalid || decided.field != "denial_date");
        let found: Vec<&Finding> = decision
            .findings
            .iter()
            .filter(|finding| !engine_made(finding))
            .collect();
        tally.confirmed.extend(
            expected
                .findings
                .iter()
                .filter(|decided| decided.must)
                .map(|decided| (decided.kind, decided.field, decided.by)),
        );
        for fault in differences(&expected.findings, &found) {
            tally.fault(format!("{}: {fault}", self.payer.id), || self.show(index));
        }
        for fault in unseen(&expected.notes, &found) {
            tally.fault(format!("{}: {fault}", self.payer.id), || self.show(index));
        }
        if malformed.len() + found.len() > decision.findings.len() {
            tally.fault("a value that can't be right is not reported".into(), || {
                self.show(index)
            });
        }

        let bit = |field: &str| {
            self.axes
                .iter()
                .position(|axis| axis.field == field)
                .map_or(0, |axis| 1u32 << axis)
        };
        for open in decision.needed.iter().filter(|open| {
            self.payer.gate.contains(open.field) && !self.payer.deciding.contains(open.field)
        }) {
            tally.fault(
                format!(
                    "{}: asks for {}, on which no condition that decides turns",
                    self.payer.id, open.field
                ),
                || self.show(index),
            );
        }
        self.check_details(&decision, index, &expected.missing, tally);
        Summary {
            outcome: decision.outcome,
            needed: decision.needed.iter().map(|open| bit(open.field)).sum(),
            optional: decision.optional.iter().map(|open| bit(open.field)).sum(),
            rest: rest(&decision),
            lacking: expected
                .missing
                .iter()
                .map(|missing| bit(missing.field))
                .sum(),
            expected: if expected.rejected() {
                Expected::Ineligible
            } else if expected.invalid() || !malformed.is_empty() || !expected.missing.is_empty() {
                Expected::Incomplete
            } else {
                Expected::Open
            },
        }
    }

    /// Once the service is known, exactly the details that the sources require are needed; before that, all that any
    /// service could require.
    fn check_details(
        &self,
        decision: &Decision,
        index: usize,
        missing: &[MissingFact],
        tally: &mut Tally,
    ) {
        if decision.outcome == Outcome::Ineligible {
            return;
        }
        let mut facts = self.facts(index);
        let service_known = facts.service.is_some();
        for fact in missing.iter().filter(|_| service_known) {
            let asked = decision.needed.iter().find(|open| open.field == fact.field);
            let cited = asked.is_none_or(|open| match &open.citation {
                Some(citation) => citation.statements.iter().any(|id| fact.by.contains(id)),
                None => fact.by.is_empty(),
            });
            if !cited {
                let fault = format!(
                    "{}: {} is not needed by {:?}",
                    self.payer.id, fact.field, fact.by
                );
                tally.fault(fault, || self.show(index));
            }
        }
        let malformed = |field: &str| {
            self.answers(index)
                .any(|(name, answer)| name == field && !answer.valid)
        };
        let gate = missing
            .iter()
            .filter(|fact| self.payer.gate.contains(fact.field));
        for fact in gate.filter(|fact| !malformed(fact.field)) {
            if !decision.needed.iter().any(|open| open.field == fact.field) {
                let fault = format!("{}: does not ask for {}", self.payer.id, fact.field);
                tally.fault(fault, || self.show(index));
            }
        }
        let mut could_lack: BTreeSet<&str> = missing.iter().map(|fact| fact.field).collect();
        if !service_known {
            for service in [
                "medical",
                "behavioral-health",
                "provider-administered-medication",
                "retail-medication",
            ] {
                facts.service = Some(service);
                let then = reference::evaluate(&self.payer.id, &facts, self.moment.local);
                if !then.rejected() {
                    could_lack.extend(then.missing.iter().map(|missing| missing.field));
                }
            }
        }
        could_lack.retain(|field| !self.payer.gate.contains(*field) && !malformed(field));
        let asked: BTreeSet<&str> = decision
            .needed
            .iter()
            .map(|open| open.field)
            .filter(|field| !self.payer.gate.contains(*field))
            .collect();
        for field in could_lack.difference(&asked) {
            tally.fault(
                format!("{}: does not ask for {field}", self.payer.id),
                || self.show(index),
            );
        }
        let trio_known = TRIO
            .iter()
            .all(|field| self.answers(index).any(|(name, _)| name == *field));
        for field in asked.difference(&could_lack) {
            if trio_known {
                tally.fault(
                    format!("{}: asks for {field}, and the sources don't", self.payer.id),
                    || self.show(index),
                );
            } else {
                *tally
                    .asked_needlessly
                    .entry(format!("{}/{field}", self.payer.id))
                    .or_default() += 1;
            }
        }
    }

    /// For each combination, by trying every completion: what can still happen, and which answers matter.
    fn futures(&self, decided: &[Summary]) -> Vec<Future> {
        let strides = self.strides();
        let mut futures = vec![Future::default(); decided.len()];
        // Combinations with more answers have larger numbers, so going down means that completions are known first.
        for index in (0..decided.len()).rev() {
            let digits = self.digits(index);
            if self.first_invalid(&digits).is_some() {
                continue;
            }
            let open: Vec<usize> = (0..digits.len())
                .filter(|axis| digits[*axis] == 0)
                .collect();
            futures[index] = match open.as_slice() {
                [] => {
                    let rejected = decided[index].outcome == Outcome::Ineligible;
                    Future {
                        can_be_rejected: rejected,
                        can_pass: !rejected,
                        ..Future::default()
                    }
                }
                [only] => {
                    let answered = self.completions(index, *only, &strides);
                    let mut future = Future::default();
                    let mut rests = BTreeSet::new();
                    for at in answered {
                        let rejected = decided[at].outcome == Outcome::Ineligible;
                        future.can_be_rejected |= rejected;
                        future.can_pass |= !rejected;
                        if !rejected {
                            rests.insert(decided[at].rest);
                        }
                    }
                    future.deciding = if future.can_be_rejected && future.can_pass {
                        1 << only
                    } else {
                        0
                    };
                    future.informing = if rests.len() > 1 { 1 << only } else { 0 };
                    future
                }
                [one, other, ..] => {
                    let mut future = Future::default();
                    for at in self.completions(index, *one, &strides) {
                        future.can_be_rejected |= futures[at].can_be_rejected;
                        future.can_pass |= futures[at].can_pass;
                        future.deciding |= futures[at].deciding;
                        future.informing |= futures[at].informing;
                    }
                    for at in self.completions(index, *other, &strides) {
                        future.deciding |= futures[at].deciding & (1 << one);
                        future.informing |= futures[at].informing & (1 << one);
                    }
                    future
                }
            };
        }
        // An invalid answer counts as unanswered, but has to be corrected rather than asked for.
        for index in 0..decided.len() {
            if let Some(axis) = self.first_invalid(&self.digits(index)) {
                let mut future = futures[index - self.digits(index)[axis] * strides[axis]];
                future.deciding &= !(1 << axis);
                future.informing &= !(1 << axis);
                futures[index] = future;
            }
        }
        futures
    }

    fn completions<'l>(
        &'l self,
        index: usize,
        axis: usize,
        strides: &'l [usize],
    ) -> impl Iterator<Item = usize> + 'l {
        let answers = self.axes[axis].answers.iter().enumerate();
        answers
            .filter(|(_, answer)| answer.valid)
            .map(move |(n, _)| index + (n + 1) * strides[axis])
    }

    pub(crate) fn digits(&self, index: usize) -> Vec<usize> {
        let mut rest = index;
        let digit = |axis: &Axis| {
            let digit = rest % (axis.answers.len() + 1);
            rest /= axis.answers.len() + 1;
            digit
        };
        self.axes.iter().map(digit).collect()
    }

    fn first_invalid(&self, digits: &[usize]) -> Option<usize> {
        digits
            .iter()
            .zip(&self.axes)
            .position(|(digit, axis)| *digit > 0 && !axis.answers[digit - 1].valid)
    }

    fn compare(&self, decided: &[Summary], futures: &[Future], tally: &mut Tally) {
        let closed = self.closed;
        let strides = self.strides();
        let fixed: BTreeSet<&str> = self.fixed.iter().map(|(field, _)| field.as_str()).collect();
        let gate: u32 = self.bits(|axis| self.payer.gate.contains(&axis.field));
        let trio: u32 = self.bits(|axis| TRIO.contains(&axis.field.as_str()));
        // If the payer never asks for one of the three, it can't be missing.
        let trio_known = TRIO.iter().all(|field| {
            fixed.contains(field)
                || self.axes.iter().any(|axis| axis.field == *field)
                || !self.payer.fields.iter().any(|(name, _)| name == field)
        });
        for (index, here) in decided.iter().enumerate() {
            let future = futures[index];
            match here.outcome {
                Outcome::Eligible => tally.eligible += 1,
                Outcome::Ineligible => tally.ineligible += 1,
                Outcome::Incomplete => tally.incomplete += 1,
            }
            let digits = self.digits(index);
            let open: u32 = digits
                .iter()
                .enumerate()
                .filter(|(_, digit)| **digit == 0)
                .map(|(axis, _)| 1 << axis)
                .sum();
            let show = || self.show(index);
            let names = |bits: u32| self.names(bits);

            if here.outcome != Outcome::Ineligible {
                let missed = future.deciding & !here.needed;
                if missed != 0 {
                    tally.fault(
                        format!("{}: needed misses {}", self.payer.id, names(missed)),
                        show,
                    );
                }
                let untold = future.informing & !here.needed & !here.optional;
                if untold != 0 {
                    tally.fault(
                        format!("{}: optional misses {}", self.payer.id, names(untold)),
                        show,
                    );
                }
                tally.doomed += u64::from(!future.can_pass);
                // If nothing can make it eligible, something must still be asked, to find out why not.
                let idle = if future.can_pass {
                    here.needed & gate & !future.deciding & !here.lacking
                } else {
                    0
                };
                if closed && idle != 0 && trio_known {
                    if open & trio == 0 {
                        tally.fault(
                            format!(
                                "{}: needed holds {}, which can't matter",
                                self.payer.id,
                                names(idle)
                            ),
                            show,
                        );
                    } else {
                        tally.over_asking += 1;
                        tally.over_asking_alone +=
                            u64::from(here.expected == Expected::Open && future.deciding == 0);
                        for axis in self.axes_in(idle) {
                            *tally
                                .asked_needlessly
                                .entry(format!("{}/{}", self.payer.id, axis.field))
                                .or_default() += 1;
                        }
                    }
                }
                if closed && future.can_pass {
                    for axis in self.axes_in(here.optional & !future.informing) {
                        *tally
                            .offered_needlessly
                            .entry(format!("{}/{}", self.payer.id, axis.field))
                            .or_default() += 1;
                    }
                }
            }

            let agrees = match here.expected {
                Expected::Ineligible => here.outcome == Outcome::Ineligible,
                Expected::Incomplete => here.outcome == Outcome::Incomplete,
                // All completions are rejected, but for different reasons: nothing is certain yet, and it need not be
                // eligible.
                Expected::Open if !future.can_pass => here.outcome == Outcome::Incomplete,
                Expected::Open if future.deciding != 0 => here.outcome == Outcome::Incomplete,
                // Asking for too much, counted above, is the only acceptable reason for not being eligible.
                Expected::Open => {
                    here.outcome == Outcome::Eligible
                        || (here.outcome == Outcome::Incomplete
                            && (here.needed & gate != 0 || !closed))
                }
            };
            if !agrees {
                tally.fault(
                    format!(
                        "{}: outcome {:?} is not the reference's",
                        self.payer.id, here.outcome
                    ),
                    show,
                );
            }

            for (axis, digit) in digits.iter().enumerate() {
                if *digit > 0 {
                    continue;
                }
                for more in self.completions(index, axis, &strides) {
                    let then = decided[more].outcome;
                    tally.neighbours += 1;
                    let field = &self.axes[axis].field;
                    match (here.outcome, then) {
                        (Outcome::Ineligible, Outcome::Ineligible) => {}
                        (Outcome::Ineligible, _) => {
                            tally.fault(format!("{}: {field} lifts a reject", self.payer.id), show)
                        }
                        (Outcome::Eligible, Outcome::Eligible) => {}
                        // Windows can be given although none are needed, and be invalid.
                        (Outcome::Eligible, _) => {
                            tally.fault(format!("{}: {field} undoes eligible", self.payer.id), show)
                        }
                        // If removing an answer makes a request incomplete, only that answer may be missing.
                        (Outcome::Incomplete, Outcome::Eligible)
                            if here.needed & (1 << axis) == 0 =>
                        {
                            let fault = format!(
                                "{}: without {field} it is incomplete, but {field} is not needed",
                                self.payer.id
                            );
                            tally.fault(fault, show);
                        }
                        (Outcome::Incomplete, _) => {}
                    }
                }
            }
        }
    }

    fn bits(&self, of: impl Fn(&Axis) -> bool) -> u32 {
        self.axes
            .iter()
            .enumerate()
            .filter(|(_, axis)| of(axis))
            .map(|(n, _)| 1 << n)
            .sum()
    }

    fn axes_in(&self, bits: u32) -> impl Iterator<Item = &Axis> {
        self.axes
            .iter()
            .enumerate()
            .filter(move |(n, _)| bits & (1 << n) != 0)
            .map(|(_, axis)| axis)
    }

    fn names(&self, bits: u32) -> String {
        self.axes_in(bits)
            .map(|axis| axis.field.as_str())
            .collect::<Vec<_>>()
            .join(", ")
    }
}

fn is_detail(field: &str) -> bool {
    let details = [
        "member_name",
        "member_id",
        "provider_name",
        "contact_phone",
        "direct_line",
        "medication_name",
        "windows_agreed",
    ];
    details.contains(&field)
}
