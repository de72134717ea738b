import { afterAll, describe, expect, test } from 'vitest';
import { growthCases } from './growth-cases.ts';
import { startGrowthChild } from './growth-fuzz.ts';
import { findGrowth } from './growth.ts';

/**
 * Work and memory grow with the input and no faster: steps are counted, no time is judged.
 * `counts`: what a step is (growth-child.ts). A file for each, so that they run side by side.
 */
export function testGrowth(counts: 'blocks' | 'methods'): void {
  describe(`twice the input takes twice the steps: ${counts}`, () => {
    const child = startGrowthChild(counts);
    afterAll(() => child.end());
    test.each(growthCases.map(({ name }) => name))('%s', { timeout: 120_000 }, async (name) => {
      const reply = await child.ask({ name });
      if ('error' in reply) throw new Error(reply.error);
      expect(findGrowth(reply.measures)).toEqual([]);
    });
  });
}
