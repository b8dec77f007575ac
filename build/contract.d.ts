/** A stretch of one day in which a call suits, on the payer's clock. */
export interface CallWindow {
  /** `YYYY-MM-DD` */
  date: string;
  /** `HH:MM` */
  start: string;
  /** `HH:MM`, after `start`. */
  end: string;
}

/** Whether a request can be made. Closed: no fourth will come. */
export type Outcome = "eligible" | "ineligible" | "incomplete";

/** The answer to one request, as of one instant. */
export interface Decision {
  outcome: Outcome;
  /** Everything that was found, all at once: rejects, then invalid values, warnings, notices. */
  findings: Finding[];
  /** The unanswered facts that can still change the outcome, in asking order. Empty once ineligible. */
  needed: OpenFact[];
  /** The unanswered facts that can change a warning, notice, contact, deadline or response time. Empty once ineligible. */
  optional: OpenFact[];
  /** Null while it is not decided, or where the payer sets none. */
  deadline: Deadline | null;
  /** What the payer promises, counted from now. Empty once ineligible. */
  response_times: ResponseTime[];
  /** Where this request goes. Empty once ineligible. */
  contacts: NextStep[];
  /** The policy that decided; null while no known payer is named. */
  policy: PolicyVersion | null;
  /** This module's version. */
  engine: string;
  /** The instant that counted as now, UTC, RFC 3339. */
  checked_at: string;
}

export interface Finding {
  kind: "reject" | "invalid" | "warning" | "notice";
  /** `<policy>/<rule>`, or `request/<code>`. */
  rule: string;
  /** The fact that it turns on. */
  field: string | null;
  /** JSON Pointer inside that field, such as `/1/start`. */
  at: string | null;
  /** Plain words. */
  message: string;
  citation: Citation | null;
  /** For a reject never empty. */
  next_steps: NextStep[];
}

/** Where a payer's document says so. */
export interface Citation {
  /** The document's id. */
  source: string;
  title: string;
  /** The heading as printed. */
  section: string | null;
  /** The numbered statements, the leading one first. */
  statements: string[];
  /** `YYYY-MM-DD` */
  effective: string | null;
}

/** An unanswered fact, and the sentence that asks for it. */
export interface OpenFact {
  field: string;
  citation: Citation | null;
}

/** A way to go. */
export interface NextStep {
  id: string;
  label: string;
  kind: "phone" | "fax" | "mail" | "form" | "portal" | "email" | "letter";
  /** As printed; null where the source names none. */
  value: string | null;
  /** `tel:` or `https:` */
  href: string | null;
  note: string | null;
}

/** The day by which a request must be in, with its arithmetic. Days are payer-local, instants UTC. */
export interface Deadline {
  /** Day 0, `YYYY-MM-DD`. */
  start: string;
  count: number;
  unit: "business-days" | "calendar-days" | "hours";
  /** The last day, inclusive. */
  due: string;
  /** The last day on which the gate stays open, inclusive. */
  closes: string;
  /** The first instant after the last day. */
  due_at: string;
  /** The first instant at which the gate is closed. */
  closes_at: string;
  /** An IANA name. */
  time_zone: string;
  status: "open" | "last-day" | "past-due" | "closed";
  /** Counted days after today up to `due`; 0 from `due` on; null for hours. */
  days_left: number | null;
  /** Every day from the first after `start` to `due`; empty for hours. */
  days: DeadlineDay[];
  citation: Citation | null;
}

export interface DeadlineDay {
  /** `YYYY-MM-DD` */
  date: string;
  /** Its number, counted from 1; null for a day that is skipped. */
  counts: number | null;
  /** "weekend", or the holiday's name. */
  skipped: string | null;
}

export interface ResponseTime {
  id: string;
  label: string;
  count: number;
  unit: "business-days" | "calendar-days" | "hours";
  /** UTC */
  by: string;
  citation: Citation | null;
}

export interface PolicyVersion {
  id: string;
  name: string;
  /** The newest source's date and a hash of the policy's content. */
  version: string;
  sources: { id: string; title: string; effective: string | null; next_review: string | null }[];
}

/** A loaded policy, as far as a form needs to know it. */
export interface PolicySummary {
  id: string;
  name: string;
  version: string;
  lines_of_business: string[];
  services: string[];
  /** Every fact that the policy can ask for, in asking order. */
  fields: FieldInfo[];
}

export interface FieldInfo {
  field: string;
  kind: "boolean" | "choice" | "date" | "text" | "phone" | "npi" | "email" | "windows";
  /** Of a choice; null for other kinds. */
  values: { value: string; label: string }[] | null;
  question: string;
  hint: string | null;
}

/** What `compute_deadline` throws when there is no deadline to give. */
export interface DeadlineError extends Error {
  code: "missing-field" | "invalid-field" | "unknown-payer" | "no-deadline";
  field: string | null;
}

/** What `load_policy` throws; then nothing has changed. */
export interface PolicyError extends Error {
  problems: { path: string; message: string }[];
}

/** What something depends on: every entry has to hold. See the policy files. */
export interface Condition {
  any?: Condition[];
  all?: Condition[];
  none?: Condition[];
  today?: DayTest;
  deadline?: Deadline["status"] | Deadline["status"][];
  due_day?: DaySort | DaySort[];
  [fact: string]: unknown;
}
export type DaySort = "business-day" | "weekend" | "holiday";
export interface DayTest {
  before?: string;
  from?: string;
}

/** A payer's policy: the shape of `policies/<id>.json`. */
export interface Policy {
  $schema?: string;
  id: string;
  name: string;
  time_zone: string;
  lines_of_business?: string[];
  services?: string[];
  may_be_closed?: ("day-after-thanksgiving" | "christmas-eve" | "montana-general-election-day")[];
  contacts?: string[];
  sources?: { id: string; title: string; effective?: string; next_review?: string; regulations?: string[]; when?: Condition }[];
  statements?: { id: string; source?: string; section?: string; gist?: string; meta?: string; when?: Condition }[];
  facts?: {
    id: string;
    stage?: "gate" | "details";
    kind: FieldInfo["kind"];
    question: string;
    hint?: string;
    values?: { value: string; label: string }[];
    required?: boolean;
    latest?: "today";
  }[];
  questions?: { fact: string; question?: string; hint?: string; says?: string[]; decided?: string[] }[];
  rules?: {
    id: string;
    outcome: Finding["kind"];
    says: string[];
    decided?: string[];
    field?: string;
    when?: Condition;
    message: string;
    next?: string[];
  }[];
  needs?: { fact: string; says?: string[]; decided?: string[]; when?: Condition; at_least?: number }[];
  offers?: { fact: string; says?: string[]; decided?: string[] }[];
  deadlines?: {
    id?: string;
    says: string[];
    decided?: string[];
    when?: Condition;
    count: number;
    unit: Deadline["unit"];
    from: string[];
    until?: string[];
    roll?: "next-business-day";
  }[];
  response_times?: {
    id: string;
    label: string;
    says: string[];
    decided?: string[];
    when?: Condition;
    count: number;
    unit: Deadline["unit"];
  }[];
  routes?: {
    id: string;
    steps: {
      id: string;
      kind: NextStep["kind"];
      label: string;
      value?: string;
      href?: string;
      note?: string;
      when?: Condition;
      says?: string[];
      decided?: string[];
    }[];
  }[];
}
