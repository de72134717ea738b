import { expect, test } from 'vitest';
import { makeRecording, type Row, START } from '#charts/examples/make-recording.ts';
import { recordingTexts } from '#texts/recording.ts';
import { toFigures } from '#viewer/kinds/recording/figures.ts';
import { toUsageView, toUsageWindow } from '#viewer/kinds/recording/usage-view.ts';
import { drawFigure } from '../../../charts/draw.ts';

const texts = recordingTexts['en'];
const gib = 1024 * 1024;

/** Two processes: one grows from 0.5 to 2 GiB, the other has 0.75 all along. */
const recording = makeRecording(
  [0.5, 1, 1.5, 2].map((grown, sample) => ({
    time: START + sample * 60,
    rows: [
      ['grows', 1, 20, 0, grown * gib],
      ['stays', 2, 20, 0, 0.75 * gib],
    ],
  })),
);

function memoryOf(chart: 'lines' | 'stack' | 'share', window: readonly [number, number]) {
  const view = toUsageView(recording, { chart }, texts);
  const scene = { usage: toUsageWindow(view, window), texts, height: 240, pins: [] };
  return toFigures(view, { chart, system: undefined, cores: undefined }, scene)[1]!;
}

function ticksOf(figure: ReturnType<typeof memoryOf>): string[] {
  const label = figure.kind === 'bars' ? 'x' : 'y';
  const ticks = drawFigure(figure, 800).querySelectorAll(`[aria-label="${label}-axis tick label"] text`);
  return [...ticks].map(({ textContent }) => textContent);
}

test('memory is told in GiB where the greatest value on the axis is one, in title, axis and numbers, the unit once', () => {
  const figure = memoryOf('lines', [0, 180]);
  expect(figure.unit).toBe('GiB');
  expect(ticksOf(figure)).toEqual(['0', '0.5', '1', '1.5', '2']);
  expect(drawFigure(figure, 800).textContent).not.toContain('GiB');
  expect(figure.brief!().rows.map(({ cells }) => cells[1])).toEqual(['2.0 GiB', '0.75 GiB']);
});

test('and in MiB where none is: in a part of the window, of lines but not of their stack', () => {
  const lines = memoryOf('lines', [0, 30]);
  expect(lines.unit).toBe('MiB');
  expect(lines.brief!().rows.map(({ cells }) => cells[1])).toEqual(['512.0 MiB', '768.0 MiB']);
  expect(memoryOf('stack', [0, 30]).unit).toBe('GiB');
});

test('shares go by their means', () => {
  const figure = memoryOf('share', [0, 180]);
  expect(figure.unit).toBe('GiB');
  expect(ticksOf(figure).slice(0, 2)).toEqual(['0', '0.2']);
  expect(drawFigure(figure, 800).textContent).toContain('1.3 GiB');
});

test('lines go by what is on their axis: the rest is cut off where it is far higher', () => {
  const rest = (memMib: number) => {
    const rows = [
      ['shown', 1, 20, 0, 300 * 1024],
      ...[2, 3, 4, 5].map((pid) => [`hidden${pid}`, pid, 1, 0, memMib * 1024]),
    ] as Row[];
    const of = makeRecording([0, 60, 120].map((at) => ({ time: START + at, rows })));
    const view = toUsageView(of, { top: 1, show: ['shown-1'] }, texts);
    const scene = { usage: toUsageWindow(view, [0, 120]), texts, height: 240, pins: [] };
    return toFigures(view, { chart: 'lines' }, scene)[1]!;
  };
  // 4 x 500 MiB are more than twice the line, 4 x 128 MiB are not.
  expect(rest(500).drawn).toHaveLength(2);
  expect(rest(500).unit).toBe('MiB');
  expect(ticksOf(rest(500)).at(-1)).toBe('300');
  expect(ticksOf(rest(128)).at(-1)).toBe('500');
});
