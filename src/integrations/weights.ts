import { formatSize } from '#locale/format.ts';
import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { basename, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';

/** What the built site weighs, in bytes as they are served: compressed by brotli, where that is smaller. */
export interface Weights {
  /** By path, before anybody does anything: the page, its styles, and the scripts that these load by themselves. */
  pages: Record<string, { html: number; styles: number; scripts: number; total: number }>;
  /** What is loaded on top of a page with running cells, when it is needed. */
  parts: Record<'cells' | 'plot' | 'editor', number>;
}

interface Chunk {
  imports: string[];
  modules: string[];
}

/** Begins on a page's load by itself, though by a dynamic import: Starlight's search. */
const loadedAnyway = /^ui-core\./;

/** Weighs the built and compressed site: lines in the log, and weights.json beside the site for the tests. */
export function weights(): AstroIntegration {
  const chunks = new Map<string, Chunk>();
  return {
    name: 'casebook-weights',
    hooks: {
      'astro:config:setup': ({ updateConfig }) => {
        updateConfig({
          vite: {
            plugins: [
              {
                name: 'casebook-weights',

                generateBundle(_, bundle) {
                  if (this.environment.name !== 'client') return;
                  for (const output of Object.values(bundle)) {
                    if (output.type !== 'chunk') continue;
                    const { fileName, imports, moduleIds } = output;
                    chunks.set(fileName, { imports, modules: moduleIds });
                  }
                },
              },
            ],
          },
        });
      },
      'astro:build:done': async ({ dir, logger }) => {
        const root = fileURLToPath(dir);
        const report = await weigh(root, chunks);
        await writeFile(join(root, 'weights.json'), `${JSON.stringify(report, null, 2)}\n`);
        for (const [page, { total, html }] of Object.entries(report.pages)) {
          if (/^\/cases\/.+/.test(page))
            logger.info(`${page} ${formatSize(total)}, of it HTML ${formatSize(html)}`);
        }
        const { cells, plot, editor } = report.parts;
        logger.info(
          `when needed: cells ${formatSize(cells)}, Plot ${formatSize(plot)}, editor ${formatSize(editor)}`,
        );
      },
    },
  };
}

async function weigh(root: string, chunks: ReadonlyMap<string, Chunk>): Promise<Weights> {
  const known = new Map<string, Promise<number>>();
  const sizeOf = (file: string): Promise<number> => {
    const size = known.get(file) ?? findSize(file);
    known.set(file, size);
    return size;
  };
  const findSize = async (file: string) => {
    const sizes = await Promise.all(
      [file, `${file}.br`].map((path) =>
        stat(join(root, path)).then(
          ({ size }) => size,
          () => Infinity,
        ),
      ),
    );
    return Math.min(...sizes);
  };
  const sum = async (files: Iterable<string>) =>
    (await Promise.all([...files].map(sizeOf))).reduce((total, size) => total + size, 0);
  const closure = (files: Iterable<string>) => {
    const reached = new Set(files);
    for (const file of reached) for (const one of chunks.get(file)?.imports ?? []) reached.add(one);
    return reached;
  };

  const pages: Weights['pages'] = {};
  const anyway = [...chunks.keys()].filter((file) => loadedAnyway.test(basename(file)));
  for (const entry of await readdir(root, { recursive: true, withFileTypes: true })) {
    if (entry.name !== 'index.html') continue;
    const file = relative(root, join(entry.parentPath, entry.name)).split(sep).join('/');
    const html = await readFile(join(root, file), 'utf8');
    const find = (pattern: RegExp) => [...html.matchAll(pattern)].map(([, path = '']) => toFile(path));
    const styles = await sum(new Set(find(/<link\b[^>]*\brel="stylesheet"[^>]*\bhref="([^"]+\.css)"/g)));
    const scripts = await sum(closure([...find(/<script\b[^>]*\bsrc="([^"]+\.js)"/g), ...anyway]));
    const own = await sizeOf(file);
    pages[`/${file.replace(/index\.html$/, '')}`] = {
      html: own,
      styles,
      scripts,
      total: own + styles + scripts,
    };
  }

  const holding = (module: string) =>
    [...chunks].filter(([, { modules }]) => modules.some((id) => id.endsWith(module))).map(([file]) => file);
  const cells = closure(holding('/viewer/notebook/live.ts'));
  const plot = closure(holding('/notebook/runtime/plot.ts'));
  const editor = closure([
    ...holding('/viewer/notebook/editor.ts'),
    ...holding('/viewer/notebook/edited-cells.ts'),
  ]);
  const without = (files: Set<string>, others: Set<string>) => [...files].filter((file) => !others.has(file));
  return {
    pages,
    parts: {
      cells: await sum(cells),
      plot: await sum(without(plot, cells)),
      editor: await sum(without(editor, cells)),
    },
  };
}

/** `/base/_astro/x.js` and `/_astro/x.js` are `_astro/x.js`. */
function toFile(path: string): string {
  return path.replace(/^.*?\/?(?=_astro\/)/, '');
}
