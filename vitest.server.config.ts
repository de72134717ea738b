/// <reference types="vitest/config" />
import { availableParallelism } from 'node:os';
import { getViteConfig } from 'astro/config';

/** Tests of the built server (`npm run build` first): bin/serve.ts in processes of its own. */
export default getViteConfig({
  test: {
    include: ['tests/server/**/*.server.ts'],
    testTimeout: 120_000,
    hookTimeout: 600_000,
    // More than there are cores: a server and who asks it wait for each other most of the time.
    maxWorkers: Math.ceil(1.5 * availableParallelism()),
    // Processes are killed at random moments; on a machine that is busy besides, once more before it counts.
    retry: process.env['CI'] ? 1 : 0,
  },
});
