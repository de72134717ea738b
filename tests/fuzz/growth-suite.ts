import { afterAll, describe, expect, test } from 'vitest';
import { Child } from './child.ts';
import { growthCases } from './growth-cases.ts';
import type { GrowthJob, Measure } from './growth-child.ts';
import { findGrowth } from './growth.ts';

type Reply = { measures: Measure[] } | { error: string };

/**
 * Work and memory grow with the input and no faster: steps are counted, no time is judged.
 * `counts`: what a step is (growth-child.ts). A file for each, so that they run side by side.
 */
export function testGrowth(counts: 'blocks' | 'methods'): void {
  describe(`twice the input takes twice the steps: ${counts}`, () => {
    const child = new Child<GrowthJob, Reply>(
      new URL('./growth-child.ts', import.meta.url),
      [counts],
      ['--expose-gc', '--max-old-space-size=1024'],
      undefined,
      // V8 does not count each block of code that comes compiled from a cache.
      { NODE_DISABLE_COMPILE_CACHE: '1' },
    );
    afterAll(() => child.end());
    test.each(growthCases.map(({ name }) => name))('%s', { timeout: 120_000 }, async (name) => {
      const reply = await child.ask({ name });
      if ('error' in reply) throw new Error(reply.error);
      expect(findGrowth(reply.measures)).toEqual([]);
    });
  });
}
