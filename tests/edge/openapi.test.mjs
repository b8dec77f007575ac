// docs/intake-openapi.json describes what the intake answers: one request for each status that a test can provoke. The
// long proof generates thousands more with schemathesis.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { root } from '../../scripts/lib/places.mjs';
import { Intake, eligible } from './intake.mjs';

const api = JSON.parse(readFileSync(join(root, 'docs/intake-openapi.json'), 'utf8'));
const ajv = new Ajv2020({ strict: false, formats: { 'date-time': true, date: true, uuid: true } });
ajv.addSchema(api, 'api');

const intake = new Intake();
const bearer = { authorization: 'Bearer a-token-of-thirty-two-characters' };
intake.env = { STAFF_TOKEN: 'a-token-of-thirty-two-characters' };
before(() => intake.start());
after(() => intake.remove());

/** @type {[method: string, path: string, status: number, headers: Record<string, string>, body: unknown][]} */
const EXCHANGES = [
  ['post', '/requests', 202, {}, eligible()],
  ['post', '/requests', 422, {}, { ...eligible(), appeal_filed: true }],
  ['post', '/requests', 400, {}, '['],
  ['post', '/requests', 403, { origin: 'https://elsewhere.example' }, eligible()],
  ['post', '/requests', 413, {}, { ...eligible(), member_name: 'x'.repeat(9000) }],
  ['post', '/requests', 415, { 'content-type': 'text/plain' }, 'x'],
  ['post', '/decisions', 200, {}, { ...eligible(), call_windows: [{}] }],
  ['post', '/decisions', 400, {}, 'null'],
  ['get', '/staff', 200, bearer, ''],
  ['get', '/staff?from=x', 400, bearer, ''],
  ['get', '/staff', 401, {}, ''],
  ['get', '/staff/requests', 200, bearer, ''],
  ['get', '/staff/requests?limit=x', 400, bearer, ''],
  ['get', '/staff/requests', 401, {}, ''],
  ['get', '/staff/requests.jsonl', 200, bearer, ''],
  ['get', '/staff/requests.csv', 200, bearer, ''],
  ['get', '/staff/deliveries', 200, bearer, ''],
  ['get', '/staff/deliveries?state=x', 400, bearer, ''],
  ['get', '/health', 200, {}, ''],
  ['get', '/ready', 200, {}, ''],
  ['get', '/metrics', 200, {}, ''],
];

for (const [method, path, status, headers, body] of EXCHANGES) {
  test(`${status} ${method} ${path}`, async () => {
    const reply = method === 'get' ? await intake.get(path, headers) : await intake.send(body, headers, { path });
    assert.equal(reply.status, status);
    const [route = ''] = path.split('?');
    let described = api.paths[route][method].responses[status];
    if (described.$ref) described = api.components.responses[described.$ref.split('/').at(-1)];
    const type = String(reply.headers['content-type']).split(';')[0] ?? '';
    assert.ok(described.content[type], `${type} is described`);
    if (!type.endsWith('json')) return;
    const valid = ajv.compile(inApi(described.content[type].schema));
    assert.ok(valid(reply.body), JSON.stringify(valid.errors));
  });
}

test('every route of the intake is described, and the 409', async () => {
  const key = { 'idempotency-key': 'one-key-for-two' };
  await intake.send(eligible(), key);
  assert.equal((await intake.send({ ...eligible(), member_id: '8' }, key)).status, 409);
  assert.ok(api.paths['/requests'].post.responses['409']);
  assert.deepEqual(Object.keys(api.paths), ['/requests', '/decisions', '/staff', '/staff/requests', '/staff/requests.jsonl', '/staff/requests.csv', '/staff/deliveries', '/health', '/ready', '/metrics']);
});

/** @param {any} schema its references are relative to the whole description */
function inApi(schema) {
  return JSON.parse(JSON.stringify(schema).replaceAll('"$ref":"#/', '"$ref":"api#/'));
}
