import { formatSize } from '#locale/format.ts';
import { existsSync } from 'node:fs';
import { chmod, readdir, readFile, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { build, type Plugin } from 'vite';
import { MadeBefore } from './made-before.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const fileName = 'casebook.mjs';

/**
 * The command line as one file that Node 20 runs alone, `casebook.mjs` at the root of the site: whoever
 * has no clone fetches it from the very server that they push to, and from nobody else.
 */
export function commandLine(): AstroIntegration {
  return {
    name: 'casebook-command-line',
    hooks: {
      'astro:build:done': async ({ dir, logger }) => {
        const made = await MadeBefore.of(root);
        const text = await made.take(['command-line'], bundleCommandLine);
        const path = fileURLToPath(new URL(fileName, dir));
        await writeFile(path, text);
        await chmod(path, 0o755);
        logger.info(`${fileName}: ${formatSize(Buffer.byteLength(text))}`);
      },
    },
  };
}

/** The text of the file: the program, and the licences of what is in it. */
async function bundleCommandLine(): Promise<string> {
  const result = await build({
    configFile: false,
    root,
    publicDir: false,
    logLevel: 'warn',
    mode: 'production',
    ssr: { noExternal: true, target: 'node' },
    plugins: [withoutUrlStorage, withoutGo],
    build: {
      write: false,
      target: 'node20',
      ssr: true,
      // Whoever runs it may want to read it.
      minify: false,
      rolldownOptions: {
        input: join(root, 'bin', 'casebook.ts'),
        output: { format: 'esm', codeSplitting: false, entryFileNames: fileName },
      },
    },
  });
  const outputs = (Array.isArray(result) ? result : [result]).flatMap((one) =>
    'output' in one ? one.output : [],
  );
  const [chunk, ...others] = outputs;
  if (chunk?.type !== 'chunk' || others.length > 0) {
    throw new Error(
      `${fileName} came in ${outputs.length} pieces: ${outputs.map((one) => one.fileName).join(', ')}`,
    );
  }
  const foreign = chunk.imports.filter((name) => !name.startsWith('node:') && !isOfNode.has(name));
  if (foreign.length > 0) throw new Error(`${fileName} would need ${foreign.join(', ')} beside it`);
  const licences = await readLicences(chunk.moduleIds);
  const code = chunk.code.replace(/^#!.*\n/, '');
  return `#!/usr/bin/env node\n// Casebook's command line for Node 20 or newer: node ${fileName} --help\n${code}\n${toComment(licences)}`;
}

/**
 * tus-js-client can remember uploads in a file of its own. src/command-line/push.ts does, with the deletion key
 * beside, so that part and the five packages that it needs stay out.
 */
const withoutUrlStorage: Plugin = {
  name: 'casebook-without-url-storage',
  enforce: 'pre',
  load: (id) =>
    /tus-js-client\/lib\.\w+\/node\/urlStorage\.js$/.test(id)
      ? 'export class FileUrlStorage {}\nexport const canStoreURLs = false;\n'
      : null,
};

/** Programs run from a clone, whose workers and sources of Go they need. */
const withoutGo: Plugin = {
  name: 'casebook-without-go',
  enforce: 'pre',
  load: (id) => (basename(id) === 'run-program.ts' ? 'export {};\n' : null),
};

/** As packages of the time before `node:` name them. */
const isOfNode = new Set(
  'assert buffer child_process crypto events fs fs/promises http https net os path process querystring stream stream/promises string_decoder tls url util zlib'.split(
    ' ',
  ),
);

interface Licence {
  name: string;
  text: string;
}

async function readLicences(moduleIds: readonly string[]): Promise<Licence[]> {
  const folders = new Set(moduleIds.flatMap((id) => findPackageFolder(id) ?? []));
  const own: Licence = { name: 'casebook', text: await readFile(join(root, 'LICENSE'), 'utf8') };
  const others = await Promise.all([...folders].sort().map(readLicence));
  return [own, ...others];
}

/** The folder below node_modules that a module is from. */
function findPackageFolder(id: string): string | undefined {
  if (!id.includes('node_modules')) return undefined;
  const path = id.replace(/^\0/, '').replace(/\?.*$/, '');
  let folder = dirname(path);
  while (!existsSync(join(folder, 'package.json')) || !/node_modules\/(?:@[^/]+\/)?[^/]+$/.test(folder)) {
    if (folder === dirname(folder)) return undefined;
    folder = dirname(folder);
  }
  return folder;
}

async function readLicence(folder: string): Promise<Licence> {
  const manifest = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as {
    name: string;
    version: string;
    license?: string;
    author?: string | { name: string };
  };
  const name = `${manifest.name} ${manifest.version}`;
  const file = (await readdir(folder)).find((one) => /^licen[cs]e/i.test(one));
  if (file) return { name, text: await readFile(join(folder, file), 'utf8') };
  if (!manifest.license) throw new Error(`${name} is bundled and says no licence`);
  const author = typeof manifest.author === 'string' ? manifest.author : manifest.author?.name;
  return { name, text: `${manifest.license}${author ? `, by ${author}` : ''} (as its package.json says)` };
}

function toComment(licences: readonly Licence[]): string {
  const parts = licences.map(({ name, text }) => `${name}\n\n${text.trim()}`);
  return `/*\nIn this file are, under these licences:\n\n${parts.join('\n\n---\n\n').replaceAll('*/', '* /')}\n*/\n`;
}
