/// <reference types="vitest/config" />
import { getViteConfig } from 'astro/config';

/** Tests of the built server (`npm run build` first): bin/serve.ts in processes of its own. */
export default getViteConfig({
  test: {
    include: ['tests/server/**/*.server.ts'],
    testTimeout: 60_000,
    hookTimeout: 600_000,
    // Every core, where Vitest would leave one out: a server and who asks it wait for each other most of the time.
    maxWorkers: '100%',
    // Processes are killed at random moments; on a machine that is busy besides, once more before it counts.
    retry: process.env['CI'] ? 1 : 0,
  },
});
