import { formatSize } from '#locale/format.ts';
import { type Locale, locales, toLocale } from '#locale/locale.ts';
import { mkdir, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { build } from 'vite';
import { MadeBefore } from './made-before.ts';
import { oneLanguage } from './one-language.ts';
import { withoutTransitions } from './without-transitions.ts';

/** The viewer as one classic script and one style, for pages of one file. */
interface OneFileViewer {
  script: string;
  style: string;
}

const root = fileURLToPath(new URL('../../', import.meta.url));
const entry = fileURLToPath(new URL('../viewer/one-file/main.tsx', import.meta.url));
const folder = 'one-file';

/**
 * Builds the viewer that a page of one file carries, once a language, apart from the site's own
 * scripts: from disk a browser loads no module and starts no worker. The site serves it as
 * `one-file/viewer.LOCALE.js` and `viewer.css`, from where the share dialog takes it when a page is
 * put together.
 */
export function oneFile(): AstroIntegration {
  return {
    name: 'casebook-one-file',
    hooks: {
      'astro:build:done': async ({ dir, logger }) => {
        const out = new URL(`${folder}/`, dir);
        await mkdir(out, { recursive: true });
        const size = (text: string) => formatSize(Buffer.byteLength(text));
        const made = await MadeBefore.of(root);
        for (const locale of locales) {
          const { script, style } = await made.take(['one-file', locale], () => buildOneFileViewer(locale));
          await writeFile(new URL(`viewer.${locale}.js`, out), script);
          await writeFile(new URL('viewer.css', out), style);
          logger.info(`${locale}: script ${size(script)}, style ${size(style)}`);
        }
      },
      'astro:server:setup': ({ server, logger }) => {
        // With a server for authors it is built when it is first asked for.
        const built = new Map<Locale, Promise<OneFileViewer>>();
        server.middlewares.use((request, response, next) => {
          const asked = /\/one-file\/viewer(?:\.([\w-]+)\.js|\.css)(?:\?|$)/.exec(request.url ?? '');
          if (!asked) return next();
          const locale = toLocale(asked[1]);
          const isScript = asked[1] !== undefined;
          const viewer = built.get(locale) ?? buildOneFileViewer(locale);
          built.set(locale, viewer);
          viewer.then(
            ({ script, style }) => {
              response.setHeader('Content-Type', isScript ? 'text/javascript' : 'text/css');
              response.end(isScript ? script : style);
            },
            (error: Error) => {
              built.delete(locale);
              logger.error(error.message);
              response.statusCode = 500;
              response.end();
            },
          );
        });
      },
    },
  };
}

export async function buildOneFileViewer(locale: Locale): Promise<OneFileViewer> {
  const result = await build({
    configFile: false,
    root,
    publicDir: false,
    logLevel: 'warn',
    mode: 'production',
    plugins: [oneLanguage(locale), withoutTransitions],
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact', development: false } },
    build: {
      write: false,
      target: 'es2023',
      cssCodeSplit: false,
      assetsInlineLimit: Number.POSITIVE_INFINITY,
      modulePreload: false,
      rolldownOptions: {
        input: entry,
        // Vite's own loader of chunks names it, and there are none.
        checks: { emptyImportMeta: false },
        output: { format: 'iife', codeSplitting: false, entryFileNames: 'viewer.js' },
      },
    },
  });
  const [bundle] = Array.isArray(result) ? result : [result];
  if (!bundle || !('output' in bundle)) throw new Error('one-file: nothing was built');
  const scripts = bundle.output.flatMap((one) => (one.type === 'chunk' ? [one.code] : []));
  const styles = bundle.output.flatMap((one) =>
    one.type === 'asset' && one.fileName.endsWith('.css') ? [String(one.source)] : [],
  );
  if (scripts.length !== 1 || bundle.output.length !== scripts.length + styles.length) {
    const names = bundle.output.map(({ fileName }) => fileName).join(', ');
    throw new Error(`one-file: the viewer is not one script and one style, but ${names}`);
  }
  return { script: toInlineScript(scripts[0] ?? ''), style: styles.join('') };
}

/** The same script with nothing in it that ends a script element: `<\/script` is the same text to JavaScript. */
function toInlineScript(script: string): string {
  return script.replace(/<\/(?=script)/gi, '<\\/').replaceAll('<!--', '<\\!--');
}
