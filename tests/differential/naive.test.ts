import { describe, expect, test } from 'vitest';
import { makeRecording, type Row } from '#charts/examples/make-recording.ts';
import { downsampleLine, stackSamples } from '#model/recording/downsample.ts';
import { toRangeNumbers } from '#model/recording/range-numbers.ts';
import type { Recording, Series } from '#model/recording/recording.ts';
import { median, robustTrend } from '#model/recording/slope.ts';
import { usageStatistics } from '#model/recording/statistics.ts';
import { type TimeAxis, toTimeAxis } from '#model/recording/time-axis.ts';
import { sumSeries } from '#model/recording/usage-sum.ts';
import { Random } from '../fuzz/random.ts';
import { drawSeed } from './go-program.ts';
import { plainLine, plainStack } from './plain-line.ts';

const seed = drawSeed();

/** Processes that come and go, a clock that pauses, values of which some are none. */
function drawRecording(random: Random): Recording {
  const names = Array.from({ length: 1 + random.below(5) }, (_, index) => `p${index}`);
  const value = (most: number) => (random.once(12) ? random.pick([NaN, 0, Infinity]) : random.below(most * 4) / 4); // prettier-ignore
  let time = 1_700_000_000;
  const samples = Array.from({ length: 1 + random.below(random.pick([4, 40, 300])) }, () => {
    time += random.once(25) ? random.below(5000) : 3 + (random.once(6) ? random.below(3) : 0);
    const rows = names.flatMap((name, index): Row[] =>
      random.once(4) ? [] : [[name, index + 1, value(100), value(100), value(1e6)]],
    );
    return { time, rows };
  });
  return makeRecording(samples, { cpuSplit: !random.once(4) });
}

/** A stretch of the axis, that may begin and end anywhere on it or beside it. */
function drawStretch(random: Random, { positions }: TimeAxis): [from: number, to: number] {
  const end = (positions.at(-1) ?? 0) + 5;
  const place = () => (random.once(3) ? random.pick([...positions]) : (random.below(1000) / 1000) * end);
  const [a, b] = [place(), place()];
  return [Math.min(a, b), Math.max(a, b) + (a === b ? 1 : 0)];
}

function forEachDraw(runs: number, check: (random: Random, run: string) => void): void {
  for (let run = 0; run < runs; run++) check(new Random(seed, run), `run ${run}`);
}

/** Rows of a series as they are told, one object each. */
function toRows({ at, userCpu, systemCpu, memKb }: Series) {
  return Array.from(at, (sample, row) => ({ sample, user: userCpu[row]!, system: systemCpu[row]!, mem: memKb[row]! })); // prettier-ignore
}

function plainStatistics(rows: { sample: number; value: number }[]) {
  const finite = rows.filter(({ value }) => Number.isFinite(value));
  if (finite.length === 0) return { avg: null, max: null, maxAt: null };
  const max = Math.max(...finite.map(({ value }) => value));
  const avg = finite.reduce((sum, { value }) => sum + value, 0) / finite.length;
  return { avg, max, maxAt: finite.find(({ value }) => value === max)!.sample };
}

describe('numbers of recordings are what code without any haste makes of their rows', () => {
  test('averages and maxima, of all or of a stretch', () => {
    forEachDraw(300, (random, run) => {
      const recording = drawRecording(random);
      const [first, last] = [random.below(50), random.below(300)];
      const range = random.once(3) ? undefined : { first, last };
      for (const series of recording.series) {
        const rows = toRows(series).filter(({ sample }) => !range || (sample >= first && sample <= last));
        const of = (pick: (row: (typeof rows)[number]) => number) =>
          plainStatistics(rows.map((row) => ({ sample: row.sample, value: pick(row) })));
        expect(usageStatistics(recording, series, range), run).toEqual({
          samples: rows.length,
          cpu: of(({ user, system }) => (recording.cpuSplit ? user + system : user)),
          userCpu: of(({ user }) => user),
          systemCpu: of(({ system }) => system),
          memKb: of(({ mem }) => mem),
          firstSample: rows[0]?.sample,
          lastSample: rows.at(-1)?.sample,
        });
      }
    });
  });

  test('sums of series', () => {
    forEachDraw(200, (random, run) => {
      const recording = drawRecording(random);
      const members = recording.series.filter(() => !random.once(3));
      const rows = members.flatMap(toRows);
      const sum = sumSeries(recording, members);
      const samples = [...new Set(rows.map(({ sample }) => sample))].sort((a, b) => a - b);
      expect([...sum.at], run).toEqual(samples);
      samples.forEach((sample, row) => {
        const add = (pick: (one: (typeof rows)[number]) => number) =>
          rows.filter((one) => one.sample === sample).map(pick).filter(Number.isFinite).reduce((all, one) => all + one, 0); // prettier-ignore
        expect([sum.userCpu[row], sum.systemCpu[row], sum.memKb[row]], run).toEqual([
          Math.fround(add(({ user }) => user)),
          Math.fround(add(({ system }) => system)),
          add(({ mem }) => mem),
        ]);
      });
    });
  });

  test('CPU seconds and memory of a stretch', () => {
    forEachDraw(300, (random, run) => {
      const recording = drawRecording(random);
      const axis = toTimeAxis(recording, 'elapsed');
      const [from, to] = drawStretch(random, axis);
      for (const series of recording.series) {
        const rows = toRows(series);
        const within = rows.filter(({ sample }) => axis.positions[sample]! >= from && axis.positions[sample]! <= to); // prettier-ignore
        const memory = within.map(({ mem }) => mem).filter(Number.isFinite);
        // Each sample's CPU is that of the interval before it, as far as that lies in the stretch.
        const secondsOf = (sample: number) => {
          const at = axis.positions[sample]!;
          if (sample === 0) return from <= at && at <= to ? axis.interval : 0;
          const begin = axis.broken[sample] === 1 ? at - axis.interval : axis.positions[sample - 1]!;
          return Math.max(0, Math.min(at, to) - Math.max(begin, from));
        };
        const told = rows
          .map(({ sample, user, system }) => ({
            value: Math.fround(user + system),
            seconds: secondsOf(sample),
          }))
          .filter(({ value, seconds }) => Number.isFinite(value) && seconds > 0);
        const seconds = told.reduce((sum, one) => sum + (one.value / 100) * one.seconds, 0);
        const ours = toRangeNumbers(axis, series, [from, to]);
        expect([ours.memFirst, ours.memLast], run).toEqual([memory[0], memory.at(-1)]);
        if (told.length === 0) expect(ours.cpuSeconds, run).toBeUndefined();
        else expect(ours.cpuSeconds, run).toBeCloseTo(seconds, 6);
      }
    });
  });

  test('medians, and the slope that single peaks do not bend', () => {
    forEachDraw(300, (random, run) => {
      const count = 1 + random.below(59);
      let x = 0;
      const points = Array.from({ length: count }, () => {
        x += random.below(4);
        return [x, random.once(9) ? NaN : random.below(1000) - 500] as const;
      });
      const finite = points.filter(([, y]) => Number.isFinite(y));
      const pairs = finite.flatMap(([x1, y1], right) => finite.slice(0, right).filter(([x0]) => x1 > x0).map(([x0, y0]) => (y1 - y0) / (x1 - x0))); // prettier-ignore
      const trend = robustTrend(points.map(([at]) => at), points.map(([, y]) => y)); // prettier-ignore
      if (finite.length < 3 || pairs.length === 0) return expect(trend, run).toBeUndefined();
      expect(trend!.slope, run).toBe(plainMedian(pairs));
      expect(trend!.rising, run).toBe(pairs.filter((slope) => slope > 0).length / pairs.length);
      expect(trend!.falling, run).toBe(pairs.filter((slope) => slope < 0).length / pairs.length);
      expect(median(pairs), run).toBe(plainMedian(pairs));
    });
  });
});

describe('what is drawn of many samples is what code that looks at each of them draws', () => {
  test('a line', () => {
    forEachDraw(400, (random, run) => {
      const recording = drawRecording(random);
      const axis = toTimeAxis(recording, random.pick(['elapsed', undefined]));
      const [from, to] = drawStretch(random, axis);
      const window = { from, to, columns: 1 + random.below(60) };
      const metric = random.pick(['cpu', 'memory', 'userCpu', 'systemCpu'] as const);
      for (const series of recording.series) {
        const { x, y } = downsampleLine(series, metric, axis, window);
        const drawn = Array.from(x, (at, index) => [at, y[index]!]).filter(
          ([, value]) => !Number.isNaN(value),
        );
        const breaks = Array.from(y, (value, index) => (Number.isNaN(value) ? index : -1)).filter((index) => index >= 0); // prettier-ignore
        expect({ drawn, breaks }, run).toEqual(plainLine(series, metric, axis, window));
      }
    });
  });

  test('a stack', () => {
    forEachDraw(300, (random, run) => {
      const recording = drawRecording(random);
      const axis = toTimeAxis(recording, 'elapsed');
      const [from, to] = drawStretch(random, axis);
      const window = { from, to, columns: 1 + random.below(60) };
      const totals = Float64Array.from(recording.times, () => random.below(random.pick([3, 1000])));
      expect([...stackSamples(totals, axis, window)], run).toEqual(plainStack(totals, axis, window));
    });
  });
});

function plainMedian(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const half = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2;
}
