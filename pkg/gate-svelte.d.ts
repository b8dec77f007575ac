// import type {} from 'p2p-review/gate/svelte';
import type { HTMLAttributes } from 'svelte/elements';
import type { P2PGate, P2PGateAttributes, P2PGateProperties } from './gate.js';

declare module 'svelte/elements' {
  interface SvelteHTMLElements {
    'p2p-gate': HTMLAttributes<P2PGate> & P2PGateAttributes & P2PGateProperties;
  }
}
