import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseHTML } from 'linkedom';
import { describe, expect, test } from 'vitest';
import { type ChartExample, chartExamples, type ExampleTexts } from '#charts/examples/index.ts';
import { toSnapshot } from './draw.ts';

const root = join(import.meta.dirname, '..', '..');
const folder = join(root, 'src', 'charts');
const examples = Object.entries<ChartExample>(chartExamples);

/** Files of the folder that draw nothing by themselves: what charts share. */
const parts = ['render.ts', 'series-colour.ts', 'time-chart.ts', 'time-ticks.ts'];

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
  step: 'Clock stepped',
  gap: 'No samples',
  pin: '<i>here</i>',
};

function draw(example: ChartExample, width: number): Element {
  const { document } = parseHTML('<!doctype html><html><body></body></html>');
  return example.draw({ document: document as unknown as Document, width, texts });
}

describe('the gallery', async () => {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.ts'));
  const drawing = files.filter((file) => !parts.includes(file)).sort();

  test.each(drawing)('each chart of %s has an example', async (file) => {
    const source = await readFile(join(folder, file), 'utf8');
    const exported = [...source.matchAll(/^export function (\w+)/gm)].map(([, name]) => name);
    const shown = new Set(examples.map(([, { chart }]) => chart));
    expect(exported.some((name) => shown.has(name ?? ''))).toBe(true);
    // Whatever gives something to be drawn.
    const charts = source.matchAll(
      /^export function (\w+)\((?:(?!^})[\s\S])*?\): (?:Plot\.)?PlotOptions \{/gm,
    );
    for (const [, name] of charts) expect(shown).toContain(name);
  });

  test('what draws nothing is still there', () => {
    expect(parts.filter((file) => !files.includes(file))).toEqual([]);
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

  test('its data can be shown', () => {
    expect(example.data.length).toBeGreaterThan(0);
    for (const line of example.data) expect(JSON.parse(JSON.stringify(line))).toBeTruthy();
  });
});
