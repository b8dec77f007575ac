// Delivery to the payer's own system: signed, at least once, in order, until delivered or dead; also when the intake is
// killed.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { intakeCommand } from './command.mjs';
import { Intake, STORES, eligible, until } from './intake.mjs';
import { Receiver } from './receiver.mjs';
import { proveDelivery } from './delivery.mjs';

const SECRET = `whsec_${Buffer.from('a secret of this test, long enough').toString('base64')}`;
const OLDER = `whsec_${Buffer.from('the secret of last year, also long').toString('base64')}`;

/**
 * @param {import('./intake.mjs').StoreKind} kind
 * @param {(parts: { intake: Intake, receiver: Receiver }) => Promise<void>} use
 * @param {Record<string, string>} [env]
 */
async function withBoth(kind, use, env = {}) {
  const receiver = new Receiver(SECRET);
  const intake = new Intake(kind);
  try {
    intake.env = { WEBHOOK_URL: await receiver.start(), WEBHOOK_SECRETS: SECRET, WEBHOOK_RETRY_SECONDS: '0.2 0.2 0.2', ...env };
    await intake.start();
    await use({ intake, receiver });
  } finally {
    await intake.remove();
    await receiver.stop();
  }
}

for (const kind of STORES) {
  describe(kind, () => {
    test('a request is delivered once, with its answers and a signature', () =>
      withBoth(kind, async ({ intake, receiver }) => {
        const { body } = await intake.send(eligible(), { 'idempotency-key': 'delivered-once' });
        await intake.send(eligible(), { 'idempotency-key': 'delivered-once' });
        await intake.send({ ...eligible(), appeal_filed: true });
        await until(() => receiver.received.length > 0);
        const [message] = receiver.received;
        assert.deepEqual(message?.data, { reference: body.reference, received_at: body.received_at, answers: eligible() });
        assert.equal(message?.type, 'request.received');
        await until(async () => (await intake.get('/metrics')).text.includes('p2p_outbox_pending 0'));
        assert.deepEqual([receiver.received.length, receiver.forged], [1, 0]);
      }));

    test('a secret can be rotated', () =>
      withBoth(kind, async ({ intake, receiver }) => {
        await intake.send(eligible());
        await until(() => receiver.received.length === 1);
        assert.equal(receiver.forged, 0);
      }, { WEBHOOK_SECRETS: `${OLDER} ${SECRET}` }));

    test('delivery is retried until it succeeds, and a redirect is no success', () =>
      withBoth(kind, async ({ intake, receiver }) => {
        receiver.answer = (_, earlier) => [500, null, 302][earlier] ?? (earlier < 3 ? null : 200);
        await intake.send(eligible());
        await until(() => receiver.received.length === 1);
        await until(async () => (await intake.get('/metrics')).text.includes('p2p_delivery_attempts_total{result="delivered"} 1'));
        assert.match((await intake.get('/metrics')).text, /p2p_delivery_attempts_total\{result="failed"\} 3/);
      }));

    test('a message that can’t be delivered becomes dead, is reported, and can be revived', () =>
      withBoth(kind, async ({ intake, receiver }) => {
        receiver.answer = () => 503;
        const { body } = await intake.send(eligible());
        await until(async () => (await intake.get('/metrics')).text.includes('p2p_outbox_dead 1'));
        const { out } = await intakeCommand('undelivered', ...intake.storeOptions);
        assert.equal(out, `dead msg_${body.reference}-1 after 4 attempts: HTTP 503`);
        receiver.answer = () => 200;
        assert.equal((await intakeCommand('retry', ...intake.storeOptions)).out, '1 dead message will be retried');
        await until(() => receiver.received.length === 1);
        for (const secret of ['Secret', 'SECRET', 'Hidden', '555-0142']) assert.ok(!intake.log.includes(secret));
      }));

    test('nothing is lost when killed, and repetitions can be recognized', async (t) => {
      t.diagnostic(await proveDelivery(kind, { clients: 10, requests: 60, kills: 1 }));
    });
  });
}
