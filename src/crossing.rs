//! The Rust half of the boundary (the other is `crossing.js`): a request comes as one string, a decision leaves as one
//! list of numbers, because each crossing costs more than many a rule.

use std::sync::Arc;

use chrono::{DateTime, Datelike, NaiveDate, Timelike, Utc};

use crate::decision::{
    Citation, Day, Deadline, Decision, FieldInfo, Finding, NextStep, Open, PolicySummary,
    PolicyVersion, ResponseTime, SourceVersion,
};
use crate::facts::{Fact, Kind};
use crate::value::{Given, Value, until_zero};

/// What stands for the first fact; the next stands for the second.
const FIRST_PLACE: u8 = 64;

/// What `crossing.js` has written of some values, one after the other.
pub(crate) struct Written<'w>(&'w str);

impl<'w> Written<'w> {
    pub(crate) fn new(written: &'w str) -> Self {
        Written(written)
    }

    /// The next value.
    pub(crate) fn value(&mut self) -> Value {
        match self.letter() {
            b'z' => Value::Null,
            b't' => Value::Bool(true),
            b'f' => Value::Bool(false),
            b'n' => self.number(),
            b's' => Value::Text(self.text().to_string()),
            b'[' => {
                let mut items = Vec::new();
                while self.goes_on(b']') {
                    items.push(self.value());
                }
                Value::List(items)
            }
            b'{' => {
                let mut entries = Vec::new();
                while self.goes_on(b'}') {
                    self.letter();
                    entries.push((self.text().to_string(), self.value()));
                }
                Value::Map(entries)
            }
            _ => Value::Other,
        }
    }

    /// The place of the fact that the next value is for.
    pub(crate) fn place(&mut self) -> Option<usize> {
        let place = *self.0.as_bytes().first()?;
        self.letter();
        place.checked_sub(FIRST_PLACE).map(usize::from)
    }

    /// The next value, unless it is a list.
    pub(crate) fn given(&mut self) -> Option<Given<'w>> {
        if self.0.as_bytes().first() == Some(&b'[') {
            return None;
        }
        Some(match self.letter() {
            b'z' => Given::Nothing,
            b't' => Given::Bool(true),
            b'f' => Given::Bool(false),
            b's' => Given::Text(self.text()),
            b'n' => {
                self.text();
                Given::Other
            }
            _ => Given::Other,
        })
    }

    fn letter(&mut self) -> u8 {
        let letter = self.0.as_bytes().first().copied().unwrap_or(0);
        self.0 = self.0.get(1..).unwrap_or_default();
        letter
    }

    /// Whether something stands before this end, which is left behind.
    fn goes_on(&mut self, end: u8) -> bool {
        match self.0.as_bytes().first() {
            Some(letter) if *letter != end => true,
            _ => {
                self.letter();
                false
            }
        }
    }

    fn text(&mut self) -> &'w str {
        let (text, rest) = until_zero(self.0);
        self.0 = rest;
        text
    }

    #[expect(
        clippy::cast_precision_loss,
        reason = "JavaScript writes no number that an f64 can't hold"
    )]
    fn number(&mut self) -> Value {
        let digits = self.text().bytes().map(|digit| u64::from(digit & 15));
        let number = digits.fold(0u64, |sum, digit| {
            sum.saturating_mul(10).saturating_add(digit)
        });
        Value::Number(number as f64)
    }
}

/// How many words most decisions have at the most.
const USUAL: usize = 1_024;

/// What `crossing.js` reads of a decision. A text is named by its place in the module's memory, which the page needs to
/// read only once.
#[derive(Default)]
pub(crate) struct Words(pub(crate) Vec<u32>);

impl Words {
    /// The facts of a payer, each with whether it holds call windows.
    pub(crate) fn facts(facts: &[Arc<Fact>]) -> Self {
        let mut words = Words::default();
        for fact in facts {
            words.word(&fact.id);
            words.number((fact.kind == Kind::Windows).into());
        }
        words
    }

    pub(crate) fn decision(decision: &Decision<'_>) -> Self {
        let mut words = Words(Vec::with_capacity(USUAL));
        words.word(decision.outcome.name());
        words.list(&decision.findings, Self::finding);
        words.list(&decision.needed, Self::open);
        words.list(&decision.optional, Self::open);
        words.optional(decision.deadline.as_ref(), Self::deadline_parts);
        words.list(&decision.response_times, Self::promise);
        words.list(&decision.contacts, |words, step| words.step(step));
        words.optional(decision.policy.as_ref(), Self::policy);
        words.word(decision.engine);
        words.moment(decision.checked_at);
        words
    }

    pub(crate) fn deadline(deadline: &Deadline<'_>) -> Self {
        let mut words = Words::default();
        words.deadline_parts(deadline);
        words
    }

    pub(crate) fn summaries(summaries: &[PolicySummary<'_>]) -> Self {
        let mut words = Words::default();
        words.list(summaries, Self::summary);
        words
    }

    fn number(&mut self, number: u32) {
        self.0.push(number);
    }

    /// A text of the code or of a loaded policy, and no other: JavaScript keeps what it reads until another policy is
    /// loaded.
    #[expect(
        clippy::cast_possible_truncation,
        reason = "the module's memory has 32-bit addresses"
    )]
    fn text(&mut self, text: Option<&str>) {
        let place = text.map_or(0, |text| text.as_ptr().addr());
        self.0
            .extend([place as u32, text.map_or(0, str::len) as u32]);
    }

    fn word(&mut self, text: &str) {
        self.text(Some(text));
    }

    fn list<T>(&mut self, items: &[T], write: impl Fn(&mut Self, &T)) {
        self.number(u32::try_from(items.len()).unwrap_or(0));
        for item in items {
            write(self, item);
        }
    }

    fn optional<T>(&mut self, part: Option<T>, write: impl Fn(&mut Self, T)) {
        self.number(part.is_some().into());
        if let Some(part) = part {
            write(self, part);
        }
    }

    /// A text that is not kept: ASCII.
    fn passing(&mut self, text: &str) {
        self.number(u32::try_from(text.len()).unwrap_or(0));
        self.0.extend(text.bytes().map(u32::from));
    }

    fn day(&mut self, day: NaiveDate) {
        self.number(u32::try_from(day.num_days_from_ce()).unwrap_or(0));
    }

    fn moment(&mut self, moment: DateTime<Utc>) {
        let moment = moment.naive_utc();
        self.day(moment.date());
        let seconds = moment.time().num_seconds_from_midnight();
        let millis = moment.nanosecond() / 1_000_000;
        self.number(seconds.saturating_mul(1_000).saturating_add(millis));
    }

    fn citation(&mut self, citation: &Citation<'_>) {
        self.word(citation.source);
        self.word(citation.title);
        self.text(citation.section);
        self.list(&citation.statements, |words, id| words.word(id));
        self.text(citation.effective);
    }

    fn step(&mut self, step: &NextStep) {
        self.word(&step.id);
        self.word(&step.label);
        self.word(step.kind);
        self.text(step.value.as_deref());
        self.text(step.href.as_deref());
        self.text(step.note.as_deref());
    }

    fn finding(&mut self, finding: &Finding<'_>) {
        self.word(finding.kind.name());
        self.word(finding.rule);
        self.text(finding.field);
        self.optional(finding.at.as_deref(), Self::passing);
        self.word(finding.message);
        self.optional(finding.citation.as_ref(), Self::citation);
        self.list(&finding.next_steps, |words, step| words.step(step));
    }

    fn open(&mut self, open: &Open<'_>) {
        self.word(open.field);
        self.optional(open.citation.as_ref(), Self::citation);
    }

    fn deadline_parts(&mut self, deadline: &Deadline<'_>) {
        self.day(deadline.start);
        self.number(deadline.count);
        self.word(deadline.unit);
        self.day(deadline.due);
        self.day(deadline.closes);
        self.moment(deadline.due_at);
        self.moment(deadline.closes_at);
        self.word(deadline.time_zone);
        self.word(deadline.status);
        self.optional(deadline.days_left, Self::number);
        self.list(&deadline.days, Self::counted);
        self.optional(deadline.citation.as_ref(), Self::citation);
    }

    fn counted(&mut self, day: &Day) {
        self.day(day.date);
        self.optional(day.counts, Self::number);
        self.text(day.skipped);
    }

    fn promise(&mut self, promise: &ResponseTime<'_>) {
        self.word(promise.id);
        self.word(promise.label);
        self.number(promise.count);
        self.word(promise.unit);
        self.moment(promise.by);
        self.optional(promise.citation.as_ref(), Self::citation);
    }

    fn summary(&mut self, summary: &PolicySummary<'_>) {
        self.word(summary.id);
        self.word(summary.name);
        self.word(summary.version);
        self.list(summary.lines_of_business, |words, line| words.word(line));
        self.list(summary.services, |words, service| words.word(service));
        self.list(&summary.fields, Self::field);
    }

    fn field(&mut self, field: &FieldInfo<'_>) {
        self.word(field.field);
        self.word(field.kind);
        self.optional(field.values, |words, values| {
            words.list(values, |words, value| {
                words.word(&value.value);
                words.word(&value.label);
            });
        });
        self.word(field.question);
        self.text(field.hint);
    }

    fn policy(&mut self, policy: &PolicyVersion<'_>) {
        self.word(policy.id);
        self.word(policy.name);
        self.word(policy.version);
        self.list(policy.sources, Self::source);
    }

    fn source(&mut self, source: &SourceVersion) {
        self.word(&source.id);
        self.word(&source.title);
        self.text(source.effective.as_deref());
        self.text(source.next_review.as_deref());
    }
}
