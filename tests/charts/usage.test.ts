import { describe, expect, test } from 'vitest';
import { compareLines, drawnPairs } from '#charts/compare-lines.ts';
import { overview } from '#charts/overview.ts';
import { sparkline } from '#charts/sparkline.ts';
import { drawnCores, drawnModes, systemCores, systemCpu } from '#charts/system-cpu.ts';
import { drawnMemory, systemMemory } from '#charts/system-memory.ts';
import { usageLines } from '#charts/usage-lines.ts';
import { usageShare } from '#charts/usage-share.ts';
import { usageStack } from '#charts/usage-stack.ts';
import { shiftAxis } from '#model/recording/compare.ts';
import { toSystemRows } from '#model/recording/system-rows.ts';
import { toTimeAxis } from '#model/recording/time-axis.ts';
import { TimeWindow } from '#model/recording/time-window.ts';
import { makeLine, makeRandom, makeRecording, START, type Row } from '../model/recording/make-recording.ts';
import { countPoints, draw, toSnapshot } from './draw.ts';
import { toDrawn, toSpec } from './specs.ts';

/** Two processes over eight samples; the second comes late, is missing once, and is alone for one sample. */
const recording = makeRecording(
  [10, 20, 30, 25, 15, 40, 35, 5].map((value, sample) => ({
    time: START + sample * 5,
    rows: [
      ['app', 1, value, value / 2, 2048 + sample * 512],
      ...([2, 3, 5, 7].includes(sample) ? [['log <b>', 2, 8, 1, 1024] as Row] : []),
      ['[CPU0-user]', 0, 0, value, 0],
      ['[CPU0-system]', 0, 0, value / 4, 0],
      ['[CPU0-idle]', 0, 0, 100 - value * 1.25, 0],
      ['[CPU1-user]', 0, 0, 5, 0],
      ['[CPU1-idle]', 0, 0, 95, 0],
      ['[available]', 0, 0, 0, 500_000 - sample * 1000],
      ['[free]', 0, 0, 0, 200_000],
    ],
  })),
);

describe('drawn in Node', () => {
  test('lines', () => {
    const svg = draw(usageLines(toDrawn(recording), 'cpu', toSpec(recording)));
    expect(toSnapshot(svg)).toMatchSnapshot();
  });

  test('a stack', () => {
    const svg = draw(usageStack(toDrawn(recording), 'memory', toSpec(recording, { yLabel: 'memory (MiB)' })));
    expect(toSnapshot(svg)).toMatchSnapshot();
  });

  test('shares', () => {
    const bars = [
      {
        key: 'a',
        label: 'app 1',
        colour: 'var(--cb-series-0)',
        mean: 30,
        share: 0.75,
        text: '30.0 % · 75.0 % of all',
      },
      {
        key: 'b',
        label: 'a name much too long to stand beside a bar 2',
        colour: 'var(--cb-other)',
        mean: 10,
        share: 0.25,
        text: '10.0 % · 25.0 % of all',
      },
    ];
    const spec = {
      width: 400,
      xLabel: 'mean (% of one core)',
      ariaLabel: 'CPU',
      ariaDescription: 'Who used it.',
    };
    expect(toSnapshot(draw(usageShare(bars, spec)))).toMatchSnapshot();
  });

  test('the machine’s CPU by mode and by core, and its memory', () => {
    const rows = toSystemRows(recording);
    const modes = drawnModes(recording, rows, (mode) => mode);
    expect(modes.map(({ label }) => label)).toEqual(['user', 'system']);
    expect(toSnapshot(draw(systemCpu(modes, 2, toSpec(recording))))).toMatchSnapshot();
    expect(toSnapshot(draw(systemCores(drawnCores(recording, rows), toSpec(recording))))).toMatchSnapshot();
    const memory = drawnMemory(rows, (kind) => kind);
    expect(
      toSnapshot(draw(systemMemory(memory, toSpec(recording, { yLabel: 'memory (MiB)' })))),
    ).toMatchSnapshot();
  });

  test('the overview', () => {
    const spec = { width: 400, height: 44, axis: toTimeAxis(recording), ariaLabel: 'Overview' };
    expect(toSnapshot(draw(overview(recording, spec)))).toMatchSnapshot();
  });

  test('two recordings over each other, the second dashed and on its own samples', () => {
    const axis = toTimeAxis(recording, 'elapsed');
    const other = makeLine([50, 60, 70, null, 20]);
    const [app] = recording.series;
    const [, otherApp] = other.series;
    const pairs = [
      { rank: 12, a: { series: app!, label: 'app (A)' }, b: { series: otherApp!, label: 'app (B)' } },
    ];
    const drawn = drawnPairs(pairs, shiftAxis(axis, toTimeAxis(other, 'elapsed'), 10));
    const svg = draw(compareLines(drawn, 'cpu', toSpec(recording, { axis })));
    expect(svg.querySelector('.cb-series-0')!.hasAttribute('stroke-dasharray')).toBe(false);
    expect(svg.querySelector('.cb-series-1')!.getAttribute('stroke-dasharray')).toBe('5 3');
    expect(svg.querySelector('.cb-series-1')!.getAttribute('stroke')).toBe('var(--cb-series-2)');
    expect(toSnapshot(svg)).toMatchSnapshot();
  });

  test('marks of time: a step, a pause, a pin and a range', () => {
    const marks = [
      { kind: 'step', from: 10, label: 'Clock stepped' },
      { kind: 'gap', from: 15, to: 20, label: 'No samples' },
      { kind: 'pin', from: 5, label: '<i>here</i>' },
      { kind: 'pin', from: 25, to: 99, label: 'range' },
      { kind: 'step', from: 400, label: 'outside' },
    ] as const;
    const svg = draw(usageLines(toDrawn(recording), 'cpu', toSpec(recording, { marks })));
    expect(svg.querySelectorAll('.cb-mark-step')).toHaveLength(1);
    expect(svg.querySelectorAll('.cb-mark-gap rect')).toHaveLength(1);
    expect(svg.querySelectorAll('.cb-mark-pin')).toHaveLength(2);
    expect([...svg.querySelectorAll('title')].map((title) => title.textContent)).toContain('<i>here</i>');
    expect(svg.querySelector('i')).toBeNull();
  });
});

test('a chart has a name, a summary and axes with units', () => {
  const svg = draw(usageLines(toDrawn(recording), 'cpu', toSpec(recording)));
  expect(svg.getAttribute('aria-label')).toBe('CPU');
  expect(svg.getAttribute('aria-description')).toBe('CPU of some processes.');
  const texts = [...svg.querySelectorAll('text')].map((text) => text.textContent);
  expect(texts).toContain('CPU (% of one core)');
  expect(texts).toContain('time (UTC)');
});

test('colours are the page’s variables, so that one drawing is of both themes', () => {
  const svg = draw(usageStack(toDrawn(recording), 'cpu', toSpec(recording)));
  expect(svg.outerHTML).not.toMatch(/(fill|stroke)="(#|rgb|steelblue|black|white)/);
});

test('points are bounded, however many samples and processes there are', () => {
  const random = makeRandom(2);
  const samples = Array.from({ length: 3000 }, (_, sample) => ({
    time: START + sample,
    rows: Array.from({ length: 40 }, (_one, index): Row => ['p', index, random() * 100, 0, 1024]),
  }));
  const many = makeRecording(samples);
  for (const draft of [false, true]) {
    const spec = toSpec(many, { width: 1400, draft });
    const most = draft ? 24_000 : 100_000;
    expect(countPoints(draw(usageLines(toDrawn(many), 'cpu', spec)))).toBeLessThanOrEqual(most);
    // A hundred columns are always given, so that a draft of very many is still a chart.
    expect(countPoints(draw(usageStack(toDrawn(many), 'cpu', spec)))).toBeLessThanOrEqual(
      Math.max(most + 40 * 8, 40 * 101 * 8),
    );
  }
});

test('a sparkline breaks at gaps and shows a lone sample', () => {
  const line = makeLine([1, 2, null, 4, null, 6, 6]);
  const { path, dots } = sparkline(
    line.series.find(({ name }) => name === 'app')!,
    'cpu',
    toTimeAxis(line),
    60,
    12,
  );
  expect(path.match(/M/g)).toHaveLength(3);
  expect(dots).toEqual([{ x: 30, y: 4.3 }]);
});

test('an empty recording draws an empty chart', () => {
  const empty = makeRecording([]);
  for (const chart of [usageLines, usageStack]) {
    const svg = draw(chart([], 'cpu', toSpec(empty)));
    expect(svg.querySelectorAll('[class^="cb-series-"]')).toHaveLength(0);
    expect(svg.outerHTML).not.toContain('NaN');
  }
});

test('charts that share a window are those that compute it alone', () => {
  const axis = toTimeAxis(recording);
  const shared = new TimeWindow(axis, [3, 31]);
  for (const chart of [usageLines, usageStack]) {
    for (const metric of ['cpu', 'memory'] as const) {
      const spec = toSpec(recording, { axis, window: [3, 31] });
      const drawn = toDrawn(recording);
      expect(toSnapshot(draw(chart(drawn, metric, { ...spec, shared })))).toBe(
        toSnapshot(draw(chart(drawn, metric, spec))),
      );
    }
  }
});
