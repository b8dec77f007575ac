// Many requests with webhooks, an intake that is killed repeatedly, and a receiver that sometimes fails: the receiver
// gets every acknowledged request, and repeated messages have the same id.
import assert from 'node:assert/strict';
import { Intake, eligible, until } from './intake.mjs';
import { Receiver } from './receiver.mjs';

const SECRET = `whsec_${Buffer.from('a secret of this test, long enough').toString('base64')}`;

/**
 * @param {import('./intake.mjs').StoreKind} kind
 * @param {{ clients: number, requests: number, kills: number }} size
 * @returns {Promise<string>} the measurements
 */
export async function proveDelivery(kind, { clients, requests, kills }) {
  const receiver = new Receiver(SECRET);
  const intake = new Intake(kind);
  /** @type {Set<string>} */
  const acknowledged = new Set();
  let attempts = 0;
  receiver.answer = () => [200, 200, 200, 500, 200, null][attempts++ % 6] ?? null;
  const started = performance.now();
  try {
    intake.env = { WEBHOOK_URL: await receiver.start(), WEBHOOK_SECRETS: SECRET, WEBHOOK_TIMEOUT_SECONDS: '3', WEBHOOK_RETRY_SECONDS: Array(40).fill('0.2').join(' ') };
    await intake.start();
    let next = 0;
    let killed = 0;
    /** @type {Promise<void> | null} */
    let restart = null;
    const client = async () => {
      while (next < requests) {
        const number = next++;
        for (;;) {
          try {
            const reply = await intake.send({ ...eligible(), member_id: `M${number}` }, { 'idempotency-key': `delivery-${number}` });
            if (reply.status !== 202) throw new Error(`${reply.status}`);
            acknowledged.add(reply.body.reference);
            break;
          } catch {
            await restart;
          }
        }
        if (killed < kills && acknowledged.size >= ((killed + 1) * requests) / (kills + 1)) {
          killed++;
          restart = again();
        }
      }
    };
    const again = async () => {
      await intake.kill();
      await intake.start();
    };
    await Promise.all(Array.from({ length: clients }, client));
    await restart;
    // Kill it again while it delivers the rest.
    await again();
    const [{ count: stored }] = await count(intake);
    assert.equal(Number(stored), requests);
    await intake.start();
    await until(async () => (await intake.get('/metrics')).text.includes('p2p_outbox_pending 0\n'), 'the delivery of everything');
    const heard = receiver.references;
    for (const reference of acknowledged) assert.ok(heard.has(reference), `${reference} was acknowledged and is lost`);
    assert.equal(heard.size, requests);
    assert.equal(receiver.forged, 0);
    const ids = new Set(receiver.received.map(({ id }) => id));
    assert.equal(ids.size, requests, 'each request has one id, however often it comes');
    const twice = receiver.received.length - ids.size;
    return `${kind}: ${requests} requests by ${clients} clients, killed ${kills + 2} times: ${heard.size} delivered, 0 lost, ${twice} repeated with the same id, ${attempts} attempts; ${((performance.now() - started) / 1000).toFixed(1)} s`;
  } finally {
    await intake.remove();
    await receiver.stop();
  }
}

/** @param {Intake} intake */
function count(intake) {
  return intake.stored('SELECT count(*) AS count FROM requests');
}
