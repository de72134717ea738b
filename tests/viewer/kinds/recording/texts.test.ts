import { expect, test } from 'vitest';
import { toTimeAxis } from '#model/recording/time-axis.ts';
import { makeRecording, START, type Row } from '#charts/examples/make-recording.ts';
import { formatMetric, formatNumber, formatSigned, formatStretch } from '#viewer/kinds/recording/numbers.ts';

test.each([
  [0, '0.0'],
  [0.004, '0.0'],
  [0.25, '0.25'],
  [0.996, '1.0'],
  [12.34, '12.3'],
  [999.96, '1,000'],
  [123_456, '123,456'],
  [NaN, 'NaN'],
  [Infinity, '∞'],
  [-Infinity, '−∞'],
  [-1204, '−1,204'],
  [undefined, '–'],
  [null, '–'],
])('%s is written %s', (value, text) => {
  expect(formatNumber(value)).toBe(text);
});

test('units and signs', () => {
  expect(formatMetric(3, 'cpu')).toBe('3.0 %');
  expect(formatMetric(3, 'memory')).toBe('3.0 MiB');
  expect([1.5, -1.5, 0.001, -0.001].map(formatSigned)).toEqual(['+1.5', '−1.5', '0.0', '0.0']);
});

test('the length of a stretch is what lies between its ends as they are told', () => {
  const axisOf = (times: number[], mode: 'wall' | 'elapsed' = 'elapsed') =>
    toTimeAxis(
      makeRecording(times.map((time) => ({ time: START + time, rows: [['app', 1, 1, 1, 1]] as Row[] }))),
      mode,
    );
  const minutes = axisOf([0, 60, 120, 180, 240]);
  const say = (from: number, to: number, axis = minutes) => formatStretch(axis, [from, to], 'UTC', true);
  expect(say(52.471, 62.681)).toEqual(['0:52.5', '1:02.7', '10.2 s']);
  expect(say(52, 63)).toEqual(['0:52', '1:03', '11 s']);
  expect(say(52.0004, 63)).toEqual(['0:52', '1:03', '11 s']);
  expect(say(52.471, 55)).toEqual(['0:52.47', '0:55.00', '2.53 s']);
  expect(say(52.471, 52.4725)).toEqual(['0:52.471', '0:52.473', '0.002 s']);
  // Longer ones have whole seconds, and those add up too.
  expect(say(0.6, 130.4)).toEqual(['0:01', '2:10', '2 min 9 s']);
  // A clock is cut, as beside it.
  expect(say(52.471, 62.681, axisOf([0, 60, 120], 'wall'))).toEqual(['10:00:52.4', '10:01:02.6', '10.2 s']);
  expect(say(0.6, 130.4, axisOf([0, 60, 120, 180], 'wall'))).toEqual(['10:00:00', '10:02:10', '2 min 10 s']);
  // Where it was set back meanwhile its ends say nothing of the length.
  expect(say(0, 20, axisOf([0, 10, -500, -490], 'wall'))).toEqual(['10:00:00', '09:51:40', '20 s']);
});
