// The main ways through the form in WebKit, Safari's engine, under the strict policy; and what it draws of days and dots.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rules } from './form.mjs';
import { walkForm } from './other-engine.mjs';
import { WebKit } from './webkit.mjs';

const webkit = new WebKit();
const { open, answer, request } = walkForm('WebKit', webkit, () => webkit.start('America/New_York'), { tellsOfBreaches: false });

test('WebKit: the picture marks today, as it is at the payer, and the last day', async () => {
  await open();
  await answer({ payer: request.payer, denial_date: request.denial_date });
  await webkit.until('return document.querySelector(".p2p-calendar")');
  const { safe, time_zone: timeZone } = rules.compute_deadline(request);
  const today = new Intl.DateTimeFormat('en-CA', { timeZone }).format(new Date());
  const number = (/** @type {string} */ look) => webkit.run('return document.querySelector(arguments[0])?.innerText', `.p2p-calendar .${look} .p2p-day-number`);
  for (const [look, date] of [['p2p-day-today', today], ['p2p-day-due', safe]]) {
    assert.match(String(await number(look ?? '')), new RegExp(`(^|\\s)${Number(date?.slice(8))}$`), look);
  }
});

test('WebKit: a chosen radio has its dot, painted by its border, not by a shadow within', async () => {
  await open();
  await answer({ payer: request.payer });
  const looks = await webkit.run(`
    const look = (selector) => { const { borderTopWidth, boxShadow } = getComputedStyle(document.querySelector(selector), '::before'); return [parseFloat(borderTopWidth) > 3, boxShadow]; };
    return [look('input[name=payer]:checked'), look('input[name=payer]:not(:checked)')]`);
  assert.deepEqual(looks[0], [true, 'none']);
  assert.equal(looks[1][0], false);
});
