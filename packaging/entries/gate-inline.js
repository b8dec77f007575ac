// The gate with its rules in it: nothing is fetched.
import { provideRules } from '../../pkg/p2p-gate.js';
import { bytes } from '../../pkg/p2p_review_bytes.js';

provideRules(bytes());

export * from '../../pkg/p2p-gate.js';
