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
    bodySeconds: seconds('BODY_SECONDS', bindings.BODY_SECONDS || '10', 30),
    clientAddressHeader: bindings.CLIENT_ADDRESS_HEADER ? headerName('CLIENT_ADDRESS_HEADER', bindings.CLIENT_ADDRESS_HEADER) : null,
    staff: readStaff(bindings),
    webhook: readWebhook(bindings),
  };
}

/** @param {string} value */
function origin(value) {
  const { origin } = parseUrl('An origin in PUBLIC_ORIGIN or ALLOWED_ORIGINS', value, `: ${value}`);
  if (origin !== value) throw new SettingsError(`An origin must be a scheme and a host, without a path: ${origin} instead of ${value}`);
  return value;
}

/** @param {Bindings} bindings @returns {StaffSettings | null} */
function readStaff({ STAFF_TOKEN: token, STAFF_JWKS_URL: keys, STAFF_ISSUER: issuer, STAFF_AUDIENCE: audience, STAFF_JWT_HEADER: header, STAFF_TIME_ZONE: timeZone }) {
  if (token && !/^[!-~]{32,}$/.test(token)) throw new SettingsError('STAFF_TOKEN must be at least 32 random characters, without spaces: openssl rand -hex 32');
  if (header && !keys) throw new SettingsError('STAFF_JWT_HEADER needs STAFF_JWKS_URL');
  if (timeZone && !token && !keys) throw new SettingsError('STAFF_TIME_ZONE needs STAFF_TOKEN or STAFF_JWKS_URL');
  if (!token && !keys && !issuer && !audience) return null;
  return {
    token: token || null,
    jwt: readJwt({ keys, issuer, audience, header }),
    timeZone: knownZone(timeZone || 'UTC'),
  };
}

/** @param {{ keys?: string, issuer?: string, audience?: string, header?: string }} given */
function readJwt({ keys, issuer, audience, header }) {
  if (!keys && !issuer && !audience) return null;
  // With keys alone, any token of the provider would do.
  if (!keys || !issuer || !audience) throw new SettingsError('STAFF_JWKS_URL, STAFF_ISSUER and STAFF_AUDIENCE must be set together');
  return { keys: parseUrl('STAFF_JWKS_URL', keys).href, issuer, audience, header: headerName('STAFF_JWT_HEADER', header || 'authorization') };
}

/** @param {string} name @param {string} value */
function headerName(name, value) {
  if (/^[\w!#$%&'*+.^`|~-]+$/.test(value)) return value.toLowerCase();
  throw new SettingsError(`${name} isn't a valid header name: ${value}`);
}

/** @param {string} zone */
function knownZone(zone) {
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone: zone }).resolvedOptions().timeZone;
  } catch {
    throw new SettingsError(`STAFF_TIME_ZONE isn't a valid time zone: ${zone}`);
  }
}

/** @param {Bindings} bindings @returns {WebhookSettings | null} */
function readWebhook({ WEBHOOK_URL: url, WEBHOOK_SECRETS: secrets, WEBHOOK_TIMEOUT_SECONDS: timeout, WEBHOOK_RETRY_SECONDS: waits }) {
  const others = Object.entries({ WEBHOOK_SECRETS: secrets, WEBHOOK_TIMEOUT_SECONDS: timeout, WEBHOOK_RETRY_SECONDS: waits });
  for (const [name, value] of others) if (value && !url) throw new SettingsError(`${name} needs WEBHOOK_URL`);
  if (!url) return null;
  const signed = words(secrets ?? '');
  if (signed.length === 0 || !signed.every((secret) => /^whsec_[A-Za-z0-9+/]{32,}={0,2}$/.test(secret))) {
    throw new SettingsError('WEBHOOK_SECRETS must be whsec_ and at least 24 random bytes in base64: echo whsec_$(openssl rand -base64 32)');
  }
  return {
    url: parseUrl('WEBHOOK_URL', url).href,
    secrets: signed,
    timeout: seconds('WEBHOOK_TIMEOUT_SECONDS', timeout || '10', 300),
    waits: !waits ? WAITS : waits.trim().split(/\s+/).map((wait) => seconds('WEBHOOK_RETRY_SECONDS', wait, 30 * 86_400)),
  };
}

/** @param {string} name @param {string} value @param {number} most */
function seconds(name, value, most) {
  const number = /^\d+(\.\d+)?$/.test(value) ? Number(value) : 0;
  if (!(number > 0 && number <= most)) throw new SettingsError(`${name} must be a number of seconds up to ${most}, not ${value}`);
  return number;
}

/**
 * These URLs carry personal details, so only this machine may be without TLS.
 * @param {string} name
 * @param {string} value may be secret
 * @param {string} [quoted]
 */
function parseUrl(name, value, quoted = '') {
  const url = URL.canParse(value) ? new URL(value) : null;
  if (url?.username || url?.password) throw new SettingsError(`${name} must not contain a user name or password`);
  const local = url && ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
  if (url?.protocol === 'https:' || (url?.protocol === 'http:' && local)) return url;
  throw new SettingsError(`${name} isn't a valid https address${quoted}`);
}

/** @param {string} text */
function words(text) {
  return text.split(/\s+/).filter(Boolean);
}
