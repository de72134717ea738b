import { afterAll, describe, expect, test } from 'vitest';
import { Child } from './child.ts';
import type { FuzzJob, FuzzReply } from './fuzz-child.ts';
import { fuzz } from './fuzz.ts';
import { grammars } from './grammar/index.ts';
import { growthCases } from './growth-cases.ts';
import { fuzzGrowth } from './growth-fuzz.ts';

/** As many as fit into a test run; `npm run fuzz` does more. */
const runs = 2000;

// CI draws the same each time, so that it tells of the change at hand; elsewhere every run draws anew.
const drawn = process.env['CI'] ? 20_261_123 : Date.now() % 2 ** 31;
const seed = Number(process.env['CASEBOOK_FUZZ_SEED'] ?? drawn);

test('damaged and made-up inputs are read, or refused in words', { timeout: 600_000 }, async () => {
  // Said first, for a run that does not come to its end.
  console.log(`fuzz: ${runs} runs of seed ${seed}`);
  const { failures, tallies } = await fuzz({ seed, runs });
  expect(failures.join('\n')).toBe('');
  // Of each target something is read and something refused, or it would be tried in vain.
  for (const [target, { runs: tried, read }] of Object.entries(tallies)) expect(read, target).toBeGreaterThan(tried / 50); // prettier-ignore
  expect(Object.keys(tallies)).toEqual(expect.arrayContaining(['cells', 'links', ...Object.keys(grammars)]));
});

/** Each is counted six times over. */
const draws = 12;

test('n, 2n and 4n of what is drawn take steps that grow no faster', { timeout: 600_000 }, async () => {
  expect(await fuzzGrowth({ seed, draws })).toEqual([]);
});

describe('a hundred thousand of a kind are read without running out of stack, memory or time', () => {
  const child = new Child<FuzzJob, FuzzReply>(
    new URL('./fuzz-child.ts', import.meta.url),
    [],
    ['--max-old-space-size=768'],
  );
  afterAll(() => child.end());
  const large = growthCases.flatMap(({ name, large: count }) => (count === undefined ? [] : [name]));
  test.each(large)('%s', { timeout: 300_000 }, async (name) => {
    expect((await child.ask({ large: name })).failures).toEqual([]);
  });
});
