// The gate for any payer's own form. In HTML:
//   <p2p-gate payer="regence" endpoint="/p2p-requests"><form>…</form></p2p-gate>
// or in a script:
//   attach(form, { endpoint: '/p2p-requests', names: { denial_date: 'letterDate' } })
// On a server it can be imported and does nothing.

import { P2PGate, attach } from './gate/tag.js';

export { provideRules } from './gate/engine.js';
export { Gate } from './gate/gate.js';
export { gateTexts } from './gate/texts.js';
export { P2PGate, attach };

/** @typedef {import('./gate/options.js').Options} Options */

// Another copy of this script may have been first.
if (globalThis.customElements && !customElements.get('p2p-gate')) customElements.define('p2p-gate', P2PGate);
