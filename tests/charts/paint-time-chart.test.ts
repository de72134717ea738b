import { expect, test } from 'vitest';
import { recording } from '#charts/examples/recordings.ts';
import { toDrawn, toSpec } from '#charts/examples/specs.ts';
import { paintTimeChart, toOutline } from '#charts/paint-time-chart.ts';
import { drawnModes, systemCpu, toModeLayers } from '#charts/system-cpu.ts';
import type { TimeChartSpec } from '#charts/time-chart.ts';
import type { TimeLayers } from '#charts/time-layers.ts';
import { toLineLayers, usageLines } from '#charts/usage-lines.ts';
import { toBandLayers, usageStack } from '#charts/usage-stack.ts';
import { toSystemRows } from '#model/recording/system-rows.ts';
import { draw } from './draw.ts';

const page = { fontFamily: 'sans-serif', colourOf: (colour: string) => colour };

/** A context that remembers: each path with its colour, and each text with its place. */
function paint(layers: TimeLayers, spec: TimeChartSpec) {
  const paths: { colour: string; points: string[] }[] = [];
  const texts: { text: string; x: number; y: number }[] = [];
  let points: string[] = [];
  const add = (x: number, y: number): void => {
    points.push(`${x.toFixed(1)},${y.toFixed(1)}`);
  };
  const state: Record<string, unknown> = {};
  const keep = (colour: unknown): void => {
    paths.push({ colour: String(colour), points });
  };
  const acts: Record<string, (...args: never[]) => void> = {
    beginPath: () => (points = []),
    moveTo: add,
    lineTo: add,
    stroke: () => keep(state['strokeStyle']),
    fill: () => keep(state['fillStyle']),
    fillText: (text: string, x: number, y: number) => {
      texts.push({ text, x, y });
    },
  };
  const context = new Proxy(state, {
    get: (target, name) => (name in target ? target[name as string] : (acts[name as string] ?? (() => {}))),
  }) as unknown as CanvasRenderingContext2D;
  const scale = paintTimeChart(context, layers, spec, page);
  return { paths, texts, scale };
}

/** Points of the marks of a series. */
function pointsOf(svg: Element, selector: string): string[] {
  return [...svg.querySelectorAll(`${selector} path`)].flatMap((path) =>
    [...path.getAttribute('d')!.matchAll(/(-?[\d.]+),(-?[\d.]+)/g)].map(
      ([, x, y]) => `${Number(x).toFixed(1)},${Number(y).toFixed(1)}`,
    ),
  );
}

const size = { width: 800, height: 240 };

test.each([
  ['the whole', [0, 35]],
  ['a part', [3, 21]],
] as const)('of %s is painted what is drawn: lines, ticks, names, marks', (_, window) => {
  const marks = [{ kind: 'pin', from: 10, label: 'note', number: 3, text: 'note' }] as const;
  const spec = toSpec(recording, { ...size, window, marks });
  const drawn = toDrawn(recording);
  const svg = draw(usageLines(drawn, 'cpu', spec));
  const painted = paint(toLineLayers(drawn, 'cpu', spec), spec);
  const line = painted.paths.find(
    ({ colour, points }) => colour === 'var(--cb-series-0)' && points.length > 2,
  )!;
  expect(line.points).toEqual(pointsOf(svg, '.cb-series-0'));
  // Every word of the drawing, two lines of a tick being two.
  const words = [...svg.querySelectorAll('text')].flatMap((text) =>
    text.children.length > 0 ? [...text.children].map((part) => part.textContent) : [text.textContent],
  );
  expect(painted.texts.map(({ text }) => text).toSorted()).toEqual(words.toSorted());
});

test('where a day turns a rule stands and its date, in what is painted as in what is drawn', () => {
  const spec = toSpec(recording, { ...size, zone: 'Pacific/Kiritimati' });
  const turned = { ...spec, axis: { ...spec.axis, times: spec.axis.times.map((time) => time - 20) } };
  const drawn = toDrawn(recording);
  const svg = draw(usageLines(drawn, 'cpu', turned));
  const painted = paint(toLineLayers(drawn, 'cpu', turned), turned);
  const rule = svg.querySelector('.cb-day line, line.cb-day')!;
  const x = Number(rule.getAttribute('x1')).toFixed(1);
  const rules = painted.paths.filter(({ points }) => points.join(' ') === `${x},20.0 ${x},202.0`);
  expect(rules).toHaveLength(1);
  expect(svg.querySelectorAll('.cb-day line, line.cb-day')).toHaveLength(1);
  expect(painted.texts.find(({ text }) => text === '2026-11-24')?.x.toFixed(1)).toBe(x);
  // The day before is the one that both begin on.
  expect(svg.querySelector('.cb-begin')?.textContent).toBe('2026-11-23');
  expect(painted.texts.map(({ text }) => text)).toContain('2026-11-23');
  // Where the day turns at once, its date is there alone.
  const soon = { ...turned, axis: { ...spec.axis, times: spec.axis.times.map((time) => time - 1) } };
  const soonSvg = draw(usageLines(drawn, 'cpu', soon));
  expect(soonSvg.querySelector('.cb-begin')).toBeNull();
  expect(soonSvg.textContent).toContain('2026-11-24');
});

test('bands are those of the drawing, up to the same limit', () => {
  const rows = toSystemRows(recording);
  const drawn = drawnModes(recording, rows, (mode) => mode);
  const spec = toSpec(recording, size);
  const svg = draw(systemCpu(drawn, 2, spec));
  const { paths, scale } = paint(toModeLayers(drawn, 2, spec), spec);
  const band = paths.find(({ colour, points }) => colour === 'var(--cb-series-0)' && points.length > 2)!;
  expect(new Set(band.points)).toEqual(new Set(pointsOf(svg, '.cb-series-0')));
  // The limit of two cores, where the drawing has it.
  const limit = [...svg.querySelectorAll('line')].find((rule) =>
    rule.parentElement?.getAttribute('stroke-dasharray'),
  )!;
  expect(scale.apply(200)).toBeCloseTo(Number(limit.getAttribute('y1')), 1);
  expect(scale.invert(scale.apply(37))).toBeCloseTo(37, 9);
});

test('a stack is as high as its drawing', () => {
  const spec = toSpec(recording, size);
  const drawn = toDrawn(recording);
  const svg = draw(usageStack(drawn, 'memory', spec));
  const { paths } = paint(toBandLayers(drawn, 'memory', spec), spec);
  for (const { colour } of drawn) {
    const band = paths.find((path) => path.colour === colour && path.points.length > 2)!;
    const own = pointsOf(svg, colour.replace('var(--cb-', '.cb-').replace(')', ''));
    expect(new Set(band.points)).toEqual(new Set(own));
  }
});

test('the outline of a series is its line in the drawing, or its band', () => {
  const spec = toSpec(recording, size);
  const drawn = toDrawn(recording);
  const numbers = (d: string | null): number[] => [...d!.matchAll(/-?[\d.]+/g)].map(([text]) => Number(text));
  const compare = (layers: TimeLayers, svg: Element): void => {
    for (const index of drawn.keys()) {
      const { d, dash } = toOutline(layers, spec, index)!;
      const path = svg.querySelector(`.cb-series-${index} path`)!;
      const [own, its] = [numbers(d), numbers(path.getAttribute('d'))];
      expect(own).toHaveLength(its.length);
      // Sorted, since the edges of a band may be walked the other way round.
      const far = own
        .toSorted((a, b) => a - b)
        .map((value, at) => Math.abs(value - its.toSorted((a, b) => a - b)[at]!));
      expect(Math.max(...far)).toBeLessThan(0.11);
      expect(dash ?? null).toBe(path.parentElement!.getAttribute('stroke-dasharray'));
    }
  };
  compare(toLineLayers(drawn, 'cpu', spec), draw(usageLines(drawn, 'cpu', spec)));
  compare(toBandLayers(drawn, 'memory', spec), draw(usageStack(drawn, 'memory', spec)));
  expect(toOutline(toLineLayers(drawn, 'cpu', spec), spec, drawn.length)).toBeUndefined();
});
