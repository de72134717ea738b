import { describe, expect, test } from 'vitest';
import { compareLines, drawnPairs } from '#charts/compare-lines.ts';
import { makeLine, makeRandom, makeRecording, START, type Row } from '#charts/examples/make-recording.ts';
import { otherRecording, recording } from '#charts/examples/recordings.ts';
import { toDrawn, toSpec } from '#charts/examples/specs.ts';
import { sparkline } from '#charts/sparkline.ts';
import { drawnModes } from '#charts/system-cpu.ts';
import { usageLines } from '#charts/usage-lines.ts';
import { usageStack } from '#charts/usage-stack.ts';
import { shiftAxis } from '#model/recording/compare.ts';
import { toSystemRows } from '#model/recording/system-rows.ts';
import { toTimeAxis } from '#model/recording/time-axis.ts';
import { TimeWindow } from '#model/recording/time-window.ts';
import { countPoints, draw, toSnapshot } from './draw.ts';

describe('drawn in Node', () => {
  test('the machine’s CPU has the modes that the recording has, without idle', () => {
    const modes = drawnModes(recording, toSystemRows(recording), (mode) => mode);
    expect(modes.map(({ label }) => label)).toEqual(['user', 'system']);
  });

  test('two recordings over each other, the second dashed and on its own samples', () => {
    const axis = toTimeAxis(recording, 'elapsed');
    const [app] = recording.series;
    const [, otherApp] = otherRecording.series;
    const pairs = [
      { rank: 12, a: { series: app!, label: 'app (A)' }, b: { series: otherApp!, label: 'app (B)' } },
    ];
    const drawn = drawnPairs(pairs, shiftAxis(axis, toTimeAxis(otherRecording, 'elapsed'), 10));
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
    const most = draft ? 16_000 : 60_000;
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
