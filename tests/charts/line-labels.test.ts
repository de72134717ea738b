import { array, assert, constantFrom, double, property } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { makeRecording, START, type Row } from '#charts/examples/make-recording.ts';
import { toDrawn, toSpec } from '#charts/examples/specs.ts';
import { toLineNames } from '#charts/line-labels.ts';
import { spread } from '#charts/spread.ts';
import type { TimeMark } from '#charts/time-marks.ts';
import { usageLines } from '#charts/usage-lines.ts';
import { usageStack } from '#charts/usage-stack.ts';
import { guessWidth } from '#model/text-width.ts';
import { sumSeries } from '#model/recording/usage-sum.ts';
import { draw } from './draw.ts';

interface Name {
  text: string;
  x: number;
  y: number;
  colour: string;
}

function namesIn(svg: Element): Name[] {
  return [...svg.querySelectorAll('.cb-labels text')].map((text) => ({
    text: text.textContent,
    x: Number(text.getAttribute('x')),
    y: Number(text.getAttribute('y')),
    colour: text.getAttribute('fill')!,
  }));
}

/** Processes at levels of CPU, those of `until` being gone after so many samples. */
function recordingOf(rows: readonly (readonly [name: string, pid: number, cpu: number, until?: number])[]) {
  return makeRecording(
    Array.from({ length: 10 }, (_, sample) => ({
      time: START + sample * 5,
      rows: rows
        .filter(([, , , until = 10]) => sample < until)
        .map(([name, pid, cpu]): Row => [name, pid, cpu, 0, cpu * 1024]),
    })),
  );
}

const wide = { width: 800, height: 258 };

describe('the name of a line', () => {
  test('stands at its end in its colour, with the pid only where a name is not one alone', () => {
    const recording = recordingOf([
      ['app', 1, 90],
      ['worker', 2, 50],
      ['worker', 3, 20],
    ]);
    const names = namesIn(draw(usageLines(toDrawn(recording), 'cpu', toSpec(recording, wide))));
    expect(names.map(({ text }) => text)).toEqual(['app', 'worker 2', 'worker 3']);
    expect(names.map(({ colour }) => colour)).toEqual([0, 1, 2].map((n) => `var(--cb-series-${n})`));
    expect(names[0]!.y).toBeLessThan(names[1]!.y);
    expect(new Set(names.map(({ x }) => x))).toEqual(new Set([800 - 128 + 8]));
  });

  test('of lines that end as one stands apart from the other', () => {
    const recording = recordingOf(Array.from({ length: 6 }, (_, n) => [`p${n}`, n, 10] as const));
    const ys = namesIn(draw(usageLines(toDrawn(recording), 'cpu', toSpec(recording, wide))))
      .map(({ y }) => y)
      .toSorted((a, b) => a - b);
    expect(ys.length).toBeGreaterThanOrEqual(4);
    for (const [index, y] of ys.entries()) {
      if (index > 0) expect(y - ys[index - 1]!).toBeGreaterThanOrEqual(12.9);
    }
  });

  test('is within the drawing, though its line ends at the upper edge of a plot that begins there', () => {
    const recording = recordingOf(Array.from({ length: 12 }, (_, n) => [`p${n}`, n, 90] as const));
    const framed = { ...toSpec(recording, wide), yLabel: '', isFramed: true };
    const names = namesIn(draw(usageLines(toDrawn(recording), 'cpu', framed)));
    expect(names.length).toBeGreaterThan(3);
    for (const { y } of names) expect(y).toBeGreaterThanOrEqual(6.5);
  });

  test('that ends early stands there, not at the edge', () => {
    const recording = recordingOf([
      ['app', 1, 90],
      ['short', 2, 40, 5],
    ]);
    const names = namesIn(draw(usageLines(toDrawn(recording), 'cpu', toSpec(recording, wide))));
    const short = names.find(({ text }) => text === 'short')!;
    expect(short.x).toBeGreaterThan(52 + 620 * 0.4);
    expect(short.x).toBeLessThan(52 + 620 * 0.6);
  });

  test('is at its highest where the chart is narrow, the largest first, and none where a line is the axis', () => {
    const recording = recordingOf([
      ['nothing', 1, 0.01],
      ['brief', 2, 40, 4],
      ['app', 3, 90],
      ...Array.from({ length: 8 }, (_, n) => [`small${n}`, 10 + n, 20 + n, 2] as const),
    ]);
    const spec = toSpec(recording, { width: 358, height: 140 });
    for (const metric of ['cpu', 'memory'] as const) {
      const names = namesIn(draw(usageLines(toDrawn(recording), metric, spec)));
      expect(names.slice(0, 2).map(({ text }) => text)).toEqual(['app', 'brief']);
      expect(names.map(({ text }) => text)).not.toContain('nothing');
      for (const { y } of names) expect(y).toBeLessThan(140 - 38 - 6);
    }
  });

  test('keeps off the number of a mark that stands in the plot', () => {
    const brief = [30, 84, 30, 80];
    const recording = makeRecording(
      Array.from({ length: 10 }, (_, sample) => {
        const cpu = brief[sample];
        const app: Row = ['app', 1, 90, 0, 1024];
        return {
          time: START + sample * 5,
          rows: cpu === undefined ? [app] : [app, ['brief', 2, cpu, 0, 1024]],
        };
      }),
    );
    const narrow = toSpec(recording, { width: 358, height: 140 });
    const drawn = (marks: readonly TimeMark[]): Element =>
      draw(usageLines(toDrawn(recording), 'cpu', { ...narrow, marks }));
    const nameIn = (svg: Element): Name => namesIn(svg).find(({ text }) => text === 'brief')!;
    const alone = nameIn(drawn([]));
    const [from, to] = narrow.window;
    const at = from + ((alone.x + 8 - 52) / (358 - 52 - 22)) * (to - from);
    const svg = drawn([{ kind: 'pin', from: at, label: '', number: 1 }]);
    const [left = 0, top = 0, width = 0, height = 0] = ['x', 'y', 'width', 'height'].map((name) =>
      Number(svg.querySelector('.cb-mark-flags rect')!.getAttribute(name)),
    );
    const isOnFlag = ({ x, y, text }: Name): boolean =>
      x < left + width && x + guessWidth(text, 11) > left && y - 6 < top + height && y + 6 > top;
    expect(isOnFlag(alone)).toBe(true);
    expect(isOnFlag(nameIn(svg))).toBe(false);
  });

  test('is not where a line has come down to the axis, but where it was high', () => {
    const recording = makeRecording(
      Array.from({ length: 10 }, (_, sample) => ({
        time: START + sample * 5,
        rows: [
          ['app', 1, 60, 0, 1024],
          ...(sample < 6 ? [['gone', 2, sample === 2 ? 50 : 0, 0, 1024] as Row] : []),
        ] as Row[],
      })),
    );
    const names = namesIn(draw(usageLines(toDrawn(recording), 'cpu', toSpec(recording, wide))));
    expect(names.find(({ text }) => text === 'gone')!.y).toBeLessThan(130);
  });

  test('stands beside the plot for as many as it is high, though their lines are as one', () => {
    const recording = recordingOf(Array.from({ length: 24 }, (_, n) => [`p${n}`, n, 50] as const));
    const spec = toSpec(recording, { width: 800, height: 198 });
    expect(namesIn(draw(usageLines(toDrawn(recording), 'memory', spec))).length).toBeGreaterThanOrEqual(7);
  });

  test('that is too long for its room ends in it, of wide letters and of none to see too', () => {
    const recording = recordingOf([
      ['A'.repeat(10_000), 1, 90],
      ['\u200b\u200b', 2, 40],
    ]);
    const [long, blank] = namesIn(draw(usageLines(toDrawn(recording), 'cpu', toSpec(recording, wide))));
    expect(long!.text).toMatch(/^A+…$/);
    // A capital in letters of 11 pixels, set bold.
    expect(long!.text.length * 8).toBeLessThanOrEqual(800 - long!.x);
    expect(blank!.text).toBe('\ufffd');
  });

  test('of a band is in its middle, where the band is as high as it', () => {
    const recording = recordingOf([
      ['large', 1, 90],
      ['thin', 2, 1],
      ['middle', 3, 40],
    ]);
    const names = namesIn(draw(usageStack(toDrawn(recording), 'cpu', toSpec(recording, wide))));
    expect(names.map(({ text }) => text)).toEqual(['large', 'middle']);
    expect(names[0]!.y).toBeGreaterThan(names[1]!.y);
  });

  test('of a sum, or of one of two recordings, is its label', () => {
    const { series } = recordingOf([
      ['app', 1, 1],
      ['app', 2, 1],
    ]);
    expect(toLineNames(series.map((one, n) => ({ series: one, label: `app (${'AB'[n]})` })))).toEqual([
      'app (A)',
      'app (B)',
    ]);
  });
});

test('what is hidden, summed, is a light area behind the lines', () => {
  const recording = recordingOf([
    ['app', 1, 90],
    ['a', 2, 10],
    ['b', 3, 10],
  ]);
  const [app] = toDrawn(recording);
  const rest = sumSeries(recording, recording.series.slice(1));
  const drawn = [app!, { series: rest, label: 'other (2)', colour: 'var(--cb-other)' }];
  const svg = draw(usageLines(drawn, 'cpu', toSpec(recording, wide)));
  const area = svg.querySelector('.cb-rest')!;
  expect(Number(area.getAttribute('fill-opacity'))).toBeLessThan(0.2);
  expect(Number(svg.querySelector('.cb-series-1')!.getAttribute('stroke-opacity'))).toBeLessThan(0.5);
  const marks = [...svg.children].map((mark) => mark.getAttribute('class'));
  expect(marks.indexOf('cb-rest')).toBeLessThan(marks.indexOf('cb-series-0'));
  expect(namesIn(svg).map(({ text }) => text)).toEqual(['app', 'other (2)']);
});

test('what is hidden does not press the lines flat: far above them it is cut off, and said to go on', () => {
  const recording = recordingOf([
    ['app', 1, 10],
    ['a', 2, 300],
  ]);
  const [app] = toDrawn(recording);
  const rest = sumSeries(recording, recording.series.slice(1));
  const drawn = [app!, { series: rest, label: 'other (1)', colour: 'var(--cb-other)' }];
  const svg = draw(usageLines(drawn, 'cpu', toSpec(recording, wide)));
  const ticks = [...svg.querySelectorAll('[aria-label="y-axis tick label"] text')];
  expect(ticks.map(({ textContent }) => textContent).at(-1)).toBe('10');
  expect(namesIn(svg).map(({ text }) => text)).toEqual(['app', '↑ other (1)']);
  expect(svg.querySelector('[clip-path] .cb-rest, .cb-rest[clip-path]')).not.toBeNull();
});

test('a name far from a crowd keeps its place, though it is the last', () => {
  const places = spread([...Array.from({ length: 40 }, () => 190), 20], [0, 200]);
  expect(places.at(-1)).toBe(20);
  expect(places[0]).toBeDefined();
});

test('heights are near to what is wanted, apart, and within their room', () => {
  assert(
    property(
      array(double({ min: 0, max: 1, noNaN: true }), { maxLength: 40 }),
      constantFrom(0, 12, 40, 200),
      (parts, room) => {
        const wanted = parts.map((part) => part * room);
        const places = spread(wanted, [0, room]);
        const kept = places.filter((place) => place !== undefined).toSorted((a, b) => a - b);
        for (const [index, place] of kept.entries()) {
          expect(place).toBeGreaterThanOrEqual(-1e-9);
          expect(place).toBeLessThanOrEqual(room + 1e-9);
          if (index > 0) expect(place - kept[index - 1]!).toBeGreaterThanOrEqual(13 - 1e-9);
        }
        for (const [index, place] of places.entries()) {
          if (place !== undefined) expect(Math.abs(place - wanted[index]!)).toBeLessThanOrEqual(80);
        }
        // Who stands alone stands where it wants.
        if (wanted.length === 1) expect(places).toEqual(wanted);
      },
    ),
  );
});
