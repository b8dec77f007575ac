import { P2PGate, attach } from './gate/tag.js';
export { provideRules } from './gate/engine.js';
export { Gate } from './gate/gate.js';
export { gateTexts } from './gate/texts.js';
export { P2PGate, attach };
export type Options = import('./gate/options.js').Options;
