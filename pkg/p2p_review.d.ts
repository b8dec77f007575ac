/** The answers known so far. Each may be absent, null or undefined. */
export interface ReviewRequest {
  /** Who sent the denial letter? */
  payer?: string | null;
  /** What kind of plan does the member have? */
  line_of_business?: "commercial" | "medicaid" | "medicare" | "federal-employee-program" | "unsure" | null;
  /** Is the plan part of one of these programs? */
  program?: "exchange" | "dual" | "special-needs" | "other" | "unsure" | null;
  /** Who pays for the care under this plan? */
  funding?: "insured" | "self-funded" | "unsure" | null;
  /** Is the provider in the plan's network? */
  network?: "in-network" | "out-of-network" | "unsure" | null;
  /** Which state is the member's plan from? */
  plan_state?: "AL" | "AK" | "AS" | "AZ" | "AR" | "CA" | "CO" | "CT" | "DE" | "DC" | "FL" | "GA" | "GU" | "HI" | "ID" | "IL" | "IN" | "IA" | "KS" | "KY" | "LA" | "ME" | "MD" | "MA" | "MI" | "MN" | "MS" | "MO" | "MT" | "NE" | "NV" | "NH" | "NJ" | "NM" | "NY" | "NC" | "ND" | "MP" | "OH" | "OK" | "OR" | "PA" | "PR" | "RI" | "SC" | "SD" | "TN" | "TX" | "VI" | "UT" | "VT" | "VA" | "WA" | "WV" | "WI" | "WY" | "unsure" | null;
  /** What was denied? */
  service?: "medical" | "behavioral-health" | "provider-administered-medication" | "retail-medication" | null;
  /** In which setting is the care given? */
  setting?: "inpatient" | "outpatient" | "emergency" | "unsure" | null;
  /** Has the plan made its decision? */
  determination_issued?: boolean | "unsure" | null;
  /** What point of care is the denial about? */
  denial_timing?: "pre-service" | "concurrent" | "post-service" | "unsure" | null;
  /** Which reason does the letter give for the denial? */
  denial_basis?: "medical-necessity" | "investigational" | "contract" | "claim" | "reimbursement" | "other" | "unsure" | null;
  /** On what date did the plan make its decision? `YYYY-MM-DD`. */
  determination_date?: string | "unsure" | null;
  /** What is the date on the denial letter? `YYYY-MM-DD`. */
  denial_date?: string | null;
  /** How was the provider first told of the denial? */
  notified_by?: "phone" | "fax" | "mail" | "portal" | "email" | "unsure" | null;
  /** When was the provider first told of the denial? `YYYY-MM-DDTHH:MM`, payer-local. */
  notified_at?: string | "unsure" | null;
  /** Has the denial letter reached the provider? */
  letter_received?: boolean | "unsure" | null;
  /** Does the letter say that a peer-to-peer is available? */
  letter_offers_p2p?: boolean | "unsure" | null;
  /** Is the member responsible for the cost? */
  member_liable?: boolean | "unsure" | null;
  /** Has the service or dose that was denied already been given? */
  service_rendered?: boolean | "unsure" | null;
  /** What do you want to talk about? */
  purpose?: "discuss-denial" | "open-expedited-appeal" | "reimbursement" | "policy-feedback" | "unsure" | null;
  /** Has an expedited appeal of this denial been filed? */
  expedited_appeal?: boolean | "unsure" | null;
  /** Has an appeal of this denial been filed? */
  appeal_filed?: boolean | "unsure" | null;
  /** Has there already been a peer-to-peer on this denial? */
  prior_p2p?: boolean | "unsure" | null;
  /** On what date was the member admitted? `YYYY-MM-DD`. */
  admission_date?: string | "unsure" | null;
  /** Has the member been discharged from the facility? */
  member_discharged?: boolean | "unsure" | null;
  /** On what date did the member leave the facility? `YYYY-MM-DD`. */
  discharge_date?: string | "unsure" | null;
  /** Is there clinical information that was not in the first request? */
  new_clinical_information?: "none" | "planned" | "submitted" | "unsure" | null;
  /** Who is requesting the peer-to-peer? */
  requested_by?: "requesting-provider" | "provider-staff" | "treating-provider" | "other" | "unsure" | null;
  /** Who will take the call? */
  attendee?: "requesting-provider" | "treating-provider" | "other-clinician" | "staff" | "unsure" | null;
  /** What is the credential of the clinician who takes the call? */
  clinician_credential?: "physician" | "nurse-practitioner" | "physician-assistant" | "pharmacist" | "other" | "unsure" | null;
  /** Member's name */
  member_name?: string | null;
  /** Member's ID number */
  member_id?: string | null;
  /** Authorization, case, or reference number */
  denial_reference?: string | null;
  /** Medication requested */
  medication_name?: string | null;
  /** Provider's name */
  provider_name?: string | null;
  /** Provider's NPI */
  provider_npi?: string | null;
  /** Who in the office can answer questions about this request? */
  contact_name?: string | null;
  /** Phone number of the office */
  contact_phone?: string | null;
  /** Email of the office */
  contact_email?: string | null;
  /** Direct line of the provider who takes the call */
  direct_line?: string | null;
  /** Phone or video? */
  meeting_format?: "phone" | "video" | null;
  /** When can the provider take the call? Payer-local. */
  call_windows?: CallWindow[] | null;
  /** Has the provider who takes the call agreed to these times? */
  windows_agreed?: boolean | null;
}

/** A reference to a payer's document. */
export interface Citation {
  /** The document's id. */
  source: string;
  /** The document's title. */
  title: string;
  /** The heading as printed, if there is one. */
  section: string | null;
  /** The ids of the statements, the most relevant one first. */
  statements: string[];
  /** The day on which the document takes effect, `YYYY-MM-DD`; null if it states none. */
  effective: string | null;
}

/** What the person can do next: whom to call, which form to use. */
export interface NextStep {
  /** The step's id in the policy. */
  id: string;
  /** What the step is for. */
  label: string;
  /** The kind of step; `letter` means that the denial letter says how. */
  kind: "phone" | "fax" | "mail" | "form" | "portal" | "email" | "letter";
  /** The number, address or name as printed; absent if the source names none. */
  value: string | null;
  /** `tel:` or `https:`. */
  href: string | null;
  /** What to keep in mind. */
  note: string | null;
}

/** Something that was found about a request. */
export interface Finding {
  /** What it means for the request. */
  kind: "reject" | "invalid" | "warning" | "notice";
  /**
   * `<policy>/<rule>`, or `request/<code>` with the code `unknown-payer`, `wrong-type`, `unknown-value`, `bad-date`,
   * `future-date`, `too-long`, `bad-number`, `bad-phone`, `bad-npi`, `bad-email`, `bad-window`,
   * `too-many-windows`, `window-order`, `window-past` or `unknown-key`.
   */
  rule: string;
  /** The fact that it is about. */
  field: string | null;
  /** A JSON Pointer to the part of that field that it is about, such as `/1/start`. */
  at: string | null;
  /** What it means and what to do, in plain words. */
  message: string;
  /** Whether a person has to see it before sending. */
  shown: "first" | "folded";
  /** For a reject: whether it only means that another form or address is right. */
  elsewhere: boolean;
  /** The published statements that it is based on. */
  citation: Citation | null;
  /** What to do instead, or next. Never empty for a reject. */
  next_steps: NextStep[];
}

/** An unanswered fact, with the statements that require it. */
export interface OpenFact {
  /** The fact. */
  field: string;
  /** The statements; null if no document requires it, only common sense (C19). */
  citation: Citation | null;
}

/** One day in the computation of a deadline. */
export interface DeadlineDay {
  /** The day. */
  date: string;
  /** Its number, counted from 1; null if it is skipped. */
  counts: number | null;
  /** Why it is skipped: `weekend`, or the holiday's name. */
  skipped: string | null;
  /** The holiday's name, if the payer may be open on that day; `safe` counts it as a business day. */
  doubtful: string | null;
}

/**
 * A deadline, and how it was computed. All days are in the payer's time zone, `YYYY-MM-DD`; last days are
 * inclusive.
 */
export interface Deadline {
  /** The policy's name for this clock. */
  id: string;
  /** What the last day is called, such as "Request by". */
  label: string;
  /** Day 0. */
  start: string;
  /** The fact from which day 0 was taken. */
  start_field: string;
  /** How many units are counted; null if the letter or the plan names the last day. */
  count: number | null;
  /** The unit; `date` if the letter or the plan names the last day. */
  unit: "business-days" | "calendar-days" | "hours" | "date" | "business-hours";
  /** The first day on which the request can be made, if the policy sets one. */
  opens: string | null;
  /** The last day by the strictest fair reading of the policy; never after `due`. */
  safe: string;
  /** The last day by the plain reading. */
  due: string;
  /** The last day by the most generous fair reading, until which the gate stays open; never before `due`. */
  closes: string;
  /** The first instant after `due`, UTC. */
  due_at: string;
  /** The first instant after `closes`, UTC. */
  closes_at: string;
  /** The payer's time zone, an IANA name. */
  time_zone: "America/New_York" | "America/Chicago" | "America/Denver" | "America/Phoenix" | "America/Los_Angeles" | "America/Anchorage" | "Pacific/Honolulu" | "America/Puerto_Rico";
  /**
   * Where `now` stands. `not-open`: before `opens`; `open`: before `safe`; `last-day`: on `safe`; `past-safe`:
   * after `safe`, up to `due`; `past-due`: after `due`, up to `closes`; `closed`: after that.
   */
  status: "not-open" | "open" | "last-day" | "past-safe" | "past-due" | "closed";
  /**
   * The days after today up to `safe` that count by the strictest reading; 0 from `safe` on; null for hours and
   * dates.
   */
  days_left: number | null;
  /** Each day after `start` up to `due`; empty for hours and dates. */
  days: DeadlineDay[];
  /** The statements that set the deadline. */
  citation: Citation | null;
}

/** A response that the payer promises, and when it is due if the request is sent now. */
export interface ResponseTime {
  /** The promise's id in the policy. */
  id: string;
  /** What is promised. */
  label: string;
  /** How many units it takes. */
  count: number;
  /** The unit, as in a deadline. */
  unit: "business-days" | "calendar-days" | "hours" | "date" | "business-hours";
  /** The first instant after the promised time, UTC. */
  by: string;
  /** The statements that promise it. */
  citation: Citation | null;
}

/** What a decision says about a document. */
export interface SourceVersion {
  /** The document's id in the policy. */
  id: string;
  /** The document's title. */
  title: string;
  /** The day on which it takes effect, `YYYY-MM-DD`. */
  effective: string | null;
  /** The day on which its publisher will review it next, `YYYY-MM-DD`. */
  next_review: string | null;
}

/** The policy that decided, and its documents. */
export interface PolicyVersion {
  /** The payer's id. */
  id: string;
  /** The payer's name. */
  name: string;
  /** The newest source's effective date and a hash of the policy's content. */
  version: string;
  /** The documents that the policy is based on. */
  sources: SourceVersion[];
}

/** The answer to one request at one instant. */
export interface Decision {
  /** Whether the request can be made. */
  outcome: Outcome;
  /** All findings: rejects first, then invalid values, warnings, notices. */
  findings: Finding[];
  /** The unanswered facts that can still change the outcome, in asking order. Empty if ineligible. */
  needed: OpenFact[];
  /** The unanswered facts that can change anything except the outcome, in asking order. Empty if ineligible. */
  optional: OpenFact[];
  /** When the request must be in; null until that is decided. */
  deadline: Deadline | null;
  /** When the payer promises to respond. Empty if ineligible. */
  response_times: ResponseTime[];
  /** Where the request goes. Empty if ineligible. */
  contacts: NextStep[];
  /** The policy's further deadlines, in its order, without those that are not decided yet. */
  clocks: Deadline[];
  /** The policy that decided; null unless a known payer is given. */
  policy: PolicyVersion | null;
  /** The version of this engine. */
  engine: string;
  /** The `now` that was used, UTC. */
  checked_at: string;
}

/** One value of a choice. */
export interface FieldValue {
  /** The value in a request. */
  value: string;
  /** The text that a person sees. */
  label: string;
}

/** How a form asks for a fact. */
export interface FieldInfo {
  /** The fact's key in a request. */
  field: string;
  /** The kind of its value. */
  kind: "boolean" | "choice" | "date" | "datetime" | "number" | "text" | "phone" | "npi" | "email" | "windows";
  /** The values of a choice; null for other kinds. */
  values: FieldValue[] | null;
  /** The question, in the payer's wording if the policy has its own. */
  question: string;
  /** Where to find the answer, or what counts. */
  hint: string | null;
  /** Whether `"unsure"` is a valid answer. */
  unsure: boolean;
}

/** What a form needs to know about a loaded policy. */
export interface PolicySummary {
  /** The payer's id, the value of `payer` in a request. */
  id: string;
  /** The payer's name. */
  name: string;
  /** The version, as in the `policy` of a decision. */
  version: string;
  /** The lines of business that its documents cover. */
  lines_of_business: string[];
  /** The services that its documents cover. */
  services: string[];
  /** Every fact that a form may have to ask for, in asking order. */
  fields: FieldInfo[];
}

/** A time at which the office can take the call, payer-local unless `time_zone` says otherwise. */
export interface CallWindow {
  /** `YYYY-MM-DD` */
  date: string;
  /** `HH:MM` */
  start: string;
  /** `HH:MM`, after `start`. */
  end: string;
  /** A US time zone by its IANA name, such as America/Denver or America/Boise, for `date`, `start` and `end`; not those of Adak, Guam and Samoa. The payer's if left out. */
  time_zone?: string;
}

/** Whether the request can be made. No further values will be added. */
export type Outcome = "eligible" | "ineligible" | "incomplete";

/** The error that `compute_deadline` throws if there is no deadline. */
export interface DeadlineError extends Error {
  code: "missing-field" | "invalid-field" | "unknown-payer" | "no-deadline";
  field: string | null;
}

/** A mistake in a policy (an error), or most likely one (a warning). */
export interface Problem {
  /** A JSON Pointer into the policy. */
  path: string;
  /** The id of the part, if it has one. */
  rule: string | null;
  /** The line of the source, if that was text. */
  line: number | null;
  message: string;
}

/** The error with which `load_policy` rejects. Nothing has changed then. */
export interface PolicyError extends Error {
  problems: Problem[];
}

/** The error that `add_policy` throws. Nothing has changed then. */
export interface PackError extends Error {
  code: "bad-pack";
}

/** The options of `validate_request` and `compute_deadline`. */
export interface Options {
  /** A language tag, such as `es`. Texts without a translation stay as they are. */
  language?: string;
  /** Report each key that names no fact as a notice, with the rule `request/unknown-key`. */
  report_unknown_keys?: boolean;
}

/** A condition: every entry has to hold. See the documentation of the policy language. */
export interface Condition {
  any?: Condition[];
  all?: Condition[];
  none?: Condition[];
  today?: { before?: string; from?: string };
  deadline?: Deadline["status"] | Deadline["status"][];
  clocks?: Record<string, Deadline["status"] | Deadline["status"][]>;
  due_day?: DayKind | DayKind[];
  [fact: string]: unknown;
}
export type DayKind = "business-day" | "weekend" | "holiday";

/** A recurring day on which a payer is or may be closed. */
export interface SpecialDay {
  id: string;
  name: string;
  month?: number;
  day?: number;
  weekday?: "monday" | "tuesday" | "wednesday" | "thursday" | "friday" | "saturday" | "sunday";
  nth?: number;
  after?: string;
  days?: number;
  easter?: number;
  dates?: string[];
  observed?: boolean;
  from_year?: number;
  every?: number;
}

interface Cited {
  says?: string[];
  decided?: string[];
}

/** A span of time that a clock counts. */
export interface TimeWindow {
  count?: number;
  unit?: Deadline["unit"];
  from?: string[];
  from_earliest?: string[];
  on?: string[];
  until?: string[];
  roll?: "next-business-day";
  cut_off?: string;
}

interface OutsideScope extends Cited {
  outcome: "reject" | "warning";
  message: string;
  next?: string[];
}

/** A payer's policy, as in `policies/<id>.json`. */
export interface Policy {
  $schema?: string;
  id: string;
  name: string;
  time_zone: string;
  lines_of_business?: string[];
  services?: string[];
  outside_scope?: { lines_of_business?: OutsideScope; services?: OutsideScope };
  days?: SpecialDay[];
  calendar?: string;
  holidays?: string[];
  doubtful?: string[];
  may_be_closed?: string[];
  decided?: string[];
  include?: (string | Partial<Policy>)[];
  translations?: Record<string, Record<string, string>>;
  contacts?: string[];
  sources?: { id: string; title: string; effective?: string; next_review?: string; regulations?: string[]; when?: Condition }[];
  statements?: {
    id: string;
    source?: string;
    section?: string;
    gist?: string;
    meta?: string;
    allows?: string;
    when?: Condition;
  }[];
  facts?: {
    id: string;
    stage?: "gate" | "details";
    kind: FieldInfo["kind"];
    question: string;
    hint?: string;
    values?: FieldValue[];
    required?: boolean;
    latest?: "today";
    unsure?: boolean;
  }[];
  questions?: ({ fact: string; question?: string; hint?: string; values?: FieldValue[]; unsure?: boolean } & Cited)[];
  rules?: ({
    id: string;
    outcome: Finding["kind"];
    field?: string;
    when?: Condition;
    message: string;
    next?: string[];
    shown?: Finding["shown"];
    first_when?: Condition;
    elsewhere?: boolean;
    alone?: boolean;
    unsure?: string;
  } & Cited)[];
  needs?: ({ fact: string; when?: Condition; at_least?: number } & Cited)[];
  optional?: ({ fact: string; when?: Condition } & Cited)[];
  offers?: ({ fact: string } & Cited)[];
  deadlines?: ({
    id?: string;
    label?: string;
    clock?: string;
    when?: Condition;
    opens?: string[];
    latest_of?: TimeWindow[];
    earliest_of?: TimeWindow[];
  } & TimeWindow &
    Cited)[];
  response_times?: ({
    id: string;
    label: string;
    when?: Condition;
    count: number;
    unit: Deadline["unit"];
    from?: string[];
    holidays?: string[];
  } & Cited)[];
  routes?: {
    id: string;
    steps: ({
      id: string;
      kind: NextStep["kind"];
      label: string;
      value?: string;
      href?: string;
      note?: string;
      when?: Condition;
    } & Cited)[];
  }[];
}

export type InitInput = RequestInfo | URL | Response | BufferSource | WebAssembly.Module;
export type SyncInitInput = BufferSource | WebAssembly.Module;

/** The exports of the wasm module. Internal: use the functions below. */
export interface InitOutput {
  readonly memory: WebAssembly.Memory;
}

/**
 * Loads the module, once. Without `module_or_path` it is the file beside this one.
 *
 * ```js
 * await init();
 * ```
 */
export default function init(
  options?: { module_or_path?: InitInput | Promise<InitInput> } | InitInput | Promise<InitInput>,
): Promise<InitOutput>;

/** Loads the module synchronously, once: from its bytes or a compiled module. */
export function initSync(options: { module: SyncInitInput } | SyncInitInput): InitOutput;

/**
 * Decides whether a request for a peer-to-peer review can be made: if not, why; if so, what is still missing.
 *
 * `now` is a `Date` or an RFC 3339 instant between 2000 and 2099; by default the current time. Nothing that a form can
 * hold makes this throw. It throws a `TypeError` only if `request` is not a plain object or `now` is not such an
 * instant.
 *
 * ```js
 * const { outcome, findings } = validate_request({ payer: "regence", denial_basis: "claim" });
 * ```
 */
export function validate_request(request: ReviewRequest, now?: Date | string, options?: Options): Decision;

/**
 * Computes when a request must be in, and shows each day that was counted. `now` is as in `validate_request`.
 *
 * Throws a `DeadlineError`.
 *
 * ```js
 * const { due, days_left } = compute_deadline({ payer: "pacificsource", denial_date: "2026-11-25" }, "2026-11-30T18:00:00Z");
 * ```
 */
export function compute_deadline(request: ReviewRequest, now?: Date | string, options?: Options): Deadline;

/** The loaded policies, sorted by id, with everything needed to build a form. */
export function policies(options?: Options): PolicySummary[];

/** Adds a packed policy (`.p2p`); it replaces the payer's previous one. Throws a `PackError`. */
export function add_policy(packed: Uint8Array): void;

/**
 * Checks a policy, of the shape of `policies/<id>.json` or as TOML or JSON text, and adds it; it replaces the payer's previous
 * one. The author's module, which does the checking, is fetched when first needed, and what reads text when first given text.
 * Rejects with a `PolicyError`; for text every problem has its line.
 *
 * `warnings` are most likely mistakes: a rule that can never apply, a statement that nothing enforces.
 */
export function load_policy(policy: Policy | string): Promise<{ warnings: Problem[] }>;

/**
 * Sets the source of the author's module. Needed only if `load_policy` can't find `p2p_author_bg.wasm` in the same
 * folder.
 */
export function author_from(source: InitInput | (() => InitInput | Promise<InitInput>)): void;
