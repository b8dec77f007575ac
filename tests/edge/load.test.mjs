import { test } from 'node:test';
import { STORES } from './intake.mjs';
import { provePromises } from './load.mjs';

for (const kind of STORES) {
  test(`${kind}: killed under load, the intake loses nothing`, async (t) => {
    t.diagnostic(await provePromises(kind, { clients: 20, requests: 400 }));
  });
}
