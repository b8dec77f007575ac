//! Decisions and deadlines, in the shape of the JavaScript contract.

use std::borrow::Cow;
use std::fmt;

use chrono::{DateTime, NaiveDate, Utc};
use p2p_policy::facts::{FieldValue, Kind};
use p2p_policy::policy::{FindingKind, NextStep, SourceVersion, Status, Unit};
use p2p_policy::text::Text;
use p2p_policy::time::Zone;
use p2p_policy::{answer, named_enum};

named_enum! {
    /// Whether the request can be made. No further values will be added.
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
    /// Whether a finding is shown at first or may be folded away.
    pub enum Shown {
        /// A person has to see it before sending.
        First = "first",
        /// A form may fold it away.
        Folded = "folded",
    }
}

answer! {
    /// The answer to one request at one instant.
    pub struct Decision<'p> {
        /// Whether the request can be made.
        pub outcome: Outcome,
        /// All findings: rejects first, then invalid values, warnings, notices.
        pub findings: Vec<Finding<'p>>,
        /// The unanswered facts that can still change the outcome, in asking order. Empty if ineligible.
        pub needed: Vec<OpenFact<'p>>,
        /// The unanswered facts that can change anything except the outcome, in asking order. Empty if ineligible.
        pub optional: Vec<OpenFact<'p>>,
        /// When the request must be in; null until that is decided.
        pub deadline: Option<Deadline<'p>>,
        /// When the payer promises to respond. Empty if ineligible.
        pub response_times: Vec<ResponseTime<'p>>,
        /// Where the request goes. Empty if ineligible.
        pub contacts: Vec<Cow<'p, NextStep>>,
        /// The policy's further deadlines, in its order, without those that are not decided yet.
        pub clocks: Vec<Deadline<'p>>,
        /// The policy that decided; null unless a known payer is given.
        pub policy: Option<PolicyVersion<'p>>,
        /// The version of this engine.
        pub engine: &'p str,
        /// The `now` that was used, UTC.
        pub checked_at: DateTime<Utc>,
    }

    /// Something that was found about a request.
    pub struct Finding<'p> {
        /// What it means for the request.
        pub kind: FindingKind,
        /// `<policy>/<rule>`, or `request/<code>` with the code `unknown-payer`, `wrong-type`, `unknown-value`, `bad-date`,
        /// `future-date`, `too-long`, `bad-number`, `bad-phone`, `bad-npi`, `bad-email`, `bad-window`,
        /// `too-many-windows`, `window-order`, `window-past` or `unknown-key`.
        pub rule: &'p str,
        /// The fact that it is about.
        pub field: Option<Cow<'p, str>>,
        /// A JSON Pointer to the part of that field that it is about, such as `/1/start`.
        pub at: Option<String>,
        /// What it means and what to do, in plain words.
        pub message: Cow<'p, str>,
        /// Whether a person has to see it before sending.
        pub shown: Shown,
        /// For a reject: whether it only means that another form or address is right.
        pub elsewhere: bool,
        /// The published statements that it is based on.
        pub citation: Option<Citation<'p>>,
        /// What to do instead, or next. Never empty for a reject.
        pub next_steps: Vec<Cow<'p, NextStep>>,
    }

    /// A reference to a payer's document.
    pub struct Citation<'p> {
        /// The document's id.
        pub source: &'p str,
        /// The document's title.
        pub title: &'p str,
        /// The heading as printed, if there is one.
        pub section: Option<&'p str>,
        /// The ids of the statements, the most relevant one first.
        pub statements: Vec<&'p str>,
        /// The day on which the document takes effect, `YYYY-MM-DD`; null if it states none.
        pub effective: Option<&'p str>,
    }

    /// An unanswered fact, with the statements that require it.
    pub struct OpenFact<'p> {
        /// The fact.
        pub field: &'p str,
        /// The statements; null if no document requires it, only common sense (C19).
        pub citation: Option<Citation<'p>>,
    }

    /// A deadline, and how it was computed. All days are in the payer's time zone, `YYYY-MM-DD`; last days are
    /// inclusive.
    pub struct Deadline<'p> {
        /// The policy's name for this clock.
        pub id: &'p str,
        /// What the last day is called, such as "Request by".
        pub label: &'p str,
        /// Day 0.
        pub start: NaiveDate,
        /// The fact from which day 0 was taken.
        pub start_field: &'p str,
        /// How many units are counted; null if the letter or the plan names the last day.
        pub count: Option<u32>,
        /// The unit; `date` if the letter or the plan names the last day.
        pub unit: Unit,
        /// The first day on which the request can be made, if the policy sets one.
        pub opens: Option<NaiveDate>,
        /// The last day by the strictest fair reading of the policy; never after `due`.
        pub safe: NaiveDate,
        /// The last day by the plain reading.
        pub due: NaiveDate,
        /// The last day by the most generous fair reading, until which the gate stays open; never before `due`.
        pub closes: NaiveDate,
        /// The first instant after `due`, UTC.
        pub due_at: DateTime<Utc>,
        /// The first instant after `closes`, UTC.
        pub closes_at: DateTime<Utc>,
        /// The payer's time zone, an IANA name.
        pub time_zone: Zone,
        /// Where `now` stands. `not-open`: before `opens`; `open`: before `safe`; `last-day`: on `safe`; `past-safe`:
        /// after `safe`, up to `due`; `past-due`: after `due`, up to `closes`; `closed`: after that.
        pub status: Status,
        /// The days after today up to `safe` that count by the strictest reading; 0 from `safe` on; null for hours and
        /// dates.
        pub days_left: Option<u32>,
        /// Each day after `start` up to `due`; empty for hours and dates.
        pub days: Vec<DeadlineDay<'p>>,
        /// The statements that set the deadline.
        pub citation: Option<Citation<'p>>,
    }

    /// One day in the computation of a deadline.
    pub struct DeadlineDay<'p> {
        /// The day.
        pub date: NaiveDate,
        /// Its number, counted from 1; null if it is skipped.
        pub counts: Option<u32>,
        /// Why it is skipped: `weekend`, or the holiday's name.
        pub skipped: Option<&'p str>,
        /// The holiday's name, if the payer may be open on that day; `safe` counts it as a business day.
        pub doubtful: Option<&'p str>,
    }

    /// A response that the payer promises, and when it is due if the request is sent now.
    pub struct ResponseTime<'p> {
        /// The promise's id in the policy.
        pub id: &'p str,
        /// What is promised.
        pub label: Cow<'p, str>,
        /// How many units it takes.
        pub count: u32,
        /// The unit, as in a deadline.
        pub unit: Unit,
        /// The first instant after the promised time, UTC.
        pub by: DateTime<Utc>,
        /// The statements that promise it.
        pub citation: Option<Citation<'p>>,
    }

    /// The policy that decided, and its documents.
    pub struct PolicyVersion<'p> {
        /// The payer's id.
        pub id: &'p str,
        /// The payer's name.
        pub name: &'p str,
        /// The newest source's effective date and a hash of the policy's content.
        pub version: &'p str,
        /// The documents that the policy is based on.
        pub sources: Vec<&'p SourceVersion>,
    }

    /// What a form needs to know about a loaded policy.
    pub struct PolicySummary<'p> {
        /// The payer's id, the value of `payer` in a request.
        pub id: &'p str,
        /// The payer's name.
        pub name: &'p str,
        /// The version, as in the `policy` of a decision.
        pub version: &'p str,
        /// The lines of business that its documents cover.
        pub lines_of_business: &'p [Text],
        /// The services that its documents cover.
        pub services: &'p [Text],
        /// Every fact that a form may have to ask for, in asking order.
        pub fields: Vec<FieldInfo<'p>>,
    }

    /// How a form asks for a fact.
    pub struct FieldInfo<'p> {
        /// The fact's key in a request.
        pub field: &'p str,
        /// The kind of its value.
        pub kind: Kind,
        /// The values of a choice; null for other kinds.
        pub values: Option<&'p [FieldValue]>,
        /// The question, in the payer's wording if the policy has its own.
        pub question: &'p str,
        /// Where to find the answer, or what counts.
        pub hint: Option<&'p str>,
        /// Whether `"unsure"` is a valid answer.
        pub unsure: bool,
    }
}

named_enum! {
    /// Why no deadline can be computed.
    pub enum DeadlineErrorCode {
        /// A fact that decides the deadline is not answered.
        MissingField = "missing-field",
        /// The answer to such a fact is invalid.
        InvalidField = "invalid-field",
        /// No policy is loaded for this payer.
        UnknownPayer = "unknown-payer",
        /// The policy sets no deadline for this request.
        NoDeadline = "no-deadline",
    }
}

answer! {
    /// The reason why there is no deadline.
    pub struct DeadlineError<'p> {
        /// The kind of reason.
        pub code: DeadlineErrorCode,
        /// The fact that is missing or invalid.
        pub field: Option<&'p str>,
        /// The reason in plain words.
        pub message: Cow<'p, str>,
    }
}

impl fmt::Display for DeadlineError<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for DeadlineError<'_> {}
