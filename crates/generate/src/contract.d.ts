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
