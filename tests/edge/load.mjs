// Many clients, and an intake that is killed under them: what was promised is in the store, exactly once.
import assert from 'node:assert/strict';
import { Intake, eligible } from './intake.mjs';

/**
 * @param {{ clients: number, requests: number }} size
 * @returns {Promise<string>} the figures
 */
export async function provePromises({ clients, requests }) {
  const intake = new Intake();
  await intake.start();
  /** @type {Map<string, Set<string>>} what each key was promised */
  const promised = new Map();
  let next = 0;
  let answered = 0;
  let retried = 0;
  /** @type {Promise<void> | null} */
  let restart = null;
  /** @type {number[]} */
  const waits = [];
  const begun = performance.now();

  async function client() {
    while (next < requests) {
      // One in twenty is sent again although it was answered, as by somebody who presses twice.
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
    for (;;) {
      const sent = performance.now();
      try {
        const reply = await intake.send(body, { 'idempotency-key': key });
        if (reply.status === 503) throw new Error('503');
        assert.equal(reply.status, 202);
        waits.push(performance.now() - sent);
        promised.set(key, (promised.get(key) ?? new Set()).add(reply.body.reference));
        answered++;
        if (answered === Math.floor(requests / 2)) restart = killAndStart();
        return;
      } catch (error) {
        if (error instanceof assert.AssertionError) throw error;
        retried++;
        await restart;
      }
    }
  }

  async function killAndStart() {
    await intake.kill();
    await intake.start();
  }

  try {
    await Promise.all(Array.from({ length: clients }, client));
    await restart;
    const seconds = (performance.now() - begun) / 1000;
    const rows = await intake.stored('SELECT requests.key, requests.reference, audit.id FROM requests LEFT JOIN audit USING (reference)');
    const [{ records }] = await intake.stored('SELECT count(*) AS records FROM audit');
    assert.equal(rows.length, requests, 'every request once');
    assert.equal(records, requests, 'every audit record once');
    for (const { key, reference, id } of rows) {
      assert.ok(id !== null, `${reference} has an audit record`);
      assert.deepEqual([...(promised.get(key) ?? [])], [reference], `${key} was promised what is stored`);
    }
    assert.ok(retried > 0, 'the kill was noticed');
    waits.sort((a, b) => a - b);
    const wait = (/** @type {number} */ part) => `${Math.round(waits[Math.floor(part * (waits.length - 1))] ?? 0)} ms`;
    return (
      `${clients} clients, ${requests} requests and ${answered - requests} repetitions, killed after ${Math.floor(requests / 2)}: ` +
      `${answered} promises kept, ${retried} tries cut off and repeated; ${seconds.toFixed(1)} s, ` +
      `${Math.round(answered / seconds)} a second, half within ${wait(0.5)}, 99 % within ${wait(0.99)}`
    );
  } finally {
    await intake.remove();
  }
}
