// The load proof with 100 clients and 20,000 requests on each store, and the delivery proof with 2,000.
import { script } from '../../scripts/lib/run.mjs';
import { proveDelivery } from './delivery.mjs';
import { STORES } from './intake.mjs';
import { provePromises } from './load.mjs';

await script(async () => {
  for (const kind of STORES) console.log(await provePromises(kind, { clients: 100, requests: 20_000 }));
  for (const kind of STORES) console.log(await proveDelivery(kind, { clients: 50, requests: 2000, kills: 4 }));
});
