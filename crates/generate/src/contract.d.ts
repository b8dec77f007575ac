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

/** What something depends on: every entry has to hold. See the policy files. */
export interface Condition {
  any?: Condition[];
  all?: Condition[];
  none?: Condition[];
  today?: DayTest;
  deadline?: Deadline["status"] | Deadline["status"][];
  due_day?: DayKind | DayKind[];
  [fact: string]: unknown;
}
export type DayKind = "business-day" | "weekend" | "holiday";
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
export function validate_request(request: ReviewRequest, now?: Date | string): Decision;

/**
 * Says by when a request must be in, day by day. `now` as in `validate_request`.
 *
 * Throws a `DeadlineError`.
 *
 * ```js
 * const { due, days_left } = compute_deadline({ payer: "pacificsource", denial_date: "2026-11-25" }, "2026-11-30T18:00:00Z");
 * ```
 */
export function compute_deadline(request: ReviewRequest, now?: Date | string): Deadline;

/** What is loaded, by id: a form can be built from it. */
export function policies(): PolicySummary[];

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
