// Beside a group of ticks: which of them somebody is not sure about. An answer is yes or not sure, never both.

/** @param {HTMLFormElement} form */
export function watchDoubts(form) {
  const doubts = [...form.querySelectorAll('[data-unsure-of]')].filter((element) => element instanceof HTMLElement);
  form.addEventListener('p2p-decision', () => {
    // Only about what is asked.
    for (const doubt of doubts) doubt.hidden = !form.querySelector(`[data-p2p-question="${doubt.dataset['unsureOf']}"]:not([hidden])`);
  });
  form.addEventListener('change', ({ target }) => {
    if (!(target instanceof HTMLInputElement) || target.type !== 'checkbox' || !target.checked) return;
    for (const other of form.querySelectorAll(`input[type="checkbox"][name="${CSS.escape(target.name)}"]`)) {
      if (other instanceof HTMLInputElement && target.name !== '' && other !== target) other.checked = false;
    }
  }, { capture: true });
}
