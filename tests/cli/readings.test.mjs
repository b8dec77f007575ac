// One table of what people write, and what is read: the form goes by it here, the command line in cli/src/forms.rs.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { readValue } from '../../www/gate/read-value.js';

/** @type {Record<string, [string, unknown][]>} */
const readings = JSON.parse(readFileSync(new URL('readings.json', import.meta.url), 'utf8'));

for (const [kind, rows] of Object.entries(readings)) {
  // Excel shows a day so unless it is told otherwise; nobody types it.
  if (kind.startsWith('only in a sheet')) continue;
  test(`${kind}: the form reads what the table says`, () => {
    assert.ok(rows.length > 5);
    for (const [text, value] of rows) assert.deepEqual(readValue(text, kind) ?? null, value, JSON.stringify(text));
  });
}
