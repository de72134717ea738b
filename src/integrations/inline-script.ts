import { readFile } from 'node:fs/promises';
import type { AstroIntegration } from 'astro';
import { minify, transformWithOxc } from 'vite';

const suffix = '?inline-script';

/**
 * `import script from './x.ts?inline-script'`: the text of a classic script, without types and
 * minified, where Astro leaves a script that is to stand in the page as it is written. It imports
 * nothing but types.
 */
export function inlineScript(): AstroIntegration {
  return {
    name: 'casebook-inline-script',
    hooks: {
      'astro:config:setup': ({ updateConfig }) => {
        const plugin = {
          name: 'casebook-inline-script',
          enforce: 'pre' as const,
          async load(id: string) {
            if (!id.endsWith(suffix)) return undefined;
            return `export default ${JSON.stringify(await toInlineScript(id.slice(0, -suffix.length)))};`;
          },
        };
        updateConfig({ vite: { plugins: [plugin] } });
      },
    },
  };
}

/** @throws Error where it is no script by itself: it imports or exports something */
export async function toInlineScript(file: string): Promise<string> {
  const { code } = await transformWithOxc(await readFile(file, 'utf8'), file);
  // What is left of a file that imports types alone.
  const script = code.replace(/^export \{\};?$/m, '');
  const { code: small, errors } = await minify(file.replace(/\.ts$/, '.js'), script, { module: false });
  const [error] = errors;
  if (error) throw new Error(`${file}: ${error.message}`);
  if (/\b(?:import|export)\b/.test(small)) throw new Error(`${file}: a classic script has no modules`);
  return small.trim().replaceAll(/<(?=\/script|!--)/gi, '\\x3c');
}
