// Checks which sites' forms may post here. Only the settings decide: behind a proxy, the URL of a request is not the
// one that the browser sees, and the client controls `Host`.
import { Problem } from './problem.js';

/**
 * @param {Request} request
 * @param {string[]} origins
 */
export function checkOrigin(request, origins) {
  const sender = request.headers.get('origin');
  // Browsers send the origin with every POST; servers send none.
  if (sender !== null && !origins.includes(sender)) {
    throw new Problem(403, 'Origin not allowed', "Forms on this site aren't allowed to post here.");
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
  // The gate takes the server's time from `date`.
  return { vary: 'origin', 'access-control-allow-origin': origin, 'access-control-expose-headers': 'date, x-request-id' };
}
