import { expect, test } from 'vitest';
import { dropImpossibleValues } from '#model/recording/impossible-values.ts';
import { makeRecording, type Row } from '#charts/examples/make-recording.ts';
import { paramOf } from '../notice-params.ts';

function makeCpu(values: number[], cores = 0) {
  return makeRecording(
    values.map((value, time) => ({
      time,
      rows: [
        ['app', 7, value, 0, 5],
        ...Array.from({ length: cores }, (_, core): Row => [`[CPU${core}-idle]`, 0, 0, 50, 0]),
      ],
    })),
  );
}

test('CPU up to ten times what the cores of the system rows have is odd and kept, more is a gap', () => {
  const recording = makeCpu([1999, 2001, 0, -0, 2000], 2);
  const notices = dropImpossibleValues(recording, 'topid');
  expect([...recording.series[0]!.userCpu]).toEqual([1999, NaN, 0, -0, 2000]);
  expect(notices.map(({ params }) => params)).toEqual([
    { what: 'CPU', name: 'app', pid: 7, system: 0, count: 1, sample: 2, value: '2001 %' },
  ]);
});

test('where no core is known the bound is a million percent', () => {
  const recording = makeCpu([2001, 1e6, 1.1e6, -0.5]);
  const notices = dropImpossibleValues(recording, 'topid');
  expect([...recording.series[0]!.userCpu]).toEqual([2001, 1e6, NaN, NaN]);
  expect(notices.map(({ message }) => message)).toEqual([
    'topid: 2 values of the CPU of app (pid 7) are impossible and left out as gaps, the first in sample 3: 1.1e+6 %',
  ]);
});

test('only the column that is impossible becomes a gap; a row with both counts once', () => {
  const recording = makeRecording([
    { time: 1, rows: [['a', 1, 1e19, 2, 5]] },
    { time: 2, rows: [['a', 1, NaN, Infinity, 2 ** 42]] },
    { time: 3, rows: [['a', 1, 3, 4, 2 ** 42 + 1024]] },
  ]);
  const notices = dropImpossibleValues(recording, 'topid');
  const { userCpu, systemCpu, memKb } = recording.series[0]!;
  expect([[...userCpu], [...systemCpu], [...memKb]]).toEqual([
    [NaN, NaN, 3],
    [2, NaN, 4],
    [5, 2 ** 42, NaN],
  ]);
  expect(notices.map((one) => [paramOf(one, 'what'), paramOf(one, 'count'), paramOf(one, 'value')])).toEqual([
    ['CPU', 2, '1.0e+19 %'],
    ['memory', 1, '4.4e+12 KB'],
  ]);
});

test('what the source leaves empty is no claim', () => {
  const recording = makeCpu([NaN, Infinity, 1]);
  const [notice] = dropImpossibleValues(recording, 'table', { emptyIsNan: true });
  expect(paramOf(notice, 'count')).toBe(1);
  expect(dropImpossibleValues(makeCpu([NaN, 1]), 'table', { emptyIsNan: true })).toEqual([]);
});

test('many are told one by one no further than ten, then by number', () => {
  const rows = Array.from({ length: 25 }, (_, pid): Row => ['a', pid + 1, -1, 0, 5]);
  const notices = dropImpossibleValues(makeRecording([{ time: 1, rows }]), 'topid');
  expect(notices).toHaveLength(11);
  expect(notices.at(-1)).toMatchObject({ code: 'topid-more-impossible', params: { more: 15 } });
});
