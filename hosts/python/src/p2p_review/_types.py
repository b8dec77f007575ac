"""The shapes of the answers. Generated from the engine's own (`npm run conformance`)."""

from __future__ import annotations

from typing import Literal, TypedDict

Outcome = Literal["eligible", "ineligible", "incomplete"]


class Options(TypedDict, total=False):
    """What can be asked for beside the request."""

    language: str | None
    report_unknown_keys: bool | None


class Decision(TypedDict):
    """The answer to one request, as of one instant."""

    # Whether the request can be made.
    outcome: Outcome
    # All findings: rejects first, then invalid values, warnings, notices.
    findings: list[Finding]
    # The unanswered facts that can still change the outcome, in asking order; empty once ineligible.
    needed: list[OpenFact]
    # The unanswered facts that can change anything but the outcome; empty once ineligible.
    optional: list[OpenFact]
    # By when the request must be in; null until that is decided.
    deadline: Deadline | None
    # What the payer promises; empty once ineligible.
    response_times: list[ResponseTime]
    # Where this request goes; empty once ineligible.
    contacts: list[NextStep]
    # The policy's further clocks, in its order; one that can't be computed yet is left out.
    clocks: list[Deadline]
    # The policy that decided; absent while no known payer is named.
    policy: PolicyVersion | None
    # This engine's version.
    engine: str
    # The `now` that was used: UTC, RFC 3339.
    checked_at: str


class Finding(TypedDict):
    """One thing found about a request."""

    # How it bears on the request.
    kind: Literal["reject", "invalid", "warning", "notice"]
    # `<policy>/<rule>`, or `request/<code>`: `unknown-payer`, `wrong-type`, `unknown-value`, `bad-date`, `future-date`,
    # `too-long`, `bad-number`, `bad-phone`, `bad-npi`, `bad-email`, `bad-window`, `too-many-windows`, `window-order`, `window-past`, `unknown-key`.
    rule: str
    # The fact that it turns on.
    field: str | None
    # JSON Pointer inside that field.
    at: str | None
    # Plain words.
    message: str
    # Whether a person has to see it before sending, or it may be collapsed.
    shown: Literal["first", "folded"]
    # A reject that only means: not with this form (C23).
    elsewhere: bool
    # The published sentence that says so.
    citation: Citation | None
    # Where to go instead, or next.
    next_steps: list[NextStep]


class Citation(TypedDict):
    """Where a payer's document says so."""

    # The document's id.
    source: str
    # The document's title.
    title: str
    # The heading as printed.
    section: str | None
    # The numbered statements, the leading one first.
    statements: list[str]
    # The day from which the document holds, `YYYY-MM-DD`; absent when it names none.
    effective: str | None


class NextStep(TypedDict):
    """A way to go: whom to call, which form to use."""

    # Its id in the policy.
    id: str
    # What it is for.
    label: str
    # What kind of way it is; `letter` means that the denial letter says how.
    kind: Literal["phone", "fax", "mail", "form", "portal", "email", "letter"]
    # The number, address or name as printed; absent where the source names none.
    value: str | None
    # `tel:` or `https:`.
    href: str | None
    # What to keep in mind.
    note: str | None


class OpenFact(TypedDict):
    """An unanswered fact and the sentence that asks for it."""

    # The fact.
    field: str
    # The sentence; null where only common sense asks (C19).
    citation: Citation | None


class Deadline(TypedDict):
    """The day by which something must be done, with its arithmetic. Days are the payer's, in its time zone; last days are
    inclusive."""

    # The policy's name for this clock.
    id: str
    # What the day is, such as "Request by".
    label: str
    # Day 0. `YYYY-MM-DD`, as all days here.
    start: str
    # The fact that day 0 was taken from.
    start_field: str
    # How many units there are; absent where the day itself is named.
    count: int | None
    # What is counted; `date` where the letter or the plan names the day itself.
    unit: Literal["business-days", "calendar-days", "hours", "date", "business-hours"]
    # The first day on which it can be used, where the policy says so.
    opens: str | None
    # The last day by the strictest fair reading; never after `due`.
    safe: str
    # The last day.
    due: str
    # The last day on which the gate stays open; never before `due`.
    closes: str
    # The first instant after the last day, UTC.
    due_at: str
    # The first instant at which the gate is closed, UTC.
    closes_at: str
    # The payer's zone, by its IANA name.
    time_zone: Literal["America/New_York", "America/Chicago", "America/Denver", "America/Phoenix", "America/Los_Angeles", "America/Anchorage", "Pacific/Honolulu", "America/Puerto_Rico"]
    # The status as of now. `last-day`: today is the safe day; `past-safe`: after it, up to `due`; `past-due`: up to
    # `closes`.
    status: Literal["not-open", "open", "last-day", "past-safe", "past-due", "closed"]
    # Days after today up to `safe` that the strictest reading counts; 0 from `safe` on; absent for hours and dates.
    days_left: int | None
    # Every day from the first after `start` up to `due`; empty for hours and dates.
    days: list[DeadlineDay]
    # The sentence that sets it.
    citation: Citation | None


class DeadlineDay(TypedDict):
    """One day of a deadline's arithmetic."""

    # The day.
    date: str
    # Its number, counted from 1; absent for a day that is skipped.
    counts: int | None
    # Why it is skipped: `weekend`, or the holiday's name.
    skipped: str | None
    # The holiday's name, if many offices are open that day: `safe` counts it as a business day.
    doubtful: str | None


class ResponseTime(TypedDict):
    """What the payer promises to do, and by when if the request were sent now."""

    # Its id in the policy.
    id: str
    # What is promised.
    label: str
    # How many units.
    count: int
    # The unit, as in [`Deadline::unit`].
    unit: Literal["business-days", "calendar-days", "hours", "date", "business-hours"]
    # The first instant after the promise has run out, UTC.
    by: str
    # The sentence that promises it.
    citation: Citation | None


class PolicyVersion(TypedDict):
    """Which policy decided, and what it rests on."""

    # The payer's id.
    id: str
    # The payer's name.
    name: str
    # The newest source's effective date and a hash of the policy's content.
    version: str
    # The documents.
    sources: list[SourceVersion]


class SourceVersion(TypedDict):
    """What a decision says of a document."""

    # Its id.
    id: str
    # Its title.
    title: str
    # The day from which it holds, `YYYY-MM-DD`.
    effective: str | None
    # When its publisher reviews it next, `YYYY-MM-DD`.
    next_review: str | None


class PolicySummary(TypedDict):
    """A loaded policy, as far as a form needs to know it."""

    # The payer's id: what a request's `payer` names.
    id: str
    # The payer's name.
    name: str
    # As in [`PolicyVersion::version`].
    version: str
    # The lines of business that its documents speak of.
    lines_of_business: list[str]
    # The services that its documents speak of.
    services: list[str]
    # Every fact that it can ask for, in asking order.
    fields: list[FieldInfo]


class FieldInfo(TypedDict):
    """How to ask for one fact."""

    # The fact: the request's key.
    field: str
    # What sort of value it has.
    kind: Literal["boolean", "choice", "date", "datetime", "number", "text", "phone", "npi", "email", "windows"]
    # The values of a choice; absent for other kinds.
    values: list[FieldValue] | None
    # The question, in the payer's own wording where it has one.
    question: str
    # Where the letter says it, or what counts.
    hint: str | None
    # Whether `"unsure"` is an answer.
    unsure: bool


class FieldValue(TypedDict):
    """One value of a choice."""

    # What the request holds.
    value: str
    # What the person sees.
    label: str
