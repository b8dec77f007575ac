// npm run edge: runs the intake on this machine. The settings (docs/intake.md) come from the environment.
//   npm run edge -- --port 8787 --folder .intake --origin https://clinic.example
//   npm run edge -- --postgres postgres://p2p@db.example/p2p
import { join } from 'node:path';
import { createServer } from 'node:net';
import { parseArgs } from 'node:util';
import { root } from '../scripts/lib/places.mjs';
import { Failure, script } from '../scripts/lib/run.mjs';
import { installPackages } from '../scripts/setup/npm-packages.mjs';
import { SettingsError, readSettings } from './settings.js';
import { StoreUnavailable } from './store/database.js';

await script(async () => {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: '8787' },
      folder: { type: 'string', default: process.env['INTAKE_FOLDER'] ?? join(root, '.intake') },
      postgres: { type: 'string', default: process.env['DATABASE_URL'] },
      origin: { type: 'string', multiple: true, default: [] },
    },
  });
  if (!/^\d{1,5}$/.test(values.port) || Number(values.port) > 65_535) throw new Failure('--port must be a number from 0 to 65535');
  const port = Number(values.port) || (await freePort());
  const { running, store } = await start(port, values).catch((error) => {
    throw error instanceof SettingsError || error instanceof StoreUnavailable ? new Failure(error.message) : error;
  });
  console.log(`The intake listens at ${running.address}, its store is in ${store}`);
  let stopping = false;
  for (const signal of ['SIGTERM', 'SIGINT']) {
    process.on(signal, () => {
      if (stopping) return;
      stopping = true;
      void running.stop().then(() => process.exit());
    });
  }
});

/**
 * @param {number} port
 * @param {{ folder: string, postgres?: string, origin: string[] }} values
 */
async function start(port, { folder, postgres, origin }) {
  const bindings = {
    ...settingsOf(process.env),
    // Without a proxy, browsers see the intake at its own address.
    PUBLIC_ORIGIN: process.env['PUBLIC_ORIGIN'] ?? `http://127.0.0.1:${port}`,
    ALLOWED_ORIGINS: [process.env['ALLOWED_ORIGINS'] ?? '', ...origin].join(' '),
  };
  readSettings(bindings);
  if (postgres) {
    if (!/^postgres(ql)?:\/\//.test(postgres) || !URL.canParse(postgres)) throw new Failure("DATABASE_URL or --postgres isn't a valid postgres:// address");
    const { startNodeIntake } = await import('./node-host.mjs');
    return { running: await startNodeIntake({ connectionString: postgres, port, bindings }), store: 'PostgreSQL' };
  }
  installPackages();
  const { startIntake } = await import('./host.mjs');
  return { running: await startIntake({ folder, port, bindings }), store: folder };
}

/** @param {NodeJS.ProcessEnv} environment @returns {import('./settings.js').Bindings} */
function settingsOf(environment) {
  return Object.fromEntries(Object.entries(environment).filter(([name]) => /^(BODY_SECONDS|CLIENT_ADDRESS_HEADER|STAFF_\w+|WEBHOOK_\w+)$/.test(name)));
}

/** @returns {Promise<number>} */
function freePort() {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = /** @type {import('node:net').AddressInfo} */ (probe.address());
      probe.close(() => resolve(port));
    });
  });
}
