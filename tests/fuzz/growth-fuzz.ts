import { Child } from './child.ts';
import { findGrowth } from './growth.ts';
import type { GrowthJob, Measure } from './growth-child.ts';

type Reply = { measures: Measure[] } | { error: string };

/** A process that counts steps of one sort for one growth case after another. */
export function startGrowthChild(counts: 'blocks' | 'methods'): Child<GrowthJob, Reply> {
  return new Child<GrowthJob, Reply>(
    new URL('./growth-child.ts', import.meta.url),
    [counts],
    ['--expose-gc', '--max-old-space-size=1024'],
    undefined,
    // V8 does not count each block of code that comes compiled from a cache.
    { NODE_DISABLE_COMPILE_CACHE: '1' },
  );
}

export interface GrowthOptions {
  seed: number;
  draws: number;
  from?: number;
  /** Told after each draw. */
  onProgress?: () => void;
}

/** @returns a text for each draw of which something grows faster than the input, or that cannot be counted */
export async function fuzzGrowth({ seed, draws, from = 0, onProgress }: GrowthOptions): Promise<string[]> {
  const found: string[] = [];
  const work = async (counts: 'blocks' | 'methods') => {
    const child = startGrowthChild(counts);
    for (let run = from; run < from + draws; run++) {
      const reply = await child
        .ask({ seed, run })
        .catch((error: unknown): Reply => ({ error: String(error) }));
      const grown = 'error' in reply ? [reply.error] : findGrowth(reply.measures);
      found.push(...grown.map((what) => `draw ${run} of seed ${seed}: ${what}`));
      onProgress?.();
    }
    await child.end();
  };
  await Promise.all([work('blocks'), work('methods')]);
  return found;
}
