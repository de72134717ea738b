import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { keptFolder, KeptFiles } from '#go-toolchain/kept-files.ts';
import { hashCode } from './code-hash.ts';

/**
 * Tells what draws at build (src/build/drawn-before.ts) which code it is, so that it finds what the same code has
 * drawn in an earlier build. All code of the site counts: which of it draws nobody has to keep in mind.
 */
export function drawingCode(): AstroIntegration {
  let isBuild = false;
  return {
    name: 'casebook-drawing-code',
    hooks: {
      'astro:config:setup': async ({ command, config, updateConfig }) => {
        isBuild = command === 'build';
        const code = isBuild ? await hashCode(fileURLToPath(config.root)) : '';
        updateConfig({ vite: { define: { 'import.meta.env.DRAWN_BY': JSON.stringify(code) } } });
      },
      'astro:build:done': async () => {
        if (isBuild) await new KeptFiles(keptFolder('drawn')).prune();
      },
    },
  };
}
