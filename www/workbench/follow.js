// Under `npx p2p-review preview` the page follows the file that it was opened on.

/** @typedef {import('./bench.js').Given} Given */

/**
 * @param {{ renew(given: Given[]): void, attempt(act: Promise<unknown>): void }} bench
 * @returns {boolean} whether there is something to follow
 */
export function followPreview(bench) {
  const address = document.documentElement.dataset['follows'];
  if (!address) return false;
  const renew = async () => {
    const response = await fetch(new URL(address, document.baseURI));
    // Where it is being replaced, another change is on its way.
    if (response.ok) bench.renew(await response.json());
  };
  // It also tells, once it is connected, that there is something: after a server was started again too.
  new EventSource(new URL('changes', document.baseURI)).addEventListener('change', () => bench.attempt(renew()));
  return true;
}
