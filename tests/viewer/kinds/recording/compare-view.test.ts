import { describe, expect, test } from 'vitest';
import {
  parseCompareSort,
  sortCompareRows,
  toCompareFigures,
  toCompareView,
} from '#viewer/kinds/recording/compare-view.ts';
import { toHoverValues } from '#viewer/kinds/recording/chart-hover.ts';
import { recordingTexts } from '#texts/recording.ts';
import { toUsageWindow } from '#viewer/kinds/recording/usage-view.ts';
import { compareUsage } from '#model/recording/compare.ts';
import { makeRecording, START, type Row } from '#charts/examples/make-recording.ts';

const texts = recordingTexts['en'];
const build = (start: number, factor: number) =>
  makeRecording(
    [0, 1, 2, 3].map((sample) => ({
      time: start + sample * 5,
      rows: ['same', 'cpu', 'mem', 'x1', 'x2', 'x3', 'x4'].map((name, index): Row => [
        name,
        index + 1,
        name === 'cpu' ? 10 * factor + sample : 5,
        0,
        name === 'mem' ? 10_240 * factor : 1024,
      ]),
    })),
  );
const a = build(START, 1);
const b = build(START + 60, 3);

describe('a comparison', () => {
  test('draws the largest changes of CPU and memory, five where nothing is chosen', () => {
    const compare = toCompareView(a, b, {}, texts);
    expect(compare.names.slice(0, 2).toSorted()).toEqual(['cpu', 'mem']);
    expect(compare.names).toHaveLength(5);
    expect(toCompareView(a, b, { names: ['same', 'not here'] }, texts).names).toEqual(['same']);
    expect(toCompareView(a, b, { names: ['not here'] }, texts).names).toHaveLength(5);
  });

  test('has the same colours whatever is drawn', () => {
    const colour = (names?: string[]) => {
      const compare = toCompareView(a, b, names ? { names } : {}, texts);
      const [cpu] = toCompareFigures(compare, {
        usage: toUsageWindow(compare.view, [0, 15]),
        texts,
        height: 200,
        pins: [],
      });
      return cpu!.drawn.filter(({ label }) => label.startsWith('cpu ')).map((one) => one.colour);
    };
    expect(colour()).toEqual([colour(['cpu'])[0], colour(['cpu'])[0]]);
  });

  test('tells both at the cursor, each by its own samples', () => {
    const compare = toCompareView(
      a,
      b,
      { compare: { slot: 'b', align: 'moment', shiftSeconds: 10 }, names: ['cpu'] },
      texts,
    );
    const [cpu] = toCompareFigures(compare, {
      usage: toUsageWindow(compare.view, [0, 25]),
      texts,
      height: 200,
      pins: [],
    });
    const at = (sample: number) =>
      toHoverValues(cpu!.drawn, 'cpu', false, sample, compare.view.axis).map(
        ({ one, value }) => `${one.label} ${value}`,
      );
    expect(at(0)).toEqual(['cpu (A) 10']);
    expect(at(3)).toEqual(['cpu (A) 13', 'cpu (B) 31']);
    // Beyond A's end the axis goes on with B's samples.
    expect(at(5)).toEqual(['cpu (B) 33']);
  });

  test('by the clock stands at wall time, by start at elapsed time', () => {
    const byClock = toCompareView(a, b, { compare: { slot: 'b', align: 'clock' } }, texts);
    expect(byClock.view.axis.mode).toBe('wall');
    expect(byClock.shiftSeconds).toBe(60);
    expect(
      toCompareView(a, b, { compare: { slot: 'b', align: 'start' }, clock: 'wall' }, texts).view.axis.mode,
    ).toBe('elapsed');
    const clockless = { ...b, clock: 'none' as const };
    expect(toCompareView(a, clockless, { compare: { slot: 'b', align: 'clock' } }, texts).shiftSeconds).toBe(
      0,
    );
  });

  test('goes out as one CSV with both', () => {
    const compare = toCompareView(a, b, { names: ['cpu'] }, texts);
    const [cpu] = toCompareFigures(compare, {
      usage: toUsageWindow(compare.view, [0, 5]),
      texts,
      height: 200,
      pins: [],
    });
    expect(cpu!.csv!().trim().split('\n')).toEqual([
      'time,pid,name,ucpu,scpu,mem_kb',
      `${START},2,A: cpu,10,0,1024`,
      `${START + 5},2,A: cpu,11,0,1024`,
      `${START + 60},2,B: cpu,30,0,1024`,
      `${START + 65},2,B: cpu,31,0,1024`,
    ]);
  });
});

test('its table sorts by the size of a change, and knows no columns but its own', () => {
  const compare = toCompareView(a, b, {}, texts);
  const rows = compareUsage(compare.a, compare.b, 'cpu', [0, 15]);
  expect(sortCompareRows(rows, parseCompareSort(undefined))[0]!.name).toBe('cpu');
  expect(sortCompareRows(rows, parseCompareSort('-name'))[0]!.name).toBe('x4');
  expect(parseCompareSort('-cpuMax')).toEqual({ column: 'diff', descending: true });
});
