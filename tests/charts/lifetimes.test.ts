import { describe, expect, test } from 'vitest';
import { makeRandom, START, makeRecording } from '#charts/examples/make-recording.ts';
import { toSpec } from '#charts/examples/specs.ts';
import {
  findLifetime,
  toLifetimeLanes,
  toLifetimesHeight,
  type LifetimeRow,
} from '#charts/lifetime-lanes.ts';
import { lifetimes } from '#charts/lifetimes.ts';
import { chartMargins } from '#charts/margins.ts';
import { draw } from './draw.ts';

const hour = makeRecording([0, 3600].map((time) => ({ time: START + time, rows: [['a', 1, 1, 0, 1]] })));
const spec = toSpec(hour, { width: 496, height: 258, window: [0, 3600] });

function row(label: string, ...spans: [from: number, to: number, value: number][]): LifetimeRow {
  return { label, strips: spans.map(([from, to, value]) => ({ from, to, value })) };
}

/** One after the other and some at once, as a shell's children come and go. */
function makeMany(count: number): LifetimeRow[] {
  const random = makeRandom(5);
  return Array.from({ length: count }, (_, index) => {
    const from = random() * 3500;
    return row(`sh ${index}`, [from, from + random() * 60, random() * 100]);
  });
}

/** x positions and widths of a drawing's strips, by strength. */
function strips(rows: readonly LifetimeRow[], parts = {}): Map<string, [x1: number, x2: number][]> {
  const paths = draw(lifetimes(rows, { ...spec, ...parts })).querySelectorAll('.cb-lifetimes path');
  return new Map(
    [...paths].map((path) => [
      path.getAttribute('fill-opacity')!,
      [...path.getAttribute('d')!.matchAll(/M([\d.]+),[\d.]+H([\d.]+)/g)].map(
        ([, x1, x2]): [number, number] => [Number(x1), Number(x2)],
      ),
    ]),
  );
}

describe('lanes', () => {
  test('a lane each, in the order given, where they fit', () => {
    const rows = [row('late', [3000, 3600, 1]), row('early', [0, 600, 1])];
    expect(toLifetimeLanes(rows, spec)).toMatchObject({ lanes: 2, alone: true });
    expect([...toLifetimeLanes(rows, spec).laneOf]).toEqual([0, 1]);
  });

  test('what is not in the window has none', () => {
    const rows = [row('before', [0, 600, 1]), row('in', [1000, 1200, 1])];
    expect([...toLifetimeLanes(rows, { ...spec, window: [900, 1500] }).laneOf]).toEqual([-1, 0]);
  });

  test('more than fit share lanes, none over another while lanes last', () => {
    const rows = makeMany(1000);
    const { laneOf, lanes, alone, pitch } = toLifetimeLanes(rows, spec);
    expect(alone).toBe(false);
    expect(lanes * pitch).toBeLessThanOrEqual(spec.height - chartMargins.top - chartMargins.bottom + 1e-9);
    for (let lane = 0; lane < lanes; lane++) {
      const spans = rows
        .filter((_, index) => laneOf[index] === lane)
        .map(({ strips: [strip] }) => strip!)
        .toSorted((a, b) => a.from - b.from);
      for (const [index, { from }] of spans.entries()) {
        if (index > 0) expect(from).toBeGreaterThanOrEqual(spans[index - 1]!.to);
      }
    }
  });

  test('more at once than lanes can be told apart are still drawn', () => {
    const rows = Array.from({ length: 500 }, (_, index) => row(`p ${index}`, [0, 3600, 1]));
    const { laneOf, lanes } = toLifetimeLanes(rows, spec);
    expect(lanes).toBe(50);
    expect(Math.min(...laneOf)).toBe(0);
  });

  test('a pixel finds its row and its strip', () => {
    const rows = [row('a', [0, 600, 1]), row('b', [0, 300, 1], [900, 1200, 7])];
    const lanes = toLifetimeLanes(rows, spec);
    const at = (position: number, lane: number) =>
      findLifetime(rows, lanes, position, chartMargins.top + lanes.pitch * (lane + 0.5));
    expect(at(100, 0)).toMatchObject({ row: 0 });
    expect(at(1000, 1)).toMatchObject({ row: 1, strip: { value: 7 } });
    expect(at(600, 1)).toEqual({ row: 1, strip: undefined });
    expect(at(2000, 1)).toBeUndefined();
    expect(at(100, 5)).toBeUndefined();
  });

  test('a height has room for a lane each, up to what it may have', () => {
    const height = toLifetimesHeight(4, 600);
    const four = Array.from({ length: 4 }, (_, index) => row(`p ${index}`, [0, 1, 1]));
    expect(toLifetimeLanes(four, { ...spec, height }).alone).toBe(true);
    expect(toLifetimesHeight(4000, 600)).toBe(600);
  });
});

describe('strips', () => {
  test('are where they were, darker for more, by a key of round numbers', () => {
    const rows = [row('a', [0, 1800, 1], [1800, 3600, 80])];
    expect([...strips(rows)]).toEqual([
      ['0.16', [[52, 263]]],
      ['1', [[263, 474]]],
    ]);
    const key = draw(lifetimes(rows, spec)).querySelectorAll('.cb-lifetimes-key text');
    expect([...key].map(({ textContent }) => textContent).slice(1)).toEqual(
      ['< 2', '2–10', '10–20', '20–50', '≥ 50'].toReversed(),
    );
  });

  test('too short to be seen are a pixel wide; several within one are one, as dark as the darkest', () => {
    const drawn = strips([row('a', [100, 100, 1], [100.1, 100.2, 90], [100.3, 100.3, 2])]);
    expect([...drawn.keys()]).toEqual(['1']);
    const [[x1, x2]] = drawn.get('1') as [[number, number]];
    expect(x2 - x1).toBeCloseTo(1, 1);
  });

  test('go to the edges of the window, not beyond', () => {
    expect([...strips([row('a', [0, 3600, 80])], { window: [600, 1200] }).values()]).toEqual([[[52, 474]]]);
  });

  test('of thousands are few elements, and their number is bounded', () => {
    const rows = makeMany(5000).map(({ label, strips: [strip] }) =>
      row(
        label,
        ...Array.from({ length: 200 }, (_, part): [number, number, number] => {
          const from = strip!.from + part / 10;
          return [from, from + 0.1, (part * 37) % 100];
        }),
      ),
    );
    const drawn = strips(rows);
    expect(drawn.size).toBeLessThanOrEqual(5);
    expect([...drawn.values()].flat().length).toBeLessThanOrEqual(100_000 + 5000);
  });

  test('nothing lived: an empty chart', () => {
    expect(strips([]).size).toBe(0);
    expect(draw(lifetimes([], spec)).outerHTML).not.toContain('NaN');
  });
});

describe('names', () => {
  const named = (rows: LifetimeRow[]) =>
    [...draw(lifetimes(rows, spec)).querySelectorAll('.cb-lifetimes text')].map((text) => text.textContent);

  test('stand after their strips, within where there is no room after, or nowhere', () => {
    expect(named([row('short', [0, 10, 1]), row('whole', [0, 3600, 1])])).toEqual(['short', 'whole']);
    // Lanes as low as a few pixels have none.
    expect(named(makeMany(3000))).toEqual([]);
  });

  test('do not run into the next of their lane', () => {
    const crowd = Array.from({ length: 14 }, (_, index) =>
      row(`a name of some length ${index}`, [index * 180, index * 180 + 5, 1]),
    );
    // One lane holds them all: each name would run into the next, and that of the last be taken for all of them.
    expect(named(crowd)).toEqual([]);
  });

  test('in a lane that many share are named where a name is within its strip, and nowhere beside one', () => {
    const many = Array.from({ length: 60 }, (_, index) =>
      row(`brief ${index}`, [index * 20, index * 20 + 5, 1]),
    );
    const rows = [...many, row('long', [1500, 3000, 1])];
    expect(toLifetimeLanes(rows, spec).alone).toBe(false);
    const names = [...draw(lifetimes(rows, spec)).querySelectorAll('.cb-lifetimes text')];
    expect(names.map(({ textContent }) => textContent)).toEqual(['long']);
  });
});
