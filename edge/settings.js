// The operator's settings, read from the host's bindings or environment and checked at start.

/**
 * @typedef {object} Bindings
 * @property {string} [PUBLIC_ORIGIN] the form's origin as browsers see it, such as https://p2p.example
 * @property {string} [ALLOWED_ORIGINS] origins of other sites whose forms may post here, separated by spaces
 * @property {string} [BODY_SECONDS] how long a request's body may take to arrive
 * @property {string} [CLIENT_ADDRESS_HEADER] the header with the client's address; the proxy in front must overwrite it
 * @property {string} [STAFF_TOKEN] the token with which a program may read the requests
 * @property {string} [STAFF_JWKS_URL] the keys of the identity provider whose users may read them
 * @property {string} [STAFF_ISSUER]
 * @property {string} [STAFF_AUDIENCE]
 * @property {string} [STAFF_JWT_HEADER] the header in which the proxy puts the user's token; by default Authorization
 * @property {string} [STAFF_TIME_ZONE] the time zone of the staff page
 * @property {string} [WEBHOOK_URL] the URL to which requests are delivered
 * @property {string} [WEBHOOK_SECRETS] `whsec_…`, newest first, separated by spaces
 * @property {string} [WEBHOOK_TIMEOUT_SECONDS] how long the receiver may take to answer
 * @property {string} [WEBHOOK_RETRY_SECONDS] the waits between attempts, separated by spaces
 */
/**
 * @typedef {{ url: string, secrets: string[], timeout: number, waits: number[] }} WebhookSettings times are in seconds
 */
/** @typedef {{ token: string | null, jwt: { keys: string, issuer: string, audience: string, header: string } | null, timeZone: string }} StaffSettings */
/**
 * @typedef {object} Settings
 * @property {string[]} origins
 * @property {number} bodySeconds
 * @property {string | null} clientAddressHeader
 * @property {StaffSettings | null} staff
 * @property {WebhookSettings | null} webhook
 */

/** An invalid setting. The intake does not start with it. */
export class SettingsError extends Error {
  name = 'SettingsError';
}

/** The schedule that Standard Webhooks suggests: three days, then the message is dead. */
const WAITS = [5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400];

/**
 * @param {Bindings} bindings
 * @returns {Settings}
 * @throws {SettingsError}
 */
export function readSettings(bindings) {
  return {
    origins: words(`${bindings.PUBLIC_ORIGIN ?? ''} ${bindings.ALLOWED_ORIGINS ?? ''}`).map(origin),
    bodySeconds: seconds('BODY_SECONDS', bindings.BODY_SECONDS || '10'),
    clientAddressHeader: bindings.CLIENT_ADDRESS_HEADER || null,
    staff: readStaff(bindings),
    webhook: readWebhook(bindings),
  };
}

/** @param {string} value */
function origin(value) {
  const url = parseUrl('PUBLIC_ORIGIN and ALLOWED_ORIGINS', value);
  if (url.origin !== value) throw new SettingsError(`An origin is scheme and host, without a path: not ${value}`);
  return value;
}

/** @param {Bindings} bindings @returns {StaffSettings | null} */
function readStaff({ STAFF_TOKEN: token, STAFF_JWKS_URL: keys, STAFF_ISSUER: issuer, STAFF_AUDIENCE: audience, STAFF_JWT_HEADER: header, STAFF_TIME_ZONE: timeZone }) {
  if (token && token.length < 32) throw new SettingsError('STAFF_TOKEN has at least 32 characters, by chance: openssl rand -hex 32');
  if (keys && !(issuer && audience)) throw new SettingsError('STAFF_JWKS_URL needs STAFF_ISSUER and STAFF_AUDIENCE, or any token of that provider would do');
  if (!token && !keys) return null;
  return {
    token: token || null,
    jwt: keys && issuer && audience ? { keys: parseUrl('STAFF_JWKS_URL', keys).href, issuer, audience, header: header || 'authorization' } : null,
    timeZone: knownZone(timeZone || 'UTC'),
  };
}

/** @param {string} zone */
function knownZone(zone) {
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone: zone }).resolvedOptions().timeZone;
  } catch {
    throw new SettingsError(`STAFF_TIME_ZONE isn't a time zone: ${zone}`);
  }
}

/** @param {Bindings} bindings @returns {WebhookSettings | null} */
function readWebhook({ WEBHOOK_URL: url, WEBHOOK_SECRETS: secrets, WEBHOOK_TIMEOUT_SECONDS: timeout, WEBHOOK_RETRY_SECONDS: waits }) {
  if (!url) return null;
  const signed = words(secrets ?? '');
  if (signed.length === 0 || !signed.every((secret) => /^whsec_[A-Za-z0-9+/]{32,}={0,2}$/.test(secret))) {
    throw new SettingsError('WEBHOOK_SECRETS: whsec_ and 24 bytes or more by chance, in base64: echo whsec_$(openssl rand -base64 32)');
  }
  return {
    url: parseUrl('WEBHOOK_URL', url).href,
    secrets: signed,
    timeout: seconds('WEBHOOK_TIMEOUT_SECONDS', timeout || '10'),
    waits: !waits ? WAITS : words(waits).map((wait) => seconds('WEBHOOK_RETRY_SECONDS', wait)),
  };
}

/** @param {string} name @param {string} value */
function seconds(name, value) {
  const number = Number(value);
  if (!(number > 0)) throw new SettingsError(`${name} takes seconds, not ${value}`);
  return number;
}

/**
 * These URLs carry personal details, so only this machine may be without TLS.
 * @param {string} name
 * @param {string} value
 */
function parseUrl(name, value) {
  const url = URL.canParse(value) ? new URL(value) : null;
  const local = url && ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
  if (url?.protocol === 'https:' || (url?.protocol === 'http:' && local)) return url;
  throw new SettingsError(`${name}: ${value} isn't an https address`);
}

/** @param {string} text */
function words(text) {
  return text.split(/\s+/).filter(Boolean);
}
