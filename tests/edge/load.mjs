// Many clients, and an intake that is killed under load: every acknowledged request is in the store exactly once. With
// PostgreSQL, two intakes share the store; one of them is killed, and so is the server.
import assert from 'node:assert/strict';
import { Intake, eligible } from './intake.mjs';

/** @typedef {import('./intake.mjs').StoreKind} StoreKind */

/**
 * @param {StoreKind} kind
 * @param {{ clients: number, requests: number }} size
 * @returns {Promise<string>} the measurements
 */
export async function provePromises(kind, { clients, requests }) {
  const intakes = [new Intake(kind)];
  const [first] = intakes;
  assert.ok(first);
  await first.start();
  if (kind === 'postgres') {
    const second = new Intake(kind);
    second.server = first.server;
    await second.start();
    intakes.push(second);
  }
  /** @type {Map<string, Set<string>>} the references that each key got */
  const acknowledged = new Map();
  let next = 0;
  let answered = 0;
  let retried = 0;
  let kills = 0;
  /** @type {Promise<void> | null} */
  let restart = null;
  /** @type {number[]} */
  const waits = [];
  const started = performance.now();

  async function client() {
    while (next < requests) {
      // One in twenty is sent again although it was answered, as if somebody pressed twice.
      const number = next++;
      const twice = number % 20 === 0;
      await send(number);
      if (twice) await send(number);
    }
  }

  /** @param {number} number */
  async function send(number) {
    const key = `client-request-${number}`;
    const body = { ...eligible(), member_id: `M${number}` };
    for (let attempt = number; ; attempt++) {
      const sent = performance.now();
      try {
        const reply = await intakeFor(attempt).send(body, { 'idempotency-key': key });
        if (reply.status === 503) throw new Error('503');
        assert.equal(reply.status, 202);
        waits.push(performance.now() - sent);
        acknowledged.set(key, (acknowledged.get(key) ?? new Set()).add(reply.body.reference));
        if (++answered === Math.floor(requests / 3) || answered === Math.floor((2 * requests) / 3)) restart = killAndStart();
        return;
      } catch (error) {
        if (error instanceof assert.AssertionError) throw error;
        retried++;
        assert.ok(attempt - number < 10_000, `no answer comes any more: ${error}`);
        await restart;
      }
    }
  }

  /** @param {number} number */
  function intakeFor(number) {
    return /** @type {Intake} */ (intakes[number % intakes.length]);
  }

  async function killAndStart() {
    const server = first?.server;
    // The second time, the database server crashes.
    if (server && kills++ > 0) {
      server.crash();
      await server.start();
      return;
    }
    await first?.kill();
    await first?.start();
  }

  try {
    await Promise.all(Array.from({ length: clients }, client));
    await restart;
    const seconds = (performance.now() - started) / 1000;
    const rows = await first.stored('SELECT requests.key, requests.reference, audit.id FROM requests LEFT JOIN audit ON audit.reference = requests.reference');
    const [{ records }] = await first.stored('SELECT count(*) AS records FROM audit');
    assert.equal(rows.length, requests, 'every request once');
    assert.equal(Number(records), requests, 'every audit record once');
    for (const { key, reference, id } of rows) {
      assert.ok(id !== null, `${reference} has an audit record`);
      assert.deepEqual([...(acknowledged.get(key) ?? [])], [reference], `${key}: the acknowledged reference is the stored one`);
    }
    assert.ok(retried > 0, 'the kill was noticed');
    waits.sort((a, b) => a - b);
    const wait = (/** @type {number} */ part) => `${Math.round(waits[Math.floor(part * (waits.length - 1))] ?? 0)} ms`;
    const killed = kind === 'postgres' ? 'one of two intakes killed after a third, the server crashed after two thirds' : 'killed after a third and after two thirds';
    return (
      `${kind}: ${clients} clients, ${requests} requests and ${answered - requests} repetitions, ${killed}: ` +
      `${answered} promises kept, 0 lost, 0 doubled, ${retried} tries cut off and repeated; ${seconds.toFixed(1)} s, ` +
      `${Math.round(answered / seconds)} a second, half within ${wait(0.5)}, 99 % within ${wait(0.99)}`
    );
  } finally {
    for (const intake of intakes.slice(1)) {
      intake.server = null;
      await intake.remove();
    }
    await first.remove();
  }
}
