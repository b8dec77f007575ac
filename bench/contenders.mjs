// Who decides the requests.

/**
 * @typedef {object} Contender
 * @property {string} file in contenders/, unless `entry` names it
 * @property {string} [entry]
 * @property {string} [payer] the only one whose rules it has: it gives first decisions, and is timed at no others
 * @property {string} name with `{}` for the version of each package
 * @property {string | null} packages what it takes from npm, as package.json names it
 * @property {'decision' | 'core'} answers the whole decision, or the part of it that decides
 * @property {boolean} library whether it is built on somebody's library, and so a peer
 * @property {'anywhere' | 'node'} runs
 * @property {string} [wasm] the module that it loads, from the project's root
 * @property {Record<string, string>} [define] what the bundler puts in the place of names
 */

const ZEN_WASM = 'node_modules/@gorules/zen-engine-wasm/dist/zen_engine_wasm_bg.wasm';

/** @type {Contender[]} */
export const contenders = [
  { file: 'ours', name: 'p2p-review', packages: null, answers: 'decision', library: false, runs: 'anywhere', wasm: 'pkg/p2p_review_bg.wasm' },
  { file: 'hand-written-own', name: 'hand-written, objects of its own', packages: null, answers: 'decision', library: false, runs: 'anywhere' },
  { file: 'hand-written', name: 'hand-written, shared objects', packages: null, answers: 'decision', library: false, runs: 'anywhere' },
  { file: 'zod', name: 'zod {} + date-fns {} + @18f/us-federal-holidays {}', packages: 'zod date-fns @18f/us-federal-holidays', answers: 'core', library: true, runs: 'anywhere' },
  { file: 'json-rules-engine', name: 'json-rules-engine {}', packages: 'json-rules-engine', answers: 'core', library: true, runs: 'anywhere' },
  { file: 'ajv', name: 'ajv {}, compiled ahead', packages: 'ajv', answers: 'core', library: true, runs: 'anywhere' },
  { file: 'survey-core', name: 'survey-core {}', packages: 'survey-core', answers: 'core', library: true, runs: 'anywhere' },
  { file: 'zen-expressions', name: 'GoRules Zen {}, expressions (wasm)', packages: '@gorules/zen-engine-wasm', answers: 'core', library: true, runs: 'anywhere', wasm: ZEN_WASM },
  { file: 'zen', name: 'GoRules Zen {}, decision table (native)', packages: '@gorules/zen-engine', answers: 'core', library: true, runs: 'node' },
  { file: 'ours-regence', entry: 'ours', payer: 'regence', name: 'p2p-review, a bundle with Regence alone', packages: null, answers: 'decision', library: false, runs: 'anywhere' },
  { file: 'json-rules-engine-regence', entry: 'json-rules-engine', payer: 'regence', name: 'json-rules-engine {}, Regence alone', packages: 'json-rules-engine', answers: 'core', library: true, runs: 'anywhere' },
];
