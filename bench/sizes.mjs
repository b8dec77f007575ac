// What a server would send, brotli 11.
import { brotliCompressSync, constants } from 'node:zlib';

/** @param {Buffer} bytes */
export function brotli(bytes) {
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
  return brotliCompressSync(bytes, { params });
}
