import type { Decision, InitInput, ReviewRequest } from './p2p_review.js';
import type { P2PGate } from './p2p-gate.js';

export * from './p2p-gate.js';

/** What became of a request that was posted. */
export type P2POutcome =
  | { kind: 'sent'; reference: string }
  | { kind: 'refused'; decision: Decision }
  | { kind: 'failed'; message: string };

/** The events of a form behind the gate: they bubble, and leave shadow trees. */
export interface P2PGateEventMap {
  'p2p-state': CustomEvent<{
    state: 'loading' | 'ready' | 'missing';
    fault?: 'no-webassembly' | 'blocked' | 'unreachable' | 'timeout' | 'broken';
    reason?: string;
  }>;
  'p2p-decision': CustomEvent<{ decision: Decision; request: ReviewRequest & Record<string, unknown> }>;
  'p2p-attempt': CustomEvent<{ submitter: Element | null }>;
  'p2p-submit': CustomEvent<{
    request: ReviewRequest & Record<string, unknown>;
    decision: Decision | null;
    idempotency_key: string;
    headers: Record<string, string>;
  }>;
  'p2p-outcome': CustomEvent<{ outcome: P2POutcome; request: ReviewRequest & Record<string, unknown>; decision: Decision | null }>;
}

/** The attributes of `<p2p-gate>`; every fact of a policy is one more, with dashes for underscores. */
export interface P2PGateAttributes {
  endpoint?: string | undefined;
  names?: string | undefined;
  timeout?: number | string | undefined;
  fallback?: 'submit' | 'block' | undefined;
  credentials?: RequestCredentials | undefined;
  module?: string | undefined;
  payer?: string | undefined;
  'line-of-business'?: string | undefined;
  service?: string | undefined;
  program?: string | undefined;
  funding?: string | undefined;
  network?: string | undefined;
  setting?: string | undefined;
  purpose?: string | undefined;
  attendee?: string | undefined;
  [fact: `${string}-${string}`]: unknown;
}

/** Where frameworks set properties instead of attributes. */
export interface P2PGateProperties {
  headers?: Record<string, string> | (() => Record<string, string> | Promise<Record<string, string>>) | undefined;
}

export type { InitInput };

declare global {
  interface HTMLElementTagNameMap {
    'p2p-gate': P2PGate;
  }
  interface HTMLElementEventMap extends P2PGateEventMap {}
  interface DocumentEventMap extends P2PGateEventMap {}
  interface ShadowRootEventMap extends P2PGateEventMap {}
}
