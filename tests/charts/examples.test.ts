import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseHTML } from 'linkedom';
import { describe, expect, test } from 'vitest';
import { type ChartExample, chartExamples, type ExampleTexts } from '#charts/examples/index.ts';
import { toSnapshot } from './draw.ts';

const root = join(import.meta.dirname, '..', '..');
const examples = Object.entries<ChartExample>(chartExamples);

const modules = import.meta.glob<Record<string, unknown>>(
  ['../../src/charts/**/*.ts', '!../../src/charts/examples/**'],
  { eager: true },
);
/** What the files of the folder, and of folders in it, give besides types: however it is written. */
const given = Object.entries(modules).flatMap(([path, exported]) =>
  Object.keys(exported).map((name) => `${path.slice('../../src/charts/'.length)}: ${name}`),
);

/** What draws nothing by itself: what charts share, and what is handed to them. */
const parts = [
  'compare-lines.ts: drawnPairs',
  'flame-colour.ts: toFlameLegend',
  'flame-colour.ts: toFlamePaint',
  'flame-graph.ts: paintFlame',
  'flame-graph.ts: toFlameHeight',
  'flame-graph.ts: toRowAt',
  'flame-graph.ts: toRowTop',
  'flame-layout.ts: countRows',
  'flame-layout.ts: findBox',
  'flame-layout.ts: flameBoxes',
  'flame-layout.ts: layOutFlame',
  'flame-tree.ts: FlameTree',
  'flame-tree.ts: toFlameTree',
  'margins.ts: LETTERS',
  'margins.ts: NO_NAMES',
  'margins.ts: bottomOf',
  'margins.ts: chartMargins',
  'margins.ts: footOf',
  'margins.ts: innerWidth',
  'margins.ts: plotEdges',
  'margins.ts: sideOf',
  'margins.ts: sidesOf',
  'margins.ts: topOf',
  'lifetime-lanes.ts: findLifetime',
  'lifetime-lanes.ts: toLifetimeLanes',
  'lifetime-lanes.ts: toLifetimesHeight',
  'line-labels.ts: labelMark',
  'spread.ts: LINE',
  'spread.ts: spread',
  'line-labels.ts: toLineNames',
  'line-labels.ts: nameLetters',
  'line-labels.ts: placeNames',
  'package-hues.ts: toPackageHues',
  'occupancy.ts: toOccupancy',
  'paint-layers.ts: isNoise',
  'paint-layers.ts: NOISE_SHADE',
  'paint-layers.ts: paintBand',
  'paint-layers.ts: paintBandOutline',
  'paint-layers.ts: paintLine',
  'paint-layers.ts: paintLineOutline',
  'paint-time-chart.ts: paintTimeChart',
  'paint-time-chart.ts: isBandNoise',
  'paint-time-chart.ts: paintOutline',
  'paint-time-chart.ts: toPlane',
  'pixel-mark.ts: makeSvg',
  'pixel-mark.ts: pixelMark',
  'pixel-mark.ts: haloed',
  'render.ts: renderChart',
  'time-marks.ts: flagsWithin',
  'series-colour.ts: looksOf',
  'series-colour.ts: otherLook',
  'series-colour.ts: toDrawn',
  'stack-frames.ts: ownerColour',
  'stack-frames.ts: toStackCuts',
  'stack-frames.ts: toStackHeight',
  'system-cpu.ts: drawnCores',
  'system-cpu.ts: drawnModes',
  'system-cpu.ts: toModeLayers',
  'system-memory.ts: drawnMemory',
  'system-memory.ts: drawnOthers',
  'thumbnail.ts: stackThumbnail',
  'thumbnail.ts: thumbnailSize',
  'thumbnail.ts: usageThumbnail',
  'time-chart.ts: chartFrame',
  'time-chart.ts: chartStyle',
  'time-chart.ts: columnsOf',
  'time-chart.ts: formatTick',
  'time-chart.ts: ticksOf',
  'time-chart.ts: edgesOf',
  'time-chart.ts: valueTicks',
  'time-chart.ts: dayRule',
  'time-chart.ts: timeAxisMark',
  'time-chart.ts: timeChart',
  'time-chart.ts: timeFrame',
  'time-chart.ts: toBegin',
  'time-layers.ts: BAND_OPACITY',
  'time-layers.ts: countPoints',
  'time-marks.ts: flagSize',
  'time-marks.ts: stripHeight',
  'time-marks.ts: markColour',
  'time-marks.ts: markDash',
  'time-marks.ts: marksAbove',
  'time-marks.ts: placeFlags',
  'time-marks.ts: marksBelow',
  'time-marks.ts: momentsOf',
  'time-marks.ts: stretchesOf',
  'time-ticks.ts: beginDate',
  'time-ticks.ts: secondDigits',
  'time-ticks.ts: toTimeTicks',
  'usage-lines.ts: isRest',
  'usage-lines.ts: toGreatest',
  'usage-lines.ts: seriesClass',
  'usage-lines.ts: toLineLayers',
  'usage-stack.ts: bandMarks',
  'usage-stack.ts: toBandLayers',
  'value-ticks.ts: toValueTicks',
  'wait-times.ts: toWaitHeight',
  'wait-times.ts: toWaitStates',
  'wait-groups.ts: countGap',
  'wait-groups.ts: toWaitGroups',
];

const texts: ExampleTexts = {
  name: 'An <example>',
  time: 'time (UTC)',
  elapsed: 'time since the first sample',
  cpu: 'CPU (% of one core)',
  memory: 'memory (MiB)',
  meanCpu: 'mean CPU (% of one core)',
  part: (percent, ofAll) => `${percent} % · ${ofAll} % of all`,
  bytes: 'frame size, bytes',
  unknownSize: 'size not said',
  minutes: 'minutes waited',
  started: 'seconds since the program began',
  heap: 'heap (MiB)',
  step: 'Clock stepped',
  gap: 'No samples',
  pin: '<i>here</i>',
  whole: 'all',
};

function draw(example: ChartExample, width: number): Element {
  const { document } = parseHTML('<!doctype html><html><body></body></html>');
  return example.draw({ document: document as unknown as Document, width, texts });
}

describe('the gallery', () => {
  test('what the charts give has an example, or draws nothing by itself', () => {
    const charts = given.filter((one) => !parts.includes(one)).map((one) => one.replace(/^.*: /, ''));
    const shown = new Set(examples.map(([, { chart }]) => chart));
    expect(charts.toSorted()).toEqual([...shown].toSorted());
  });

  test('what draws nothing is still there', () => {
    expect(parts.filter((one) => !given.includes(one))).toEqual([]);
  });

  test.each(['', 'zh-cn/'])('the page (%s) shows every example once, in order', async (locale) => {
    const page = await readFile(join(root, `src/content/docs/${locale}guides/charts.mdx`), 'utf8');
    const shown = [...page.matchAll(/<ChartExample of="([^"]+)"/g)].map(([, id]) => id);
    expect(shown).toEqual(examples.map(([id]) => id));
  });
});

describe.each(examples)('%s', (_, example) => {
  test('is drawn', () => {
    expect(toSnapshot(draw(example, 400))).toMatchSnapshot();
  });

  test.each([736, 358])('fits into %i px, has numbers only, and text as text', (width) => {
    const svg = draw(example, width);
    expect(svg.tagName.toLowerCase()).toBe('svg');
    expect(Number(svg.getAttribute('width'))).toBeLessThanOrEqual(width);
    expect(svg.outerHTML).not.toMatch(/NaN|undefined|Infinity/);
    expect(svg.querySelector('i, example')).toBeNull();
    expect(svg.getAttribute('aria-label')).toBe(texts.name);
    expect(svg.querySelectorAll('path, rect, circle, line').length).toBeGreaterThan(0);
  });

  test('no label of an axis is on its side, where it runs into the ticks', () => {
    const labels = [...draw(example, 400).querySelectorAll('[aria-label$="axis label"]')];
    expect(labels.filter((label) => label.outerHTML.includes('rotate('))).toEqual([]);
  });

  test('its data can be shown', () => {
    expect(example.data.length).toBeGreaterThan(0);
    for (const line of example.data) expect(JSON.parse(JSON.stringify(line))).toBeTruthy();
  });
});
