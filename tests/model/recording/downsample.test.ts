import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { downsampleLine, stackSamples, type LinePoints } from '#model/recording/downsample.ts';
import type { Recording, Series } from '#model/recording/recording.ts';
import { toTimeAxis } from '#model/recording/time-axis.ts';
import { makeLine, makeRandom, makeRecording, START } from '#charts/examples/make-recording.ts';

function app(recording: Recording): Series {
  return recording.series.find(({ name }) => name === 'app')!;
}

function pairs({ x, y }: Pick<LinePoints, 'x' | 'y'>): [number, number | null][] {
  return Array.from(x, (at, index) => [at, Number.isNaN(y[index]) ? null : y[index]!]);
}

describe('a line', () => {
  test('has every point where there is room for it', () => {
    const recording = makeLine([1, 2, 3, 4]);
    const points = downsampleLine(app(recording), 'cpu', toTimeAxis(recording), {
      from: 0,
      to: 15,
      columns: 300,
    });
    expect(pairs(points)).toEqual([
      [0, 1],
      [5, 2],
      [10, 3],
      [15, 4],
    ]);
    expect(points.dots.x).toHaveLength(0);
  });

  test('breaks where the process was missing, and a single sample between gaps is a dot', () => {
    const recording = makeLine([1, 2, null, 4, null, null, 7, 8]);
    const points = downsampleLine(app(recording), 'cpu', toTimeAxis(recording), {
      from: 0,
      to: 35,
      columns: 700,
    });
    expect(pairs(points)).toEqual([
      [0, 1],
      [5, 2],
      [5, null],
      [15, 4],
      [15, null],
      [30, 7],
      [35, 8],
    ]);
    expect(pairs(points.dots)).toEqual([[15, 4]]);
  });

  test('breaks where the recorder paused, though the process is in the samples on both sides', () => {
    const rows = (value: number) => [['app', 1, value, 0, 1] as [string, number, number, number, number]];
    const times = [0, 5, 10, 15, 615, 620, 625, 630];
    const recording = makeRecording(times.map((time, index) => ({ time: START + time, rows: rows(index) })));
    const axis = toTimeAxis(recording);
    expect(axis.gaps).toEqual([{ from: 3, to: 4, seconds: 600 }]);
    const points = downsampleLine(app(recording), 'cpu', axis, { from: 0, to: 630, columns: 6300 });
    expect(pairs(points)[4]).toEqual([15, null]);
  });

  test('ends where it crosses the window, even when all its samples are outside', () => {
    const recording = makeLine([0, 10, 20, 30]);
    const axis = toTimeAxis(recording);
    const inside = downsampleLine(app(recording), 'cpu', axis, { from: 2.5, to: 12.5, columns: 100 });
    expect(pairs(inside)).toEqual([
      [2.5, 5],
      [5, 10],
      [10, 20],
      [12.5, 25],
    ]);
    const between = downsampleLine(app(recording), 'cpu', axis, { from: 6, to: 9, columns: 100 });
    expect(pairs(between)).toEqual([
      [6, 12],
      [9, 18],
    ]);
  });

  test('does not draw NaN and infinities, nor a line over them', () => {
    const recording = makeLine([1, NaN, 3, Infinity, 5]);
    const points = downsampleLine(app(recording), 'cpu', toTimeAxis(recording), {
      from: 0,
      to: 20,
      columns: 400,
    });
    expect(pairs(points).filter(([, y]) => y !== null)).toEqual([
      [0, 1],
      [10, 3],
      [20, 5],
    ]);
    expect(pairs(points.dots)).toHaveLength(3);
  });

  test('is in MiB for memory, and user and system apart', () => {
    const recording = makeRecording([
      { time: START, rows: [['app', 1, 3, 4, 2048]] },
      { time: START + 5, rows: [['app', 1, 30, 40, 1024]] },
    ]);
    const [series] = recording.series as [Series];
    const axis = toTimeAxis(recording);
    const window = { from: 0, to: 5, columns: 100 };
    expect([...downsampleLine(series, 'memory', axis, window).y]).toEqual([2, 1]);
    expect([...downsampleLine(series, 'userCpu', axis, window).y]).toEqual([3, 30]);
    expect([...downsampleLine(series, 'systemCpu', axis, window).y]).toEqual([4, 40]);
    expect([...downsampleLine(series, 'cpu', axis, window).y]).toEqual([7, 70]);
  });

  test('keeps the first, least, greatest and last of each pixel column, in their order, and no more', () => {
    const random = makeRandom(3);
    const values = Array.from({ length: 3600 }, () => Math.round(random() * 1000) / 10);
    const recording = makeLine(values);
    const columns = 100;
    const to = 3599 * 5;
    const points = downsampleLine(app(recording), 'cpu', toTimeAxis(recording), { from: 0, to, columns });
    expect(points.x.length).toBeLessThanOrEqual(4 * columns);
    const byColumn = new Map<number, number[]>();
    points.x.forEach((x, index) => {
      const column = Math.min(columns - 1, Math.floor((x / to) * columns));
      byColumn.set(column, [...(byColumn.get(column) ?? []), points.y[index]!]);
    });
    expect(byColumn.size).toBe(columns);
    for (const [column, drawn] of byColumn) {
      const all = values.filter(
        (_, i) => Math.min(columns - 1, Math.floor(((i * 5) / to) * columns)) === column,
      );
      const near = (value: number) => expect.closeTo(value, 3);
      expect(Math.max(...drawn)).toEqual(near(Math.max(...all)));
      expect(Math.min(...drawn)).toEqual(near(Math.min(...all)));
      expect(drawn[0]).toEqual(near(all[0]!));
      expect(drawn[drawn.length - 1]).toEqual(near(all[all.length - 1]!));
    }
    expect([...points.x]).toEqual([...points.x].toSorted((a, b) => a - b));
  });

  test('in a draft has the least and the greatest of each pixel column, and breaks where the line does', () => {
    const random = makeRandom(5);
    const values = Array.from({ length: 900 }, (_, at) =>
      at >= 300 && at < 400 ? null : Math.round(random() * 90),
    );
    const recording = makeLine(values);
    const window = { from: 0, to: 899 * 5, columns: 50 };
    const [line, draft] = [false, true].map((isDraft) =>
      pairs(downsampleLine(app(recording), 'cpu', toTimeAxis(recording), { ...window, draft: isDraft })),
    );
    const extremes = (points: [number, number | null][]): Map<number, [number, number]> => {
      const columns = new Map<number, [number, number]>();
      for (const [x, y] of points) {
        if (y === null) continue;
        const column = Math.min(49, Math.floor((x / window.to) * 50));
        const [least, greatest] = columns.get(column) ?? [y, y];
        columns.set(column, [Math.min(least, y), Math.max(greatest, y)]);
      }
      return columns;
    };
    expect(extremes(draft!)).toEqual(extremes(line!));
    expect(draft!.length).toBeLessThan(0.6 * line!.length);
    expect(draft!.filter(([, y]) => y === null)).toHaveLength(1);
  });

  test('of any presence, values and window: never more than the columns allow, never a point that is no sample', () => {
    // No -0: of equal values the first is drawn, whichever zero that is.
    const number = fc.float({ noNaN: false, min: -5, max: 500 }).map((drawn) => drawn + 0);
    const value = fc.option(number, { nil: null });
    fc.assert(
      fc.property(
        fc.array(value, { minLength: 1, maxLength: 200 }),
        fc.integer({ min: 1, max: 50 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (values, columns, a, b) => {
          const recording = makeLine(values);
          const series = recording.series.find(({ name }) => name === 'app');
          if (!series) return;
          const end = Math.max(5, (values.length - 1) * 5);
          const [from, to] = [Math.min(a, b) * end, Math.max(a, b) * end + 1];
          const axis = toTimeAxis(recording);
          const points = downsampleLine(series, 'cpu', axis, { from, to, columns });
          const real = pairs(points).filter(([, y]) => y !== null);
          expect(real.length).toBeLessThanOrEqual(4 * columns + 2);
          for (const [x, y] of real) {
            if (x === from || x === to) continue;
            expect(x % 5).toBe(0);
            expect(y).toBe(Math.fround(values[x / 5]!));
          }
          // Never over a gap that is wider than a column.
          pairs(points).forEach(([x, y], index) => {
            const [x0, y0] = pairs(points)[index - 1] ?? [0, null];
            if (y === null || y0 === null || x - x0 <= (to - from) / columns) return;
            for (let sample = Math.ceil(x0 / 5); sample <= Math.floor(x / 5); sample++) {
              if (sample * 5 <= from || sample * 5 >= to) continue;
              expect(Number.isFinite(values[sample] ?? NaN)).toBe(true);
            }
          });
        },
      ),
    );
  });
});

test('a stack is drawn at the samples of the least and greatest total of each column', () => {
  const recording = makeLine(Array.from({ length: 1000 }, (_, index) => index % 7));
  const axis = toTimeAxis(recording);
  const totals = Float64Array.from({ length: 1000 }, (_, index) => (index === 503 ? 99 : index % 7));
  const samples = stackSamples(totals, axis, { from: 0, to: 999 * 5, columns: 20 });
  expect(samples.length).toBeLessThanOrEqual(2 * 21);
  expect([...samples]).toContain(503);
  expect([...samples]).toEqual([...samples].toSorted((a, b) => a - b));
});

test('3600 samples of 350 processes that come and go: the points depend on the pixels, not on the rows', () => {
  const random = makeRandom(11);
  const samples = 3600;
  const all: Series[] = Array.from({ length: 350 }, (_, index) => {
    const at: number[] = [];
    for (let sample = 0; sample < samples; sample++) {
      if (random() < 0.002) sample += Math.floor(random() * 200);
      else at.push(sample);
    }
    return {
      key: `p-${index}`,
      name: 'p',
      pid: index,
      kind: 'process',
      at: Uint32Array.from(at),
      userCpu: Float32Array.from(at, () => random() * 90),
      systemCpu: new Float32Array(at.length),
      memKb: new Float64Array(at.length),
    };
  });
  const rows = all.reduce((sum, { at }) => sum + at.length, 0);
  expect(rows).toBeGreaterThan(900_000);
  const times = Float64Array.from({ length: samples }, (_, sample) => START + sample * 3);
  const axis = toTimeAxis({ ...makeLine([1]), times, series: all, rows });
  const window = { from: 0, to: 3 * (samples - 1), columns: 390 };
  for (const series of all) {
    const points = downsampleLine(series, 'cpu', axis, window);
    const real = points.y.filter((value) => !Number.isNaN(value)).length;
    expect(real).toBeLessThanOrEqual(4 * 390);
    expect(points.x.length).toBeLessThanOrEqual(5 * 390);
  }
});
