//! "Not sure" (C21): the expected decision is computed from the reference's answers for every value that the unsure
//! facts could have.

use std::collections::BTreeSet;

use p2p_review::{
    Decision, Finding, FindingKind, Outcome, Policies, Shown, Value, validate_request,
};
use p2p_test_support::reference::{self, Facts, Kind, RequiredFinding};

use crate::payers::{Answer, Moment, Payer, answer};

/// A request with unsure facts; all other facts are answered.
pub(crate) struct Unsure<'p> {
    pub(crate) payer: &'p Payer,
    pub(crate) moment: Moment,
    pub(crate) answered: Vec<(String, Answer)>,
    /// The unsure facts, with their possible answers.
    pub(crate) unsure: Vec<(String, Vec<Answer>)>,
}

/// A reject according to the reference: the fact that it is about, and the statements behind it.
type Refusal = (&'static str, &'static [&'static str]);

impl Unsure<'_> {
    pub(crate) fn request(&self) -> Value {
        let mut entries = vec![("payer".to_owned(), Value::Text(self.payer.id.clone()))];
        let answered = self.answered.iter();
        entries.extend(answered.map(|(field, answer)| (field.clone(), answer.value.clone())));
        let unsure = self.unsure.iter();
        entries.extend(unsure.map(|(field, _)| (field.clone(), Value::Text("unsure".into()))));
        Value::Map(entries)
    }

    /// The reference's answer for every combination of the unsure facts' values; the first fact's value changes
    /// fastest.
    fn possible(&self) -> Vec<reference::Answer> {
        let size: usize = self
            .unsure
            .iter()
            .map(|(_, answers)| answers.len())
            .product();
        let required = |index| {
            let mut facts = Facts::default();
            for (field, given) in &self.answered {
                answer(&mut facts, field, given);
            }
            let mut rest = index;
            for (field, answers) in &self.unsure {
                answer(&mut facts, field, &answers[rest % answers.len()]);
                rest /= answers.len();
            }
            reference::evaluate(&self.payer.id, &facts, self.moment.local)
        };
        (0..size).map(required).collect()
    }

    /// Differences between the engine's decision and the expected one.
    pub(crate) fn faults(&self, policies: &Policies) -> Vec<String> {
        let decision = validate_request(policies, &self.request(), self.moment.now);
        let possible = self.possible();
        let rejects: Vec<BTreeSet<Refusal>> = possible.iter().map(refusals).collect();
        let sure = |refusal: &Refusal| rejects.iter().all(|rejects| rejects.contains(refusal));
        let (certain, open): (Vec<Refusal>, Vec<Refusal>) = rejects
            .iter()
            .flatten()
            .copied()
            .collect::<BTreeSet<Refusal>>()
            .into_iter()
            .partition(sure);
        let mut faults = Vec::new();
        self.check_outcome(&decision, &certain, &mut faults);
        let mut stride = 1;
        for (field, answers) in &self.unsure {
            let depends = |refusal: &&Refusal| depends_on(refusal, &rejects, stride, answers.len());
            let dependent: Vec<&Refusal> = open.iter().filter(depends).collect();
            self.check_warning(&decision, field, &dependent, &mut faults);
            stride *= answers.len();
        }
        self.check_the_rest(&decision, &possible, &mut faults);
        faults
    }

    fn check_outcome(&self, decision: &Decision, certain: &[Refusal], faults: &mut Vec<String>) {
        let rejects = || {
            decision
                .findings
                .iter()
                .filter(|f| f.kind == FindingKind::Reject)
        };
        for refusal in certain {
            if !rejects().any(|finding| is(finding, refusal)) {
                faults.push(format!(
                    "does not reject, and whatever is true it is: {refusal:?}"
                ));
            }
        }
        for finding in rejects() {
            if !certain.iter().any(|refusal| is(finding, refusal)) {
                faults.push(format!("rejects what is not certain: {}", finding.rule));
            }
        }
        let outcome = if certain.is_empty() {
            Outcome::Eligible
        } else {
            Outcome::Ineligible
        };
        if decision.outcome != outcome {
            let needed: Vec<&str> = decision.needed.iter().map(|open| open.field).collect();
            faults.push(format!(
                "{:?}, not {outcome:?}; needed: {needed:?}",
                decision.outcome
            ));
        }
        let asked = decision.needed.iter().chain(&decision.optional);
        for open in asked.filter(|open| self.unsure.iter().any(|(field, _)| field == open.field)) {
            faults.push(format!("asks once more for {}", open.field));
        }
    }

    /// There is one warning for each unsure fact that a reject still depends on.
    fn check_warning(
        &self,
        decision: &Decision,
        field: &str,
        dependent: &[&Refusal],
        faults: &mut Vec<String>,
    ) {
        let stands_for_a_refusal = |finding: &&Finding| {
            finding.kind == FindingKind::Warning
                && finding.field.as_deref() == Some(field)
                && self.payer.rejecting.contains(finding.rule)
        };
        let warnings: Vec<&Finding> = decision
            .findings
            .iter()
            .filter(stands_for_a_refusal)
            .collect();
        let cites_it = |finding: &&Finding| {
            let by = dependent.iter().flat_map(|(_, by)| *by);
            let statements = finding
                .citation
                .as_ref()
                .map(|citation| &citation.statements);
            statements.is_some_and(|statements| by.clone().any(|id| statements.contains(id)))
        };
        if warnings.len() != usize::from(!dependent.is_empty()) || !warnings.iter().all(cites_it) {
            let rules: Vec<&str> = warnings.iter().map(|finding| finding.rule).collect();
            faults.push(format!(
                "{field}: warns by {rules:?}; on it turn {dependent:?}"
            ));
        }
    }

    /// What applies to every possible answer is reported; what applies to none isn't.
    fn check_the_rest(
        &self,
        decision: &Decision,
        possible: &[reference::Answer],
        faults: &mut Vec<String>,
    ) {
        let ordinary: Vec<&Finding> = decision
            .findings
            .iter()
            .filter(|f| f.kind == FindingKind::Warning && !self.payer.rejecting.contains(f.rule))
            .collect();
        let same = |required: &RequiredFinding, finding: &Finding| {
            required.kind == Kind::Warning
                && (required.by.is_empty()
                    && finding.field.as_deref().unwrap_or_default() == required.field
                    || is(finding, &(required.field, required.by)))
        };
        for required in possible[0]
            .findings
            .iter()
            .filter(|required| required.must && required.kind == Kind::Warning)
        {
            let always = possible.iter().all(|answer| {
                let mut others = answer.findings.iter();
                others.any(|other| {
                    (other.kind, other.field, other.by)
                        == (required.kind, required.field, required.by)
                })
            });
            if always && !ordinary.iter().any(|finding| same(required, finding)) {
                faults.push(format!("does not warn: {required:?}"));
            }
        }
        for finding in &ordinary {
            if !possible
                .iter()
                .flat_map(|answer| &answer.findings)
                .any(|required| same(required, finding))
            {
                faults.push(format!("warns, and the sources never do: {}", finding.rule));
            }
        }
        if decision.outcome == Outcome::Ineligible {
            return;
        }
        let passing: Vec<&reference::Answer> = possible
            .iter()
            .filter(|answer| !answer.rejected())
            .collect();
        for note in passing.first().into_iter().flat_map(|answer| &answer.notes) {
            let first = |answer: &&&reference::Answer| {
                answer
                    .notes
                    .iter()
                    .any(|other| other.first && other.by == note.by)
            };
            let seen = decision.findings.iter().any(|finding| {
                let statements = finding
                    .citation
                    .as_ref()
                    .map(|citation| &citation.statements);
                finding.shown == Shown::First
                    && statements.is_some_and(|ids| ids.iter().any(|id| note.by.contains(id)))
            });
            if passing.iter().filter(first).count() == possible.len() && !seen {
                faults.push(format!("does not say first: {note:?}"));
            }
        }
    }
}

fn refusals(answer: &reference::Answer) -> BTreeSet<Refusal> {
    let rejects = answer
        .findings
        .iter()
        .filter(|required| required.kind == Kind::Reject);
    rejects
        .map(|required| (required.field, required.by))
        .collect()
}

fn is(finding: &Finding, (field, by): &Refusal) -> bool {
    let statements = finding
        .citation
        .as_ref()
        .map(|citation| &citation.statements);
    finding.field.as_deref().unwrap_or_default() == *field
        && statements.is_some_and(|statements| statements.iter().any(|id| by.contains(id)))
}

/// Whether a reject depends on a fact: it applies with one answer and not with another, the other unsure facts being
/// the same.
fn depends_on(
    refusal: &Refusal,
    rejects: &[BTreeSet<Refusal>],
    stride: usize,
    answers: usize,
) -> bool {
    (0..rejects.len()).any(|index| {
        let base = index - (index / stride % answers) * stride;
        rejects[index].contains(refusal) != rejects[base].contains(refusal)
    })
}
