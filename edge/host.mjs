import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Miniflare } from 'miniflare';
import { root } from '../scripts/lib/places.mjs';

/** @typedef {Awaited<ReturnType<typeof startIntake>>} Running */

/**
 * Runs the worker here, in workerd, with its store in a folder.
 * @param {{ folder: string, port?: number, origins?: string[] }} options
 */
export async function startIntake({ folder, port = 0, origins = [] }) {
  const host = new Miniflare({
    host: '127.0.0.1',
    port,
    modules: true,
    modulesRoot: root,
    modulesRules: [
      { type: 'ESModule', include: ['**/*.js'] },
      { type: 'CompiledWasm', include: ['**/*.wasm'] },
    ],
    scriptPath: join(root, 'edge', 'worker.js'),
    compatibilityDate: '2026-04-01',
    bindings: { ALLOWED_ORIGINS: origins.join(' ') },
    d1Databases: ['DB'],
    d1Persist: folder,
  });
  const address = await host.ready;
  const database = await host.getD1Database('DB');
  const schema = readFileSync(join(root, 'edge', 'schema.sql'), 'utf8');
  await database.batch(statements(schema).map((statement) => database.prepare(statement)));
  return {
    address: new URL('requests', address),
    database,
    /** Asks it as if it stood at that address. */
    fetch: host.dispatchFetch,
    stop: () => host.dispose(),
  };
}

/** @param {string} sql */
function statements(sql) {
  return sql.split(/;\s*$/m).filter((statement) => statement.trim() !== '');
}
