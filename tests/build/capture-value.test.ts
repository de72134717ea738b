import { expect, test } from 'vitest';
import { parseProps } from '#schemas/props.ts';
import {
  toMetricValue,
  toProfileValue,
  toRecordingValue,
  toTableValue,
  ValueError,
} from '#build/capture-value.ts';
import { findProfileFault } from '#build/check-profile.ts';
import { flameGraphSchema, toProfileState } from '#schemas/flame-graph-schema.ts';
import { parseTabs } from '#build/published-table.ts';
import { valueSchema } from '#schemas/value-schema.ts';
import { makeRecording, START } from '#charts/examples/make-recording.ts';
import { makeProfile } from '../model/profile/make-profile.ts';
import { readPprofFixture } from '../model/profile/read-profile.ts';

const recording = makeRecording(
  [0, 5, 10, 15].map((seconds, at) => ({
    time: START + seconds,
    rows: [
      ['app', 7, 10 * at, 1, 212_128 + 1024 * at],
      ['worker', 8, 1, 0, 2048],
      ['worker', 9, 2, 0, NaN],
      ['[free]', 0, 0, 0, 4096],
    ],
  })),
);

test.each([
  ['app', 'mem', 'first', '207.2 MiB'],
  ['app', 'mem', 'last', '210.2 MiB'],
  ['app-7', 'mem', 'max', '210.2 MiB'],
  [7, 'mem', 'min', '207.2 MiB'],
  ['app', 'cpu', 'avg', '16.0 %'],
  ['app', 'ucpu', 'max', '30.0 %'],
  ['app', 'scpu', 'last', '1.0 %'],
  ['app', 'ucpu', 5, '10.0 %'],
  ['app', 'ucpu', 11, '20.0 %'],
  ['[free]', 'mem', 'last', '4.0 MiB'],
] as const)('%s %s at %s is %s', (of, metric, at, text) => {
  expect(toRecordingValue(recording, of, metric, at).text).toBe(text);
});

test.each([
  [
    () => toRecordingValue(recording, 'ap', 'mem', 'max'),
    'of: there is no ap; there are app, worker, [free]',
  ],
  [
    () => toRecordingValue(recording, 'worker', 'mem', 'max'),
    'of: worker is several, name one of them: worker-8, worker-9',
  ],
  [() => toRecordingValue(recording, 9, 'mem', 'max'), 'at: 9 has no mem'],
  [
    () => toRecordingValue(recording, 'app', 'mem', 90),
    'at: there is nothing near 90 s; it goes from 0 to 15 s',
  ],
  [
    () => toRecordingValue({ ...recording, cpuSplit: false }, 'app', 'ucpu', 'max'),
    'metric: the capture gives one CPU figure only: cpu',
  ],
])('a wrong one names the field and what there is (%#)', (read, message) => {
  expect(read).toThrow(ValueError);
  expect(read).toThrow(message);
});

const table = parseTabs(
  'name\tseconds\tcollections\tcpu_ms\tsleeps_per_s\tmax_rss_kb\na\t90.0\t1369\t12.5\t2580.5\t98996\r\nb\t91.0\t41\t3\t53.0\t217764\n\n',
);

test.each([
  ['collections', 'a', undefined, '1,369'],
  ['collections', undefined, 'avg', '705.0'],
  ['max_rss_kb', 'a', undefined, '96.7 MiB'],
  ['max_rss_kb', undefined, 'max', '212.7 MiB'],
  ['cpu_ms', 'b', undefined, '3.0 ms'],
  ['cpu_ms', undefined, 90, '12.5 ms'],
  ['sleeps_per_s', 'a', undefined, '2,581'],
  ['seconds', 'b', undefined, '91.0 s'],
] as const)('column %s of %s at %s is %s', (column, of, at, text) => {
  expect(toTableValue(table, column, of, at).text).toBe(text);
});

test.each([
  [
    () => toTableValue(table, 'rss', 'a', 'max'),
    'column: there is no rss; there are name, seconds, collections',
  ],
  [() => toTableValue(table, 'cpu_ms', 'c', 'max'), 'of: there is no c; there are a, b'],
  [() => toTableValue(table, 'cpu_ms', undefined, undefined), 'at: 2 rows are meant'],
  [() => toTableValue(table, 'name', 'a', 'max'), 'at: name holds no number'],
])('a wrong one of a table, too (%#)', (read, message) => {
  expect(read).toThrow(message);
});

const cpu = readPprofFixture('pprof/valid/cpu-labels.pb.gz');

test.each([
  ['main.count', 'flat', undefined, '330 ms', 330_000_000],
  ['main.count', 'cum', undefined, '400 ms', 400_000_000],
  ['main.count', 'flat-share', undefined, '43.4 %', 100 * (330 / 760)],
  ['main.count', 'cum-share', 'cpu', '52.6 %', 100 * (400 / 760)],
  ['main.count', 'flat', 'samples', '33', 33],
  [undefined, 'total', undefined, '760 ms', 760_000_000],
  [undefined, 'total', 'samples', '76', 76],
  [undefined, 'samples', undefined, '76', 76],
] as const)('of a profile: %s %s of %s is %s', (of, metric, type, text, value) => {
  const found = toProfileValue(cpu, of, metric, type);
  expect(found.text).toBe(text);
  expect(found.value).toBeCloseTo(value, 6);
});

test('how long a profile was measured, in seconds', () => {
  const { value, text } = toProfileValue(cpu, undefined, 'duration', undefined);
  expect(text).toBe('1.4 s');
  expect(value).toBeCloseTo(1.4, 1);
});

test.each([
  [
    () => toProfileValue(cpu, 'main.cont', 'flat', undefined),
    'of: there is no main.cont; there are main.count, ',
  ],
  [() => toProfileValue(cpu, 'main.count', 'flat', 'heap'), 'type: there is no heap; there are samples, cpu'],
  [() => toProfileValue(cpu, undefined, 'flat', undefined), 'of: which function?'],
  [
    () => toProfileValue(makeProfile([]), undefined, 'duration', undefined),
    'metric: the profile does not say how long was measured',
  ],
  [
    () => toMetricValue(cpu, { capture: 'x', of: 'a', metric: 'mem', at: 'last' }),
    'metric: mem is of a recording',
  ],
  [
    () => toMetricValue(recording, { capture: 'x', of: 'app', metric: 'flat' }),
    'metric: flat is of a profile',
  ],
])('a wrong one of a profile, too (%#)', (read, message) => {
  expect(read).toThrow(ValueError);
  expect(read).toThrow(message);
});

test('a flame graph is of a profile, and of a sample type that it has', () => {
  expect(findProfileFault(cpu, undefined)).toBeUndefined();
  expect(findProfileFault(cpu, 'samples')).toBeUndefined();
  expect(findProfileFault(cpu, 'heap')).toBe('type: there is no heap; there are samples, cpu');
  expect(findProfileFault(recording, undefined)).toBe('it is a recording, which <Usage> shows');
});

test('what an author sets of a flame graph is what a link would say', () => {
  const props = {
    capture: 'cpu',
    type: 'samples',
    figure: 'icicle',
    focus: 'main\\.work',
    hide: '^reflect',
    labels: { kind: 'parse' },
    base: 'before',
  };
  expect(toProfileState(parseProps('FlameGraph', flameGraphSchema, props))).toEqual({
    sample: 'samples',
    figure: 'icicle',
    focus: 'main\\.work',
    hideFrames: '^reflect',
    labels: [{ key: 'kind', value: 'parse' }],
    base: 'before',
  });
  expect(() => parseProps('FlameGraph', flameGraphSchema, { capture: 'cpu', figure: 'pie' })).toThrow(
    '<FlameGraph>: figure: ',
  );
  expect(() => parseProps('FlameGraph', flameGraphSchema, { capture: 'cpu', foucs: 'x' })).toThrow('foucs');
});

test.each([
  [{ capture: 'x', of: 'a', metric: 'mem', at: 'last' }, undefined],
  [{ capture: 'x', table: 't.tsv', column: 'c' }, undefined],
  [{ capture: 'x', of: 'main.f', metric: 'cum', type: 'cpu' }, undefined],
  [{ capture: 'x', metric: 'samples' }, undefined],
  [{ capture: 'x', metric: 'flat' }, '<Value>: of: of which function?'],
  [{ capture: 'x', metric: 'total', at: 'last' }, '<Value>: at: is of a recording'],
  [{ capture: 'x', of: 'a', metric: 'mem', at: 'last', type: 'cpu' }, '<Value>: type: is of a profile'],
  [{ of: 'a', metric: 'mem', at: 'last' }, '<Value>: capture: '],
  [{ capture: 'x', of: 'a', metric: 'rss', at: 'last' }, '<Value>: metric: '],
  [{ capture: 'x', metric: 'mem' }, '<Value>: of: whose? A name, a key or a pid; at: first, last'],
  [{ capture: 'x', of: 'a', metric: 'mem', at: 'end' }, '<Value>: at: '],
  [{ capture: 'x', table: 't.tsv', metric: 'mem' }, '<Value>: column: which one of the table?; metric: '],
  [{ capture: 'x', of: 'a', metric: 'mem', at: 'last', unit: 'MB' }, 'unit'],
])('properties %j', (props, message) => {
  const check = () => parseProps('Value', valueSchema, props);
  if (message === undefined) expect(check).not.toThrow();
  else expect(check).toThrow(message);
});
