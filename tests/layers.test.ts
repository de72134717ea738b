import { execFile } from 'node:child_process';
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { layers } from '../layers.mjs';

const run = promisify(execFile);

/** Imports planted where the table forbids them, and what of them the linter has to name. */
const planted: Record<string, { source: string; forbidden: string[] }> = {
  'src/model/planted-import.ts': {
    source: `import '#viewer/locale.ts';\nimport '../viewer/locale.ts';\nimport 'preact';\nimport 'node:fs';\n`,
    forbidden: ['#viewer/locale.ts', '../viewer/locale.ts', 'preact', 'node:fs'],
  },
  'src/formats/gob/planted-import.ts': {
    source: `import '#formats/format.ts';\nimport '#binary/reader.ts';\nimport '#formats/topid/process.ts';\nimport '../topid/process.ts';\nimport '#formats/index.ts';\n`,
    forbidden: ['#formats/topid/process.ts', '../topid/process.ts', '#formats/index.ts'],
  },
  'src/charts/planted-import.ts': {
    source: `import '@observablehq/plot';\nimport '#model/recording.ts';\nimport '#share/link.ts';\nimport 'preact/hooks';\n`,
    forbidden: ['#share/link.ts', 'preact/hooks'],
  },
  'src/viewer/planted-import.ts': {
    source: `import '#charts/render.ts';\nimport '#formats/index.ts';\n`,
    forbidden: ['#formats/index.ts'],
  },
};

async function lint(file: string): Promise<string[]> {
  const output = await run('oxlint', ['-f', 'json', file]).catch((error: { stdout: string }) => error);
  const { diagnostics } = JSON.parse(output.stdout) as { diagnostics: { code: string; message: string }[] };
  return diagnostics
    .filter(({ code }) => code.includes('no-restricted-imports'))
    .map(({ message }) => message.split("'")[1] ?? message);
}

describe('the layer table', () => {
  beforeAll(async () => {
    for (const [file, { source }] of Object.entries(planted)) {
      await mkdir(file.slice(0, file.lastIndexOf('/')), { recursive: true });
      await writeFile(file, source);
    }
  });
  afterAll(() => Promise.all(Object.keys(planted).map((file) => rm(file, { force: true }))));

  test.each(Object.keys(planted))(
    'the linter names each forbidden import planted in %s, and no other',
    async (file) => {
      expect((await lint(file)).sort()).toEqual(planted[file]?.forbidden.toSorted());
    },
  );

  test('every folder of src/ is in the table', async () => {
    const folders = (await readdir('src', { withFileTypes: true })).filter((entry) => entry.isDirectory());
    const known = [...Object.keys(layers).map((name) => name.split('/')[0]), 'styles'];
    expect(folders.map(({ name }) => name).filter((name) => !known.includes(name))).toEqual([]);
  });

  test('every format is a layer of its own', async () => {
    const formats = (await readdir('src/formats', { withFileTypes: true })).filter((entry) =>
      entry.isDirectory(),
    );
    expect(formats.map(({ name }) => `formats/${name}`).filter((name) => !(name in layers))).toEqual([]);
  });
});
