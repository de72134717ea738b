import { describe, expect, test } from 'vitest';
import { recordingTexts } from '#texts/recording.ts';
import { parseSort, sortRows, toTableRows, type TableRow } from '#viewer/kinds/recording/table-rows.ts';
import { toUsageView, toUsageWindow, type UsageView } from '#viewer/kinds/recording/usage-view.ts';
import { makeRecording, START, type Row } from '#charts/examples/make-recording.ts';

const texts = recordingTexts['en'];
const recording = makeRecording(
  [0, 1, 2, 3].map((sample) => ({
    time: START + sample * 5,
    rows: [
      ['b10', 2, 10 + sample, 0, 2048],
      ['b9', 3, 40, 0, 1024],
      ...(sample === 2 ? [['late', 1, 90, 0, 512] as Row] : []),
      ...Array.from({ length: 12 }, (_, index): Row => ['idle', 100 + index, 0, 0, 1]),
    ],
  })),
);
const view = toUsageView(recording, { group: 'pid' }, texts);
const rowsOf = (of: UsageView, window: [number, number], withHidden: boolean): TableRow[] =>
  toTableRows(of, toUsageWindow(of, window), withHidden);
const names = (rows: readonly TableRow[]): string[] =>
  rows.map(({ name, isOther }) => (isOther ? '(other)' : name));

describe('rows', () => {
  test('are those shown and “other”; those hidden by the filter where asked for', () => {
    const rows = rowsOf(view, [0, 15], false);
    expect(names(rows).filter((name) => name !== 'idle')).toEqual(['b9', 'b10', 'late', '(other)']);
    expect(rowsOf(view, [0, 15], true)).toHaveLength(16);
  });

  test('hidden by hand keep their row, to be shown again', () => {
    const rows = rowsOf(toUsageView(recording, { hide: ['b9-3'] }, texts), [0, 15], false);
    expect(rows.find(({ key }) => key === 'b9-3')).toMatchObject({ isShown: false, hiddenBy: 'hide' });
    const only = rowsOf(toUsageView(recording, { only: ['b9-3'] }, texts), [0, 15], false);
    expect(only.find(({ key }) => key === 'b10-2')).toMatchObject({ isShown: false, hiddenBy: 'only' });
    expect(only.find(({ isOther }) => isOther)).toMatchObject({ isShown: false });
  });

  test('follow the window', () => {
    const row = (from: number, to: number, name: string) =>
      rowsOf(view, [from, to], false).find((one) => one.name === name)!.values;
    expect(row(0, 15, 'b10')).toMatchObject({
      cpu: 11.5,
      cpuMax: 13,
      cpuMaxAt: 3,
      mem: 2,
      first: 0,
      last: 3,
    });
    expect(row(4, 11, 'b10')).toMatchObject({ cpu: 11.5, cpuMax: 12, cpuMaxAt: 2, first: 1, last: 2 });
    expect(row(0, 6, 'late')).toMatchObject({ cpu: undefined, cpuMax: undefined, first: undefined });
  });
});

describe('sums', () => {
  const summed = toUsageView(recording, {}, texts);

  test('are what five of one name make, with how many they are; a single one stays itself', () => {
    const rows = rowsOf(summed, [0, 15], false);
    expect(rows.map(({ key, label, count }) => [key, label, count])).toEqual([
      ['b9-3', 'b9 3', 1],
      ['b10-2', 'b10 2', 1],
      ['late-1', 'late 1', 1],
      ['name:idle', 'idle ×12', 12],
    ]);
  });

  test('unfold into their processes, sorted among themselves behind them', () => {
    const usage = toUsageWindow(summed, [0, 15]);
    const rows = toTableRows(summed, usage, false, new Set(['name:idle']));
    const sorted = sortRows(rows, { column: 'pid', descending: true });
    const at = sorted.findIndex(({ key }) => key === 'name:idle');
    expect(sorted.slice(at + 1, at + 3).map(({ pid, within, isShown }) => [pid, within, isShown])).toEqual([
      [111, 'name:idle', false],
      [110, 'name:idle', false],
    ]);
    expect(sorted).toHaveLength(16);
  });
});

test('numbers of a window: CPU time, change, lifetime; growth only where samples show it, else why not', () => {
  const { values, noGrowth } = rowsOf(view, [0, 15], false).find(({ name }) => name === 'b10')!;
  // Each of 10, 11, 12 and 13 % for five seconds.
  expect(values.cpuSeconds).toBeCloseTo(2.3);
  expect(values).toMatchObject({ memDiff: 0, life: 15, growth: undefined });
  expect(noGrowth()).toBe('few');
  expect(rowsOf(view, [0, 15], false).find(({ name }) => name === 'late')!.values.life).toBe(0);
});

describe('order', () => {
  const rows = rowsOf(toUsageView(recording, { group: 'pid', text: 'b', top: 2 }, texts), [0, 15], true);
  const order = (sort: string | undefined): string[] => names(sortRows(rows, parseSort(sort))).slice(0, 3);

  test('is by CPU time, descending, where nothing or nonsense is said', () => {
    expect(order(undefined)).toEqual(['b9', 'b10', '(other)']);
    expect(order('-nonsense')).toEqual(['b9', 'b10', '(other)']);
    expect(parseSort('constructor')).toEqual({ column: 'cpuSeconds', descending: true });
  });

  test('is by any column, numbers in names as numbers, “other” after what is shown', () => {
    expect(order('name')).toEqual(['b9', 'b10', '(other)']);
    expect(order('-name')).toEqual(['b10', 'b9', '(other)']);
    expect(order('pid')).toEqual(['b10', 'b9', '(other)']);
    expect(order('-mem')).toEqual(['b10', 'b9', '(other)']);
  });

  test('puts what has no value in the window last, either way', () => {
    const some = rowsOf(view, [0, 6], false);
    for (const sort of ['cpu', '-cpu']) {
      const shownNames = names(sortRows(some, parseSort(sort))).filter((name) => name !== '(other)');
      expect(shownNames[shownNames.length - 1]).toBe('late');
    }
  });
});
