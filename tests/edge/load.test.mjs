import { test } from 'node:test';
import { provePromises } from './load.mjs';

test('killed under load, the intake keeps its promises', async (t) => {
  t.diagnostic(await provePromises({ clients: 20, requests: 400 }));
});
