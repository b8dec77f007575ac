// The intake: its routes over one store. It runs in any host that has Request and Response.
import { Problem } from './http/problem.js';
import { discardBody } from './http/body.js';
import { checkOrigin, crossOriginHeaders, preflight } from './http/origin.js';
import { Metrics } from './metrics.js';
import { decide, receive } from './requests.js';
import { StaffAccess } from './staff/access.js';
import { answerStaff } from './staff/staff.js';
import { StoreUnavailable } from './store/database.js';
import { Store } from './store/store.js';
import { Deliverer } from './webhooks.js';

/** @typedef {import('./settings.js').Settings} Settings */
/**
 * @typedef {{ limit(options: { key: string }): Promise<{ success: boolean }> }} RateLimiter a Cloudflare rate limiting
 * binding
 */
/** @typedef {(work: Promise<unknown>) => void} Background keeps the host alive until the work is done */
/**
 * @typedef {object} Context
 * @property {Store} store
 * @property {Settings} settings
 * @property {string} id of the request, in the log and the answer
 * @property {Background} background
 * @property {(id: string) => Promise<unknown>} deliver
 * @property {URL} url
 */
/** @typedef {{ name: string, method: 'GET' | 'POST', answer: (request: Request, context: Context) => Promise<Response> | Response }} Route */

export class Intake {
  #store;
  #settings;
  #limiter;
  #staff;
  #deliverer;
  #metrics = new Metrics();
  /** @type {Route} */
  #requests = { name: 'requests', method: 'POST', answer: (request, context) => this.#counted(receive(request, context)) };
  /** What a proxy doesn't make public. @type {Record<string, Route>} */
  #internal = {
    decisions: { name: 'decisions', method: 'POST', answer: (request, context) => this.#counted(decide(request, context)) },
    health: { name: 'health', method: 'GET', answer: () => Response.json({ status: 'up' }) },
    ready: { name: 'ready', method: 'GET', answer: () => this.#ready() },
    metrics: { name: 'metrics', method: 'GET', answer: () => this.#showMetrics() },
  };

  /**
   * @param {object} parts
   * @param {import('./store/database.js').Database} parts.database
   * @param {Settings} parts.settings
   * @param {RateLimiter | undefined} [parts.limiter]
   */
  constructor({ database, settings, limiter }) {
    this.#store = new Store(database);
    this.#settings = settings;
    this.#limiter = limiter;
    this.#staff = settings.staff && new StaffAccess(settings.staff);
    this.#deliverer = settings.webhook && new Deliverer(this.#store, settings.webhook, (event) => this.#reportDelivery(event));
  }

  /**
   * @param {Request} request
   * @param {Background} background
   * @returns {Promise<Response>}
   */
  async fetch(request, background) {
    const started = Date.now();
    const id = crypto.randomUUID();
    const url = new URL(request.url);
    const route = isShortest(request.url, url) ? this.#route(url.pathname) : null;
    const { response, cause } = await this.#answer(request, { id, url, background }, route).then(
      (response) => ({ response, cause: undefined }),
      (error) => this.#explain(error, id, route),
    );
    await discardBody(request, this.#settings.bodySeconds);
    const { status } = response;
    this.#metrics.add('p2p_responses_total', { route: route?.name ?? 'none', status });
    if (status === 503) this.#metrics.add('p2p_unavailable_total', { cause: cause ?? 'unknown' });
    log({ event: 'response', request_id: id, route: route?.name ?? 'none', status, ms: Date.now() - started, cause });
    const headers = { 'cache-control': 'no-store', date: new Date().toUTCString(), 'x-request-id': id, ...crossOriginHeaders(request, this.#settings.origins) };
    for (const [name, value] of Object.entries(headers)) response.headers.set(name, value);
    return response;
  }

  /**
   * Delivers what is due in the outbox, if a webhook is set up.
   * @param {string} [id] only this message, which was just stored
   */
  async deliver(id) {
    try {
      const deliverer = this.#deliverer;
      if (!deliverer) return 0;
      return await (id === undefined ? deliverer.deliver() : deliverer.deliverNow(id));
    } catch (error) {
      if (!(error instanceof StoreUnavailable)) throw error;
      // The message is tried again later.
      log({ event: 'delivery', cause: error.reason });
      return 0;
    }
  }

  /**
   * The site may be in any folder, and what is public beside it; the rest is at the root.
   * @param {string} pathname
   * @returns {Route | null}
   */
  #route(pathname) {
    const staff = /\/staff(\/.*)?$/.exec(pathname);
    if (staff) return this.#staff && { name: 'staff', method: 'GET', answer: (request, context) => this.#answerStaff(request, staff[1] ?? '', context) };
    if (pathname.endsWith('/requests')) return this.#requests;
    const name = pathname.slice(1);
    return Object.hasOwn(this.#internal, name) ? (this.#internal[name] ?? null) : null;
  }

  /**
   * @param {Request} request
   * @param {Pick<Context, 'id' | 'url' | 'background'>} context
   * @param {Route | null} route
   */
  async #answer(request, context, route) {
    if (!route) throw new Problem(404, 'Not found', 'There is nothing at this address. Post requests to …/requests.');
    const { origins } = this.#settings;
    if (request.method === 'OPTIONS' && route.method === 'POST') return preflight(request, origins);
    if (request.method !== route.method) {
      const allow = route.method === 'POST' ? 'POST, OPTIONS' : 'GET';
      throw new Problem(405, 'Method not allowed', `This address only accepts ${route.method}.`, { headers: { allow } });
    }
    if (route.method === 'POST') {
      checkOrigin(request, origins);
      await this.#checkRate(request);
    }
    const response = await route.answer(request, { ...context, store: this.#store, settings: this.#settings, deliver: (id) => this.deliver(id) });
    // The headers of a streamed answer may be read-only.
    return new Response(response.body, response);
  }

  /** @param {Request} request */
  async #checkRate({ headers }) {
    const { clientAddressHeader } = this.#settings;
    if (!this.#limiter) return;
    const { success } = await this.#limiter.limit({ key: (clientAddressHeader && headers.get(clientAddressHeader)) || 'everybody' });
    if (!success) throw new Problem(429, 'Too many requests', 'Wait a minute, then send the same request again.', { headers: { 'retry-after': '60' } });
  }

  /** @param {Promise<Response>} answer */
  async #counted(answer) {
    const response = await answer;
    this.#metrics.add('p2p_decisions_total', { outcome: response.status === 422 ? 'not-eligible' : response.status === 202 ? 'eligible' : 'returned' });
    return response;
  }

  async #ready() {
    await this.#store.check();
    return Response.json({ status: 'ready' });
  }

  async #showMetrics() {
    return new Response(this.#metrics.text(await this.#store.count(), Date.now()), { headers: { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' } });
  }

  /**
   * @param {Request} request
   * @param {string} part
   * @param {Context} context
   */
  async #answerStaff(request, part, { id, url, settings }) {
    const access = { request_id: id, by: await this.#staff?.check(request), what: part };
    const { response, read } = await answerStaff(url, part, {
      store: this.#store,
      timeZone: settings.staff?.timeZone ?? 'UTC',
      ended: (rows, complete) => log({ event: 'exported', ...access, rows, complete }),
    });
    if (read) log({ event: 'read', ...access, ...read, status: response.status });
    return response;
  }

  /**
   * @param {unknown} error
   * @param {string} id
   * @param {Route | null} route
   */
  #explain(error, id, route) {
    const problem = error instanceof Problem ? error : unavailable(error, route === this.#requests);
    return { response: problem.answer(id), cause: problem.body.cause };
  }

  /** @param {{ id: string, result: string, attempts: number, error?: string }} event */
  #reportDelivery({ id, result, attempts, error }) {
    this.#metrics.add('p2p_delivery_attempts_total', { result });
    log({ event: 'delivery', message: id, result, attempts, error });
  }
}

/**
 * Whether a path was sent without `..` and the like, by which a proxy may have taken it for another one. Workerd leaves
 * it as it came.
 * @param {string} sent
 * @param {URL} read
 */
function isShortest(sent, { pathname }) {
  const path = /^[a-z]+:\/\/[^/?#\\]*([^?#]*)/i.exec(sent)?.[1];
  return (path || '/') === pathname;
}

/**
 * @param {unknown} error
 * @param {boolean} stores whether the route stores requests
 */
function unavailable(error, stores) {
  // An error's message can quote the request, so report only the error's name.
  const cause = error instanceof StoreUnavailable ? error.reason : `error-${error instanceof Error ? error.name : 'unknown'}`;
  const more = { cause, headers: { 'retry-after': '2' } };
  if (stores) return new Problem(503, 'Not stored', 'The request could not be stored. Send it again with the same key.', more);
  return new Problem(503, 'Not available', "The intake can't answer right now. Try again in a few seconds.", more);
}

/** Writes one line of JSON. An entry must contain nothing personal that a client sent. @param {Record<string, unknown>} entry */
function log(entry) {
  console.log(JSON.stringify({ time: new Date().toISOString(), ...entry }));
}
