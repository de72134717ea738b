import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { findGo } from '#go-toolchain/find-go.ts';
import { hashSource, parseRecord } from '#notebook/go/cell-record.ts';
import { recordCells } from '../../scripts/record/record-cells.ts';

const go = await findGo();
const goFence = (text: string, name: string) => `\`\`\`go cell name=${name}\n${text}\n\`\`\`\n`;

let root = '';
let said: string[] = [];
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'casebook-record-'));
  said = [];
});
afterEach(() => rm(root, { recursive: true }));

const write = async (path: string, text: string) => {
  await mkdir(dirname(join(root, path)), { recursive: true });
  await writeFile(join(root, path), text);
};
const record = (only: { page?: string; cell?: string } = {}) =>
  recordCells(root, only, (line) => said.push(line));
const read = async (path: string) =>
  parseRecord(await readFile(join(root, 'src/content/records', path), 'utf8'));

test('a cell that is none is refused with what there is', async () => {
  await write('src/content/docs/guides/a.mdx', goFence('x', 'first'));
  expect(await record({ page: 'guides/b' })).toBe(1);
  expect(said).toEqual(['no such cell in Go; there are guides/a first']);
});

describe.skipIf('missing' in go)('with Go', () => {
  test('what cells print is kept, shared by languages of one text, and as it is where it is the same', async () => {
    const text = 'fmt.Println("out")\nos.Stderr.WriteString("err\\n")\ncell.Emit("n", 7)\nos.Exit(3)';
    await write('src/content/docs/guides/a.mdx', goFence(text, 'first'));
    await write(
      'src/content/docs/zh-cn/guides/a.mdx',
      `${goFence(text, 'first')}\n${goFence('fmt.Println(2)', 'own')}`,
    );
    await write('src/content/records/guides/gone/x.json', '{}');
    expect(await record()).toBe(0);
    expect(said).toEqual([
      'src/content/records/guides/a/first.json: exit code 3, 8 characters',
      'src/content/records/zh-cn/guides/a/own.json: exit code 0, 2 characters',
      'src/content/records/guides/gone/x.json: removed, since no page has the cell',
    ]);
    const first = await read('guides/a/first.json');
    expect(first).toMatchObject({
      sourceHash: hashSource(text, {}),
      result: { end: { how: 'exit', code: 3 } },
      output: [
        { fd: 1, text: 'out\n' },
        { fd: 2, text: 'err\n' },
      ],
      values: [{ name: 'n', value: 7 }],
    });
    said = [];
    expect(await record({ page: 'guides/a', cell: 'first' })).toBe(0);
    expect(said).toEqual(['src/content/records/guides/a/first.json: the same']);
    expect(await read('guides/a/first.json')).toEqual(first);
  }, 300_000);

  test('a program with faults is said at its place, and keeps nothing', async () => {
    await write(
      'src/content/docs/a.mdx',
      `Text.\n\n${goFence('fmt.Println(1)\nfmt.Println(x)\ny()', 'bad')}`,
    );
    expect(await record()).toBe(1);
    expect(said[0]).toBe(
      'src/content/docs/a.mdx:5:13: cell bad: undefined: x\nsrc/content/docs/a.mdx:6:1: cell bad: undefined: y',
    );
    expect(await readdir(join(root, 'src/content'))).toEqual(['docs']);
  }, 300_000);
});
