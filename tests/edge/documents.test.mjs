// docs/intake.md: the commands marked as tested work, and the lists of settings and causes are complete.
import assert from 'node:assert/strict';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { root } from '../../scripts/lib/places.mjs';
import { run } from './command.mjs';
import { Intake, eligible } from './intake.mjs';

const text = readFileSync(join(root, 'docs/intake.md'), 'utf8');
const blocks = [...text.matchAll(/```sh tested\n([^]*?)```/g)].map(([, commands = '']) => commands);
const TOKEN = 'a-token-of-thirty-two-characters';
const intake = new Intake('postgres');

before(async () => {
  intake.env = { STAFF_TOKEN: TOKEN };
  await intake.start();
  await intake.send(eligible());
});
after(() => intake.remove());

test('every command marked as tested works', async () => {
  const { server } = intake;
  assert.ok(server);
  const backup = join(intake.folder, 'backup.jsonl');
  /** Replaces what is specific to the reader's or this machine. @type {[string, string][]} */
  const places = [
    ['http://127.0.0.1:8787', `http://127.0.0.1:${intake.port}`],
    ['/var/backups/p2p-review.jsonl', backup],
    ['postgres://p2p@db.example/empty', await server.database('empty')],
  ];
  let out = '';
  for (const block of blocks) {
    const commands = places.reduce((now, [from, to]) => now.replaceAll(from, to), block);
    const { status, out: said, err } = await run('sh', ['-eu', '-c', commands], { DATABASE_URL: server.url, STAFF_TOKEN: TOKEN });
    assert.equal(status, 0, `${commands}\n${err}`);
    out += `${said}\n`;
  }
  for (const [from] of places) assert.ok(blocks.some((block) => block.includes(from)), from);
  for (const told of [/^1 request, 1 audit record,/m, /^Would delete 0 requests/m, /^Deleted 0 audit records/m, /"status":"ready"/, /^p2p_stored_requests 1$/m, /^Restored 2 rows/m, /"member_id":"SECRET-100200300"/, /^.?reference,received_at,/m, /"deliveries":\[\]/, /"outcome":"ineligible"/]) assert.match(out, told);
  assert.equal(statSync(backup).mode & 0o777, 0o600);
});

test('exactly the settings are listed', () => {
  const names = (/** @type {string} */ source, /** @type {RegExp} */ pattern) => [...new Set([...source.matchAll(pattern)].map(([, name = '']) => name))].sort();
  const known = names(readFileSync(join(root, 'edge/settings.js'), 'utf8'), /@property \{string\} \[([A-Z_]+)\]/g);
  const table = /## Settings\n([^]*?)\n## /.exec(text)?.[1] ?? '';
  assert.deepEqual(names(table, /`([A-Z]+_[A-Z_]+)`/g), [...known, 'DATABASE_URL', 'INTAKE_FOLDER'].sort());
  const bound = names(readFileSync(join(root, 'edge/workerd.capnp'), 'utf8'), /fromEnvironment = "([A-Z_]+)"/g);
  // A self-hosted workerd has no rate limit, for which the client's address would be needed.
  assert.deepEqual(bound, known.filter((name) => name !== 'CLIENT_ADDRESS_HEADER'));
});

test('every cause of a 503 is listed', () => {
  const union = /@typedef \{([^}]*)\} Cause/.exec(readFileSync(join(root, 'edge/store/database.js'), 'utf8'))?.[1] ?? '';
  const causes = [...union.matchAll(/'([a-z-]+)'/g)].map(([, cause]) => cause);
  assert.ok(causes.length > 4);
  for (const cause of [...causes, 'identity-provider', 'settings']) assert.ok(text.includes(`| \`${cause}\` |`), cause);
});
