"""The shapes of the answers. Generated from the engine's own (`npm run conformance`)."""

from __future__ import annotations

from typing import Literal, TypedDict

Outcome = Literal["eligible", "ineligible", "incomplete"]


class Options(TypedDict, total=False):
    """Options of a call."""

    language: str | None
    report_unknown_keys: bool | None


class Decision(TypedDict):
    """The answer to one request at one instant."""

    # Whether the request can be made.
    outcome: Outcome
    # All findings: rejects first, then invalid values, warnings, notices.
    findings: list[Finding]
    # The unanswered facts that can still change the outcome, in asking order. Empty if ineligible.
    needed: list[OpenFact]
    # The unanswered facts that can change anything except the outcome, in asking order. Empty if ineligible.
    optional: list[OpenFact]
    # When the request must be in; null until that is decided.
    deadline: Deadline | None
    # When the payer promises to respond. Empty if ineligible.
    response_times: list[ResponseTime]
    # Where the request goes. Empty if ineligible.
    contacts: list[NextStep]
    # The policy's further deadlines, in its order, without those that are not decided yet.
    clocks: list[Deadline]
    # The policy that decided; null unless a known payer is given.
    policy: PolicyVersion | None
    # The version of this engine.
    engine: str
    # The `now` that was used, UTC.
    checked_at: str


class Finding(TypedDict):
    """Something that was found about a request."""

    # What it means for the request.
    kind: Literal["reject", "invalid", "warning", "notice"]
    # `<policy>/<rule>`, or `request/<code>` with the code `unknown-payer`, `wrong-type`, `unknown-value`, `bad-date`,
    # `future-date`, `too-long`, `bad-number`, `bad-phone`, `bad-npi`, `bad-email`, `bad-window`,
    # `too-many-windows`, `window-order`, `window-past` or `unknown-key`.
    rule: str
    # The fact that it is about.
    field: str | None
    # A JSON Pointer to the part of that field that it is about, such as `/1/start`.
    at: str | None
    # What it means and what to do, in plain words.
    message: str
    # Whether a person has to see it before sending.
    shown: Literal["first", "folded"]
    # For a reject: whether it only means that another form or address is right.
    elsewhere: bool
    # The published statements that it is based on.
    citation: Citation | None
    # What to do instead, or next. Never empty for a reject.
    next_steps: list[NextStep]


class Citation(TypedDict):
    """A reference to a payer's document."""

    # The document's id.
    source: str
    # The document's title.
    title: str
    # The heading as printed, if there is one.
    section: str | None
    # The ids of the statements, the most relevant one first.
    statements: list[str]
    # The day on which the document takes effect, `YYYY-MM-DD`; null if it states none.
    effective: str | None


class NextStep(TypedDict):
    """What the person can do next: whom to call, which form to use."""

    # The step's id in the policy.
    id: str
    # What the step is for.
    label: str
    # The kind of step; `letter` means that the denial letter says how.
    kind: Literal["phone", "fax", "mail", "form", "portal", "email", "letter"]
    # The number, address or name as printed; absent if the source names none.
    value: str | None
    # `tel:` or `https:`.
    href: str | None
    # What to keep in mind.
    note: str | None


class OpenFact(TypedDict):
    """An unanswered fact, with the statements that require it."""

    # The fact.
    field: str
    # The statements; null if no document requires it, only common sense (C19).
    citation: Citation | None


class Deadline(TypedDict):
    """A deadline, and how it was computed. All days are in the payer's time zone, `YYYY-MM-DD`; last days are
    inclusive."""

    # The policy's name for this clock.
    id: str
    # What the last day is called, such as "Request by".
    label: str
    # Day 0.
    start: str
    # The fact from which day 0 was taken.
    start_field: str
    # How many units are counted; null if the letter or the plan names the last day.
    count: int | None
    # The unit; `date` if the letter or the plan names the last day.
    unit: Literal["business-days", "calendar-days", "hours", "date", "business-hours"]
    # The first day on which the request can be made, if the policy sets one.
    opens: str | None
    # The last day by the strictest fair reading of the policy; never after `due`.
    safe: str
    # The last day by the plain reading.
    due: str
    # The last day by the most generous fair reading, until which the gate stays open; never before `due`.
    closes: str
    # The first instant after `due`, UTC.
    due_at: str
    # The first instant after `closes`, UTC.
    closes_at: str
    # The payer's time zone, an IANA name.
    time_zone: Literal["America/New_York", "America/Chicago", "America/Denver", "America/Phoenix", "America/Los_Angeles", "America/Anchorage", "Pacific/Honolulu", "America/Puerto_Rico"]
    # Where `now` stands. `not-open`: before `opens`; `open`: before `safe`; `last-day`: on `safe`; `past-safe`:
    # after `safe`, up to `due`; `past-due`: after `due`, up to `closes`; `closed`: after that.
    status: Literal["not-open", "open", "last-day", "past-safe", "past-due", "closed"]
    # The days after today up to `safe` that count by the strictest reading; 0 from `safe` on; null for hours and
    # dates.
    days_left: int | None
    # Each day after `start` up to `due`; empty for hours and dates.
    days: list[DeadlineDay]
    # The statements that set the deadline.
    citation: Citation | None


class DeadlineDay(TypedDict):
    """One day in the computation of a deadline."""

    # The day.
    date: str
    # Its number, counted from 1; null if it is skipped.
    counts: int | None
    # Why it is skipped: `weekend`, or the holiday's name.
    skipped: str | None
    # The holiday's name, if the payer may be open on that day; `safe` counts it as a business day.
    doubtful: str | None


class ResponseTime(TypedDict):
    """A response that the payer promises, and when it is due if the request is sent now."""

    # The promise's id in the policy.
    id: str
    # What is promised.
    label: str
    # How many units it takes.
    count: int
    # The unit, as in a deadline.
    unit: Literal["business-days", "calendar-days", "hours", "date", "business-hours"]
    # The first instant after the promised time, UTC.
    by: str
    # The statements that promise it.
    citation: Citation | None


class PolicyVersion(TypedDict):
    """The policy that decided, and its documents."""

    # The payer's id.
    id: str
    # The payer's name.
    name: str
    # The newest source's effective date and a hash of the policy's content.
    version: str
    # The documents that the policy is based on.
    sources: list[SourceVersion]


class SourceVersion(TypedDict):
    """What a decision says about a document."""

    # The document's id in the policy.
    id: str
    # The document's title.
    title: str
    # The day on which it takes effect, `YYYY-MM-DD`.
    effective: str | None
    # The day on which its publisher will review it next, `YYYY-MM-DD`.
    next_review: str | None


class PolicySummary(TypedDict):
    """What a form needs to know about a loaded policy."""

    # The payer's id, the value of `payer` in a request.
    id: str
    # The payer's name.
    name: str
    # The version, as in the `policy` of a decision.
    version: str
    # The lines of business that its documents cover.
    lines_of_business: list[str]
    # The services that its documents cover.
    services: list[str]
    # Every fact that a form may have to ask for, in asking order.
    fields: list[FieldInfo]


class FieldInfo(TypedDict):
    """How a form asks for a fact."""

    # The fact's key in a request.
    field: str
    # The kind of its value.
    kind: Literal["boolean", "choice", "date", "datetime", "number", "text", "phone", "npi", "email", "windows"]
    # The values of a choice; null for other kinds.
    values: list[FieldValue] | None
    # The question, in the payer's wording if the policy has its own.
    question: str
    # Where to find the answer, or what counts.
    hint: str | None
    # Whether `"unsure"` is a valid answer.
    unsure: bool


class FieldValue(TypedDict):
    """One value of a choice."""

    # The value in a request.
    value: str
    # The text that a person sees.
    label: str
