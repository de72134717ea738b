import { describe, expect, test } from 'vitest';
import { findAlikeDifferences, findFirstAlike } from '#model/crash/alike.ts';
import { diffStacks, type StackDiffRow } from '#model/crash/stack-diff.ts';
import type { CrashLog } from '#model/crash/crash-log.ts';
import { parse, parseOne, readCapture, readValid } from '../../formats/go-crash/read-log.ts';

const crash = (id: number, arg: string, line: number, index = 5): string =>
  `panic: runtime error: index out of range [${index}] with length 3\n\ngoroutine ${id} [running]:\n` +
  `main.read(${arg})\n\t/src/port.go:${line} +0x1d\nmain.main()\n\t/src/main.go:9 +0x44\n\n`;
const readAll = async (text: string): Promise<CrashLog[]> => (await parse(text)).value.crashes;

describe('crashes that are alike', () => {
  test('have the same reason but for its numbers, and the same functions; they differ in what they differ in', async () => {
    const all = await readAll(
      crash(1, '0x1', 31) + crash(7, '0x1', 31) + crash(7, '0x2', 31, 9) + crash(1, '0x1', 40),
    );
    expect(findFirstAlike(all)).toEqual([0, 0, 0, 0]);
    expect(all.slice(1).map((one) => findAlikeDifferences(all[0]!, one))).toEqual([
      ['goroutine'],
      ['goroutine', 'values', 'addresses'],
      ['lines'],
    ]);
    expect(findAlikeDifferences(all[0]!, structuredClone(all[0]!))).toEqual([]);
  });

  test('are not those of another reason, or another stack', async () => {
    const other = crash(1, '0x1', 31).replace('main.read', 'main.write');
    const nil = crash(1, '0x1', 31).replace(/index.*/, 'invalid memory address');
    expect(findFirstAlike(await readAll(crash(1, '0x1', 31) + other + nil + other))).toEqual([0, 1, 2, 1]);
    const seeds = await Promise.all([1, 2, 3].map((at) => parseOne(readCapture(`topid-crash-${at}.log`))));
    expect(findFirstAlike(seeds)).toEqual([0, 1, 2]);
  });

  test('are no dumps that somebody asked for', async () => {
    const dump = await parseOne(readValid('go1.26-sigquit.log'));
    expect(findFirstAlike([dump, dump])).toEqual([0, 1]);
  });
});

describe('two stacks frame by frame', () => {
  const stack = async (...names: string[]) =>
    (
      await parseOne(
        `panic: x\n\ngoroutine 1 [running]:\n${names.map((name) => `main.${name}(0x1)\n\t/src/a.go:3 +0x1\n`).join('')}`,
      )
    ).goroutines[0]!.frames;
  const signs = { shared: ' ', gone: '-', new: '+' };
  const told = (rows: StackDiffRow[]): string[] =>
    rows.map((row) => signs[row.kind] + (row.kind === 'new' ? row.after : row.before).function);

  test('share as many as can be, also between others', async () => {
    const rows = diffStacks(await stack('a', 'b', 'c', 'd', 'z'), await stack('a', 'x', 'c', 'y', 'd', 'z'));
    expect(told(rows)).toEqual([' main.a', '-main.b', '+main.x', ' main.c', '+main.y', ' main.d', ' main.z']);
    expect(told(diffStacks(await stack('a', 'a'), await stack('a')))).toEqual([' main.a', '-main.a']);
  });

  test('say of a shared frame whether its line or its arguments are others', async () => {
    const [a, b] = (await readAll(crash(1, '0x1', 31) + crash(1, '0x2', 40))) as [CrashLog, CrashLog];
    expect(diffStacks(a.goroutines[0]!.frames, b.goroutines[0]!.frames)).toMatchObject([
      { kind: 'shared', moved: true, otherArgs: true },
      { kind: 'shared', moved: false, otherArgs: false },
    ]);
  });

  test('of very many frames that differ are not compared each with each', async () => {
    const names = (of: string): string[] => Array.from({ length: 2000 }, (_, at) => `${of}${at}`);
    const rows = diffStacks(await stack(...names('a'), 'end'), await stack(...names('b'), 'end'));
    expect(rows).toHaveLength(4001);
    expect(rows.at(-1)).toMatchObject({ kind: 'shared' });
  });
});
