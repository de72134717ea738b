import { expect, test } from 'vitest';
import { makeRecording, START } from '#charts/examples/make-recording.ts';
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

test('memory is told in GiB where the greatest value on the axis is one, in title, axis and numbers', () => {
  const figure = memoryOf('lines', [0, 180]);
  expect(figure.unit).toBe('GiB');
  expect(ticksOf(figure)).toEqual(['0', '0.5', '1', '1.5', '2']);
  expect(drawFigure(figure, 800).textContent).toContain('memory (GiB)');
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
