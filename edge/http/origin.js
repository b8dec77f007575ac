// Which sites' forms may post here. Only the settings say so: behind a proxy the address of a request is not the one
// that the browser knows, and `Host` is whatever the client says.
import { Problem } from './problem.js';

/**
 * @param {Request} request
 * @param {string[]} origins
 */
export function checkOrigin(request, origins) {
  const sender = request.headers.get('origin');
  // Browsers name the origin of every POST; servers have none.
  if (sender !== null && !origins.includes(sender)) {
    throw new Problem(403, 'Other origin', 'Forms of this site are not among those that may post here.');
  }
}

/**
 * @param {Request} request
 * @param {string[]} origins
 */
export function preflight(request, origins) {
  checkOrigin(request, origins);
  return new Response(null, {
    status: 204,
    headers: {
      'access-control-allow-methods': 'POST',
      'access-control-allow-headers': 'content-type, idempotency-key',
      'access-control-max-age': '86400',
    },
  });
}

/**
 * @param {Request} request
 * @param {string[]} origins
 * @returns {Record<string, string>}
 */
export function crossOriginHeaders(request, origins) {
  const origin = request.headers.get('origin');
  if (origin === null || !origins.includes(origin)) return { vary: 'origin' };
  // The gate reads the server's clock off the date.
  return { vary: 'origin', 'access-control-allow-origin': origin, 'access-control-expose-headers': 'date, x-request-id' };
}
