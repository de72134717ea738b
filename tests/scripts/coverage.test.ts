import { expect, test } from 'vitest';
import { compareToFloors, sumByLayer, toFloors, toTable } from '../../scripts/coverage/floors.ts';

const row = { says: '', may: [], packages: [] };
const layers = { model: row, 'model/crash': row, view: row };
const of = (covered: number, total: number) => ({
  lines: { total, covered },
  branches: { total: total / 2, covered: covered / 2 },
});
const files = [
  { file: 'src/model/notice.ts', coverage: of(10, 10) },
  { file: 'src/model/zone.ts', coverage: of(50, 90) },
  { file: 'src/model/crash/a.ts', coverage: of(0, 0) },
  { file: 'src/view/link.ts', coverage: of(99, 100) },
];
const sums = sumByLayer(layers, files);

test('files are summed by the layer that they are in', () => {
  expect(Object.fromEntries(sums)).toEqual({
    model: of(60, 100),
    'model/crash': of(0, 0),
    view: of(99, 100),
  });
});

test('floors lie a percent below what is there, and are met by it', () => {
  const floors = toFloors(sums);
  expect(floors).toEqual({
    model: { lines: 59, branches: 59 },
    'model/crash': { lines: 99, branches: 99 },
    view: { lines: 98, branches: 98 },
  });
  expect(compareToFloors(sums, floors)).toEqual({ problems: [], hints: [] });
});

test('a layer that has fallen below its floor is named; of one without a floor, or gone, there is a hint', () => {
  const floors = {
    model: { lines: 61, branches: 60 },
    view: { lines: 0, branches: 0 },
    gone: { lines: 1, branches: 1 },
  };
  expect(compareToFloors(sums, floors)).toEqual({
    problems: ['model: 60.0 % of its lines are run, its floor is 61 %'],
    hints: [
      'model/crash: it has no floor yet: npm run coverage -- --write gives it one',
      'gone: it has a floor, and no file',
    ],
  });
  expect(toTable(sums, floors)).toContain('model         60.0 % ( 61)');
});
