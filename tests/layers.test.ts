import { describe, expect, test } from 'vitest';
import { layers } from '../layers.mjs';
import { checkLayers } from '../scripts/layers/check-layers.ts';
import { drawLayers } from '../scripts/layers/draw-layers.ts';
import { toBareArrows, toFloors, toTargets } from '../scripts/layers/floors.ts';
import { listSources, readImports, toPackage } from '../scripts/layers/import-graph.ts';

const files = listSources();
const imports = readImports(files);

/** What is found once a file with this text is there. */
function plant(file: string, text: string): string[] {
  const all = [...files, file];
  return checkLayers(
    layers,
    all,
    readImports([file], () => text, new Set(all)),
  )
    .filter((problem) => problem.startsWith(`${file}: `))
    .map((problem) => problem.slice(file.length + 2).split(': ')[0] as string);
}

describe('the layer table', () => {
  test('what is there keeps to it, and each row and allowance is used', () => {
    expect(checkLayers(layers, files, imports)).toEqual([]);
  });

  test.each([
    ['a folder above', 'src/model/planted.ts', `import '#viewer/page/here.ts';`, ['#viewer/page/here.ts']],
    [
      'the same by a relative path',
      'src/model/planted.ts',
      `import '../view/link.ts';`,
      ['../view/link.ts', '../view/link.ts'],
    ],
    [
      'a package',
      'src/model/planted.ts',
      `import 'preact';\nimport 'preact/hooks';`,
      ['preact', 'preact/hooks'],
    ],
    ['a module of Node', 'src/model/planted.ts', `import 'node:fs';`, ['node:fs']],
    [
      'a type alone',
      'src/model/planted.ts',
      `import type { View } from '#view/view-state.ts';`,
      ['#view/view-state.ts'],
    ],
    [
      'a type within a type',
      'src/model/planted.ts',
      `export type V = import('#view/view-state.ts').View;`,
      ['#view/view-state.ts'],
    ],
    [
      'on demand',
      'src/charts/planted.ts',
      `export const later = () => import('#view/link.ts');`,
      ['#view/link.ts'],
    ],
    ['handed on', 'src/charts/planted.ts', `export * from '#view/link.ts';`, ['#view/link.ts']],
    [
      'another format',
      'src/formats/gob/planted.ts',
      `import '#formats/topid/process.ts';`,
      ['#formats/topid/process.ts'],
    ],
    [
      'the registry, from a format',
      'src/formats/gob/planted.ts',
      `import '#formats/index.ts';`,
      ['#formats/index.ts'],
    ],
    [
      'one kind from another',
      'src/viewer/kinds/crash/planted.tsx',
      `import '#viewer/kinds/recording/state.ts';`,
      ['#viewer/kinds/recording/state.ts'],
    ],
    [
      'a worker of a layer above',
      'src/charts/planted.ts',
      `new Worker(new URL('../workers/parse.worker.ts', import.meta.url));`,
      ['../workers/parse.worker.ts'],
    ],
    [
      'a resolved address',
      'src/store/planted.ts',
      `spawn(import.meta.resolve('#describe/child.ts'));`,
      ['#describe/child.ts'],
    ],
    [
      'a path for another program',
      'src/store/planted.ts',
      `spawn('src/describe/child.ts');`,
      ['/src/describe/child.ts'],
    ],
    [
      'the frontmatter of a page',
      'src/components/Planted.astro',
      `---\nimport '#store/disk.ts';\n---\n<p />`,
      ['#store/disk.ts'],
    ],
    [
      'the script of a page',
      'src/components/Planted.astro',
      `<p />\n<script>\n  import '#store/disk.ts';\n</script>`,
      ['#store/disk.ts'],
    ],
    [
      'a case',
      'src/content/docs/planted.mdx',
      `import Footer from '#theme/Footer.astro';\n\n# Case\n`,
      ['#theme/Footer.astro'],
    ],
    [
      'a style sheet',
      'src/viewer/open/planted.css',
      `@import '../../styles/tokens.css';`,
      ['../../styles/tokens.css'],
    ],
    [
      'a type in a comment',
      'src/model/planted.ts',
      `/** @type {import('#view/link.ts').DecodedView} */\nexport const a = 1;\n/** @import { View } from '#view/view-state.ts' */`,
      ['#view/link.ts', '#view/view-state.ts'],
    ],
    ['a space of names', 'src/model/planted.ts', `export * as q from '#view/link.ts';`, ['#view/link.ts']],
    [
      'an addition',
      'src/model/planted.ts',
      `declare module '#view/link.ts' {}\nexport {};`,
      ['#view/link.ts'],
    ],
    [
      'put off',
      'src/model/planted.ts',
      `import defer * as q from '#view/link.ts';\nimport.defer('#view/pack.ts');`,
      ['#view/link.ts', '#view/pack.ts'],
    ],
    ['required', 'src/model/planted.cjs', `require('#view/link.ts');`, ['#view/link.ts']],
    [
      'after a backtick that begins nothing',
      'src/model/planted.ts',
      "const r = /[`]/; const s = `${1}`;\nimport('#view/link.ts');",
      ['#view/link.ts'],
    ],
    [
      'one of two',
      'src/model/planted.ts',
      `import(a ? '#view/link.ts' : ('#view/pack.ts' as string));`,
      ['#view/link.ts', '#view/pack.ts'],
    ],
    ['a name that is built', 'src/model/planted.ts', 'import(`#view/${name}.ts`);', ['`#view/${name}.ts`']],
    ['a name put together', 'src/model/planted.ts', `import('#view/' + name);`, [`'#view/' + name`]],
    [
      'an address that is built',
      'src/model/planted.ts',
      'new URL(`../view/${name}.ts`, import.meta.url);',
      ['`../view/${name}.ts`'],
    ],
    ['all of a folder', 'src/model/planted.ts', `import.meta.glob('../view/*.ts');`, [`'../view/*.ts'`]],
    ['a reference', 'src/model/planted.ts', `/// <reference path="../view/link.ts" />`, ['../view/link.ts']],
    ['JavaScript', 'src/model/planted.js', `import '#view/link.ts';`, ['#view/link.ts']],
    ['JavaScript with tags', 'src/model/planted.jsx', `<p>{import('#view/link.ts')}</p>;`, ['#view/link.ts']],
    ['a module by its name', 'src/model/planted.mts', `import '#view/link.ts';`, ['#view/link.ts']],
    [
      'a style sheet of another language',
      'src/styles/planted.scss',
      `@use '../viewer/captures/captures.css';`,
      ['what it imports is not read, see scripts/layers/import-graph.ts'],
    ],
    [
      'the frontmatter below a comment',
      'src/components/Planted.astro',
      `\n<!-- Planted. -->\n\n---\nimport '#store/disk.ts';\n---\n<p />`,
      ['#store/disk.ts'],
    ],
    [
      'the template of a page',
      'src/components/Planted.astro',
      `---\n---\n<!doctype html>\n<p title="x"><br>{await import('#store/disk.ts')}</p>`,
      ['#store/disk.ts'],
    ],
    [
      'the script of a page, by its address',
      'src/components/Planted.astro',
      `<p />\n<script src="../store/disk.ts"></script>\n<script src="../store/s3.ts" />`,
      ['../store/disk.ts', '../store/s3.ts'],
    ],
    [
      'the style of a page',
      'src/components/Planted.astro',
      `<p />\n<style>\n  @import '../styles/tokens.css';\n</style>`,
      ['../styles/tokens.css'],
    ],
    [
      'a case, over lines',
      'src/content/docs/planted.mdx',
      `---\ntitle: Planted\n---\nimport {\n  x,\n} from '#theme/theme-choice.ts';\nexport * from '#store/disk.ts';\n\n# Case\n`,
      ['#theme/theme-choice.ts', '#store/disk.ts'],
    ],
    [
      'the text of a case',
      'src/content/docs/planted.mdx',
      'A {import("#store/disk.ts")} and <p title={`${import("#store/s3.ts")}`}>x</p>\n',
      ['#store/disk.ts', '#store/s3.ts'],
    ],
    [
      'a style sheet, however it is written',
      'src/viewer/open/planted.css',
      `@import url(../../styles/tokens.css);\n@IMPORT url( "../../styles/theme.css" );\n@import"../../styles/controls.css"screen;`,
      ['../../styles/tokens.css', '../../styles/theme.css', '../../styles/controls.css'],
    ],
    [
      'what a style sheet takes from another',
      'src/viewer/open/planted.css',
      `.a { composes: b c from '../../styles/tokens.css'; }\n.d { background: url('../../styles/theme.css') }`,
      ['../../styles/tokens.css', '../../styles/theme.css'],
    ],
    ['a file without a row', 'planted.config.ts', 'export {};', ['no row of layers.mjs has it']],
    ['a folder without a row', 'src/planted/one.ts', 'export {};', ['no row of layers.mjs has it']],
  ])('%s: the import is found', (_, file, text, found) => {
    expect(plant(file, text)).toEqual(found);
  });

  test.each([
    [
      'an import that the row allows',
      'src/charts/planted.ts',
      `import '@observablehq/plot';\nimport '#model/notice.ts';\nimport './render.ts';`,
    ],
    [
      'an import in a comment',
      'src/model/planted.ts',
      `// import '#viewer/page/here.ts';\n/* import 'preact' */`,
    ],
    [
      'an import in code',
      'src/content/docs/planted.mdx',
      "```js\nimport fs from 'node:fs';\n```\n\n`import('node:fs')` and `src/store/disk.ts`\n",
    ],
    [
      'an import in a comment of a page',
      'src/components/Planted.astro',
      `<p />\n<!-- {import('#store/disk.ts')} -->\n{/* import('#store/disk.ts') */}\n<p>import '#store/disk.ts';</p>`,
    ],
    [
      'an import in a comment of a style sheet',
      'src/viewer/open/planted.css',
      `/* @import '../../styles/tokens.css'; */`,
    ],
    ['an address that is asked for', 'src/model/planted.ts', `import(file.href);`],
    ['what imports nothing', 'src/content/planted.yaml', `file: '#store/disk.ts'`],
  ])('%s: nothing is found', (_, file, text) => {
    expect(plant(file, text)).toEqual([]);
  });

  test('a row or an allowance that nothing uses is found', () => {
    const wider = {
      ...layers,
      bytes: { ...layers['bytes'], may: ['codes', 'model'], packages: ['preact'] },
      nowhere: { says: '', may: [], packages: [] },
    } as typeof layers;
    expect(checkLayers(wider, files, imports)).toEqual([
      'layers.mjs: bytes: nothing in it uses model',
      'layers.mjs: bytes: nothing in it uses preact',
      'layers.mjs: nowhere: no file is in it',
    ]);
  });

  test('an allowance that another makes needless is found', () => {
    const widen = (name: string, may: string[], packages: string[] = []) => {
      const row = layers[name] as (typeof layers)[string];
      return { [name]: { ...row, may: [...row.may, ...may], packages: [...row.packages, ...packages] } };
    };
    const doubled = {
      ...layers,
      ...widen('describe', ['model/kind.ts']),
      ...widen('site', ['codes'], ['node:*']),
      ...widen('formats', ['formats/gob']),
    };
    expect(checkLayers(doubled, files, imports)).toEqual([
      'layers.mjs: formats: formats/gob is within formats/*',
      'layers.mjs: describe: model/kind.ts is within model',
      'layers.mjs: site: codes stands there twice',
      'layers.mjs: site: node:* stands there twice',
    ]);
  });

  test('no arrow of the table leads back', () => {
    const floors = toFloors(layers);
    expect(floors.size).toBe(Object.keys(layers).length);
    for (const [name, floor] of floors) {
      for (const target of toTargets(layers, name)) expect(floors.get(target)).toBeLessThan(floor);
    }
    const circular = { ...layers, model: { says: '', may: ['view'], packages: [] } } as typeof layers;
    expect(() => toFloors(circular)).toThrow('model -> view -> model leads back');
  });

  test('the picture has a box for each folder, and an arrow only for what no other leads to', () => {
    const picture = drawLayers(layers);
    expect(
      picture
        .match(/<text[^>]*>([^<]+)</g)
        ?.map((one) => one.replace(/.*>(.*)</, '$1'))
        .sort(),
    ).toEqual(
      Object.keys(layers)
        .filter((name) => !name.includes('.') && name !== 'tests')
        .sort(),
    );
    const arrows = toBareArrows(layers).map((arrow) => arrow.join(' -> '));
    expect(arrows).toContain('view -> model/recording');
    expect(arrows).not.toContain('viewer/kinds/recording -> model');
  });
});

describe('the package of a specifier', () => {
  test.each([
    ['preact/hooks', 'preact'],
    ['@preact/signals', '@preact/signals'],
    ['@codemirror/view/x', '@codemirror/view'],
    ['node:fs/promises', 'node:*'],
    ['astro:content', 'astro:*'],
    ['#model/notice.ts', undefined],
    ['../a.ts', undefined],
  ])('%s', (specifier, name) => {
    expect(toPackage(specifier)).toBe(name);
  });
});
