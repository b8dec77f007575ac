/* tslint:disable */
/* eslint-disable */
/** The answers known so far. Every one may be absent, null or undefined. */
export interface ReviewRequest {
    /** Who sent the denial letter? */
    payer?: string | null;
    /** What kind of plan does the member have? */
    line_of_business?: "commercial" | "medicaid" | "medicare" | "federal-employee-program" | null;
    /** Which state is the member's plan from? */
    plan_state?: "AL" | "AK" | "AS" | "AZ" | "AR" | "CA" | "CO" | "CT" | "DE" | "DC" | "FL" | "GA" | "GU" | "HI" | "ID" | "IL" | "IN" | "IA" | "KS" | "KY" | "LA" | "ME" | "MD" | "MA" | "MI" | "MN" | "MS" | "MO" | "MT" | "NE" | "NV" | "NH" | "NJ" | "NM" | "NY" | "NC" | "ND" | "MP" | "OH" | "OK" | "OR" | "PA" | "PR" | "RI" | "SC" | "SD" | "TN" | "TX" | "VI" | "UT" | "VT" | "VA" | "WA" | "WV" | "WI" | "WY" | null;
    /** What was denied? */
    service?: "medical" | "behavioral-health" | "provider-administered-medication" | "retail-medication" | null;
    /** When was the denial made? */
    denial_timing?: "pre-service" | "concurrent" | "post-service" | null;
    /** Which reason does the letter give for the denial? */
    denial_basis?: "medical-necessity" | "investigational" | "contract" | "claim" | "reimbursement" | "other" | null;
    /** What is the date on the denial letter? `YYYY-MM-DD`. */
    denial_date?: string | null;
    /** Has the provider received the determination letter? */
    letter_received?: boolean | null;
    /** Does the letter say that a peer-to-peer is available? */
    letter_offers_p2p?: boolean | null;
    /** Is the member responsible for the cost? */
    member_liable?: boolean | null;
    /** Has the service or medication already been given? */
    service_rendered?: boolean | null;
    /** What is the call meant for? */
    purpose?: "discuss-denial" | "open-expedited-appeal" | "reimbursement" | "policy-feedback" | null;
    /** Has an expedited appeal of this denial been filed? */
    expedited_appeal?: boolean | null;
    /** Has an appeal of this denial been filed? */
    appeal_filed?: boolean | null;
    /** Has a peer-to-peer on this denial already taken place? */
    prior_p2p?: boolean | null;
    /** Has the member been discharged from the facility? */
    member_discharged?: boolean | null;
    /** Is there clinical information that was not in the first request? */
    new_clinical_information?: "none" | "planned" | "submitted" | null;
    /** Who asks for the peer-to-peer? */
    requested_by?: "requesting-provider" | "provider-staff" | "treating-provider" | "other" | null;
    /** Who will take the call? */
    attendee?: "requesting-provider" | "treating-provider" | "other-clinician" | "staff" | null;
    /** Member's name */
    member_name?: string | null;
    /** Member's ID number */
    member_id?: string | null;
    /** Medication requested */
    medication_name?: string | null;
    /** Provider's name */
    provider_name?: string | null;
    /** Provider's NPI */
    provider_npi?: string | null;
    /** Who in the office can be asked about this request? */
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



/**
 * Says by when a request must be in, day by day. `now` as in `validate_request`.
 *
 * Throws an `Error` with `code` (`missing-field`, `invalid-field`, `unknown-payer`, `no-deadline`) and `field`.
 *
 * ```js
 * const { due, days_left } = compute_deadline({ payer: "pacificsource", denial_date: "2026-11-25" }, "2026-11-30T18:00:00Z");
 * ```
 */
export function compute_deadline(request: ReviewRequest, now?: Date | string): Deadline;

/**
 * Adds a policy, or replaces the one with its id. It has the shape of `policies/<id>.json`.
 *
 * Throws an `Error` with `problems: { path, message }[]`, all of them at once; then nothing has changed.
 */
export function load_policy(policy: Policy): void;

/**
 * What is loaded, by id: a form can be built from it.
 */
export function policies(): PolicySummary[];

/**
 * Says whether a request for a peer-to-peer review can be made, why not, and what is still to be answered.
 *
 * `now` is a `Date` or an RFC 3339 instant; left out, the clock. Nothing that a form can hold makes this throw: it throws
 * a `TypeError` only when `request` is no plain object or `now` no instant between 2000 and 2099.
 *
 * ```js
 * const { outcome, findings } = validate_request({ payer: "regence", denial_basis: "claim" });
 * ```
 */
export function validate_request(request: ReviewRequest, now?: Date | string): Decision;

export type InitInput = RequestInfo | URL | Response | BufferSource | WebAssembly.Module;

export interface InitOutput {
    readonly memory: WebAssembly.Memory;
    readonly compute_deadline: (a: any, b: any) => [number, number, number];
    readonly load_policy: (a: any) => [number, number];
    readonly policies: () => any;
    readonly validate_request: (a: any, b: any) => [number, number, number];
    readonly __wbindgen_malloc: (a: number, b: number) => number;
    readonly __wbindgen_realloc: (a: number, b: number, c: number, d: number) => number;
    readonly __wbindgen_free: (a: number, b: number, c: number) => void;
    readonly __wbindgen_exn_store: (a: number) => void;
    readonly __externref_table_alloc: () => number;
    readonly __wbindgen_externrefs: WebAssembly.Table;
    readonly __externref_table_dealloc: (a: number) => void;
    readonly __wbindgen_start: () => void;
}

export type SyncInitInput = BufferSource | WebAssembly.Module;

/**
 * Instantiates the given `module`, which can either be bytes or
 * a precompiled `WebAssembly.Module`.
 *
 * @param {{ module: SyncInitInput }} module - Passing `SyncInitInput` directly is deprecated.
 *
 * @returns {InitOutput}
 */
export function initSync(module: { module: SyncInitInput } | SyncInitInput): InitOutput;

/**
 * If `module_or_path` is {RequestInfo} or {URL}, makes a request and
 * for everything else, calls `WebAssembly.instantiate` directly.
 *
 * @param {{ module_or_path: InitInput | Promise<InitInput> }} module_or_path - Passing `InitInput` directly is deprecated.
 *
 * @returns {Promise<InitOutput>}
 */
export default function __wbg_init (module_or_path?: { module_or_path: InitInput | Promise<InitInput> } | InitInput | Promise<InitInput>): Promise<InitOutput>;
