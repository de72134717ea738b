/// <reference types="vitest/config" />
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { getViteConfig } from 'astro/config';
import { applyMutant, type Mutant } from './mutate.ts';

/** The mutant at hand: its file is loaded with it. Nothing is written to src/. */
const mutant = JSON.parse(process.env['CASEBOOK_MUTANT'] ?? 'null') as Mutant | null;
const root = join(import.meta.dirname, '..', '..');

export default getViteConfig({
  root,
  plugins: [
    {
      name: 'casebook-mutant',
      enforce: 'pre',
      load(id) {
        if (!mutant || id.replace(/\?.*$/, '') !== join(root, mutant.file)) return null;
        return applyMutant(readFileSync(join(root, mutant.file), 'utf8'), mutant);
      },
    },
  ],
  test: {
    setupFiles: ['tests/setup.ts'],
    include: ['tests/**/*.test.ts', 'tests/**/*.test.tsx'],
    testTimeout: 30_000,
    bail: 1,
    // It goes by a file's text on disk, which no mutant changes.
    fsModuleCache: false,
  },
});
