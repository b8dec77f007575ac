// What tests/browser.rs asks of the package. The tests' own glue has an `initSync` already.
import { compute_deadline, initSync as startModule, policies, validate_request } from '/pkg/p2p_review.js';

export { compute_deadline, policies, startModule, validate_request };
