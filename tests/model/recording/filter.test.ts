import { describe, expect, test } from 'vitest';
import { parseExpression } from '#model/recording/expression.ts';
import {
  DEFAULT_TOP,
  LEAST_SHOWN,
  NO_THRESHOLD,
  selectSeries,
  type SelectionSpec,
} from '#model/recording/filter.ts';
import type { Recording } from '#model/recording/recording.ts';
import { makeRecording, START, type Row } from '#charts/examples/make-recording.ts';

/** Two samples each with all of these processes. */
function ofRows(rows: Row[]): Recording {
  return makeRecording([
    { time: START, rows },
    { time: START + 3, rows },
  ]);
}

function shown(recording: Recording, spec: SelectionSpec = {}): string[] {
  return selectSeries(recording, spec).shown.map(({ key }) => key);
}

function hidden(recording: Recording, spec: SelectionSpec = {}): string[] {
  return selectSeries(recording, spec).hidden.map(({ series, by }) => `${series.key} ${by}`);
}

/** Small ones beyond the ten that are always shown. */
const small = (count: number): Row[] =>
  Array.from({ length: count }, (_, index) => [`idle`, 1000 + index, 0.1, 0, 512]);
const zero = { avgCpu: 0, maxCpu: 0, avgMemMib: 0, maxMemMib: 0 };

describe('thresholds', () => {
  test('hide what is at or below all four, 2, 10, 10 and 20 by default', () => {
    const rows: Row[] = [
      ...Array.from({ length: 10 }, (_, index): Row => ['busy', index + 1, 50, 10, 40_960]),
      ['at all four', 20, 2, 0, 10 * 1024],
      ['by average CPU', 21, 2.1, 0, 1024],
      ['by memory', 22, 0, 0, 10.5 * 1024],
    ];
    expect(shown(ofRows(rows))).toHaveLength(12);
    expect(hidden(ofRows(rows))).toEqual(['at all four-20 filter']);
  });

  test('see a peak that the average does not show', () => {
    const samples = Array.from({ length: 50 }, (_, sample) => ({
      time: START + sample,
      rows: [
        ...Array.from({ length: 10 }, (_one, index): Row => ['busy', index + 1, 50, 0, 40_960]),
        ['peak', 20, sample === 7 ? 11 : 0, 0, 512] as Row,
        ['flat', 21, 1.9, 0, 512] as Row,
      ],
    }));
    expect(hidden(makeRecording(samples))).toEqual(['flat-21 filter']);
  });

  test('never leave fewer than the ten largest', () => {
    const recording = ofRows(small(14));
    expect(shown(recording)).toHaveLength(LEAST_SHOWN);
    expect(hidden(recording)).toHaveLength(4);
    expect(shown(ofRows(small(3)))).toHaveLength(3);
  });

  test('of nothing show all, and one that is passed over hides nothing by itself', () => {
    const recording = ofRows([...small(14), ['busy', 1, 30, 0, 512]]);
    expect(shown(recording, { filter: zero })).toHaveLength(15);
    const byCpuAlone = { avgCpu: 5, maxCpu: NO_THRESHOLD, avgMemMib: NO_THRESHOLD, maxMemMib: NO_THRESHOLD };
    expect(shown(recording, { filter: byCpuAlone })[0]).toBe('busy-1');
    expect(shown(recording, { filter: byCpuAlone })).toHaveLength(LEAST_SHOWN);
  });

  test('are looked at over the samples with values: NaN and infinities are no peak', () => {
    const rows: Row[] = [...small(12), ['odd', 1, Infinity, 0, 512], ['odd', 2, NaN, 0, 512]];
    const recording = ofRows(rows);
    expect(shown(recording)).toHaveLength(LEAST_SHOWN);
    expect(shown(recording)).not.toContain('odd-1');
  });
});

test('text looks into names and pids, in any case, and ten of what it finds are kept', () => {
  const recording = ofRows([...small(30), ['Board_App', 654, 0, 0, 100]]);
  expect(shown(recording, { where: parseExpression(' board') })).toEqual(['Board_App-654']);
  expect(shown(recording, { where: parseExpression('654') })).toEqual(['Board_App-654']);
  expect(shown(recording, { where: parseExpression('idle') })).toHaveLength(LEAST_SHOWN);
  expect(hidden(recording, { where: parseExpression('board') })[0]).toBe('idle-1000 text');
});

test('top keeps the largest of what the filter passes; 40 where it is not said', () => {
  const rows = Array.from({ length: 60 }, (_, index): Row => ['p', index + 1, 100 - index, 0, 1024]);
  const recording = ofRows(rows);
  expect(shown(recording, { top: 2 })).toEqual(['p-1', 'p-2']);
  expect(hidden(recording, { top: 2 })[0]).toBe('p-3 top');
  expect(shown(recording)).toHaveLength(DEFAULT_TOP);
  expect(shown(recording, { top: 9999 })).toHaveLength(60);
});

test('only, hide and show are a reader’s own choice, above filter, text and top', () => {
  const recording = ofRows([...small(12), ['busy', 1, 90, 0, 99_999], ['busy', 2, 80, 0, 99_999]]);
  expect(shown(recording, { only: ['idle-1011'] })).toEqual(['idle-1011']);
  expect(hidden(recording, { only: ['idle-1011'] })).toContain('busy-1 only');
  expect(hidden(recording, { hide: ['busy-1'] })).toContain('busy-1 hide');
  expect(shown(recording, { hide: ['busy-1'] })).not.toContain('busy-1');
  expect(shown(recording, { where: parseExpression('busy'), show: ['idle-1000'] })).toEqual([
    'busy-1',
    'busy-2',
    'idle-1000',
  ]);
});

test('keys of another recording are passed over: a stale link is not a blank page', () => {
  const recording = ofRows(small(3));
  expect(shown(recording, { only: ['gone-7'] })).toHaveLength(3);
  expect(shown(recording, { hide: ['gone-7'], show: ['gone-8'] })).toHaveLength(3);
});

test('shown and hidden are all processes and no system row, each once', () => {
  const recording = ofRows([...small(25), ['[CPU0-idle]', 0, 0, 99, 0], ['[free]', 0, 0, 0, 9_999_999]]);
  for (const spec of [
    {},
    { top: 3 },
    { where: parseExpression('100') },
    { only: ['idle-1003'] },
    { hide: ['idle-1001'] },
  ]) {
    const { shown: some, hidden: others } = selectSeries(recording, spec);
    const keys = [...some, ...others.map(({ series }) => series)].map(({ key }) => key);
    expect(keys.toSorted()).toEqual(
      small(25)
        .map(([name, pid]) => `${name}-${pid}`)
        .toSorted(),
    );
  }
});
