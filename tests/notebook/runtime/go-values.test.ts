import { describe, expect, test } from 'vitest';
import { fromRecorded, toGoValues, toInput } from '#notebook/runtime/go-values.ts';
import { runCells } from '../run-cells.ts';

describe('the values of a Go cell', () => {
  test('are a frozen object, whatever they are called', () => {
    const values = toGoValues([
      ['n', 1],
      ['__proto__', 2],
      ['n', 3],
    ]);
    expect(Object.isFrozen(values)).toBe(true);
    expect(Object.entries(values)).toEqual([
      ['n', 3],
      ['__proto__', 2],
    ]);
  });

  test('recorded bytes are bytes; what only looks like them is not', () => {
    const values = fromRecorded([
      { name: 'heap', bytes: 'AQID' },
      { name: 'text', value: { bytes: 'AQID' } },
      { name: 'odd', value: { bytes: '%' } },
    ]);
    expect(values).toEqual({
      heap: Uint8Array.of(1, 2, 3),
      text: { bytes: 'AQID' },
      odd: { bytes: '%' },
    });
  });

  test('a cell that reads them runs again with each, and says so where there are none', async () => {
    const { notebook, runs, root } = runCells({ shown: 'loop.n + 1' });
    notebook.setFailure('loop', 'cell loop has no values yet: run it');
    expect((await runs('shown')).error).toMatchObject({ message: 'cell loop has no values yet: run it' });
    notebook.setValue('loop', toGoValues([['n', 1]]));
    await runs('shown', 2);
    expect(root('shown').textContent).toBe('2');
    notebook.setValue('loop', toGoValues([['n', 41]]));
    await runs('shown', 3);
    expect(root('shown').textContent).toBe('42');
  });
});

describe('watching a variable', () => {
  test('tells its first value and each after it, and that it failed', async () => {
    const { notebook, runs } = runCells({ made: 'const twice = given * 2' });
    const seen: unknown[] = [];
    let isHere: (length: number) => void = () => {};
    const count = (wanted: number) =>
      new Promise<void>((resolve) => {
        isHere = (length) => length >= wanted && resolve();
        isHere(seen.length);
      });
    notebook.setValue('given', 2);
    notebook.watch('twice', (value) => isHere(seen.push(value)));
    await count(1);
    notebook.setValue('given', 3);
    await count(2);
    notebook.setFailure('given', 'none');
    await count(3);
    await runs('made', 3);
    expect(seen).toEqual([4, 6, undefined]);
  });
});

describe('what a Go cell may be given', () => {
  test.each([
    [10, 10],
    ['text', 'text'],
    [{ a: [1, null], b: undefined }, { a: [1, null] }],
    [Number.NaN, null],
    [new Date(0), '1970-01-01T00:00:00.000Z'],
    [7n, 7],
    [{ n: 2n ** 63n }, { n: '9223372036854775808' }],
    [{ heap: Uint8Array.of(1, 2, 3) }, { heap: 'AQID' }],
    [() => 1, undefined],
    [undefined, undefined],
  ])('%o as %o', (value, given) => {
    expect(toInput(value)).toEqual(given);
  });

  test('nothing of what holds itself', () => {
    const loop: Record<string, unknown> = {};
    loop['self'] = loop;
    expect(toInput(loop)).toBeUndefined();
  });
});
