//! The shapes of the answers. Generated from the engine's own (`npm run conformance`).

use serde::Deserialize;

use crate::Outcome;

/// The answer to one request, as of one instant.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Decision {
    /// Whether the request can be made.
    /// One of eligible, ineligible, incomplete; more may come.
    pub outcome: Outcome,
    /// All findings: rejects first, then invalid values, warnings, notices.
    pub findings: Vec<Finding>,
    /// The unanswered facts that can still change the outcome, in asking order; empty once ineligible.
    pub needed: Vec<OpenFact>,
    /// The unanswered facts that can change anything but the outcome; empty once ineligible.
    pub optional: Vec<OpenFact>,
    /// By when the request must be in; null until that is decided.
    pub deadline: Option<Deadline>,
    /// What the payer promises; empty once ineligible.
    pub response_times: Vec<ResponseTime>,
    /// Where this request goes; empty once ineligible.
    pub contacts: Vec<NextStep>,
    /// The policy's further clocks, in its order; one that can't be computed yet is left out.
    pub clocks: Vec<Deadline>,
    /// The policy that decided; absent while no known payer is named.
    pub policy: Option<PolicyVersion>,
    /// This engine's version.
    pub engine: String,
    /// The `now` that was used: UTC, RFC 3339.
    pub checked_at: String,
}

/// One thing found about a request.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Finding {
    /// How it bears on the request.
    /// One of reject, invalid, warning, notice; more may come.
    pub kind: String,
    /// `<policy>/<rule>`, or `request/<code>`: `unknown-payer`, `wrong-type`, `unknown-value`, `bad-date`, `future-date`,
    /// `too-long`, `bad-number`, `bad-phone`, `bad-npi`, `bad-email`, `bad-window`, `too-many-windows`, `window-order`, `window-past`, `unknown-key`.
    pub rule: String,
    /// The fact that it turns on.
    pub field: Option<String>,
    /// JSON Pointer inside that field.
    pub at: Option<String>,
    /// Plain words.
    pub message: String,
    /// Whether a person has to see it before sending, or it may be collapsed.
    /// One of first, folded; more may come.
    pub shown: String,
    /// A reject that only means: not with this form (C23).
    pub elsewhere: bool,
    /// The published sentence that says so.
    pub citation: Option<Citation>,
    /// Where to go instead, or next.
    pub next_steps: Vec<NextStep>,
}

/// Where a payer's document says so.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Citation {
    /// The document's id.
    pub source: String,
    /// The document's title.
    pub title: String,
    /// The heading as printed.
    pub section: Option<String>,
    /// The numbered statements, the leading one first.
    pub statements: Vec<String>,
    /// The day from which the document holds, `YYYY-MM-DD`; absent when it names none.
    pub effective: Option<String>,
}

/// A way to go: whom to call, which form to use.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct NextStep {
    /// Its id in the policy.
    pub id: String,
    /// What it is for.
    pub label: String,
    /// What kind of way it is; `letter` means that the denial letter says how.
    /// One of phone, fax, mail, form, portal, email, letter; more may come.
    pub kind: String,
    /// The number, address or name as printed; absent where the source names none.
    pub value: Option<String>,
    /// `tel:` or `https:`.
    pub href: Option<String>,
    /// What to keep in mind.
    pub note: Option<String>,
}

/// An unanswered fact and the sentence that asks for it.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct OpenFact {
    /// The fact.
    pub field: String,
    /// The sentence; null where only common sense asks (C19).
    pub citation: Option<Citation>,
}

/// The day by which something must be done, with its arithmetic. Days are the payer's, in its time zone; last days are
/// inclusive.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Deadline {
    /// The policy's name for this clock.
    pub id: String,
    /// What the day is, such as "Request by".
    pub label: String,
    /// Day 0. `YYYY-MM-DD`, as all days here.
    pub start: String,
    /// The fact that day 0 was taken from.
    pub start_field: String,
    /// How many units there are; absent where the day itself is named.
    pub count: Option<u32>,
    /// What is counted; `date` where the letter or the plan names the day itself.
    /// One of business-days, calendar-days, hours, date, business-hours; more may come.
    pub unit: String,
    /// The first day on which it can be used, where the policy says so.
    pub opens: Option<String>,
    /// The last day by the strictest fair reading; never after `due`.
    pub safe: String,
    /// The last day.
    pub due: String,
    /// The last day on which the gate stays open; never before `due`.
    pub closes: String,
    /// The first instant after the last day, UTC.
    pub due_at: String,
    /// The first instant at which the gate is closed, UTC.
    pub closes_at: String,
    /// The payer's zone, by its IANA name.
    /// One of America/New_York, America/Chicago, America/Denver, America/Phoenix, America/Los_Angeles, America/Anchorage, Pacific/Honolulu, America/Puerto_Rico; more may come.
    pub time_zone: String,
    /// The status as of now. `last-day`: today is the safe day; `past-safe`: after it, up to `due`; `past-due`: up to
    /// `closes`.
    /// One of not-open, open, last-day, past-safe, past-due, closed; more may come.
    pub status: String,
    /// Days after today up to `safe` that the strictest reading counts; 0 from `safe` on; absent for hours and dates.
    pub days_left: Option<u32>,
    /// Every day from the first after `start` up to `due`; empty for hours and dates.
    pub days: Vec<DeadlineDay>,
    /// The sentence that sets it.
    pub citation: Option<Citation>,
}

/// One day of a deadline's arithmetic.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct DeadlineDay {
    /// The day.
    pub date: String,
    /// Its number, counted from 1; absent for a day that is skipped.
    pub counts: Option<u32>,
    /// Why it is skipped: `weekend`, or the holiday's name.
    pub skipped: Option<String>,
    /// The holiday's name, if many offices are open that day: `safe` counts it as a business day.
    pub doubtful: Option<String>,
}

/// What the payer promises to do, and by when if the request were sent now.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct ResponseTime {
    /// Its id in the policy.
    pub id: String,
    /// What is promised.
    pub label: String,
    /// How many units.
    pub count: u32,
    /// The unit, as in `Deadline::unit`.
    /// One of business-days, calendar-days, hours, date, business-hours; more may come.
    pub unit: String,
    /// The first instant after the promise has run out, UTC.
    pub by: String,
    /// The sentence that promises it.
    pub citation: Option<Citation>,
}

/// Which policy decided, and what it rests on.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct PolicyVersion {
    /// The payer's id.
    pub id: String,
    /// The payer's name.
    pub name: String,
    /// The newest source's effective date and a hash of the policy's content.
    pub version: String,
    /// The documents.
    pub sources: Vec<SourceVersion>,
}

/// What a decision says of a document.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct SourceVersion {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// The day from which it holds, `YYYY-MM-DD`.
    pub effective: Option<String>,
    /// When its publisher reviews it next, `YYYY-MM-DD`.
    pub next_review: Option<String>,
}

/// A loaded policy, as far as a form needs to know it.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct PolicySummary {
    /// The payer's id: what a request's `payer` names.
    pub id: String,
    /// The payer's name.
    pub name: String,
    /// As in `PolicyVersion::version`.
    pub version: String,
    /// The lines of business that its documents speak of.
    pub lines_of_business: Vec<String>,
    /// The services that its documents speak of.
    pub services: Vec<String>,
    /// Every fact that it can ask for, in asking order.
    pub fields: Vec<FieldInfo>,
}

/// How to ask for one fact.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct FieldInfo {
    /// The fact: the request's key.
    pub field: String,
    /// What sort of value it has.
    /// One of boolean, choice, date, datetime, number, text, phone, npi, email, windows; more may come.
    pub kind: String,
    /// The values of a choice; absent for other kinds.
    pub values: Option<Vec<FieldValue>>,
    /// The question, in the payer's own wording where it has one.
    pub question: String,
    /// Where the letter says it, or what counts.
    pub hint: Option<String>,
    /// Whether `"unsure"` is an answer.
    pub unsure: bool,
}

/// One value of a choice.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct FieldValue {
    /// What the request holds.
    pub value: String,
    /// What the person sees.
    pub label: String,
}
