// Controls who may read requests: a program with the token, or a user of the payer's identity provider.
import { createRemoteJWKSet, errors, jwtVerify } from 'jose';
import { Problem } from '../http/problem.js';

/** @typedef {import('../settings.js').StaffSettings} StaffSettings */

export class StaffAccess {
  #settings;
  #keys;

  /** @param {StaffSettings} settings */
  constructor(settings) {
    this.#settings = settings;
    this.#keys = settings.jwt && createRemoteJWKSet(new URL(settings.jwt.keys));
  }

  /**
   * @param {Request} request
   * @returns {Promise<string>} the program or user, for the log
   * @throws {Problem}
   */
  async check({ headers }) {
    const { token, jwt } = this.#settings;
    const bearer = /^Bearer (\S+)$/i.exec(headers.get('authorization') ?? '')?.[1];
    if (token && bearer && (await sameSecret(bearer, token))) return 'token';
    const presented = jwt && jwt.header !== 'authorization' ? headers.get(jwt.header) : bearer;
    const subject = presented && (await this.#subject(presented));
    if (subject) return subject;
    throw notSignedIn('Bearer');
  }

  /** @param {string} presented */
  async #subject(presented) {
    const { jwt } = this.#settings;
    if (!jwt || !this.#keys) return null;
    try {
      const { payload } = await jwtVerify(presented, this.#keys, { issuer: jwt.issuer, audience: jwt.audience, requiredClaims: ['sub', 'exp'] });
      return payload.sub ?? null;
    } catch (error) {
      // Only then does signing in again help; nginx-staff.conf relies on this.
      if (error instanceof errors.JWTExpired) throw notSignedIn('Bearer error="invalid_token", error_description="expired"');
      // An unreachable provider says nothing about the token.
      if (isUnreachable(error)) throw new Problem(503, 'Not checked', "The identity provider isn't responding.", { cause: 'identity-provider', headers: { 'retry-after': '5' } });
      return null;
    }
  }
}

/** @param {string} challenge */
function notSignedIn(challenge) {
  return new Problem(401, 'Not signed in', "To read requests, send the intake's token or a valid token from the identity provider.", { headers: { 'www-authenticate': challenge } });
}

/** @param {any} error */
function isUnreachable(error) {
  return error?.code === 'ERR_JWKS_TIMEOUT' || error?.code === 'ERR_JOSE_GENERIC' || error instanceof TypeError;
}

/** Compares in constant time. @param {string} a @param {string} b */
async function sameSecret(a, b) {
  const digest = async (/** @type {string} */ text) => new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));
  const [left, right] = [await digest(a), await digest(b)];
  return left.reduce((difference, byte, index) => difference | (byte ^ (right[index] ?? 0)), 0) === 0;
}
