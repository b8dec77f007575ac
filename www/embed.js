// A payer's own forms behind the gate: the first by its tag alone, the second by these lines.

// As it ships, in one file.
import { attach } from '../pkg/p2p-gate.js';

const form = document.querySelector('#any');
if (form instanceof HTMLFormElement) {
  attach(form, { endpoint: 'requests' });
  // A payer may add what its own server wants, or send the request itself.
  form.addEventListener('p2p-submit', (event) => {
    if (event instanceof CustomEvent) event.detail.request.sent_from = 'example';
  });
}
