// For any host, without a file to fetch: the module stands in a script beside this one. For pages from file://, for
// bundlers that know no assets, for test runners.
import init, * as rules from './p2p_review.js';
import { bytes } from './p2p_review_bytes.js';

export * from './p2p_review.js';
export { default } from './p2p_review.js';

const loading = load();

export function ready() {
  return loading;
}

async function load() {
  const module = bytes();
  try {
    rules.initSync({ module });
  } catch {
    // Older browsers compile so much only in the background.
    await init({ module_or_path: module });
  }
}
