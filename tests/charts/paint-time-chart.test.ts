import { expect, test } from 'vitest';
import { recording } from '#charts/examples/recordings.ts';
import { toDrawn, toSpec } from '#charts/examples/specs.ts';
import { paintOutline, paintTimeChart } from '#charts/paint-time-chart.ts';
import { drawnModes, systemCpu, toModeLayers } from '#charts/system-cpu.ts';
import type { TimeChartSpec } from '#charts/time-chart.ts';
import type { TimeLayers } from '#charts/time-layers.ts';
import { toLineLayers, usageLines } from '#charts/usage-lines.ts';
import { toBandLayers, usageStack } from '#charts/usage-stack.ts';
import { toSystemRows } from '#model/recording/system-rows.ts';
import { draw } from './draw.ts';

const page = { fontFamily: 'sans-serif', colourOf: (colour: string) => colour };

/** What a context was told: each path with its colour, and each text with its place. */
function remember<T>(act: (context: CanvasRenderingContext2D) => T) {
  const paths: { colour: string; opacity: unknown; points: string[] }[] = [];
  const texts: { text: string; x: number; y: number }[] = [];
  let points: string[] = [];
  const add = (x: number, y: number): void => {
    points.push(`${x.toFixed(1)},${y.toFixed(1)}`);
  };
  const state: Record<string, unknown> = {};
  const keep = (colour: unknown): void => {
    paths.push({ colour: String(colour), opacity: state['globalAlpha'], points });
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
  return { paths, texts, result: act(context) };
}

function paint(layers: TimeLayers, spec: TimeChartSpec) {
  const { result: scale, ...told } = remember((context) => paintTimeChart(context, layers, spec, page));
  return { ...told, scale };
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
  // The second of one colour is paler than the first.
  const drawn = toDrawn(recording).map((one, index) => ({ ...one, opacity: [undefined, 0.62][index] }));
  const svg = draw(usageStack(drawn, 'memory', spec));
  const { paths } = paint(toBandLayers(drawn, 'memory', spec), spec);
  for (const { colour, opacity = 0.88 } of drawn) {
    const band = paths.find((path) => path.colour === colour && path.points.length > 2)!;
    const own = pointsOf(svg, colour.replace('var(--cb-', '.cb-').replace(')', ''));
    expect(new Set(band.points)).toEqual(new Set(own));
    expect(band.opacity).toBe(opacity);
    const area = svg.querySelector(colour.replace('var(--cb-', '.cb-').replace(')', ''))!;
    expect(area.getAttribute('fill-opacity')).toBe(String(opacity));
  }
});

test('a series is pointed out by its line, three pixels wide, or by the edges of its band', () => {
  const spec = toSpec(recording, size);
  const drawn = toDrawn(recording);
  const outline = (layers: TimeLayers, index: number) =>
    remember((context) => paintOutline(context, layers, spec, index, page)).paths;
  const pixels = (points: readonly string[]) => new Set(points);
  const lines = toLineLayers(drawn, 'cpu', spec);
  const linesSvg = draw(usageLines(drawn, 'cpu', spec));
  const bands = toBandLayers(drawn, 'memory', spec);
  const bandsSvg = draw(usageStack(drawn, 'memory', spec));
  for (const [index, { colour }] of drawn.entries()) {
    const strokes = outline(lines, index).filter(({ points }) => points.length > 0);
    expect(new Set(strokes.map((one) => one.colour))).toEqual(new Set([colour]));
    const own = pixels(pointsOf(linesSvg, `.cb-series-${index}`));
    const all = pixels(strokes.flatMap(({ points }) => points));
    expect([...own].filter((point) => !all.has(point))).toEqual([]);
    expect(all.size).toBeGreaterThan(own.size);

    const edges = outline(bands, index).filter(({ points }) => points.length > 0);
    expect(new Set(edges.map((one) => one.colour))).toEqual(new Set(['var(--cb-ink)']));
    expect(pixels(edges.flatMap(({ points }) => points))).toEqual(
      pixels(pointsOf(bandsSvg, `.cb-series-${index}`)),
    );
  }
  expect(outline(lines, drawn.length)).toEqual([]);
});

test('noise is pointed out by one stroke of as many points as tell how it goes, so that it does not fill its plot', () => {
  const length = 4000;
  const numbers = (of: (index: number) => number) => Float64Array.from({ length }, (_, index) => of(index));
  const pointed = (y: Float64Array): number[][] => {
    const line = {
      className: 'cb-series-0',
      colour: 'red',
      dash: '4 2',
      x: numbers((index) => (index / length) * 35),
      y,
      dots: { x: new Float64Array(), y: new Float64Array() },
      ground: false,
    };
    const layers = { lines: [line], bands: [], ends: [], greatest: 100 };
    const { paths } = remember((context) => paintOutline(context, layers, toSpec(recording, size), 0, page));
    return paths.flatMap(({ points }) => points).map((point) => point.split(',').map(Number));
  };
  const noise = pointed(numbers((index) => (index === 2000 ? Number.NaN : ((index * 37) % 100) + 0.5)));
  // At most two points for each two of its 800 pixels, and as high and as low as it is.
  expect(noise.length).toBeGreaterThan(600);
  expect(noise.length).toBeLessThan(900);
  const whole = pointed(numbers((index) => (index % 2 === 0 ? 0.5 : 99.5)));
  const heightOf = (points: number[][]) => {
    const all = points.map(([, y]) => y!);
    return [Math.min(...all), Math.max(...all)].map(Math.round);
  };
  expect(heightOf(noise)).toEqual(heightOf(whole));
  const [from, to] = [Math.min, Math.max].map((most) => most(...noise.map(([x]) => x!)));
  expect(to! - from!).toBeGreaterThan(600);

  // What is no noise keeps all of its points, three times.
  expect(pointed(numbers((index) => index / 40)).length).toBeGreaterThanOrEqual(3 * length);
});
