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
 * Checks a policy of the shape of `policies/<id>.json`, or its text, TOML or JSON, and adds it or replaces the one with its id.
 * The author's module, which does the checking, is fetched when first used, and what reads text when first given some. Rejects
 * with a `PolicyError`; of a text every problem has its line.
 *
 * `warnings` are no faults, but most likely mistakes: a rule that can never fire, a statement that nothing enforces.
 */
export function load_policy(policy: Policy | string): Promise<{ warnings: Problem[] }>;

/**
 * Says where the author's module is, or how to get it. Needed only where `load_policy` can't find `p2p_author_bg.wasm` beside
 * itself.
 */
export function author_from(source: InitInput | (() => InitInput | Promise<InitInput>)): void;
