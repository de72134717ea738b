/// <reference types="vitest/config" />
import { getViteConfig } from 'astro/config';

/** The main job in the other engines, on the built site (`npm run build` first). */
export default getViteConfig({
  test: {
    include: ['tests/engines/**/*.engine.ts'],
    // These end what hangs, on a machine that is busy with other things too.
    testTimeout: 400_000,
    hookTimeout: 180_000,
    // Side by side: each waits for its browser most of the time.
    maxWorkers: 2,
    // Two browsers that come by themselves; on a machine that is busy besides, once more before it counts.
    retry: process.env['CI'] ? 1 : 0,
  },
});
