// Metrics in the Prometheus text format: what this process has answered, and what the store contains.

/** @typedef {Awaited<ReturnType<import('./store/store.js').Store['count']>>} Counts */

export class Metrics {
  /** The counters by series. @type {Map<string, number>} */
  #counters = new Map();

  /**
   * @param {string} name
   * @param {Record<string, string | number>} labels
   */
  add(name, labels) {
    const series = `${name}{${Object.entries(labels).map(([label, value]) => `${label}="${value}"`).join(',')}}`;
    this.#counters.set(series, (this.#counters.get(series) ?? 0) + 1);
  }

  /**
   * @param {Counts} counts
   * @param {number} now in milliseconds
   */
  text(counts, now) {
    const oldest = counts.oldest === null ? 0 : Math.max(0, (now - Date.parse(counts.oldest)) / 1000);
    return [
      ...COUNTERS.flatMap(([name, help]) => [`# HELP ${name} ${help}`, `# TYPE ${name} counter`, ...this.#series(name)]),
      ...gauge('p2p_stored_requests', 'Requests in the store.', counts.requests),
      ...gauge('p2p_stored_audit_records', 'Audit records in the store.', counts.audit),
      ...gauge('p2p_outbox_pending', 'Messages waiting to be delivered.', counts.pending),
      ...gauge('p2p_outbox_dead', 'Messages that are no longer retried.', counts.dead),
      ...gauge('p2p_outbox_oldest_seconds', 'Age of the oldest message that has not been delivered.', Math.round(oldest)),
      '',
    ].join('\n');
  }

  /** @param {string} name */
  #series(name) {
    return [...this.#counters].filter(([series]) => series.startsWith(`${name}{`)).map(([series, count]) => `${series} ${count}`);
  }
}

/** @type {[name: string, help: string][]} */
const COUNTERS = [
  ['p2p_responses_total', 'Responses from this process, by route and status.'],
  ['p2p_decisions_total', 'Decisions by this process, by outcome.'],
  ['p2p_unavailable_total', 'Responses with status 503 from this process, by cause.'],
  ['p2p_delivery_attempts_total', 'Attempts to deliver a message, by result.'],
];

/**
 * @param {string} name
 * @param {string} help
 * @param {number} value
 */
function gauge(name, help, value) {
  return [`# HELP ${name} ${help}`, `# TYPE ${name} gauge`, `${name} ${value}`];
}
