import { expect, test } from 'vitest';
import { drawnModes, systemCpu } from '#charts/system-cpu.ts';
import { drawnMemory } from '#charts/system-memory.ts';
import { toTimeTicks } from '#charts/time-ticks.ts';
import { usageLines } from '#charts/usage-lines.ts';
import { usageStack } from '#charts/usage-stack.ts';
import { selectSeries } from '#model/recording/filter.ts';
import { rankSeries } from '#model/recording/rank.ts';
import type { Recording } from '#model/recording/recording.ts';
import { toShares } from '#model/recording/usage-share.ts';
import { toSystemRows } from '#model/recording/system-rows.ts';
import { toTimeAxis } from '#model/recording/time-axis.ts';
import { valueAt } from '#model/recording/usage-sum.ts';
import { recordingTexts } from '#texts/recording.ts';
import { toFigures } from '#viewer/kinds/recording/figures.ts';
import { toTableRows, type TableRow } from '#viewer/kinds/recording/table-rows.ts';
import { toUsageView, toUsageWindow, type UsageView } from '#viewer/kinds/recording/usage-view.ts';
import { makeRecording, START, type Row } from '#charts/examples/make-recording.ts';
import { draw, drawFigure } from './draw.ts';
import { toDrawn, toSpec } from '#charts/examples/specs.ts';

// The tool that Casebook succeeds drew these wrong. The input of each is one that broke it.

const texts = recordingTexts['en'];
const scene = { texts, height: 200, pins: [] };

const rowsOf = (view: UsageView, window: [number, number], withHidden: boolean): TableRow[] =>
  toTableRows(view, toUsageWindow(view, window), withHidden);

/** Pixels of a path's points. */
function pixels(svg: Element, selector: string): [number, number][][] {
  return [...svg.querySelectorAll(`${selector} path`)].flatMap((path) =>
    (path.getAttribute('d') ?? '')
      .split('M')
      .filter(Boolean)
      .map((piece) =>
        piece
          .replace('Z', '')
          .split('L')
          .map((pair) => pair.split(',').map(Number) as [number, number]),
      ),
  );
}

/** Gone at samples 3 to 6 and back at 7. */
const gone = makeRecording(
  Array.from({ length: 10 }, (_, sample) => ({
    time: START + sample * 5,
    rows: [
      ['init', 1, 1, 0, 1024] as Row,
      ...(sample < 3 || sample > 6 ? [['app', 2, 10 * (sample + 1), 0, 2048] as Row] : []),
    ],
  })),
);

test('fault 1: a process gone at samples 3 to 6 and back at 7 is drawn at its times, with a gap and no zeros', () => {
  const spec = toSpec(gone, { width: 524, window: [0, 45] });
  const [app] = toDrawn(gone).filter(({ series }) => series.name === 'app');
  const pieces = pixels(draw(usageLines([app!], 'cpu', spec)), '.cb-series-0');
  // 450 pixels for 45 seconds, from 52.
  const toSample = (x: number) => Math.round(((x - 52) / 450) * 9);
  expect(pieces.map((piece) => piece.map(([x]) => toSample(x)))).toEqual([
    [0, 1, 2],
    [7, 8, 9],
  ]);
  const bottom = 160 - 38;
  expect(pieces.flat().every(([, y]) => y < bottom)).toBe(true);
});

test('fault 2: the table’s averages are over the samples in which a process was there', () => {
  const rows = rowsOf(toUsageView(gone, {}, texts), [0, 45], false);
  const app = rows.find(({ name }) => name === 'app')!;
  expect(app.values).toMatchObject({ cpu: 55, cpuMax: 100, cpuMaxAt: 9, mem: 2, first: 0, last: 9 });
  // In a window without it there is no number, and no zero.
  const away = rowsOf(toUsageView(gone, {}, texts), [15, 30], false).find(({ name }) => name === 'app')!;
  expect(away.values.cpu).toBeUndefined();
});

test('fault 3: what the filter hides is summed as “other”, in the stack, the shares and the table', () => {
  const recording = makeRecording(
    [0, 1, 2].map((sample) => ({
      time: START + sample * 5,
      rows: Array.from({ length: 30 }, (_, index): Row => [`p${index}`, index, index < 10 ? 20 : 1, 0, 1024]),
    })),
  );
  const view = toUsageView(recording, { chart: 'stack' }, texts);
  expect(view.selection.shown).toHaveLength(10);
  expect(view.drawn[10]!.label).toBe('other (20 processes)');
  const all = view.drawn.reduce((sum, { series }) => sum + valueAt(series, 1, 'cpu')!, 0);
  expect(all).toBe(10 * 20 + 20 * 1);
  const row = rowsOf(view, [0, 10], false).find(({ isOther }) => isOther)!;
  expect(row.values.cpu).toBe(20);
  const shares = toShares(
    view.drawn.map(({ series }) => series),
    'cpu',
    view.axis,
    { from: 0, to: 10 },
  );
  expect(shares.reduce((sum, { mean }) => sum + mean, 0)).toBe(220);
});

test('fault 3: each view has a filter of its own', () => {
  const recording = gone;
  const filter = { avgCpu: 50, maxCpu: 200, avgMemMib: 100, maxMemMib: 100 };
  expect(selectSeries(recording, { filter, only: ['app-2'] }).shown).toHaveLength(1);
  expect(selectSeries(recording, {}).shown).toHaveLength(2);
});

test('fault 4: a jump of three days is not five seconds long, and its date is on the axis', () => {
  const times = [0, 5, 10, 3 * 86_400, 3 * 86_400 + 5].map((time) => START + time);
  const recording = makeRecording(times.map((time) => ({ time, rows: [['app', 1, 10, 0, 1]] })));
  const axis = toTimeAxis(recording);
  expect(axis.positions[3]! - axis.positions[2]!).toBe(3 * 86_400 - 10);
  const ticks = toTimeTicks(axis, 0, 3 * 86_400, 4, 'UTC').map(({ label }) => label);
  expect(ticks).toEqual(['2026-11-24', '2026-11-25', '2026-11-26']);
  const pieces = pixels(draw(usageLines(toDrawn(recording), 'cpu', toSpec(recording))), '.cb-series-0');
  expect(pieces).toHaveLength(2);
});

test('fault 4: a clock set from 1970 is marked, and the zone is said', () => {
  const recording = makeRecording(
    [10, 15, START, START + 5].map((time) => ({ time, rows: [['app', 1, 10, 0, 1]] })),
  );
  const view = toUsageView(recording, { clock: 'wall', zone: 'Asia/Shanghai' }, texts);
  expect(view.marks.map(({ kind, label }) => [kind, label])).toEqual([
    ['step', 'Clock stepped forward by 56.9 y: 1970-01-01 08:00:15 → 2026-11-23 18:00:00'],
  ]);
  const [figure] = toFigures(view, {}, { ...scene, usage: toUsageWindow(view, [0, START]) });
  const drawn = [...drawFigure(figure!, 600).querySelectorAll('text')].map((text) => text.textContent);
  expect(drawn).toContain('time (Asia/Shanghai, UTC+08:00)');
});

test('fault 5: kernel threads of one name are processes, each with its pid and its line', () => {
  const recording = makeRecording([
    {
      time: START,
      rows: [
        ['[kworker/0:1]', 10, 5, 0, 0],
        ['[kworker/0:1]', 11, 50, 0, 0],
        ['[CPU0-idle]', 0, 0, 9, 0],
      ],
    },
  ]);
  const view = toUsageView(recording, {}, texts);
  expect(view.drawn.map(({ label }) => label)).toEqual(['[kworker/0:1] 11', '[kworker/0:1] 10']);
  expect(view.system.cpu).toHaveLength(1);
});

test('fault 6: ten times the samples are not ten times the points', () => {
  const ofSamples = (count: number): Recording =>
    makeRecording(
      Array.from({ length: count }, (_, sample) => ({
        time: START + sample,
        rows: [['app', 1, (sample * 7919) % 100, 0, 1]] as Row[],
      })),
    );
  const points = [4000, 40_000].map((count) => {
    const recording = ofSamples(count);
    return pixels(
      draw(usageLines(toDrawn(recording), 'cpu', toSpec(recording, { width: 274 }))),
      '.cb-series-0',
    ).flat().length;
  });
  expect(points[0]).toBeLessThanOrEqual(4 * 200);
  expect(points[1]).toBeLessThanOrEqual(4 * 200);
});

test('fault 7: memory keeps its parts of a MB, user and system CPU can be apart, and 100 % is said to be one core', () => {
  const recording = makeRecording([
    { time: START, rows: [['app', 1, 30, 12, 1536]] },
    { time: START + 5, rows: [['app', 1, 30, 12, 1536]] },
  ]);
  const view = toUsageView(recording, { cpu: 'split' }, texts);
  const figures = toFigures(view, {}, { ...scene, usage: toUsageWindow(view, [0, 5]) });
  expect(figures.map(({ id, unit }) => [id, unit])).toEqual([
    ['userCpu', '100 % = one core'],
    ['systemCpu', '100 % = one core'],
    ['memory', 'MiB'],
  ]);
  expect(figures[1]!.summary).toContain('Highest: app 1, 12.0 % at 2026-11-23 10:00:00.');
  expect(figures[2]!.summary).toContain('1.5 MiB');
});

/** One core, wholly accounted for, and memory kinds that overlap. */
const machine = makeRecording(
  [0, 1, 2].map((sample) => ({
    time: START + sample * 5,
    rows: [
      ['app', 1, 30, 0, 100_000],
      ['[CPU0-user]', 0, 0, 25, 0],
      ['[CPU0-system]', 0, 0, 5, 0],
      ['[CPU0-guest]', 0, 0, 20, 0],
      ['[CPU0-idle]', 0, 0, 70, 0],
      ['[available]', 0, 0, 0, 800_000],
      ['[free]', 0, 0, 0, 600_000],
      ['[used]', 0, 0, 0, 400_000],
    ] as Row[],
  })),
);

test('fault 8: system rows have charts of their own, never a stack with processes nor a share of them', () => {
  const view = toUsageView(machine, { chart: 'stack' }, texts);
  expect(view.drawn.map(({ series }) => series.name)).toEqual(['app']);
  const figures = toFigures(
    view,
    { system: true, chart: 'stack' },
    { ...scene, usage: toUsageWindow(view, [0, 10]) },
  );
  expect(figures.map(({ id, stacked }) => [id, stacked])).toEqual([
    ['cpu', true],
    ['memory', true],
    ['machine-cpu', true],
    ['machine-memory', false],
  ]);
  const shares = toFigures(view, { chart: 'share' }, { ...scene, usage: toUsageWindow(view, [0, 10]) });
  expect(shares.every(({ drawn }) => drawn.every(({ series }) => series.kind === 'process'))).toBe(true);
});

test('fault 8: the machine’s CPU ends at its cores: idle is the room above, a guest’s time is not added to user', () => {
  const rows = toSystemRows(machine);
  const modes = drawnModes(machine, rows, (mode) => mode);
  expect(modes.map(({ label }) => label)).toEqual(['user', 'system']);
  const svg = draw(systemCpu(modes, 1, toSpec(machine, { height: 258, window: [0, 10] })));
  // 200 pixels up to 104 %: 30 % is the top of the stack.
  const top = Math.min(
    ...pixels(svg, '[class^="cb-series-"]')
      .flat()
      .map(([, y]) => y),
  );
  expect(top).toBeCloseTo(20 + 200 * (1 - 30 / 104), 0);
  expect(drawnMemory(rows, (kind) => kind).map(({ label }) => label)).toEqual(['available', 'used', 'free']);
});

test('fault 11: a process has its colour in every chart, with every filter, and when read again', () => {
  const rows = Array.from({ length: 25 }, (_, index): Row => [
    `p${index}`,
    index + 1,
    (index * 7) % 25,
    0,
    1024 * ((index * 3) % 25),
  ]);
  const read = () => makeRecording([0, 1].map((sample) => ({ time: START + sample, rows })));
  const colourOf = (recording: Recording, state: Parameters<typeof toUsageView>[1]): string => {
    const view = toUsageView(recording, state, texts);
    const figure = toFigures(view, {}, { ...scene, usage: toUsageWindow(view, [0, 1]) });
    const looks = figure.map(({ drawn }) => drawn.find(({ label }) => label === 'p3 4')!);
    expect(new Set(looks.map(({ colour, dash }) => `${colour} ${dash}`)).size).toBe(1);
    return `${looks[0]!.colour} ${looks[0]!.dash}`;
  };
  const filter = { avgCpu: 0, maxCpu: 0, avgMemMib: 0, maxMemMib: 0 };
  const first = colourOf(read(), {});
  expect(colourOf(read(), {})).toBe(first);
  expect(colourOf(read(), { filter })).toBe(first);
  expect(colourOf(read(), { only: ['p3-4'] })).toBe(first);
  expect(colourOf(read(), { chart: 'stack', text: 'p' })).toBe(first);
  expect(rankSeries(read()).size).toBe(25);
});

test('of more series than there are colours no two bands look alike, nor do their key and their rows', () => {
  const rows = Array.from({ length: 37 }, (_, index): Row => [`p${index}`, index + 1, 50 - index, 0, 1024]);
  const many = makeRecording([0, 1].map((sample) => ({ time: START + sample, rows })));
  const view = toUsageView(many, { chart: 'stack', top: 40 }, texts);
  const usage = toUsageWindow(view, [0, 1]);
  const [cpu] = toFigures(view, { chart: 'stack' }, { ...scene, usage });
  const svg = drawFigure(cpu!, 1000);
  const bands = [...svg.querySelectorAll('[class^="cb-series-"]')].map(
    (band) => `${band.getAttribute('fill')} ${band.getAttribute('fill-opacity')}`,
  );
  expect(new Set(bands).size).toBe(37);
  const swatches = cpu!.legend!.map(({ colour, opacity, dash }) => `${colour} ${opacity} ${dash}`);
  expect(new Set(swatches)).toEqual(new Set(bands.map((band) => `${band} undefined`)));
  const looks = toTableRows(view, usage, false).map(({ colour, opacity }) => `${colour} ${opacity}`);
  expect(new Set(looks)).toEqual(new Set(bands));
});

test('names are text: in a label no markup and no mark that turns the line around', () => {
  const names = ['<script>alert(1)</script>', 'a\u202Eexe.txt', 'tab\there', '数据'];
  const recording = makeRecording([
    { time: START, rows: names.map((name, index): Row => [name, index + 1, 1, 0, 1]) },
  ]);
  const view = toUsageView(recording, { chart: 'share' }, texts);
  const [figure] = toFigures(view, { chart: 'share' }, { ...scene, usage: toUsageWindow(view, [0, 1]) });
  const svg = drawFigure(figure!, 900);
  expect(svg.querySelector('script')).toBeNull();
  const drawn = [...svg.querySelectorAll('text')].map((text) => text.textContent).join(' ');
  expect(drawn).toContain('<script>alert(1)</script> 1');
  expect(drawn).toContain('a\uFFFDexe.txt 2');
  expect(drawn).toContain('tab\uFFFDhere 3');
});

test('a stack of all processes is as high as their sum at each sample', () => {
  const recording = makeRecording(
    [0, 1, 2].map((sample) => ({
      time: START + sample * 5,
      rows: [
        ['a', 1, 10, 0, 1],
        ['b', 2, 10 * (sample + 1), 0, 1],
      ] as Row[],
    })),
  );
  const svg = draw(
    usageStack(toDrawn(recording), 'cpu', toSpec(recording, { height: 258, window: [0, 10] })),
  );
  const top = Math.min(
    ...pixels(svg, '.cb-series-1')
      .flat()
      .map(([, y]) => y),
  );
  // The greatest sum is 40, and a chart has a little room above it.
  expect(top).toBeCloseTo(20 + 200 * (1 - 40 / (40 * 1.04)), 0);
});
