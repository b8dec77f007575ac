/** The rules' module as it lies in `p2p_review_bg.wasm`. */
export function bytes(): Uint8Array<ArrayBuffer>;
