// What the command makes of the policy that is open.

/** @typedef {import('./command.js').Lane} Lane */
/** @typedef {import('./run.js').Files} Files */
/** @typedef {{ file: string, line: number | null, column: number | null, severity: 'error' | 'warning', rule: string | null, path: string, message: string }} Problem */

const OUT = { pack: 'made.p2p', json: 'made.json' };

/** A version of the policy that can be loaded, with all that is beside it. */
export class Made {
  /**
   * @param {string} policy the file
   * @param {Files} files
   * @param {Uint8Array} pack
   * @param {string} json its source form, with what it includes
   */
  constructor(policy, files, pack, json) {
    this.policy = policy;
    this.files = files;
    this.pack = pack;
    this.json = json;
    /** @type {string} */
    this.id = JSON.parse(json).id;
  }

  /** The file of rows beside it, whether it is there or not. */
  get rows() {
    return rowsOf(this.policy);
  }
}

/** @param {string} policy */
export function rowsOf(policy) {
  return policy.replace(/\.\w+$/, '.rows.toml');
}

/**
 * @param {Lane} lane
 * @param {string} policy
 * @param {Files} files
 * @param {AbortSignal} signal
 * @returns {Promise<{ problems: Problem[], made: Made | null }>} all that is wrong with it, and the policy where it can be loaded
 */
export async function make(lane, policy, files, signal) {
  const { out } = await lane.run(['lint', policy, '--format', 'json'], files, signal);
  /** @type {Problem[]} */
  const problems = JSON.parse(out);
  if (problems.some(({ severity }) => severity === 'error')) return { problems, made: null };
  const pack = await written(lane, ['pack', policy, '--out', OUT.pack], OUT.pack, files, signal);
  const json = await written(lane, ['pack', policy, '--out', OUT.json, '--as', 'json'], OUT.json, files, signal);
  return { problems, made: new Made(policy, files, pack, new TextDecoder().decode(json)) };
}

/**
 * @param {Lane} lane
 * @param {string[]} args
 * @param {string} file
 * @param {Files} files
 * @param {AbortSignal} signal
 */
async function written(lane, args, file, files, signal) {
  const { files: after, err } = await lane.run(args, files, signal);
  const bytes = after[file];
  if (!bytes) throw new Error(err);
  return bytes;
}
