import { expect, test } from 'vitest';
import { fuzz } from './fuzz.ts';

/** As many as fit into a test run; `npm run fuzz` does more. */
const runs = 3000;

test('damaged and made-up inputs are read, or refused in words', { timeout: 600_000 }, async () => {
  // CI draws the same each time, so that it tells of the change at hand; elsewhere every run draws anew.
  const drawn = process.env['CI'] ? 20_261_123 : Date.now() % 2 ** 31;
  const seed = Number(process.env['CASEBOOK_FUZZ_SEED'] ?? drawn);
  const started = performance.now();
  const failures = await fuzz({ seed, runs });
  console.log(`fuzz: ${runs} runs of seed ${seed} in ${Math.round(performance.now() - started)} ms`);
  expect(failures.join('\n')).toBe('');
});
