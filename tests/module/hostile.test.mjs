// Input that only JavaScript can hold, against the built module: nothing hangs, nothing is left behind, and the next
// call answers as before.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import vm from 'node:vm';
import { load, pack } from '../../pkg/p2p_author.js';
import { freshInstance } from './instance.mjs';

await load();
/** @type {(policy: any) => Uint8Array} */
const packed = (policy) => pack(policy).packed;

const NOW = '2026-03-03T18:00:00Z';
const BAR = { payer: 'regence', line_of_business: 'commercial', denial_date: '2026-03-02', appeal_filed: true };

const module = await freshInstance();
const { policies } = module;
/** @type {(policy: any) => Promise<unknown>} */
const load_policy = module.load_policy;
/** @type {(request: any, now?: any) => any} */
const validate_request = module.validate_request;
/** @type {(request: any, now?: any) => any} */
const compute_deadline = module.compute_deadline;

const regence = policies().find(({ id }) => id === 'regence');
assert.ok(regence);
const fields = regence.fields.map(({ field }) => field).filter((field) => field !== 'payer');

/** A second for what takes a few milliseconds; only a hang takes longer. */
const LONGEST = 1_000;

const control = () =>
  JSON.stringify([validate_request(BAR, NOW), compute_deadline(BAR, NOW), module.policies()]);
const untouched = control();

/**
 * Runs `act` and checks that the instance is unaffected.
 * @template T
 * @param {() => T} act
 * @param {number} [longest]
 * @returns {T}
 */
function harmless(act, longest = LONGEST) {
  const stack = module.stack();
  const started = performance.now();
  try {
    return act();
  } finally {
    assert.ok(performance.now() - started < longest, `took ${performance.now() - started} ms`);
    assert.equal(module.stack(), stack, 'the call has kept some of the stack');
    assert.ok(control() === untouched, 'it answers otherwise than before');
  }
}

/**
 * As {@link harmless}, asynchronously.
 * @param {() => Promise<unknown>} act
 * @param {number} [longest]
 */
async function harmlessInTime(act, longest = LONGEST) {
  const stack = module.stack();
  const started = performance.now();
  try {
    return await act();
  } finally {
    assert.ok(performance.now() - started < longest, `took ${performance.now() - started} ms`);
    assert.equal(module.stack(), stack, 'the call has kept some of the stack');
    assert.ok(control() === untouched, 'it answers otherwise than before');
  }
}

class Mine extends Error {}

/** @returns {never} */
function fail() {
  throw new Mine('mine');
}

/**
 * Checks that both functions let exceptions from reading the request through.
 * @param {() => unknown} request creates a new one for each call
 */
function letsThrough(request) {
  for (const call of [validate_request, compute_deadline]) {
    assert.throws(() => harmless(() => call(request(), NOW)), Mine);
  }
}

/** @param {any} decision */
function faults(decision) {
  return decision.findings
    .filter((/** @type {any} */ { kind }) => kind === 'invalid')
    .map((/** @type {any} */ { field, rule }) => `${field} ${rule}`);
}

describe('requests that run code', () => {
  for (const field of ['payer', ...fields]) {
    test(`${field} is a getter that throws`, () => {
      letsThrough(() => Object.defineProperty({ payer: 'regence' }, field, { get: fail, configurable: true }));
    });
  }

  for (const trap of ['get', 'getPrototypeOf']) {
    test(`a proxy whose ${trap} throws`, () => letsThrough(() => new Proxy({ ...BAR }, { [trap]: fail })));
  }

  test('a call window that throws when its properties are read, or when its keys are enumerated', () => {
    const window = { date: '2026-03-05', start: '10:00', end: '09:00' };
    letsThrough(() => ({ ...BAR, call_windows: [new Proxy(window, { get: fail })] }));
    const unread = { ...BAR, call_windows: [new Proxy({ ...window, note: 1 }, { ownKeys: fail })] };
    assert.deepEqual(faults(harmless(() => validate_request(unread, NOW))), ['call_windows request/window-order']);
  });

  test('a text is passed on unchanged, including its first and last character', async () => {
    const given = (/** @type {string} */ email) => faults(validate_request({ ...BAR, contact_email: email }, NOW));
    assert.deepEqual(given('a\0b@c.org'), ['contact_email request/bad-email']);
    assert.deepEqual(given('é\u{1f600}@c.org'), []);
    const other = await freshInstance();
    await other.load_policy(/** @type {any} */ ({ ...tiny(), name: '\ufeffTiny \u{1f600}' }));
    assert.equal(other.policies().find(({ id }) => id === 'tiny')?.name, '\ufeffTiny \u{1f600}');
  });

  test('unknown properties of a call window are ignored', () => {
    const more = Object.fromEntries(Array.from({ length: 100 }, (_, index) => [`key${index}`, index]));
    const windows = Array.from({ length: 18 }, () => ({ ...more, date: '2026-03-05', start: '10:00', end: '11:00' }));
    Object.assign(windows[17] ?? {}, { end: '09:00' });
    /** @type {import('../../pkg/p2p_review.js').Decision} */
    const { findings } = harmless(() => validate_request({ ...BAR, call_windows: windows }, NOW));
    assert.deepEqual(findings.flatMap(({ kind, at }) => (kind === 'invalid' ? [at] : [])), ['/17/end']);
  });

  test('a list of call windows whose items, or length, throw', () => {
    letsThrough(() => ({ ...BAR, call_windows: new Proxy([1], { get: fail }) }));
    letsThrough(() => ({ ...BAR, call_windows: Object.defineProperty([], 0, { get: fail }) }));
  });

  test('a revoked proxy, or one that revokes itself when it is looked at', () => {
    const revoked = Proxy.revocable({}, {});
    revoked.revoke();
    assert.throws(() => harmless(() => validate_request(revoked.proxy, NOW)), TypeError);
    const late = Proxy.revocable(
      {},
      {
        getPrototypeOf: () => {
          late.revoke();
          return Object.prototype;
        },
      },
    );
    assert.throws(() => harmless(() => validate_request(late.proxy, NOW)), TypeError);
    const list = Proxy.revocable([], {});
    list.revoke();
    assert.throws(() => harmless(() => validate_request({ ...BAR, call_windows: list.proxy }, NOW)), TypeError);
  });

  test('thrown values of any type come through unchanged', () => {
    for (const thrown of [undefined, null, 0, '', Symbol('x'), () => {}, Object.create(null)]) {
      const request = {
        get payer() {
          throw thrown;
        },
      };
      let caught;
      try {
        harmless(() => validate_request(request, NOW));
      } catch (error) {
        caught = [error];
      }
      assert.deepEqual(caught, [thrown]);
    }
  });

  test('a getter that makes a call and adds a policy meanwhile', async () => {
    const { validate_request, compute_deadline, add_policy, load_policy } = /** @type {any} */ (await freshInstance());
    const spare = { ...tiny(), name: 'Added in between' };
    const bytes = packed(spare);
    const request = {
      ...BAR,
      get service() {
        add_policy(bytes);
        compute_deadline(BAR, NOW);
        assert.throws(() => add_policy(new Uint8Array(3)), { code: 'bad-pack' });
        return validate_request({ ...BAR, payer: spare.id }, NOW).policy.name && 'medical';
      },
    };
    const plain = validate_request({ ...BAR, service: 'medical' }, NOW);
    assert.deepEqual(validate_request(request, NOW), plain);
    // A policy that adds another one with its id while it is read: the outer one is added last.
    await load_policy({
      ...tiny(),
      get name() {
        add_policy(bytes);
        return 'Loaded last';
      },
    });
    assert.equal(validate_request({ payer: spare.id }, NOW).policy.name, 'Loaded last');
  });

  test('a getter that replaces the policy in use', async () => {
    const other = await freshInstance();
    /** @type {any} */
    const request = {
      payer: 'regence',
      get line_of_business() {
        other.add_policy(packed({ ...tiny(), id: 'regence' }));
        return 'commercial';
      },
    };
    // The policy that the getter added decides, not the replaced one.
    const decision = other.validate_request(request, NOW);
    assert.deepEqual(decision, other.validate_request({ payer: 'regence', line_of_business: 'commercial' }, NOW));
    assert.equal(decision.policy?.name, 'Tiny');
    assert.equal(other.validate_request({ payer: 'regence' }, NOW).policy?.name, 'Tiny');
  });

  test('a getter that adds another policy each time it is read', async () => {
    const other = await freshInstance();
    let added = 0;
    /** @type {any} */
    const request = {
      payer: 'regence',
      get line_of_business() {
        added += 1;
        other.add_policy(packed({ ...tiny(), id: 'regence', name: `Tiny ${added}` }));
        return 'commercial';
      },
    };
    assert.throws(() => other.validate_request(request, NOW), TypeError);
    assert.ok(added < 10, `${added} times`);
    assert.equal(other.validate_request({ payer: 'regence' }, NOW).policy?.name, `Tiny ${added}`);
  });

  test('a trap that replaces the policy before anything is read', async () => {
    const other = await freshInstance();
    const policy = (/** @type {string[]} */ facts) => ({
      ...tiny(),
      id: 'trap',
      facts: facts.map((id) => ({ id, kind: 'boolean', question: 'Is it so?' })),
      rules: facts.map((id) => ({ ...tiny().rules[0], id: id.replace('_', '-'), field: id, when: { [id]: true } })),
    });
    other.add_policy(packed(policy(['one_fact', 'other_fact'])));
    const request = new Proxy({ payer: 'trap', one_fact: true, other_fact: false }, {
      getPrototypeOf(target) {
        other.add_policy(packed(policy(['other_fact', 'one_fact'])));
        return Object.getPrototypeOf(target);
      },
    });
    assert.deepEqual(other.validate_request(/** @type {any} */ (request), NOW).findings.map(({ rule }) => rule), ['trap/one-fact']);
  });

  test('answers that are inherited, answered by a trap alone, or among very many names', () => {
    const answers = { payer: 'regence', line_of_business: 'commercial', appeal_filed: true };
    const plain = validate_request(answers, NOW);
    assert.equal(plain.outcome, 'ineligible');
    const many = Object.fromEntries(Array.from({ length: 2_000 }, (_, place) => [`name_${place}`, 'x']));
    const requests = [
      Object.create(Object.assign(Object.create(null), answers)),
      new Proxy({}, { get: (_, name) => /** @type {any} */ (answers)[name] }),
      { ...many, ...answers },
    ];
    for (const request of requests) assert.deepEqual(validate_request(request, NOW), plain);
  });

  test('every answer is read only once', () => {
    /** @type {string[]} */
    const read = [];
    const watched = { payer: 'regence', appeal_filed: true, unknown_name: 1 };
    const request = new Proxy(watched, {
      get(target, name) {
        read.push(String(name));
        return Reflect.get(target, name);
      },
    });
    validate_request(/** @type {any} */ (request), NOW);
    assert.deepEqual(read, ['payer', 'appeal_filed']);
  });

  test('a getter that recurses without end', () => {
    /** @type {any} */
    const request = {
      get payer() {
        return validate_request(request, NOW);
      },
    };
    for (let time = 0; time < 3; time += 1) {
      assert.throws(() => validate_request(request, NOW), RangeError);
      assert.ok(control() === untouched);
    }
  });
});

describe('requests of odd shapes', () => {
  const odd = {
    'a big integer': 10n,
    'a symbol': Symbol('x'),
    'a function': () => true,
    Infinity,
    NaN,
    'a boxed text': Object('medical'),
    'an invalid date': new Date(NaN),
    'a cycle': cycle(),
    'a list with holes': [, 'x', ,], // eslint-disable-line no-sparse-arrays
    'a Map': new Map([['date', '2026-03-05']]),
    'a FormData': new FormData(),
    'an instance of a class': new (class {
      date = '2026-03-05';
    })(),
    'a proxy': new Proxy({}, {}),
    'a weak reference': new WeakRef({}),
    'a module': globalThis,
  };
  for (const [name, value] of Object.entries(odd)) {
    test(`${name} in every field`, () => {
      for (const field of fields) {
        const decision = harmless(() => validate_request({ payer: 'regence', [field]: value }, NOW));
        assert.equal(decision.outcome, 'incomplete', field);
        assert.ok(faults(decision).length > 0, field);
        assert.ok(faults(decision).every((/** @type {string} */ fault) => fault.startsWith(`${field} request/`)), field);
      }
      const { outcome, policy } = harmless(() => validate_request({ payer: value }, NOW));
      assert.deepEqual([outcome, policy], ['incomplete', null]);
    });
  }

  test('keys on Object.prototype', () => {
    for (const key of ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf', 'then']) {
      const request = Object.defineProperty({ ...BAR }, key, { value: 'x', enumerable: true });
      assert.deepEqual(harmless(() => validate_request(request, NOW)), validate_request(BAR, NOW));
      const { outcome } = harmless(() => validate_request({ payer: key }, NOW));
      assert.equal(outcome, 'incomplete');
    }
    assert.deepEqual(
      harmless(() => validate_request(JSON.parse(`{"__proto__":${JSON.stringify(BAR)}}`), NOW)),
      validate_request({}, NOW),
    );
  });

  test('a polluted prototype', () => {
    const polluted = /** @type {any} */ (Object.prototype);
    const clean = validate_request({ payer: 'regence' }, NOW);
    try {
      for (const key of ['kind', 'code', 'at', 'get', 'set', 'value', 'toJSON', 'unknown_key']) {
        polluted[key] = () => 'polluted';
      }
      assert.deepEqual(JSON.parse(text(harmlessly(() => validate_request({ payer: 'regence' }, NOW)))), JSON.parse(text(clean)));
    } finally {
      for (const key of ['kind', 'code', 'at', 'get', 'set', 'value', 'toJSON', 'unknown_key']) delete polluted[key];
    }
    assert.ok(control() === untouched);
  });

  test('plain objects: without a prototype, frozen, sealed, of another realm', () => {
    const answer = validate_request(BAR, NOW);
    const plain = [
      Object.assign(Object.create(null), BAR),
      Object.freeze({ ...BAR }),
      Object.seal({ ...BAR }),
      structuredClone(BAR),
      vm.runInNewContext(`(${JSON.stringify(BAR)})`),
      new Proxy(BAR, {}),
    ];
    for (const request of plain) assert.deepEqual(harmless(() => validate_request(request, NOW)), answer);
  });

  test('values that are not plain objects', () => {
    const others = [
      undefined, null, true, 5, 10n, 'regence', Symbol('x'), [], [BAR], () => BAR,
      new Map(Object.entries(BAR)), new Set(), new FormData(), new URLSearchParams('payer=regence'), new Date(),
      Promise.resolve(BAR), new (class {})(), Object.create(BAR), new Proxy([], {}), vm.runInNewContext('[]'),
      vm.runInNewContext('new Map()'), new Uint8Array(2), Object('regence'), new WeakMap(), new Error('x'),
    ]; // prettier-ignore
    for (const request of others) {
      for (const call of [validate_request, compute_deadline]) {
        assert.throws(() => harmless(() => call(request, NOW)), TypeError);
      }
    }
  });

  test('lone surrogates', () => {
    for (const half of ['\ud800', '\udc00\ud800', 'Ana \ud83d', '\ud800'.repeat(1_000)]) {
      for (const field of fields) harmless(() => validate_request({ payer: 'regence', [field]: half, [half]: half }, NOW));
    }
  });

  test('endless text is refused and not copied', () => {
    const before = module.pages();
    const kinds = regence.fields.map(({ kind }) => kind);
    for (const long of ['x'.repeat(1 << 20), '\u{1f600}'.repeat(1 << 20), ' '.repeat(1 << 28), 'x'.repeat(2 ** 29 - 24)]) {
      const request = Object.fromEntries(fields.map((field) => [field, long]));
      const decision = harmless(() => validate_request({ payer: 'regence', ...request }, NOW));
      /** @type {number} */
      const texts = kinds.filter((kind) => !['boolean', 'windows'].includes(kind)).length - 1;
      const wrong = faults(decision).filter((/** @type {string} */ fault) => fault.endsWith(' request/too-long'));
      assert.equal(wrong.length, texts);
      assert.deepEqual(faults(harmless(() => validate_request({ payer: long }, NOW))), ['payer request/unknown-payer']);
      assert.throws(() => harmless(() => validate_request(BAR, long)), TypeError);
      const window = { date: long, start: long, end: long, [long.slice(0, 1 << 20)]: long };
      harmless(() => validate_request({ ...BAR, call_windows: Array.from({ length: 64 }, () => window) }, NOW));
    }
    assert.ok(module.pages() - before <= 16, `${module.pages() - before} pages more`);
  });

  test('endless lists, and depth', () => {
    const window = { date: '2026-03-05', start: '10:00', end: '11:00' };
    let deep = /** @type {any} */ ({});
    for (let level = 0; level < 100_000; level += 1) deep = { date: deep, 0: [deep] };
    const lists = [
      Array.from({ length: 1_000 }, () => window),
      Array.from({ length: 100_000 }, () => window),
      new Array(2 ** 32 - 1),
      [deep],
      deep,
      [[[[[[[[[[]]]]]]]]]],
      new Proxy([], { get: (list, key) => (key === 'length' ? 1e300 : Reflect.get(list, key)) }),
      new Proxy([], { get: (list, key) => (key === 'length' ? -1 : Reflect.get(list, key)) }),
      new Proxy([], { get: (list, key) => (key === 'length' ? NaN : Reflect.get(list, key)) }),
    ];
    for (const call_windows of lists) {
      const { outcome } = harmless(() => validate_request({ payer: 'regence', call_windows }, NOW));
      assert.equal(outcome, 'incomplete');
    }
  });
});

describe('now', () => {
  const instant = Date.parse(NOW);
  const answer = text(validate_request(BAR, new Date(instant)));

  test('a date of another realm, of a subclass, or with an own method', () => {
    const dates = [
      vm.runInNewContext(`new Date(${instant})`),
      new (class extends Date {})(instant),
      new (class extends Date {
        getTime() {
          return fail();
        }
      })(instant),
      Object.assign(new Date(instant), { getTime: () => 5n, valueOf: fail, toISOString: fail }),
    ];
    for (const now of dates) assert.equal(text(harmless(() => validate_request(BAR, now))), answer);
  });

  test('values that only look like dates', () => {
    const revoked = Proxy.revocable(new Date(), {});
    revoked.revoke();
    const others = [
      null, new Date(NaN), new Date(8.64e15), new Date(-8.64e15), Object.create(Date.prototype), new Proxy(new Date(), {}),
      revoked.proxy, Date.prototype, instant, BigInt(instant), Symbol('x'), { getTime: () => instant }, [NOW],
      Object(NOW), () => new Date(), new Date(Date.UTC(1999, 11, 31)), new Date(Date.UTC(2100, 0, 1)),
    ]; // prettier-ignore
    for (const now of others) {
      for (const call of [validate_request, compute_deadline]) {
        assert.throws(() => harmless(() => call(BAR, now)), TypeError);
      }
    }
  });

  test('a Date that the page has changed does not break it', () => {
    const getTime = Date.prototype.getTime;
    try {
      Date.prototype.getTime = fail;
      assert.throws(() => harmlessly(() => validate_request(BAR, new Date(instant))), TypeError);
    } finally {
      Date.prototype.getTime = getTime;
    }
    assert.equal(text(harmless(() => validate_request(BAR, new Date(instant)))), answer);
  });
});

describe('policies', () => {
  /**
   * @param {any} policy
   * @param {number} [longest]
   */
  async function refused(policy, longest = 5_000) {
    /** @type {any} */
    let thrown;
    try {
      await harmlessInTime(() => load_policy(policy), longest);
    } catch (error) {
      thrown = error;
    }
    assert.ok(thrown instanceof Error);
    return /** @type {{ path: string, message: string }[]} */ (/** @type {any} */ (thrown).problems);
  }

  test('values that are not policies', async () => {
    const others = [
      undefined, null, 5, 10n, 'regence', Symbol('x'), [], () => tiny(), new Map(), new Date(), cycle(), new FormData(),
      Object.create(tiny()), JSON.parse('{"__proto__":{"id":"x"}}'),
    ]; // prettier-ignore
    for (const policy of others) assert.ok((await refused(policy)).length > 0);
  });

  test('odd values at every key', async () => {
    const odd = [10n, Symbol('x'), () => 0, NaN, Infinity, cycle(), [cycle()], [, 1], new Map(), new Date(), '\ud800\ud800']; // eslint-disable-line no-sparse-arrays
    for (const key of Object.keys(tiny()).filter((key) => key !== 'name')) {
      for (const value of odd) {
        const problems = await refused({ ...tiny(), [key]: value });
        assert.ok(problems.some(({ path }) => path.startsWith(`/${key}`)), `${key}: ${JSON.stringify(problems)}`);
      }
    }
  });

  test('getters and traps that throw, at every depth', async () => {
    const whole = JSON.stringify(tiny());
    const keys = [...whole.matchAll(/"(\w+)":/g)].map(([, key]) => key);
    for (const key of new Set(keys)) {
      const policy = JSON.parse(whole);
      spoil(policy, `${key}`);
      await assert.rejects(harmlessInTime(() => load_policy(policy)), Mine, key);
    }
    for (const trap of ['get', 'ownKeys']) {
      await assert.rejects(harmlessInTime(() => load_policy(new Proxy(tiny(), { [trap]: fail }))), Mine);
    }
    const revoked = Proxy.revocable(tiny(), {});
    revoked.revoke();
    await assert.rejects(harmlessInTime(() => load_policy(revoked.proxy)), TypeError);
  });

  test('cycles and depth', async () => {
    /** @type {any} */
    const policy = { ...tiny() };
    policy.rules = [policy];
    policy.sources = policy;
    assert.ok((await refused(policy)).length > 0);
    let when = /** @type {any} */ ({ appeal_filed: true });
    for (let level = 0; level < 100_000; level += 1) when = { all: [when] };
    assert.ok((await refused({ ...tiny(), rules: [{ ...tiny().rules[0], when }] })).length > 0);
  });

  test('two hundred thousand entries, and twenty thousand keys', async () => {
    /** @param {(index: number) => unknown} make */
    const many = (make) => Array.from({ length: 200_000 }, (_, index) => make(index));
    const long = 'x'.repeat(9_999);
    const lists = /** @type {Record<string, unknown[]>} */ ({
      sources: many((index) => ({ id: `S${index}`, title: 'A page' })),
      statements: many((index) => ({ id: `S-${index}` })),
      rules: many(() => tiny().rules[0]),
      lines_of_business: many(() => 'commercial'),
      contacts: new Array(2 ** 32 - 1),
      services: many((index) => `${index}`),
    });
    for (const [key, list] of Object.entries(lists)) assert.ok((await refused({ ...tiny(), [key]: list })).length > 0, key);
    assert.ok((await refused({ ...tiny(), ...lists })).length > 0);
    const strange = /** @type {[string, number][]} */ (many((index) => [`key${index % 20_000}`, index]));
    assert.ok((await refused({ ...tiny(), ...Object.fromEntries(strange) })).length > 0);
    assert.ok((await refused({ ...tiny(), name: 'x'.repeat(2 ** 29 - 24) })).length > 0);
    assert.ok((await refused({ ...tiny(), ['x'.repeat(1 << 24)]: 1 })).length > 0);
    assert.ok((await refused({ ...tiny(), services: many(() => long) })).length > 0);
  });

  test('policies that are too large are refused, wherever the excess is', async () => {
    const rules = tiny().rules;
    for (const length of [199_900, 199_950, 199_975, 200_000, 400_000]) {
      const policy = { ...tiny(), rules: undefined, services: Array(length).fill('medical'), last: rules };
      assert.ok((await refused(policy)).length > 0, `${length}`);
    }
    assert.deepEqual(await refused({ ...tiny(), services: Array(200_000).fill(1) }), [{ path: '', rule: null, line: null, message: 'this policy is too large' }]);
  });

  test('a text that is too long is not taken for a missing one', async () => {
    const rules = [{ ...tiny().rules[0], message: 'x'.repeat(10_001) }];
    assert.deepEqual(await refused({ ...tiny(), rules }), [{ path: '/rules/0/message', rule: 'appeal', line: null, message: 'a text has 10,000 bytes at most' }]);
  });

  test('conditions that are too large to check are refused in time', async () => {
    const time = (/** @type {number} */ minute) => `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
    const steps = Array.from({ length: 2_400 }, (_, index) => ({
      ...tiny().routes[0]?.steps[0],
      id: `s${index}`,
      when: { call_windows: { outside_hours: [time(index % 700), time(701 + (index % 739))] } },
    }));
    const rules = Array.from({ length: 150 }, (_, index) => ({ ...tiny().rules[0], id: `r${index}` }));
    const started = performance.now();
    assert.ok((await refused({ ...tiny(), rules, routes: [{ id: 'desk', steps }] })).length > 0);
    assert.ok(performance.now() - started < 5_000, `${performance.now() - started} ms`);
  });

  test('lists of maximum length are read in time', async () => {
    const other = await freshInstance();
    const five = (/** @type {(index: number) => unknown} */ make) => Array.from({ length: 500 }, (_, index) => make(index));
    const policy = {
      ...tiny(),
      statements: five((index) => ({ id: `T-${index}` })),
      rules: five((index) => ({ ...tiny().rules[0], id: `r${index}`, says: [`T-${index}`] })),
      routes: five((index) => ({ id: index ? `r${index}` : 'desk', steps: tiny().routes[0]?.steps })),
    };
    const started = performance.now();
    await other.load_policy(/** @type {any} */ (policy));
    other.validate_request({ payer: /** @type {any} */ ('tiny') }, NOW);
    assert.ok(performance.now() - started < 5_000, `${performance.now() - started} ms`);
  });
});

/** A minimal complete policy. */
function tiny() {
  return {
    id: 'tiny',
    name: 'Tiny',
    time_zone: 'America/Chicago',
    lines_of_business: ['commercial'],
    services: ['medical'],
    contacts: ['desk'],
    sources: [{ id: 'T', title: 'A page' }],
    statements: [{ id: 'T-0' }],
    rules: [
      { id: 'appeal', outcome: 'reject', says: ['T-0'], when: { appeal_filed: true }, message: 'No.', next: ['desk'] },
    ],
    routes: [{ id: 'desk', steps: [{ id: 'call', kind: 'phone', label: 'The desk', value: '541-684-5584' }] }],
  };
}

function cycle() {
  /** @type {any} */
  const cycle = { date: '2026-03-05' };
  cycle.start = cycle;
  cycle.list = [cycle];
  return cycle;
}

/**
 * Replaces the first property with this name by a getter that throws.
 * @param {any} value
 * @param {string} key
 * @returns {boolean} whether there is such a property
 */
function spoil(value, key) {
  if (typeof value !== 'object' || value === null) return false;
  if (Object.hasOwn(value, key)) {
    Object.defineProperty(value, key, { get: fail, enumerable: true });
    return true;
  }
  return Object.values(value).some((part) => spoil(part, key));
}

/**
 * As {@link harmless}, without the control call.
 * @template T
 * @param {() => T} act
 */
function harmlessly(act) {
  const stack = module.stack();
  try {
    return act();
  } finally {
    assert.equal(module.stack(), stack);
  }
}

/** @param {unknown} value */
function text(value) {
  return JSON.stringify(value, (_key, value) => (typeof value === 'function' ? undefined : value));
}
