import { h } from 'preact';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { innerWidth, sidesOf } from '#charts/margins.ts';
import { makeRecording, START, type Row } from '#charts/examples/make-recording.ts';
import type { RecordingState } from '#view/recording-state.ts';
import { RecordingView } from '#viewer/kinds/recording/RecordingView.tsx';
import { openPage, pageWidth, type OpenPage } from '../../open-page.ts';

/** More than twenty thousand points a chart, in forty lines that never rest. */
const dense = makeRecording(
  Array.from({ length: 900 }, (_, sample) => ({
    time: START + sample,
    rows: Array.from({ length: 40 }, (_, pid): Row => [
      `p${pid}`,
      pid + 1,
      20 + pid + ((sample * 7) % 13),
      1,
      2048 + ((sample * 5) % 11),
    ]),
  })),
);

let page: OpenPage;
/** Texts that stand on each canvas since it was last emptied. */
let painted: WeakMap<Element, string[]>;
/** Lines that were stroked on each canvas since then. */
let strokes: WeakMap<Element, number>;
let state: RecordingState;

beforeEach(() => {
  page = openPage({
    getComputedStyle: () => ({ getPropertyValue: () => '#777777' }),
    XMLSerializer: class {
      serializeToString = (element: Element): string => element.outerHTML;
    },
  });
  painted = new WeakMap();
  strokes = new WeakMap();
  const create = page.document.createElement.bind(page.document);
  page.document.createElement = ((tag: string) => {
    const element = create(tag);
    if (tag === 'canvas') (element as HTMLCanvasElement).getContext = (() => toContext(element)) as never;
    return element;
  }) as typeof page.document.createElement;
  state = { top: 40 };
  draw();
});
afterEach(() => page.close());

function toContext(canvas: Element): unknown {
  const acts: Record<string, (text: string) => unknown> = {
    clearRect: () => {
      painted.set(canvas, []);
      strokes.set(canvas, 0);
    },
    stroke: () => strokes.set(canvas, (strokes.get(canvas) ?? 0) + 1),
    fillText: (text) => painted.get(canvas)?.push(text),
  };
  return new Proxy<Record<string, unknown>>(
    {},
    { get: (own, name) => own[name as string] ?? acts[name as string] ?? (() => undefined) },
  );
}

function draw(recording = dense): void {
  page.show(
    h(RecordingView, {
      recording,
      name: 'board.data',
      state,
      onState(next: RecordingState) {
        state = next;
        draw(recording);
      },
      locale: 'en',
    }),
  );
}

const figure = (): HTMLElement => page.find('section', 'CPU: board.data');
const drawing = (): Element => figure().querySelector('.cb-fig-drawing')!.firstElementChild!;
const frames = (): HTMLElement => figure().querySelector<HTMLElement>('.cb-fig-frames')!;
const slider = (): HTMLElement => page.find('[role=slider]', 'CPU, cursor');
const point = (type: string, part: number, parts: Record<string, unknown> = {}): void =>
  page.fire(slider(), type, {
    clientX: sidesOf(pageWidth).left + part * innerWidth(pageWidth),
    clientY: 100,
    pointerId: 1,
    pointerType: 'mouse',
    ...parts,
  });

test('a chart of very many points is painted, and is a drawing on paper and in a file', async () => {
  expect(drawing().localName).toBe('canvas');
  expect(painted.get(drawing())).toContain('time (UTC)');
  page.fire(page.document.defaultView!, 'beforeprint', {});
  expect(drawing().localName).toBe('svg');
  expect(drawing().querySelector('.cb-series-0 path')).not.toBeNull();
  page.fire(page.document.defaultView!, 'afterprint', {});
  expect(drawing().localName).toBe('canvas');

  page.click(page.all('button', 'SVG')[0]!);
  const svg = await page.saved[0]!.blob.text();
  expect(svg).toContain('cb-series-0');
});

test('of a large recording the first chart is seen as a frame, before anything else is drawn', async () => {
  page.show(null);
  // What is large goes by the rows that it says it has.
  draw({ ...dense, rows: 1_000_000 });
  const surfaces = page.all('.cb-fig-surface');
  const isFrame = (surface: Element): boolean =>
    surface.querySelector<HTMLElement>('.cb-fig-frames')!.hidden === false;
  const isDrawn = (surface: Element): boolean =>
    surface.querySelector('.cb-fig-drawing')!.firstElementChild?.localName === 'canvas';
  const overview = page.root.querySelector('.cb-rec-overview .cb-fig-drawing')!;
  expect(surfaces.map(isFrame)).toEqual([true, false]);
  expect(surfaces.map(isDrawn)).toEqual([false, false]);
  expect(overview.childElementCount).toBe(0);
  expect(painted.get(frames())).toContain('time (UTC)');
  await page.until(() => surfaces.every(isDrawn) && overview.childElementCount > 0);
  expect(surfaces.map(isFrame)).toEqual([false, false]);
});

test('the series pointed at is painted once more above, and no longer where nothing is', async () => {
  const above = (): HTMLElement => figure().querySelector<HTMLElement>('.cb-fig-pointed')!;
  expect(above().hidden).toBe(true);
  point('pointermove', 0.5);
  await page.settle();
  expect(above().hidden).toBe(false);
  expect(strokes.get(above())).toBeGreaterThan(3);
  expect(figure().querySelector('.cb-fig-outline')!.hasAttribute('d')).toBe(false);
  point('pointerleave', 0.5);
  await page.settle();
  expect(above().hidden).toBe(true);
});

test('while the window is moved frames are seen; then each chart is painted as it rests', async () => {
  const [before] = painted.get(drawing())!.filter((text) => text.startsWith('10:'));
  point('wheel', 0.9, { ctrlKey: true, deltaMode: 0, deltaX: 0, deltaY: -240 * Math.log(1.3) });
  expect(frames().hidden).toBe(false);
  await page.until(() => frames().hidden === true);
  expect(state.window).toBeDefined();
  const [after] = painted.get(drawing())!.filter((text) => text.startsWith('10:'));
  expect(after).not.toBe(before);
  // There and back before the hand rests: nothing is new, and no frame stays.
  point('wheel', 0.5, { ctrlKey: true, deltaMode: 0, deltaX: 0, deltaY: -240 * Math.log(2) });
  expect(frames().hidden).toBe(false);
  point('wheel', 0.5, { ctrlKey: true, deltaMode: 0, deltaX: 0, deltaY: 240 * Math.log(2) });
  await page.until(() => frames().hidden === true);
});

test('a stack says below it what its colours stand for, painted too; lines have their names', () => {
  const keys = () =>
    page.all('.cb-rec-charts .cb-fig-key').map((key) => [...key.children].map((item) => item.textContent));
  expect(keys()).toEqual([]);
  state = { top: 40, chart: 'stack' };
  draw();
  expect(drawing().tagName.toLowerCase()).toBe('canvas');
  const [cpu, memory] = keys();
  expect(cpu).toHaveLength(40);
  expect(memory).toEqual(cpu);
  expect(cpu).toContain('p39 40');
});
