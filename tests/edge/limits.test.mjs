// How much one request can make the intake write: at most a few times as much as a normal one.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { validate_request } from '../../pkg/node.js';
import { Intake, STORES, eligible } from './intake.mjs';

const { record } = await import('../../edge/audit.js');
const { FIELDS } = await import('../../edge/answers.js');

const long = 'x'.repeat(60_000);
/** @type {[name: string, body: object][]} */
const ABUSE = [
  ['63 KB of empty windows', { ...eligible(), call_windows: Array(21_000).fill({}) }],
  ['as many empty windows as fit', { ...eligible(), call_windows: Array(2_400).fill({}) }],
  ['windows of other things', { ...eligible(), call_windows: Array(20).fill({ date: 'x'.repeat(300), start: 'y', end: 'z' }) }],
  ['one very long answer', { ...eligible(), member_name: long }],
  ['answers that are just too long', { ...eligible(), member_name: 'x'.repeat(2001), member_id: 'x'.repeat(2001), provider_name: 'x'.repeat(2001) }],
  ['answers as long as they may be', { ...eligible(), member_name: 'x'.repeat(2000), member_id: 'x'.repeat(2000), provider_name: 'x'.repeat(2000) }],
  ['60 KB under unknown keys', { ...eligible(), unknown: long, [long.slice(0, 1000)]: 1 }],
  ['unknown keys inside a window', { ...eligible(), call_windows: [{ date: '2099-01-01', start: '10:00', end: '11:00', unknown: long }] }],
  ['lists in the place of every answer', { ...eligible(), ...Object.fromEntries(FIELDS.map(({ field }) => [field, Array(30).fill(9)])) }],
];

for (const kind of STORES) {
  describe(kind, () => {
    const intake = new Intake(kind);
    before(() => intake.start());
    after(() => intake.remove());

    test('each writes little, and repeating it writes nothing', async (t) => {
      const SIZE = `SELECT (SELECT coalesce(sum(length(key) + length(reference) + length(received_at) + length(payer) + length(answers)), 0) FROM requests)
        + (SELECT coalesce(sum(length(coalesce(reference, refused_key)) + length(decided_on) + length(record)), 0) FROM audit) AS bytes`;
      const written = async () => Number((await intake.peek(SIZE))[0]?.bytes);
      const measured = async (/** @type {() => Promise<unknown>} */ send) => {
        const before = await written();
        await send();
        return (await written()) - before;
      };
      const normal = await measured(() => intake.send(eligible()));
      const figures = [`a normal request ${normal}`];
      for (const [name, body] of ABUSE) {
        const key = crypto.randomUUID();
        const bytes = await measured(() => intake.send(body, { 'idempotency-key': key }));
        figures.push(`${name} ${bytes}`);
        assert.ok(bytes <= 8 * normal, `${name} writes ${bytes} bytes, a normal request ${normal}`);
        assert.equal(await measured(() => Promise.all(Array.from({ length: 20 }, () => intake.send(body, { 'idempotency-key': key })))), 0, `${name}, again`);
      }
      t.diagnostic(`bytes written: ${figures.join('; ')}`);
    });
  });
}

test('the record of any number of windows reproduces the decision', () => {
  const now = '2026-03-03T18:00:00Z';
  for (const count of [0, 1, 19, 20, 21, 22, 100, 2400]) {
    for (const window of [{}, { date: '2026-03-09', start: '09:00', end: '10:00' }, { date: '2026-03-09', start: '09:00', end: '10:00', time_zone: 'Secretname' }]) {
      const request = { ...eligible(), denial_date: '2026-03-01', call_windows: Array(count).fill(window) };
      const audit = JSON.parse(JSON.stringify(record(request, validate_request(/** @type {object} */ (request), now))));
      const again = validate_request(audit.facts, audit.now);
      assert.deepEqual(record(audit.facts, again), audit);
      assert.ok(!JSON.stringify(audit).includes('Secret'));
    }
  }
});
