import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { kinds } from '#model/kind.ts';
import { inspectFiles } from '../../src/command-line/inspect.ts';
import { toInspectJson } from '../../src/command-line/inspect-json.ts';
import { makePages } from '../../scripts/api-docs/pages.ts';
import { readSources } from '../../scripts/api-docs/read-types.ts';
import { toMdx, toMemberTable, toRequestTable } from '../../scripts/api-docs/render.ts';

const root = join(import.meta.dirname, '..', '..');

describe('the pages', () => {
  const pages = makePages(root);

  test.each(pages.map(({ path }) => path))('%s is fresh (npm run docs makes it anew)', (path) => {
    const page = pages.find((one) => one.path === path);
    expect(page?.before).toBe(page?.after);
  });

  test('every member is explained', () => {
    for (const { path, after } of pages) {
      expect(after.match(/^\| `.*\|\s*\|$/gm) ?? [], path).toEqual([]);
    }
  });

  test('both languages have the same parts', () => {
    const partsOf = (text = '') => text.match(/^\{\/\* made: (?!end).*$/gm);
    const english = pages.filter(({ path }) => !path.includes('/zh-cn/'));
    expect(english.length).toBeGreaterThan(1);
    for (const { path, after } of english) {
      const twin = pages.find((one) => one.path === path.replace('docs/', 'docs/zh-cn/'));
      expect(partsOf(twin?.after), path).toEqual(partsOf(after));
    }
  });

  test.each([
    ['inspect-json', 'src/command-line/inspect-json.ts', 'JsonByKind'],
    ['capture', 'src/notebook/runtime/captures.ts', 'DataByKind'],
  ])('the guide %s has what there is of each kind', (guide, file, table) => {
    const { members } = readSources([join(root, file)]).findType(table);
    expect(members.map(({ name }) => name.replaceAll("'", '')).toSorted()).toEqual([...kinds].toSorted());
    const page = pages.find(({ path }) => path.endsWith(`docs/guides/${guide}.mdx`));
    for (const { type } of members) expect(page?.after).toContain(`{/* made: type ${type} */}`);
  });

  test.each(['', 'zh-cn/'])('the guide (%s) has every key that inspect --json prints', async (locale) => {
    const { found, failures } = await inspectFiles(inspected, none());
    expect(failures).toEqual([]);
    expect(new Set(found.map(({ kind }) => kind))).toEqual(new Set(kinds));
    const keys = toKeys(found.map(toInspectJson));
    expect(keys).toContain('signalAddr');
    expect(keys).toContain('thread');
    const page = await readFile(join(root, `src/content/docs/${locale}guides/inspect-json.mdx`), 'utf8');
    const shown = new Set([...page.matchAll(/^\| `(\w+)\??`<br \/>/gm)].map(([, key]) => key));
    const within = ['avg', 'max'];
    expect([...keys].filter((key) => !shown.has(key) && !within.includes(key))).toEqual([]);
    expect(page).toContain('`{ avg: number \\| null; max: number \\| null }`');
  });
});

describe('types are read', () => {
  let folder: string;
  let files = 0;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'api-docs-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  const read = async (text: string) => {
    const file = join(folder, `source-${++files}.ts`);
    await writeFile(file, text);
    return { file, sources: readSources([file]) };
  };

  test('an interface with what it extends, as it is written', async () => {
    const { sources } = await read(`
      interface Place {
        /** Where. */
        line: number;
      }
      type Owner = { kind: 'user' | 'std' };
      export interface Frame extends Place {
        /**
         * Its name:
         * \`main\`.
         */
        name?: string | undefined;
        owner: Owner['kind'];
        bare: { a: number; b: string }[];
      }`);
    expect(sources.findType('Frame')).toEqual({
      name: 'Frame',
      members: [
        { name: 'line', type: 'number', optional: false, comment: 'Where.', of: 'Place' },
        {
          name: 'name',
          type: 'string | undefined',
          optional: true,
          comment: 'Its name: `main`.',
          of: 'Frame',
        },
        { name: 'owner', type: "'user' | 'std'", optional: false, comment: '', of: 'Frame' },
        { name: 'bare', type: '{ a: number; b: string }[]', optional: false, comment: '', of: 'Frame' },
      ],
    });
  });

  test('a class, but for what is its own', async () => {
    const { sources } = await read(`
      export class Data {
        readonly kind = 'data';
        readonly #own = 1;
        constructor(own: number) { this.#own = own; }
        /** How many. */
        get count(): number { return this.#own; }
        /**
         * One of them.
         *
         * @param at from 1
         * @returns it
         * @throws RangeError naming what there is
         */
        find(at: number, ...names: string[]): Data[] { return [this]; }
        #hidden(): void {}
      }`);
    expect(sources.findType('Data').members).toEqual([
      { name: 'kind', type: "'data'", optional: false, comment: '', of: 'Data' },
      { name: 'count', type: 'number', optional: false, comment: 'How many.', of: 'Data' },
      {
        name: 'find(at: number, ...names: string[])',
        type: 'Data[]',
        optional: false,
        comment: 'One of them. `at`: from 1. Gives it. Throws RangeError naming what there is.',
        of: 'Data',
      },
    ]);
  });

  test('what is not there is named', async () => {
    const { sources } = await read('export interface One { a: number }');
    expect(() => sources.findType('Two')).toThrow('Two: no such type in ');
    expect(() => sources.findNumbers('One')).toThrow('One: no such table in ');
  });

  test('requests of an endpoint, each of its own method', async () => {
    const { file, sources } = await read(`
      /**
       * @request GET /api/things/ID What is known
       *   of it.
       * @request GET /api/things/ID/bytes Its bytes.
       */
      export const GET = () => {};
      export const prerender = false;`);
    expect(sources.findRequests(file)).toEqual([
      { request: 'GET /api/things/ID', comment: 'What is known of it.' },
      { request: 'GET /api/things/ID/bytes', comment: 'Its bytes.' },
    ]);
    const mute = await read('export const PUT = () => {};');
    expect(() => mute.sources.findRequests(mute.file)).toThrow('PUT says no @request');
    const rest = await read('export const ALL = () => {};');
    expect(rest.sources.findRequests(rest.file)).toEqual([]);
    const wrong = await read('/** @request GET /x It is. */\nexport const PUT = () => {};');
    expect(() => wrong.sources.findRequests(wrong.file)).toThrow('PUT says “GET /x”');
  });
});

describe('tables', () => {
  const plain = (_: string, comment: string) => comment;

  test('types of the page are linked, and no bar ends a cell', () => {
    const type = {
      name: 'Rows',
      members: [
        { name: 'all()', type: 'Row[] | null', optional: false, comment: 'All.', of: 'Rows' },
        { name: 'count', type: 'number', optional: false, comment: 'Stands with Row.', of: 'Row' },
      ],
    };
    expect(toMemberTable(type, 'en', new Set(['Row', 'Rows']), plain)).toBe(
      '<div class="cb-reference" id="type-rows">\n\n| name and type | what it is |\n| --- | --- |\n' +
        '| `all()`<br />[`Row[] \\| null`](#type-row) | All. |\n\n</div>',
    );
    expect(toRequestTable([{ request: 'GET /x', comment: 'It.' }], 'zh-cn', plain)).toBe(
      '<div class="cb-reference">\n\n| 请求 | 作用 |\n| --- | --- |\n' +
        '| `GET`<br /><code>/x</code> | It. |\n\n</div>',
    );
    const long = { request: 'GET /api/x/ID/bytes?from=N&wait=S', comment: 'It.' };
    expect(toRequestTable([long], 'en', plain)).toContain(
      '<code>/api/<wbr />x/<wbr />ID/<wbr />bytes<wbr />?from=N<wbr />&amp;wait=S</code>',
    );
  });

  test('text is text to MDX, code is code', () => {
    expect(toMdx('{a} <b> | `{"x": 1|2}` {@link Row} {@link Other}', new Set(['Row']))).toBe(
      '\\{a\\} \\<b> \\| `{"x": 1\\|2}` [`Row`](#type-row) `Other`',
    );
  });
});

const inspected = [
  'tests/fixtures/go-crash/valid/go1.26-race.log',
  'tests/fixtures/go-crash/valid/go1.26-cgo-segv.log',
  'tests/fixtures/go-crash/valid/go1.26-sigquit.log',
  'tests/fixtures/go-crash/valid/go1.26-bad-pointer.log',
  'public/captures/sleep-loop/process-20261123-qmbbjmsl.data',
  'public/captures/profiles/cpu-labels.pb.gz',
].map((path) => join(root, path));

async function* none(): AsyncGenerator<Uint8Array> {}

/** Names of the keys in a value, however deep; names of registers are the machine's own, of labels and sample types the profile's. */
function toKeys(value: unknown, found = new Set<string>()): Set<string> {
  if (Array.isArray(value)) for (const one of value) toKeys(one, found);
  else if (typeof value === 'object' && value !== null) {
    for (const [key, inner] of Object.entries(value)) {
      found.add(key);
      if (!['registers', 'labels', 'total'].includes(key)) toKeys(inner, found);
    }
  }
  return found;
}
