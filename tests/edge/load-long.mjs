// The same with 100 clients and 20,000 requests.
import { script } from '../../scripts/lib/run.mjs';
import { provePromises } from './load.mjs';

await script(async () => console.log(await provePromises({ clients: 100, requests: 20_000 })));
