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

/** Where a payer's document says so. */
export interface Citation {
  /** The document's id. */
  source: string;
  /** The document's title. */
  title: string;
  /** The heading as printed. */
  section: string | null;
  /** The numbered statements, the leading one first. */
  statements: string[];
  /** The day from which the document holds, `YYYY-MM-DD`; absent when it names none. */
  effective: string | null;
}

/** A way to go: whom to call, which form to use. */
export interface NextStep {
  /** Its id in the policy. */
  id: string;
  /** What it is for. */
  label: string;
  /** What kind of way it is; `letter` means that the denial letter says how. */
  kind: "phone" | "fax" | "mail" | "form" | "portal" | "email" | "letter";
  /** The number, address or name as printed; absent where the source names none. */
  value: string | null;
  /** `tel:` or `https:`. */
  href: string | null;
  /** What to keep in mind. */
  note: string | null;
}

/** One thing found about a request. */
export interface Finding {
  /** How it bears on the request. */
  kind: "reject" | "invalid" | "warning" | "notice";
  /**
   * `<policy>/<rule>`, or `request/<code>`: `unknown-payer`, `wrong-type`, `unknown-value`, `bad-date`, `future-date`,
   * `too-long`, `bad-number`, `bad-phone`, `bad-npi`, `bad-email`, `bad-window`, `too-many-windows`, `window-order`, `window-past`, `unknown-key`.
   */
  rule: string;
  /** The fact that it turns on. */
  field: string | null;
  /** JSON Pointer inside that field. */
  at: string | null;
  /** Plain words. */
  message: string;
  /** Whether a person has to see it before sending, or it may be collapsed. */
  shown: "first" | "folded";
  /** A reject that only means: not with this form (C23). */
  elsewhere: boolean;
  /** The published sentence that says so. */
  citation: Citation | null;
  /** Where to go instead, or next. */
  next_steps: NextStep[];
}

/** An unanswered fact and the sentence that asks for it. */
export interface OpenFact {
  /** The fact. */
  field: string;
  /** The sentence; null where only common sense asks (C19). */
  citation: Citation | null;
}

/** One day of a deadline's arithmetic. */
export interface DeadlineDay {
  /** The day. */
  date: string;
  /** Its number, counted from 1; absent for a day that is skipped. */
  counts: number | null;
  /** Why it is skipped: `weekend`, or the holiday's name. */
  skipped: string | null;
  /** The holiday's name, if many offices are open that day: `safe` counts it as a business day. */
  doubtful: string | null;
}

/**
 * The day by which something must be done, with its arithmetic. Days are the payer's, in its time zone; last days are
 * inclusive.
 */
export interface Deadline {
  /** The policy's name for this clock. */
  id: string;
  /** What the day is, such as "Request by". */
  label: string;
  /** Day 0. `YYYY-MM-DD`, as all days here. */
  start: string;
  /** The fact that day 0 was taken from. */
  start_field: string;
  /** How many units there are; absent where the day itself is named. */
  count: number | null;
  /** What is counted; `date` where the letter or the plan names the day itself. */
  unit: "business-days" | "calendar-days" | "hours" | "date" | "business-hours";
  /** The first day on which it can be used, where the policy says so. */
  opens: string | null;
  /** The last day by the strictest fair reading; never after `due`. */
  safe: string;
  /** The last day. */
  due: string;
  /** The last day on which the gate stays open; never before `due`. */
  closes: string;
  /** The first instant after the last day, UTC. */
  due_at: string;
  /** The first instant at which the gate is closed, UTC. */
  closes_at: string;
  /** The payer's zone, by its IANA name. */
  time_zone: "America/New_York" | "America/Chicago" | "America/Denver" | "America/Phoenix" | "America/Los_Angeles" | "America/Anchorage" | "Pacific/Honolulu" | "America/Puerto_Rico";
  /**
   * The status as of now. `last-day`: today is the safe day; `past-safe`: after it, up to `due`; `past-due`: up to
   * `closes`.
   */
  status: "not-open" | "open" | "last-day" | "past-safe" | "past-due" | "closed";
  /** Days after today up to `safe` that the strictest reading counts; 0 from `safe` on; absent for hours and dates. */
  days_left: number | null;
  /** Every day from the first after `start` up to `due`; empty for hours and dates. */
  days: DeadlineDay[];
  /** The sentence that sets it. */
  citation: Citation | null;
}

/** What the payer promises to do, and by when if the request were sent now. */
export interface ResponseTime {
  /** Its id in the policy. */
  id: string;
  /** What is promised. */
  label: string;
  /** How many units. */
  count: number;
  /** The unit, as in [`Deadline::unit`]. */
  unit: "business-days" | "calendar-days" | "hours" | "date" | "business-hours";
  /** The first instant after the promise has run out, UTC. */
  by: string;
  /** The sentence that promises it. */
  citation: Citation | null;
}

/** What a decision says of a document. */
export interface SourceVersion {
  /** Its id. */
  id: string;
  /** Its title. */
  title: string;
  /** The day from which it holds, `YYYY-MM-DD`. */
  effective: string | null;
  /** When its publisher reviews it next, `YYYY-MM-DD`. */
  next_review: string | null;
}

/** Which policy decided, and what it rests on. */
export interface PolicyVersion {
  /** The payer's id. */
  id: string;
  /** The payer's name. */
  name: string;
  /** The newest source's effective date and a hash of the policy's content. */
  version: string;
  /** The documents. */
  sources: SourceVersion[];
}

/** The answer to one request, as of one instant. */
export interface Decision {
  /** Whether the request can be made. */
  outcome: Outcome;
  /** All findings: rejects first, then invalid values, warnings, notices. */
  findings: Finding[];
  /** The unanswered facts that can still change the outcome, in asking order; empty once ineligible. */
  needed: OpenFact[];
  /** The unanswered facts that can change anything but the outcome; empty once ineligible. */
  optional: OpenFact[];
  /** By when the request must be in; null until that is decided. */
  deadline: Deadline | null;
  /** What the payer promises; empty once ineligible. */
  response_times: ResponseTime[];
  /** Where this request goes; empty once ineligible. */
  contacts: NextStep[];
  /** The policy's further clocks, in its order; one that can't be computed yet is left out. */
  clocks: Deadline[];
  /** The policy that decided; absent while no known payer is named. */
  policy: PolicyVersion | null;
  /** This engine's version. */
  engine: string;
  /** The `now` that was used: UTC, RFC 3339. */
  checked_at: string;
}

/** One value of a choice. */
export interface FieldValue {
  /** What the request holds. */
  value: string;
  /** What the person sees. */
  label: string;
}

/** How to ask for one fact. */
export interface FieldInfo {
  /** The fact: the request's key. */
  field: string;
  /** What sort of value it has. */
  kind: "boolean" | "choice" | "date" | "datetime" | "number" | "text" | "phone" | "npi" | "email" | "windows";
  /** The values of a choice; absent for other kinds. */
  values: FieldValue[] | null;
  /** The question, in the payer's own wording where it has one. */
  question: string;
  /** Where the letter says it, or what counts. */
  hint: string | null;
  /** Whether `"unsure"` is an answer. */
  unsure: boolean;
}

/** A loaded policy, as far as a form needs to know it. */
export interface PolicySummary {
  /** The payer's id: what a request's `payer` names. */
  id: string;
  /** The payer's name. */
  name: string;
  /** As in [`PolicyVersion::version`]. */
  version: string;
  /** The lines of business that its documents speak of. */
  lines_of_business: string[];
  /** The services that its documents speak of. */
  services: string[];
  /** Every fact that it can ask for, in asking order. */
  fields: FieldInfo[];
}

/** A stretch of one day in which a call suits, on the payer's clock. */
export interface CallWindow {
  /** `YYYY-MM-DD` */
  date: string;
  /** `HH:MM` */
  start: string;
  /** `HH:MM`, after `start`. */
  end: string;
  /** The IANA name of the US zone in which date and times are given; without it, the payer's. */
  time_zone?: string;
}

/** Whether a request can be made. Closed: no fourth will come. */
export type Outcome = "eligible" | "ineligible" | "incomplete";

/** What `compute_deadline` throws when there is no deadline to give. */
export interface DeadlineError extends Error {
  code: "missing-field" | "invalid-field" | "unknown-payer" | "no-deadline";
  field: string | null;
}

/** One thing that is wrong with a policy, or that is most likely a mistake. */
export interface Problem {
  /** JSON Pointer into the policy. */
  path: string;
  /** The id of the part, where it has one. */
  rule: string | null;
  /** The line of the source, where it was text. */
  line: number | null;
  message: string;
}

/** What `load_policy` rejects with; then nothing has changed. */
export interface PolicyError extends Error {
  problems: Problem[];
}

/** What `add_policy` throws; then nothing has changed. */
export interface PackError extends Error {
  code: "bad-pack";
}

/** Options of `validate_request` and `compute_deadline`. */
export interface Options {
  /** A language tag, such as `es`; the policy's own language where it has no texts in this one. */
  language?: string;
  /** Keys of the request that name no fact come as notices, rule `request/unknown-key`. */
  report_unknown_keys?: boolean;
}

/** What something depends on: every entry has to hold. See the policy files. */
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

/** A day on which a payer is closed, and how it recurs. */
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

/** A stretch of time at whose end something must be done. */
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

/** A payer's policy: the shape of `policies/<id>.json`. */
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
    unsure?: string;
  } & Cited)[];
  needs?: ({ fact: string; when?: Condition; at_least?: number } & Cited)[];
  optional?: ({ fact: string; when?: Condition } & Cited)[];
  offers?: ({ fact: string } & Cited)[];
  deadlines?: ({
    id: string;
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

/** What the module exports: for the page's half of it, and for nobody else. */
export interface InitOutput {
  readonly memory: WebAssembly.Memory;
}

/**
 * Loads the module, once. Without `module_or_path`, from the file beside this one.
 *
 * ```js
 * await init();
 * ```
 */
export default function init(
  options?: { module_or_path?: InitInput | Promise<InitInput> } | InitInput | Promise<InitInput>,
): Promise<InitOutput>;

/** Loads the module at once, from its bytes or a compiled one. */
export function initSync(options: { module: SyncInitInput } | SyncInitInput): InitOutput;

/**
 * Says whether a request for a peer-to-peer review can be made, why not, and what is still to be answered.
 *
 * `now` is a `Date` or an RFC 3339 instant; left out, the clock. Nothing that a form can hold makes this throw: it throws a
 * `TypeError` only when `request` is no plain object or `now` no instant between 2000 and 2099.
 *
 * ```js
 * const { outcome, findings } = validate_request({ payer: "regence", denial_basis: "claim" });
 * ```
 */
export function validate_request(request: ReviewRequest, now?: Date | string, options?: Options): Decision;

/**
 * Says by when a request must be in, day by day. `now` as in `validate_request`.
 *
 * Throws a `DeadlineError`.
 *
 * ```js
 * const { due, days_left } = compute_deadline({ payer: "pacificsource", denial_date: "2026-11-25" }, "2026-11-30T18:00:00Z");
 * ```
 */
export function compute_deadline(request: ReviewRequest, now?: Date | string, options?: Options): Deadline;

/** What is loaded, by id: a form can be built from it. */
export function policies(options?: Options): PolicySummary[];

/** Adds a packed policy (`.p2p`), or replaces the one with its id. Throws a `PackError`. */
export function add_policy(packed: Uint8Array): void;

/**
 * Checks a policy of the shape of `policies/<id>.json`, and adds it or replaces the one with its id. The author's module, which
 * does the checking, is fetched when first used. Rejects with a `PolicyError`.
 *
 * `warnings` are no faults, but most likely mistakes: a rule that can never fire, a statement that nothing enforces.
 */
export function load_policy(policy: Policy): Promise<{ warnings: Problem[] }>;

/**
 * Says where the author's module is, or how to get it. Needed only where `load_policy` can't find `p2p_author_bg.wasm` beside
 * itself.
 */
export function author_from(source: InitInput | (() => InitInput | Promise<InitInput>)): void;
