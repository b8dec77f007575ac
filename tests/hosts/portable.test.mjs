// The portable module in a minimal host: it imports nothing, and its interface works as documented.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { pkg, root } from '../../scripts/lib/places.mjs';

const NOW = '2026-03-03T18:00:00Z';
const REQUEST = '{"payer":"regence","line_of_business":"commercial","appeal_filed":true}';
const module = new WebAssembly.Module(readFileSync(join(pkg, 'portable', 'p2p_review.wasm')));
const conformance = join(root, 'conformance');

/** An instance with functions to call it. */
class Instance {
  /** @type {any} */
  exports = new WebAssembly.Instance(module, {}).exports;

  /**
   * @param {string} call
   * @param {(string | Uint8Array)[]} inputs
   */
  call(call, ...inputs) {
    const blocks = inputs.map((input) => this.write(Buffer.from(input)));
    const reply = this.read(this.exports[call](...blocks.flat()));
    for (const [address] of blocks) this.exports.free(address);
    return reply;
  }

  /**
   * @param {Uint8Array} bytes
   * @returns {[address: number, length: number]}
   */
  write(bytes) {
    const address = this.exports.allocate(bytes.length) >>> 0;
    new Uint8Array(this.exports.memory.buffer).set(bytes, address);
    return [address, bytes.length];
  }

  /** @param {number} address */
  read(address) {
    const { buffer } = this.exports.memory;
    const view = new DataView(buffer);
    const length = view.getUint32((address >>> 0) + 4, true);
    const json = Buffer.from(new Uint8Array(buffer, (address >>> 0) + 8, length));
    return { status: view.getUint32(address >>> 0, true), json };
  }
}

test('the module imports nothing and has the documented exports', () => {
  assert.deepEqual(WebAssembly.Module.imports(module), []);
  const names = WebAssembly.Module.exports(module).filter(({ kind }) => kind !== 'global').map(({ name }) => name);
  assert.deepEqual(names.sort(), [
    'add_policy', 'allocate', 'compute_deadline', 'free', 'interface_version', 'memory', 'policies', 'validate_request',
    'validate_requests',
  ]); // prettier-ignore
  assert.equal(new Instance().exports.interface_version(), 1);
});

test('an input outside the allocated blocks is an error, wherever it points', () => {
  const instance = new Instance();
  const now = instance.write(Buffer.from(NOW));
  const [address, length] = instance.write(Buffer.from(REQUEST));
  for (const [at, long] of [[0, 1], [address, length + 1], [address - 1, 1], [address, -1], [-1, 1], [2 ** 31, 2 ** 31]]) {
    const reply = instance.read(instance.exports.validate_request(at, long, ...now, 0, 0));
    assert.equal(reply.status, 1);
    assert.equal(JSON.parse(`${reply.json}`).code, 'bad-input');
  }
  instance.exports.free(address);
  instance.exports.free(address);
  instance.exports.free(12345);
  const freed = instance.read(instance.exports.validate_request(address, length, ...now, 0, 0));
  assert.equal(JSON.parse(`${freed.json}`).code, 'bad-input');
  assert.equal(instance.exports.allocate(1024 * 1024 + 1), 0);
  assert.equal(instance.exports.allocate(-1), 0);
  assert.equal(instance.call('validate_request', REQUEST, NOW, '').status, 0);
});

test('a hundred thousand calls take no more memory than a thousand', () => {
  const instance = new Instance();
  const ask = () => instance.call('validate_request', REQUEST, NOW, '');
  for (let call = 0; call < 1_000; call++) ask();
  const before = instance.exports.memory.buffer.byteLength;
  for (let call = 0; call < 100_000; call++) ask();
  assert.equal(instance.exports.memory.buffer.byteLength, before);
});

test('the sample is answered byte for byte', () => {
  /** @type {Map<string, Instance>} */
  const instances = new Map();
  const start = (/** @type {string} */ packs) => {
    const instance = new Instance();
    for (const id of packs.split(',').filter(Boolean)) {
      assert.equal(instance.call('add_policy', readFileSync(join(conformance, 'packs', `${id}.p2p`))).status, 0);
    }
    return instance;
  };
  const lines = gunzipSync(readFileSync(join(conformance, 'sample.tsv.gz'))).toString('latin1').split('\n').slice(1, -1);
  assert.ok(lines.length >= 190);
  for (const line of lines) {
    const [call = '', packs = '', now = '', options = '', input = '', status, answer] = line.split('\t');
    if (!instances.has(packs)) instances.set(packs, start(packs));
    const instance = call === 'add_policy' ? start(packs) : /** @type {Instance} */ (instances.get(packs));
    const bytes = Buffer.from(input, call === 'add_policy' ? 'hex' : 'latin1');
    const inputs = { add_policy: [bytes], policies: [options] }[call] ?? [bytes, now, options];
    const reply = instance.call(call, ...inputs);
    assert.equal(`${reply.status}`, status, line);
    assert.equal(reply.json.toString('latin1'), answer, line);
  }
});
