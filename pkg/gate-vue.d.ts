// import type {} from 'p2p-review/gate/vue';
import type { DefineComponent } from 'vue';
import type { P2PGateAttributes, P2PGateProperties } from './gate.js';

declare module 'vue' {
  interface GlobalComponents {
    'p2p-gate': DefineComponent<P2PGateAttributes & P2PGateProperties>;
  }
}
