// The contract of a store: one suite for both databases.
import assert from 'node:assert/strict';
import { after, beforeEach, afterEach, describe, test } from 'node:test';
import '../../pkg/node.js';
import { canonical } from '../../edge/answers.js';
import { newReference } from '../../edge/reference.js';
import { dump, restore } from '../../edge/store/backup.mjs';
import { StoreUnavailable } from '../../edge/store/database.js';
import { migrate, migrationsOf } from '../../edge/store/migrations.mjs';
import { SCHEMA, Store, messageId } from '../../edge/store/store.js';
import { eligible } from './intake.mjs';
import { PostgresStores, SqliteStores } from './stores.mjs';

/** @type {{ dialect: import('../../edge/store/migrate.js').Dialect, stores: SqliteStores | PostgresStores }[]} */
const BOTH = [
  { dialect: 'sqlite', stores: new SqliteStores() },
  { dialect: 'postgres', stores: new PostgresStores() },
];
const NOW = '2026-03-02T18:00:00.000Z';

/** @type {import('../../edge/audit.js').AuditRecord} */
const AUDIT = { now: '2026-03-02T18:00:00Z', engine: '1', policy: null, outcome: 'eligible', findings: [], due: '2026-03-10', facts: {} };

/** @param {Partial<import('../../edge/store/store.js').NewRequest>} [more] */
function request(more = {}) {
  return { key: crypto.randomUUID(), reference: newReference(), received_at: NOW, payer: 'regence', answers: canonical(eligible()), audit: AUDIT, announce: false, ...more };
}

after(() => Promise.all(BOTH.map(({ stores }) => stores.stop())));

for (const { dialect, stores } of BOTH) {
  describe(dialect, () => {
    /** @type {import('./stores.mjs').Opened} */
    let opened;
    /** @type {Store} */
    let store;
    beforeEach(async () => {
      opened = await stores.open();
      await migrate(opened.database, dialect);
      store = new Store(opened.database);
    });
    afterEach(() => opened.close());

    test('a request is stored once, even if it arrives several times at once', async () => {
      const key = 'the-same-key';
      const added = await Promise.all(Array.from({ length: 10 }, () => store.add(request({ key, announce: true }))));
      assert.equal(new Set(added.map(({ reference }) => reference)).size, 1);
      assert.deepEqual(await store.count(), { requests: 1, audit: 1, pending: 1, dead: 0, oldest: NOW });
    });

    test('a key has at most one refusal, then at most one request, and no refusal after it', async () => {
      await Promise.all(Array.from({ length: 10 }, () => store.refuse('refused-key', AUDIT)));
      const taken = request();
      await store.add(taken);
      assert.equal((await store.refuse(taken.key, AUDIT))?.reference, taken.reference);
      assert.equal((await store.count()).audit, 2);
      // A refused request may be accepted later.
      const { reference } = await store.add(request({ key: 'refused-key' }));
      assert.equal((await store.refuse('refused-key', AUDIT))?.reference, reference);
      assert.equal((await store.count()).audit, 3);
    });

    test('pages have no gaps or repetitions, by payer and time', async () => {
      const rows = Array.from({ length: 25 }, (_, i) => request({ payer: i % 2 ? 'asuris' : 'regence', received_at: `2026-03-02T18:00:${String(Math.floor(i / 5)).padStart(2, '0')}.000Z` }));
      for (const row of rows) await store.add(row);
      const all = { payer: null, from: null, until: null };
      const seen = [];
      for (let after = null; ; ) {
        const page = await store.list(all, { after, limit: 4 });
        seen.push(...page);
        after = page.at(-1) ?? null;
        if (page.length < 4) break;
      }
      assert.deepEqual(seen.map(({ reference }) => reference).sort(), rows.map(({ reference }) => reference).sort());
      assert.deepEqual(seen.map(({ received_at }) => received_at), seen.map(({ received_at }) => received_at).sort());
      const chosen = await store.list({ payer: 'asuris', from: '2026-03-02T18:00:01.000Z', until: '2026-03-02T18:00:03.000Z' }, { after: null, limit: 100 });
      assert.equal(chosen.length, 5);
      assert.ok(chosen.every(({ payer, record }) => payer === 'asuris' && JSON.parse(record ?? '').due === '2026-03-10'));
    });

    test('a message is claimed once, again after a timeout, and in order for each request', async () => {
      const one = request({ announce: true });
      await store.add(one);
      const claim = { now: '2026-03-02T18:00:01.000Z', until: '2026-03-02T18:01:00.000Z', limit: 10 };
      const claimed = await Promise.all(Array.from({ length: 8 }, () => store.claim(claim)));
      assert.equal(claimed.flat().length, 1);
      assert.equal(claimed.flat()[0]?.answers, one.answers);
      assert.deepEqual(await store.claim({ ...claim, now: '2026-03-02T18:00:59.000Z' }), []);
      const again = await store.claim({ ...claim, now: '2026-03-02T18:01:00.000Z', until: '2026-03-02T18:02:00.000Z' });
      assert.deepEqual(again.map(({ id, attempts }) => [id, attempts]), [[messageId(one.reference, 1), 2]]);
      await store.failed(messageId(one.reference, 1), 'HTTP 500', null);
      assert.equal((await store.count()).dead, 1);
      assert.equal((await store.undelivered('dead', 10))[0]?.last_error, 'HTTP 500');
      assert.equal(await store.revive('2026-03-02T19:00:00.000Z'), 1);
      const last = await store.claim({ now: '2026-03-02T19:00:00.000Z', until: '2026-03-02T19:01:00.000Z', limit: 1, id: messageId(one.reference, 1) });
      assert.equal(last.length, 1);
      await store.delivered(messageId(one.reference, 1), '2026-03-02T19:00:01.000Z');
      assert.equal((await store.count()).pending, 0);
    });

    test('a message waits for earlier ones about the same request', async () => {
      const one = request({ announce: true });
      await store.add(one);
      await opened.database.transaction([
        ["INSERT INTO outbox (id, reference, sequence, type, created_at, state, attempts, next_attempt_at) VALUES ('msg_second', ?1, 2, 'request.purged', ?2, 'pending', 0, ?2)", one.reference, '2026-03-01T00:00:00.000Z'],
      ]);
      const claim = { now: '2026-03-02T18:00:01.000Z', until: '2026-03-02T18:01:00.000Z', limit: 10 };
      assert.deepEqual((await store.claim(claim)).map(({ type }) => type), ['request.received']);
      await store.failed(messageId(one.reference, 1), 'HTTP 500', null);
      assert.deepEqual(await store.claim(claim), [], 'also when it is dead');
      await store.revive(claim.now);
      await store.claim({ ...claim, id: messageId(one.reference, 1) });
      await store.delivered(messageId(one.reference, 1), claim.now);
      assert.deepEqual((await store.claim(claim)).map(({ type }) => type), ['request.purged']);
    });

    test('a purge deletes old delivered requests and their keys, and announces it', async () => {
      const old = request({ received_at: '2025-01-01T00:00:00.000Z', announce: true });
      const held = request({ received_at: '2025-01-01T00:00:00.000Z', announce: true });
      const young = request({ announce: true });
      for (const each of [old, held, young]) await store.add(each);
      await store.claim({ now: NOW, until: NOW, limit: 1, id: messageId(old.reference, 1) });
      await store.delivered(messageId(old.reference, 1), NOW);
      const before = '2026-01-01T00:00:00.000Z';
      assert.deepEqual(await store.countExpired(before), { requests: 1, held: 1 });
      assert.equal(await store.purge(before, { now: NOW, announce: true }), 1);
      assert.deepEqual((await store.list({ payer: null, from: null, until: null }, { after: null, limit: 9 })).map(({ reference }) => reference), [held.reference, young.reference]);
      const { audit, pending } = await store.count();
      assert.deepEqual([audit, pending], [3, 3], 'the audit records stay; one message more');
      const claimed = await store.claim({ now: NOW, until: NOW, limit: 9, id: messageId(old.reference, 2) });
      assert.deepEqual(claimed.map(({ type, answers }) => [type, answers]), [['request.purged', null]]);
      await store.delivered(messageId(old.reference, 2), NOW);
      // The key is free again, so the same request would be stored as a new one.
      const again = await store.add(request({ key: old.key }));
      assert.notEqual(again.reference, old.reference);
      await store.purge(before, { now: NOW, announce: true });
      const left = await opened.database.transaction([['SELECT id FROM outbox WHERE reference = ?1', old.reference]]);
      assert.deepEqual(left, [[]], 'nothing is left of it but its audit record');
    });

    test('audit records are purged separately', async () => {
      await store.add(request());
      await store.refuse('refused-key', { ...AUDIT, now: '2020-05-05T00:00:00Z' });
      assert.equal(await store.countAudit('2021-01-01'), 1);
      assert.equal(await store.purgeAudit('2021-01-01'), 1);
      assert.deepEqual(await store.count(), { requests: 1, audit: 1, pending: 0, dead: 0, oldest: null });
    });

    test('a failed transaction changes nothing', async () => {
      const { database } = opened;
      const insert = "INSERT INTO audit (refused_key, decided_on, record) VALUES ('x', '2026-01-01', '{}')";
      await assert.rejects(database.transaction([[insert], [insert]]), StoreUnavailable);
      assert.equal((await store.count()).audit, 0);
    });

    test('texts are stored unchanged', async () => {
      const answers = canonical({ ...eligible(), member_name: "Zoë O'Neil \u{1F600} \u0000 \u2028 ; -- ?1 $1", member_id: '\ud800' });
      await store.add(request({ answers }));
      assert.equal((await store.list({ payer: null, from: null, until: null }, { after: null, limit: 1 }))[0]?.answers, answers);
    });

    test('a backup can be restored into an empty store of either kind, completely or not at all', async () => {
      const message = request({ announce: true });
      await store.add(message);
      await store.refuse('refused-key', AUDIT);
      let text = '';
      for await (const line of dump(opened.database)) text += line;
      for (const other of BOTH) {
        const target = await other.stores.open();
        try {
          await migrate(target.database, other.dialect);
          await assert.rejects(restore(target.database, text.split('\n').slice(0, -2).join('\n')), /complete backup/);
          assert.equal(await restore(target.database, text), 4);
          await assert.rejects(restore(target.database, text), /empty store/);
          let again = '';
          for await (const line of dump(target.database)) again += line;
          assert.deepEqual(again.split('\n').sort(), text.split('\n').sort());
          assert.equal((await new Store(target.database).add(request({ key: message.key }))).reference, message.reference);
          await new Store(target.database).refuse('another', AUDIT);
        } finally {
          await target.close();
        }
      }
    });

    test('a store with another schema version is refused', async () => {
      await store.check();
      await opened.database.transaction([["INSERT INTO schema_migrations (name) VALUES ('9999_later.sql')"]]);
      await assert.rejects(store.check(), (/** @type {any} */ error) => error.reason === 'schema');
    });

    test('migrations are applied once, also if several hosts start at once', async () => {
      const fresh = await stores.open();
      try {
        const applied = (await Promise.all([1, 2, 3].map(() => migrate(fresh.database, dialect)))).flat();
        assert.deepEqual(applied.sort(), migrationsOf(dialect).map(({ name }) => name));
        assert.equal(migrationsOf(dialect).at(-1)?.name, SCHEMA[dialect]);
      } finally {
        await fresh.close();
      }
    });
  });
}

describe('an SQLite store of the first version', () => {
  const stores = new SqliteStores();
  after(() => stores.stop());
  test('is migrated with its data', async () => {
    const { database, close } = await stores.open();
    try {
      const [initial] = migrationsOf('sqlite');
      await database.transaction(/** @type {any} */ (initial?.sql.split(/;\s*$/m).filter((part) => part.trim()).map((part) => [part])));
      const answers = JSON.stringify({ ...eligible(), member_name: ' Philippa Secretname ' });
      await database.transaction([
        ["INSERT INTO requests (key, digest, reference, received_at, answers) VALUES ('old-key-1', 'd', 'P2P-2222-3333-4444', '2026-01-01T00:00:00.000Z', ?1)", answers],
        ["INSERT INTO audit (reference, record) VALUES ('P2P-2222-3333-4444', ?1)", JSON.stringify(AUDIT)],
      ]);
      assert.deepEqual(await migrate(database, 'sqlite'), ['0001_initial.sql', '0002_outbox.sql']);
      const store = new Store(database);
      const [row] = await store.list({ payer: 'regence', from: null, until: null }, { after: null, limit: 9 });
      assert.equal(row?.answers, answers);
      assert.equal(await store.countAudit('2026-03-03'), 1);
      assert.equal((await store.add(request({ key: 'old-key-1' }))).reference, 'P2P-2222-3333-4444');
    } finally {
      await close();
    }
  });
});
