//! The shapes of the answers. Generated from the engine's own (`npm run conformance`).

use serde::Deserialize;

use crate::Outcome;

/// The answer to one request at one instant.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Decision {
    /// Whether the request can be made.
    pub outcome: Outcome,
    /// All findings: rejects first, then invalid values, warnings, notices.
    pub findings: Vec<Finding>,
    /// The unanswered facts that can still change the outcome, in asking order. Empty if ineligible.
    pub needed: Vec<OpenFact>,
    /// The unanswered facts that can change anything except the outcome, in asking order. Empty if ineligible.
    pub optional: Vec<OpenFact>,
    /// When the request must be in; null until that is decided.
    pub deadline: Option<Deadline>,
    /// When the payer promises to respond. Empty if ineligible.
    pub response_times: Vec<ResponseTime>,
    /// Where the request goes. Empty if ineligible.
    pub contacts: Vec<NextStep>,
    /// The policy's further deadlines, in its order, without those that are not decided yet.
    pub clocks: Vec<Deadline>,
    /// The policy that decided; null unless a known payer is given.
    pub policy: Option<PolicyVersion>,
    /// The version of this engine.
    pub engine: String,
    /// The `now` that was used, UTC.
    pub checked_at: String,
}

/// Something that was found about a request.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Finding {
    /// What it means for the request.
    /// One of reject, invalid, warning, notice; more may come.
    pub kind: String,
    /// `<policy>/<rule>`, or `request/<code>` with the code `unknown-payer`, `wrong-type`, `unknown-value`, `bad-date`,
    /// `future-date`, `too-long`, `bad-number`, `bad-phone`, `bad-npi`, `bad-email`, `bad-window`,
    /// `too-many-windows`, `window-order`, `window-past` or `unknown-key`.
    pub rule: String,
    /// The fact that it is about.
    pub field: Option<String>,
    /// A JSON Pointer to the part of that field that it is about, such as `/1/start`.
    pub at: Option<String>,
    /// What it means and what to do, in plain words.
    pub message: String,
    /// Whether a person has to see it before sending.
    /// One of first, folded; more may come.
    pub shown: String,
    /// For a reject: whether it only means that another form or address is right.
    pub elsewhere: bool,
    /// The published statements that it is based on.
    pub citation: Option<Citation>,
    /// What to do instead, or next. Never empty for a reject.
    pub next_steps: Vec<NextStep>,
}

/// A reference to a payer's document.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Citation {
    /// The document's id.
    pub source: String,
    /// The document's title.
    pub title: String,
    /// The heading as printed, if there is one.
    pub section: Option<String>,
    /// The ids of the statements, the most relevant one first.
    pub statements: Vec<String>,
    /// The day on which the document takes effect, `YYYY-MM-DD`; null if it states none.
    pub effective: Option<String>,
}

/// What the person can do next: whom to call, which form to use.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct NextStep {
    /// The step's id in the policy.
    pub id: String,
    /// What the step is for.
    pub label: String,
    /// The kind of step; `letter` means that the denial letter says how.
    /// One of phone, fax, mail, form, portal, email, letter; more may come.
    pub kind: String,
    /// The number, address or name as printed; absent if the source names none.
    pub value: Option<String>,
    /// `tel:` or `https:`.
    pub href: Option<String>,
    /// What to keep in mind.
    pub note: Option<String>,
}

/// An unanswered fact, with the statements that require it.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct OpenFact {
    /// The fact.
    pub field: String,
    /// The statements; null if no document requires it, only common sense (C19).
    pub citation: Option<Citation>,
}

/// A deadline, and how it was computed. All days are in the payer's time zone, `YYYY-MM-DD`; last days are
/// inclusive.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Deadline {
    /// The policy's name for this clock.
    pub id: String,
    /// What the last day is called, such as "Request by".
    pub label: String,
    /// Day 0.
    pub start: String,
    /// The fact from which day 0 was taken.
    pub start_field: String,
    /// How many units are counted; null if the letter or the plan names the last day.
    pub count: Option<u32>,
    /// The unit; `date` if the letter or the plan names the last day.
    /// One of business-days, calendar-days, hours, date, business-hours; more may come.
    pub unit: String,
    /// The first day on which the request can be made, if the policy sets one.
    pub opens: Option<String>,
    /// The last day by the strictest fair reading of the policy; never after `due`.
    pub safe: String,
    /// The last day by the plain reading.
    pub due: String,
    /// The last day by the most generous fair reading, until which the gate stays open; never before `due`.
    pub closes: String,
    /// The first instant after `due`, UTC.
    pub due_at: String,
    /// The first instant after `closes`, UTC.
    pub closes_at: String,
    /// The payer's time zone, an IANA name.
    /// One of America/New_York, America/Chicago, America/Denver, America/Phoenix, America/Los_Angeles, America/Anchorage, Pacific/Honolulu, America/Puerto_Rico; more may come.
    pub time_zone: String,
    /// Where `now` stands. `not-open`: before `opens`; `open`: before `safe`; `last-day`: on `safe`; `past-safe`:
    /// after `safe`, up to `due`; `past-due`: after `due`, up to `closes`; `closed`: after that.
    /// One of not-open, open, last-day, past-safe, past-due, closed; more may come.
    pub status: String,
    /// The days after today up to `safe` that count by the strictest reading; 0 from `safe` on; null for hours and
    /// dates.
    pub days_left: Option<u32>,
    /// Each day after `start` up to `due`; empty for hours and dates.
    pub days: Vec<DeadlineDay>,
    /// The statements that set the deadline.
    pub citation: Option<Citation>,
}

/// One day in the computation of a deadline.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct DeadlineDay {
    /// The day.
    pub date: String,
    /// Its number, counted from 1; null if it is skipped.
    pub counts: Option<u32>,
    /// Why it is skipped: `weekend`, or the holiday's name.
    pub skipped: Option<String>,
    /// The holiday's name, if the payer may be open on that day; `safe` counts it as a business day.
    pub doubtful: Option<String>,
}

/// A response that the payer promises, and when it is due if the request is sent now.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct ResponseTime {
    /// The promise's id in the policy.
    pub id: String,
    /// What is promised.
    pub label: String,
    /// How many units it takes.
    pub count: u32,
    /// The unit, as in a deadline.
    /// One of business-days, calendar-days, hours, date, business-hours; more may come.
    pub unit: String,
    /// The first instant after the promised time, UTC.
    pub by: String,
    /// The statements that promise it.
    pub citation: Option<Citation>,
}

/// The policy that decided, and its documents.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct PolicyVersion {
    /// The payer's id.
    pub id: String,
    /// The payer's name.
    pub name: String,
    /// The newest source's effective date and a hash of the policy's content.
    pub version: String,
    /// The documents that the policy is based on.
    pub sources: Vec<SourceVersion>,
}

/// What a decision says about a document.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct SourceVersion {
    /// The document's id in the policy.
    pub id: String,
    /// The document's title.
    pub title: String,
    /// The day on which it takes effect, `YYYY-MM-DD`.
    pub effective: Option<String>,
    /// The day on which its publisher will review it next, `YYYY-MM-DD`.
    pub next_review: Option<String>,
}

/// What a form needs to know about a loaded policy.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct PolicySummary {
    /// The payer's id, the value of `payer` in a request.
    pub id: String,
    /// The payer's name.
    pub name: String,
    /// The version, as in the `policy` of a decision.
    pub version: String,
    /// The lines of business that its documents cover.
    pub lines_of_business: Vec<String>,
    /// The services that its documents cover.
    pub services: Vec<String>,
    /// Every fact that a form may have to ask for, in asking order.
    pub fields: Vec<FieldInfo>,
}

/// How a form asks for a fact.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct FieldInfo {
    /// The fact's key in a request.
    pub field: String,
    /// The kind of its value.
    /// One of boolean, choice, date, datetime, number, text, phone, npi, email, windows; more may come.
    pub kind: String,
    /// The values of a choice; null for other kinds.
    pub values: Option<Vec<FieldValue>>,
    /// The question, in the payer's wording if the policy has its own.
    pub question: String,
    /// Where to find the answer, or what counts.
    pub hint: Option<String>,
    /// Whether `"unsure"` is a valid answer.
    pub unsure: bool,
}

/// One value of a choice.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct FieldValue {
    /// The value in a request.
    pub value: String,
    /// The text that a person sees.
    pub label: String,
}
