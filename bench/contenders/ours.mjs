import init, { validate_request } from '../../pkg/p2p_review.js';

/** @param {BufferSource | URL} wasm */
export async function start(wasm) {
  await init({ module_or_path: wasm });
  return /** @type {(request: Record<string, any>, now: string) => unknown} */ (validate_request);
}
