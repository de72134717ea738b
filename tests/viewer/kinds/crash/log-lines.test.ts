import { expect, test } from 'vitest';
import { LineFinder, type LineSearch, toLineSearch } from '#viewer/kinds/crash/find-lines.ts';
import { countCells, toWrappedRows } from '#viewer/kinds/crash/line-rows.ts';

test('what is looked for in a log that takes long is found in parts, and no more than there are places for', async () => {
  const finder = new LineFinder(
    Array.from({ length: 30_000 }, (_, at) => `line ${at} ${'x'.repeat(200)}`),
    toLineSearch('line', []) as LineSearch,
  );
  finder.goOn();
  const { length } = finder.hits;
  expect(length).toBeGreaterThan(1000);
  expect(finder.isDone).toBe(false);
  finder.goOn();
  expect(finder.hits).toHaveLength(10_000);
  expect([finder.isDone, finder.isMore]).toEqual([true, true]);
});

test('wrapped lines take the rows that their cells need: tabs to the next eighth, Chinese two each', () => {
  const cells = countCells(['', 'abc', '\tmain.go:3', 'a\tb', '中文', 'x'.repeat(5000)]);
  expect([...cells]).toEqual([0, 3, 17, 9, 4, 4000]);
  const rows = toWrappedRows(cells, 8.9);
  expect(rows.total).toBe(1 + 1 + 3 + 2 + 1 + 501);
  expect([1, 2, 3, 4, 5, 6].map((line) => rows.rowOf(line))).toEqual([0, 1, 2, 5, 7, 8]);
  expect([0, 1, 2, 4, 5, 6, 7, 8, 508, 9999].map((row) => rows.lineAt(row))).toEqual([
    1, 2, 3, 3, 4, 4, 5, 6, 6, 6,
  ]);
});
