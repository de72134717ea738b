import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';

const own = fileURLToPath(new URL('../theme/contents.ts', import.meta.url));

/**
 * Starlight's contents of a page, on a wide screen and on a phone, run by src/theme/contents.ts: what
 * they look like stays Starlight's. Where Starlight has the script no more, the build fails.
 */
export function contents(): AstroIntegration {
  let isReplaced = false;
  return {
    name: 'casebook-contents',
    hooks: {
      'astro:config:setup': ({ updateConfig }) => {
        const plugin = {
          name: 'casebook-contents',
          enforce: 'pre' as const,
          resolveId(id: string) {
            if (!/\/TableOfContents\/starlight-toc(?:\.[jt]s)?$/.test(id)) return undefined;
            isReplaced = true;
            return own;
          },
        };
        updateConfig({ vite: { plugins: [plugin] } });
      },
      'astro:build:done': () => {
        if (!isReplaced) {
          throw new Error('casebook-contents: Starlight has no TableOfContents/starlight-toc to be replaced');
        }
      },
    },
  };
}
