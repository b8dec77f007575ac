// The gate with its rules in it: nothing is fetched.
import { provideRules } from './p2p-gate.js';
import { bytes } from './p2p_review_bytes.js';

provideRules(bytes());

export * from './p2p-gate.js';
