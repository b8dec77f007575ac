// What `npm start` serves: the form, and the intake that it posts to.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { createServer } from 'vite';
import { root } from '../../scripts/lib/places.mjs';
import { eligible } from './intake.mjs';

test('form and intake work together', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'p2p-review-start-'));
  process.env.P2P_INTAKE = folder;
  const told = t.mock.method(console, 'log', () => {});
  const configFile = join(root, 'vite.config.js');
  const server = await createServer({ configFile, logLevel: 'silent', server: { host: '127.0.0.1', port: 0 } });
  try {
    await server.listen();
    const form = new URL(`${server.resolvedUrls?.local[0]}`);
    assert.match(await fetch(form).then((response) => response.text()), /<p2p-gate[^>]* endpoint="requests"/);
    const headers = { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID(), origin: form.origin };
    const send = (/** @type {object} */ body) => fetch(new URL('requests', form), { method: 'POST', headers, body: JSON.stringify(body) });
    const refused = await send({ ...eligible(), appeal_filed: true });
    assert.deepEqual([refused.status, (await refused.json()).outcome], [422, 'ineligible']);
    const taken = await send(eligible());
    const { reference } = await taken.json();
    assert.equal(taken.status, 202);
    const news = told.mock.calls.map((call) => call.arguments.join(' ')).join('\n');
    assert.ok(news.includes(reference) && news.includes('/appeal-filed'), 'the terminal tells of both');
    assert.ok(!news.includes('Secretname'), 'and names nobody');
  } finally {
    await server.close();
    rmSync(folder, { recursive: true, force: true });
  }
});
