//! The answers: plain data in the shape of the JavaScript contract.

use std::borrow::Cow;
use std::fmt;

use chrono::{DateTime, NaiveDate, Utc};
use p2p_policy::facts::{FieldValue, Kind};
use p2p_policy::policy::{FindingKind, NextStep, SourceVersion, Status, Unit};
use p2p_policy::text::Text;
use p2p_policy::time::Zone;
use p2p_policy::{answer, named_enum};

named_enum! {
    /// Whether a request can be made. This list is closed.
    pub enum Outcome {
        /// It can be sent as it is.
        Eligible = "eligible",
        /// It can't be made, whatever else is answered.
        Ineligible = "ineligible",
        /// Something still has to be answered or corrected.
        Incomplete = "incomplete",
    }
}

named_enum! {
    /// Where a finding is shown.
    pub enum Shown {
        /// A person has to see it before sending.
        First = "first",
        /// It may be collapsed.
        Folded = "folded",
    }
}

answer! {
    /// The answer to one request, as of one instant.
    pub struct Decision<'p> {
        /// Whether the request can be made.
        pub outcome: Outcome,
        /// All findings: rejects first, then invalid values, warnings, notices.
        pub findings: Vec<Finding<'p>>,
        /// The unanswered facts that can still change the outcome, in asking order; empty once ineligible.
        pub needed: Vec<OpenFact<'p>>,
        /// The unanswered facts that can change anything but the outcome; empty once ineligible.
        pub optional: Vec<OpenFact<'p>>,
        /// By when the request must be in; null until that is decided.
        pub deadline: Option<Deadline<'p>>,
        /// What the payer promises; empty once ineligible.
        pub response_times: Vec<ResponseTime<'p>>,
        /// Where this request goes; empty once ineligible.
        pub contacts: Vec<Cow<'p, NextStep>>,
        /// The policy's further clocks, in its order; one that can't be computed yet is left out.
        pub clocks: Vec<Deadline<'p>>,
        /// The policy that decided; absent while no known payer is named.
        pub policy: Option<PolicyVersion<'p>>,
        /// This engine's version.
        pub engine: &'p str,
        /// The `now` that was used: UTC, RFC 3339.
        pub checked_at: DateTime<Utc>,
    }

    /// One thing found about a request.
    pub struct Finding<'p> {
        /// How it bears on the request.
        pub kind: FindingKind,
        /// `<policy>/<rule>`, or `request/<code>`: `unknown-payer`, `wrong-type`, `unknown-value`, `bad-date`, `future-date`,
        /// `too-long`, `bad-number`, `bad-phone`, `bad-npi`, `bad-email`, `bad-window`, `too-many-windows`, `window-order`, `window-past`, `unknown-key`.
        pub rule: &'p str,
        /// The fact that it turns on.
        pub field: Option<Cow<'p, str>>,
        /// JSON Pointer inside that field.
        pub at: Option<String>,
        /// Plain words.
        pub message: Cow<'p, str>,
        /// Whether a person has to see it before sending, or it may be collapsed.
        pub shown: Shown,
        /// A reject that only means: not with this form (C23).
        pub elsewhere: bool,
        /// The published sentence that says so.
        pub citation: Option<Citation<'p>>,
        /// Where to go instead, or next.
        pub next_steps: Vec<Cow<'p, NextStep>>,
    }

    /// Where a payer's document says so.
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
    pub struct OpenFact<'p> {
        /// The fact.
        pub field: &'p str,
        /// The sentence; null where only common sense asks (C19).
        pub citation: Option<Citation<'p>>,
    }

    /// The day by which something must be done, with its arithmetic. Days are the payer's, in its time zone; last days are
    /// inclusive.
    pub struct Deadline<'p> {
        /// The policy's name for this clock.
        pub id: &'p str,
        /// What the day is, such as "Request by".
        pub label: &'p str,
        /// Day 0. `YYYY-MM-DD`, as all days here.
        pub start: NaiveDate,
        /// The fact that day 0 was taken from.
        pub start_field: &'p str,
        /// How many units there are; absent where the day itself is named.
        pub count: Option<u32>,
        /// What is counted; `date` where the letter or the plan names the day itself.
        pub unit: Unit,
        /// The first day on which it can be used, where the policy says so.
        pub opens: Option<NaiveDate>,
        /// The last day by the strictest fair reading; never after `due`.
        pub safe: NaiveDate,
        /// The last day.
        pub due: NaiveDate,
        /// The last day on which the gate stays open; never before `due`.
        pub closes: NaiveDate,
        /// The first instant after the last day, UTC.
        pub due_at: DateTime<Utc>,
        /// The first instant at which the gate is closed, UTC.
        pub closes_at: DateTime<Utc>,
        /// The payer's zone, by its IANA name.
        pub time_zone: Zone,
        /// The status as of now. `last-day`: today is the safe day; `past-safe`: after it, up to `due`; `past-due`: up to
        /// `closes`.
        pub status: Status,
        /// Days after today up to `safe` that the strictest reading counts; 0 from `safe` on; absent for hours and dates.
        pub days_left: Option<u32>,
        /// Every day from the first after `start` up to `due`; empty for hours and dates.
        pub days: Vec<DeadlineDay<'p>>,
        /// The sentence that sets it.
        pub citation: Option<Citation<'p>>,
    }

    /// One day of a deadline's arithmetic.
    pub struct DeadlineDay<'p> {
        /// The day.
        pub date: NaiveDate,
        /// Its number, counted from 1; absent for a day that is skipped.
        pub counts: Option<u32>,
        /// Why it is skipped: `weekend`, or the holiday's name.
        pub skipped: Option<&'p str>,
        /// The holiday's name, if many offices are open that day: `safe` counts it as a business day.
        pub doubtful: Option<&'p str>,
    }

    /// What the payer promises to do, and by when if the request were sent now.
    pub struct ResponseTime<'p> {
        /// Its id in the policy.
        pub id: &'p str,
        /// What is promised.
        pub label: Cow<'p, str>,
        /// How many units.
        pub count: u32,
        /// The unit, as in [`Deadline::unit`].
        pub unit: Unit,
        /// The first instant after the promise has run out, UTC.
        pub by: DateTime<Utc>,
        /// The sentence that promises it.
        pub citation: Option<Citation<'p>>,
    }

    /// Which policy decided, and what it rests on.
    pub struct PolicyVersion<'p> {
        /// The payer's id.
        pub id: &'p str,
        /// The payer's name.
        pub name: &'p str,
        /// The newest source's effective date and a hash of the policy's content.
        pub version: &'p str,
        /// The documents.
        pub sources: Vec<&'p SourceVersion>,
    }

    /// A loaded policy, as far as a form needs to know it.
    pub struct PolicySummary<'p> {
        /// The payer's id: what a request's `payer` names.
        pub id: &'p str,
        /// The payer's name.
        pub name: &'p str,
        /// As in [`PolicyVersion::version`].
        pub version: &'p str,
        /// The lines of business that its documents speak of.
        pub lines_of_business: &'p [Text],
        /// The services that its documents speak of.
        pub services: &'p [Text],
        /// Every fact that it can ask for, in asking order.
        pub fields: Vec<FieldInfo<'p>>,
    }

    /// How to ask for one fact.
    pub struct FieldInfo<'p> {
        /// The fact: the request's key.
        pub field: &'p str,
        /// What sort of value it has.
        pub kind: Kind,
        /// The values of a choice; absent for other kinds.
        pub values: Option<&'p [FieldValue]>,
        /// The question, in the payer's own wording where it has one.
        pub question: &'p str,
        /// Where the letter says it, or what counts.
        pub hint: Option<&'p str>,
        /// Whether `"unsure"` is an answer.
        pub unsure: bool,
    }
}

named_enum! {
    /// Why no deadline can be computed.
    pub enum DeadlineErrorCode {
        /// A fact that decides the deadline is not answered.
        MissingField = "missing-field",
        /// The answer to such a fact can't be right.
        InvalidField = "invalid-field",
        /// No policy is loaded for this payer.
        UnknownPayer = "unknown-payer",
        /// The policy sets no deadline for such a request.
        NoDeadline = "no-deadline",
    }
}

answer! {
    /// Why no deadline can be computed.
    pub struct DeadlineError<'p> {
        /// The kind of error.
        pub code: DeadlineErrorCode,
        /// The fact that is missing or wrong.
        pub field: Option<&'p str>,
        /// Plain words.
        pub message: Cow<'p, str>,
    }
}

impl fmt::Display for DeadlineError<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for DeadlineError<'_> {}
