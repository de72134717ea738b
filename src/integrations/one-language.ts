import { readFile } from 'node:fs/promises';
import { sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';
import { type Locale, locales } from '#locale/locale.ts';

const folder = fileURLToPath(new URL('../texts/', import.meta.url))
  .split(sep)
  .join('/');

/**
 * What a browser gets of src/texts/: one language. A part there has all languages, for what draws
 * pages in Node; here it is replaced by one that loads those of the page's language, or, where a
 * language is given, by one that has that language only.
 */
export function oneLanguage(only?: Locale): Plugin {
  return {
    name: 'casebook-one-language',
    enforce: 'pre',
    applyToEnvironment: ({ config }) => config.consumer === 'client',
    async load(id) {
      const path = id.split('?')[0] ?? '';
      const part = path.startsWith(folder)
        ? /^([\w-]+)\.ts$/.exec(path.slice(folder.length))?.[1]
        : undefined;
      if (part === undefined || part === 'page-texts') return undefined;
      return toPart(part, findName(part, await readFile(path, 'utf8')), only);
    },
  };
}

/** `captureTexts`, of `export const captureTexts: Messages<CaptureTexts> = …` */
function findName(part: string, source: string): string {
  const names = [...source.matchAll(/^export const (\w+): Messages</gm)].map(([, name = '']) => name);
  const [name] = names;
  if (name === undefined || names.length > 1) {
    throw new Error(`src/texts/${part}.ts: a part exports its texts by language, and nothing else`);
  }
  return name;
}

function toPart(part: string, name: string, only: Locale | undefined): string {
  if (only !== undefined) {
    return `import { texts } from './${only}/${part}.ts';\nexport const ${name} = { '${only}': texts };\n`;
  }
  const loads = locales.map((locale) => `'${locale}': () => import('./${locale}/${part}.ts')`);
  return `import { textsOfPage } from './page-texts.ts';\nexport const ${name} = textsOfPage({ ${loads.join(', ')} });\n`;
}
