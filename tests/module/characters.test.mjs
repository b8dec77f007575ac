// The engine's and the page's tables of invisible characters are the same. An answer of such characters counts as
// absent.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readable, trimmed } from '../../www/gate/characters.js';
import { freshInstance } from './instance.mjs';

const NOW = '2026-03-03T18:00:00Z';
const { validate_request } = await freshInstance();

/** @param {string} member_name */
const isGiven = (member_name) => {
  /** @type {import('../../pkg/p2p_review.js').ReviewRequest} */
  const request = { payer: 'pacificsource', service: 'medical', line_of_business: 'commercial', denial_date: '2026-03-02', member_name };
  const { needed, optional } = validate_request(request, NOW);
  return ![...needed, ...optional].some(({ field }) => field === 'member_name');
};

/** Everything that Unicode calls a space, control or ignorable character, and a sample of the rest. */
const CANDIDATES = /[\s\p{Z}\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]/u;

test('each character is visible to both or to neither', () => {
  assert.ok(isGiven('Ann') && !isGiven(''));
  let compared = 0;
  for (let code = 0; code <= 0x10ffff; code++) {
    if (code >= 0xd800 && code <= 0xdfff) continue;
    const character = String.fromCodePoint(code);
    if (!CANDIDATES.test(character) && code % 257 !== 0) continue;
    const seen = isGiven(character);
    const name = `U+${code.toString(16).padStart(4, '0')}`;
    assert.equal(trimmed(character) !== '', seen, `${name}: the page's trimmed, and the engine`);
    assert.equal(readable(character) !== '', seen, `${name}: the gate's reading, and the engine`);
    compared++;
  }
  assert.ok(compared > 8_000, `${compared}`);
});
