import { mkdir, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { build } from 'vite';

/** The viewer as one classic script and one style, for pages of one file. */
interface OneFileViewer {
  script: string;
  style: string;
}

const entry = fileURLToPath(new URL('../viewer/one-file/main.tsx', import.meta.url));
const folder = 'one-file';

/**
 * Builds the viewer that a page of one file carries, apart from the site's own scripts: from disk a
 * browser loads no module and starts no worker. The site serves it as `one-file/viewer.js` and
 * `.css`, from where the share dialog takes it when a page is put together.
 */
export function oneFile(): AstroIntegration {
  return {
    name: 'casebook-one-file',
    hooks: {
      'astro:build:done': async ({ dir, logger }) => {
        const { script, style } = await buildOneFileViewer();
        const out = new URL(`${folder}/`, dir);
        await mkdir(out, { recursive: true });
        await writeFile(new URL('viewer.js', out), script);
        await writeFile(new URL('viewer.css', out), style);
        const kb = (text: string) => `${Math.round(Buffer.byteLength(text) / 1024)} KB`;
        logger.info(`script ${kb(script)}, style ${kb(style)}`);
      },
      'astro:server:setup': ({ server, logger }) => {
        // With a server for authors it is built when it is first asked for.
        let built: Promise<OneFileViewer> | undefined;
        server.middlewares.use((request, response, next) => {
          const file = /\/one-file\/viewer\.(js|css)(?:\?|$)/.exec(request.url ?? '')?.[1];
          if (!file) return next();
          built ??= buildOneFileViewer();
          built.then(
            ({ script, style }) => {
              response.setHeader('Content-Type', file === 'js' ? 'text/javascript' : 'text/css');
              response.end(file === 'js' ? script : style);
            },
            (error: Error) => {
              built = undefined;
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

export async function buildOneFileViewer(): Promise<OneFileViewer> {
  const result = await build({
    configFile: false,
    root: fileURLToPath(new URL('../../', import.meta.url)),
    publicDir: false,
    logLevel: 'warn',
    mode: 'production',
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
    build: {
      write: false,
      target: 'es2023',
      cssCodeSplit: false,
      assetsInlineLimit: Number.POSITIVE_INFINITY,
      modulePreload: false,
      rolldownOptions: {
        input: entry,
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
