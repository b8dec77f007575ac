// Measures how hard the texts for people are to read: the Flesch-Kincaid grade of every sentence of the policies, the
// vocabulary and the engine's messages. Fails if a text is above grade 8 and not listed as an exception, or if an
// exception is no longer needed.
//   node scripts/commands/reading-level.mjs          the texts above grade 8, and why
//   node scripts/commands/reading-level.mjs --all    every text, hardest first
import { parseArgs } from 'node:util';
import { ABOVE } from '../../tests/reading-level/above-grade-8.mjs';
import { grade } from '../lib/reading-grade.mjs';
import { Failure, script } from '../lib/run.mjs';
import { textsThatPeopleRead } from '../lib/texts.mjs';

const HIGHEST = 8;

await script(() => {
  const { values } = parseArgs({ options: { all: { type: 'boolean', default: false } } });
  const measured = textsThatPeopleRead().map((text) => ({ ...text, grade: grade(text.words) }));
  measured.sort((one, other) => other.grade - one.grade);
  const hard = measured.filter((text) => text.grade > HIGHEST);
  for (const text of values.all ? measured : hard) {
    const why = ABOVE[text.where];
    console.log(`${text.grade.toFixed(1).padStart(5)}  ${text.where}\n       ${text.words}${why ? `\n       Why: ${why}` : ''}`);
  }
  const mean = measured.reduce((sum, text) => sum + text.grade, 0) / measured.length;
  console.log(`${measured.length} texts, mean grade ${mean.toFixed(1)}; ${hard.length} above grade ${HIGHEST}.`);
  const unexplained = hard.filter(({ where }) => !(where in ABOVE)).map(({ where }) => `${where} is above grade ${HIGHEST}`);
  const stale = Object.keys(ABOVE)
    .filter((where) => !hard.some((text) => text.where === where))
    .map((where) => `${where} is not above grade ${HIGHEST}: take it off the list`);
  const problems = [...unexplained, ...stale];
  if (problems.length > 0) throw new Failure(`Texts that are too hard to read:\n  ${problems.join('\n  ')}`);
});
