//! What comes back: plain data in the shape of the JavaScript contract.

use std::borrow::Cow;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Serialize, Serializer};

use crate::instant::{date_text, instant_text};

/// The answer to one request, as of one instant.
#[derive(Clone, Debug, Serialize)]
pub struct Decision<'p> {
    /// Whether the request can be made.
    pub outcome: Outcome,
    /// Everything that was found, all at once: rejects, then invalid values, warnings, notices.
    pub findings: Vec<Finding<'p>>,
    /// The unanswered facts that can still change the outcome, in asking order; empty once ineligible.
    pub needed: Vec<Open<'p>>,
    /// The unanswered facts that can change something else that is said; empty once ineligible.
    pub optional: Vec<Open<'p>>,
    /// By when the request must be in; absent while that is not decided.
    pub deadline: Option<Deadline<'p>>,
    /// What the payer promises, counted from now; empty once ineligible.
    pub response_times: Vec<ResponseTime<'p>>,
    /// Where this request goes; empty once ineligible.
    pub contacts: Vec<&'p NextStep>,
    /// The policy that decided; absent while no known payer is named.
    pub policy: Option<PolicyVersion<'p>>,
    /// This engine's version.
    pub engine: &'static str,
    /// The instant that counted as now, UTC, RFC 3339.
    #[serde(serialize_with = "as_instant")]
    pub checked_at: DateTime<Utc>,
}

/// Whether a request can be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Outcome {
    /// It can be sent as it is.
    Eligible,
    /// It can't be made, whatever else is answered.
    Ineligible,
    /// Something is still to be answered or mended.
    Incomplete,
}

impl Outcome {
    /// As JavaScript sees it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Outcome::Eligible => "eligible",
            Outcome::Ineligible => "ineligible",
            Outcome::Incomplete => "incomplete",
        }
    }
}

/// How a finding bears on the request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum FindingKind {
    /// The request can't be made.
    Reject,
    /// A value can't be right and has to be mended first.
    Invalid,
    /// The request can be made; the person should know this first.
    Warning,
    /// Good to know.
    Notice,
}

impl FindingKind {
    /// As JavaScript sees it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            FindingKind::Reject => "reject",
            FindingKind::Invalid => "invalid",
            FindingKind::Warning => "warning",
            FindingKind::Notice => "notice",
        }
    }
}

/// One thing found about a request.
#[derive(Clone, Debug, Serialize)]
pub struct Finding<'p> {
    /// How it bears on the request.
    pub kind: FindingKind,
    /// `<policy>/<rule>`, or `request/<code>`: `unknown-payer`, `wrong-type`, `unknown-value`, `bad-date`, `future-date`,
    /// `too-long`, `bad-phone`, `bad-npi`, `bad-email`, `bad-window`, `too-many-windows`, `window-order`, `window-past`.
    pub rule: &'p str,
    /// The fact that it turns on.
    pub field: Option<&'p str>,
    /// JSON Pointer inside that field.
    pub at: Option<String>,
    /// Plain words.
    pub message: &'p str,
    /// The published sentence that says so.
    pub citation: Option<Citation<'p>>,
    /// Where to go instead, or next.
    pub next_steps: Vec<&'p NextStep>,
}

/// Where a payer's document says so.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Citation<'p> {
    /// The document's id.
    pub source: &'p str,
    /// The document's title.
    pub title: &'p str,
    /// The heading as printed.
    pub section: Option<&'p str>,
    /// The numbered statements, the leading one first.
    pub statements: Vec<&'p str>,
    /// The day from which the document holds, `YYYY-MM-DD`; absent when it names none.
    pub effective: Option<&'p str>,
}

/// An unanswered fact and the sentence that asks for it.
#[derive(Clone, Debug, Serialize)]
pub struct Open<'p> {
    /// The fact.
    pub field: &'p str,
    /// The sentence; absent where only common sense asks (C19).
    pub citation: Option<Citation<'p>>,
}

/// A way to go: whom to call, which form to use.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct NextStep {
    /// Its id in the policy.
    pub id: Cow<'static, str>,
    /// What it is for.
    pub label: Cow<'static, str>,
    /// `phone`, `fax`, `mail`, `form`, `portal`, `email` or `letter`.
    pub kind: &'static str,
    /// The number, address or name as printed; absent where the source names none.
    pub value: Option<Cow<'static, str>>,
    /// `tel:` or `https:`.
    pub href: Option<Cow<'static, str>>,
    /// What to mind.
    pub note: Option<Cow<'static, str>>,
}

/// The day by which a request must be in, with its arithmetic.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Deadline<'p> {
    /// Day 0, payer-local: the latest of the dates that count. `YYYY-MM-DD`, as all dates here.
    #[serde(serialize_with = "as_day")]
    pub start: NaiveDate,
    /// How many units there are.
    pub count: u32,
    /// The unit: `business-days`, `calendar-days` or `hours`.
    pub unit: &'static str,
    /// The last day, inclusive, payer-local.
    #[serde(serialize_with = "as_day")]
    pub due: NaiveDate,
    /// The last day on which the gate stays open, inclusive, payer-local; never before `due`.
    #[serde(serialize_with = "as_day")]
    pub closes: NaiveDate,
    /// The first instant after the last day, UTC.
    #[serde(serialize_with = "as_instant")]
    pub due_at: DateTime<Utc>,
    /// The first instant at which the gate is closed, UTC.
    #[serde(serialize_with = "as_instant")]
    pub closes_at: DateTime<Utc>,
    /// The payer's zone, by its IANA name.
    pub time_zone: &'static str,
    /// `open`, `last-day` (today is the last), `past-due` (after it, the gate still open) or `closed`.
    pub status: &'static str,
    /// Counted days after today up to `due`; 0 from `due` on; absent for hours.
    pub days_left: Option<u32>,
    /// Every day from the first after `start` up to `due`; empty for hours.
    pub days: Vec<Day>,
    /// The sentence that sets it.
    pub citation: Option<Citation<'p>>,
}

/// One day of a deadline's arithmetic.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Day {
    /// The day, `YYYY-MM-DD`.
    #[serde(serialize_with = "as_day")]
    pub date: NaiveDate,
    /// Its number, counted from 1; absent for a day that is skipped.
    pub counts: Option<u32>,
    /// Why it is skipped: `weekend`, or the holiday's name.
    pub skipped: Option<&'static str>,
}

/// What the payer promises to do, and by when if the request went in now.
#[derive(Clone, Debug, Serialize)]
pub struct ResponseTime<'p> {
    /// Its id in the policy.
    pub id: &'p str,
    /// What is promised.
    pub label: &'p str,
    /// How many units.
    pub count: u32,
    /// The unit, as in [`Deadline::unit`].
    pub unit: &'static str,
    /// The first instant after the promise has run out, UTC.
    #[serde(serialize_with = "as_instant")]
    pub by: DateTime<Utc>,
    /// The sentence that promises it.
    pub citation: Option<Citation<'p>>,
}

/// Which policy decided, and what it rests on.
#[derive(Clone, Debug, Serialize)]
pub struct PolicyVersion<'p> {
    /// The payer's id.
    pub id: &'p str,
    /// The payer's name.
    pub name: &'p str,
    /// The newest source's effective date and a hash of the policy's content.
    pub version: &'p str,
    /// The documents.
    pub sources: &'p [SourceVersion],
}

/// A document that a policy rests on.
#[derive(Clone, Debug, Serialize)]
pub struct SourceVersion {
    /// Its id.
    pub id: Cow<'static, str>,
    /// Its title.
    pub title: Cow<'static, str>,
    /// From when it holds, `YYYY-MM-DD`.
    pub effective: Option<Cow<'static, str>>,
    /// When its publisher reviews it next, `YYYY-MM-DD`.
    pub next_review: Option<Cow<'static, str>>,
}

/// A loaded policy, as far as a form needs to know it.
#[derive(Clone, Debug, Serialize)]
pub struct PolicySummary<'p> {
    /// The payer's id: what a request's `payer` names.
    pub id: &'p str,
    /// The payer's name.
    pub name: &'p str,
    /// As in [`PolicyVersion::version`].
    pub version: &'p str,
    /// The lines of business that its documents speak of.
    pub lines_of_business: &'p [Cow<'static, str>],
    /// The services that its documents speak of.
    pub services: &'p [Cow<'static, str>],
    /// Every fact that it can ask for, in asking order.
    pub fields: Vec<FieldInfo<'p>>,
}

/// How to ask for one fact.
#[derive(Clone, Debug, Serialize)]
pub struct FieldInfo<'p> {
    /// The fact: the request's key.
    pub field: &'p str,
    /// `boolean`, `choice`, `date`, `text`, `phone`, `npi`, `email` or `windows`.
    pub kind: &'static str,
    /// The values of a choice; absent for other kinds.
    pub values: Option<&'p [FieldValue]>,
    /// The question, in the payer's own wording where it has one.
    pub question: &'p str,
    /// Where the letter says it, or what counts.
    pub hint: Option<&'p str>,
}

/// One value of a choice.
#[derive(Clone, Debug, Serialize)]
pub struct FieldValue {
    /// What the request holds.
    pub value: Cow<'static, str>,
    /// What the person sees.
    pub label: Cow<'static, str>,
}

/// Why no deadline can be computed.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct DeadlineError<'p> {
    /// `missing-field`, `invalid-field`, `unknown-payer` or `no-deadline`.
    pub code: &'static str,
    /// The fact that is missing or wrong.
    pub field: Option<&'p str>,
    /// Plain words.
    pub message: &'p str,
}

/// One thing wrong with a policy.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Problem {
    /// JSON Pointer into the policy.
    pub path: String,
    /// What is wrong, and what would be right.
    pub message: String,
}

fn as_day<S: Serializer>(day: &NaiveDate, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&date_text(*day))
}

fn as_instant<S: Serializer>(instant: &DateTime<Utc>, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&instant_text(*instant))
}
