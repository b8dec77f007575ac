import type { InitInput, Problem } from "./p2p_review.js";

/** Starts the author's module, once. Without `from`, from the file beside this one. */
export function load(from?: InitInput | Promise<InitInput>): Promise<unknown>;

/** Checks a policy and packs it; one that is text once the part that reads TOML and JSON is there. Throws a `PolicyError`. */
export function pack(policy: string): Promise<{ packed: Uint8Array; warnings: Problem[] }>;
export function pack(policy: unknown): { packed: Uint8Array; warnings: Problem[] };
