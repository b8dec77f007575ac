// import type {} from 'p2p-review/gate/react';
import type { DetailedHTMLProps, HTMLAttributes } from 'react';
import type { P2PGate, P2PGateAttributes, P2PGateProperties } from './gate.js';

type GateProps = DetailedHTMLProps<HTMLAttributes<P2PGate>, P2PGate> & P2PGateAttributes & P2PGateProperties;

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      'p2p-gate': GateProps;
    }
  }
}
