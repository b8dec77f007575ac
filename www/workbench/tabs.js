// Tabs as screen readers and keyboards know them: one is in the order of Tab, arrows go between them.

/**
 * @param {Element} list
 * @param {(tab: HTMLElement) => void} chosen
 */
export function watchTabs(list, chosen) {
  list.addEventListener('click', (event) => {
    const tab = event.target instanceof Element ? event.target.closest('[role=tab]') : null;
    if (tab instanceof HTMLElement) chosen(tab);
  });
  list.addEventListener('keydown', (event) => {
    const tabs = tabsOf(list);
    const at = tabs.findIndex((tab) => tab === event.target);
    const { key, ctrlKey, metaKey, altKey } = /** @type {KeyboardEvent} */ (event);
    if (ctrlKey || metaKey || altKey) return;
    const next = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: tabs.length - 1 }[key];
    const tab = next === undefined || at < 0 ? undefined : tabs.at(next % tabs.length);
    if (!tab) return;
    event.preventDefault();
    tab.focus();
    chosen(tab);
  });
}

/**
 * Marks one as chosen.
 * @param {Element} list
 * @param {Element} chosen
 */
export function mark(list, chosen) {
  for (const tab of tabsOf(list)) {
    tab.setAttribute('aria-selected', String(tab === chosen));
    tab.tabIndex = tab === chosen ? 0 : -1;
  }
}

/** @param {Element} list @returns {HTMLElement[]} */
function tabsOf(list) {
  return [...list.querySelectorAll('[role=tab]')].filter((tab) => tab instanceof HTMLElement);
}
