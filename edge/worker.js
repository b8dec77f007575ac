// The intake as a worker: on Cloudflare with D1, or self-hosted with a Durable Object.
import '../pkg/edge.js';
import { Intake } from './intake.js';
import { SettingsError, readSettings } from './settings.js';
import { d1Database, objectDatabase } from './store/sqlite.js';

/** @typedef {{ DB?: import('./store/sqlite.js').D1, STORE?: import('./store/sqlite.js').Namespace, RATE_LIMITER?: import('./intake.js').RateLimiter }} Resources */
/** @typedef {import('./settings.js').Bindings & Resources} Bindings */
/** @typedef {{ waitUntil(work: Promise<unknown>): void }} Execution */

/** @type {Intake | null} */
let intake = null;

/**
 * @param {Bindings} bindings
 * @returns {Intake}
 */
function start(bindings) {
  const { DB, STORE, RATE_LIMITER: limiter } = bindings;
  if (!DB && !STORE) throw new SettingsError('No store is bound: bind a D1 database as DB');
  const database = DB ? d1Database(DB) : objectDatabase(/** @type {import('./store/sqlite.js').Namespace} */ (STORE));
  return new Intake({ database, settings: readSettings(bindings), limiter });
}

export default {
  /**
   * @param {Request} request
   * @param {Bindings} bindings
   * @param {Execution} execution
   * @returns {Promise<Response>}
   */
  async fetch(request, bindings, execution) {
    try {
      intake ??= start(bindings);
    } catch (error) {
      if (!(error instanceof SettingsError)) throw error;
      console.error(JSON.stringify({ event: 'settings', error: error.message }));
      return Response.json({ title: 'Not set up', status: 503, detail: "The intake isn't set up.", cause: 'settings' }, { status: 503, headers: { 'content-type': 'application/problem+json' } });
    }
    return intake.fetch(request, (work) => execution.waitUntil(work));
  },

  /**
   * Delivers what is due in the outbox.
   * @param {unknown} _event
   * @param {Bindings} bindings
   * @param {Execution} execution
   */
  scheduled(_event, bindings, execution) {
    intake ??= start(bindings);
    execution.waitUntil(intake.deliver());
  },
};
