import { expect, test } from 'vitest';
import type { CellValue } from '#notebook/go/program.ts';
import { goValuesTexts } from '#texts/go-values.ts';
import { findRunFiles } from '#viewer/notebook/go-captures.ts';
import { findGoRead } from '#viewer/notebook/go-notes.ts';
import type { Piece } from '#viewer/notebook/go-output.ts';

const find = (output: Piece[], values: Record<string, CellValue> = {}) =>
  findRunFiles('loop', { output, values: new Map(Object.entries(values)) }, goValuesTexts.en);

test('a crash is what stderr has, without the goroutine of the runner', async () => {
  const [log, ...others] = find([
    { fd: 1, text: 'taking an order\n' },
    { fd: 2, text: 'panic: no tea\n\ngoroutine 1 [running]:\nmain.main()\n\n' },
    { fd: 1, text: 'late\n' },
    { fd: 2, text: 'goroutine 7 [select (no cases)]:\nsyscall/js.handleEvent()\n' },
  ]);
  expect(others).toEqual([]);
  expect(log).toMatchObject({ title: 'Crash log of this run', isMaybe: false });
  expect(log?.file.name).toBe('loop.log');
  expect(await log?.file.text()).toBe('panic: no tea\n\ngoroutine 1 [running]:\nmain.main()\n');
});

test('the lines of the collector have a title of their own; a traceback may stand on stdout', () => {
  expect(find([{ fd: 2, text: 'gc 1 @0.1s 4%: 0.3+7.2+0.5 ms clock\n' }])[0]?.title).toBe(
    'Collections of this run',
  );
  expect(find([{ fd: 1, text: 'goroutine 1 [running]:\nmain.main()\n' }])[0]?.title).toBe(
    'Crash log of this run',
  );
  expect(find([{ fd: 1, text: 'all is well\n' }])).toEqual([]);
});

test('bytes may be a capture, anything else that is emitted is none', async () => {
  const files = find([], {
    heap: { bytes: Uint8Array.of(1, 2, 3) },
    empty: { bytes: new Uint8Array() },
    text: { json: 'panic: x' },
  });
  expect(files).toHaveLength(1);
  expect(files[0]).toMatchObject({ title: 'heap, as the cell emitted it', isMaybe: true });
  expect([...new Uint8Array((await files[0]?.file.arrayBuffer()) ?? new ArrayBuffer())]).toEqual([1, 2, 3]);
});

test('a cell reads a Go cell itself, or by what other cells make of it', () => {
  const cells = [
    { name: 'points', inputs: ['loop'], outputs: ['points'] },
    { name: 'chart', inputs: ['points', 'Plot'], outputs: [] },
    { name: 'other', inputs: ['width'], outputs: [] },
  ];
  const reads = findGoRead(cells, new Set(['loop', 'unread']));
  expect([...reads].map(([name, read]) => [name, [...read]])).toEqual([
    ['points', ['loop']],
    ['chart', ['loop']],
    ['other', []],
  ]);
});
