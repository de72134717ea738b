import { expect, test } from 'vitest';
import { placePin } from '#model/recording/pins.ts';
import { toTimeAxis } from '#model/recording/time-axis.ts';
import { makeLine, makeRecording, START } from '#charts/examples/make-recording.ts';

const recording = makeLine([1, 2, 3, 4, 5]);
const axis = toTimeAxis(recording);

test.each([
  [
    { text: 'a time', time: 7.5 },
    { place: 'time', from: 7.5, to: undefined, series: undefined },
  ],
  [
    { text: 'the end', time: 20 },
    { place: 'time', from: 20, to: undefined, series: undefined },
  ],
  [
    { text: 'a range', time: 5, until: 10 },
    { place: 'time', from: 5, to: 10, series: undefined },
  ],
  [
    { text: 'reaches in', time: -10, until: 3 },
    { place: 'time', from: -10, to: 3, series: undefined },
  ],
  [
    { text: 'a process', series: 'app-1' },
    { place: 'series', series: 'app-1' },
  ],
  [
    { text: 'at a time', series: 'app-1', time: 5 },
    { place: 'time', from: 5, to: undefined, series: 'app-1' },
  ],
  [
    { text: 'too late', time: 21 },
    { place: 'none', reason: 'time' },
  ],
  [
    { text: 'before', time: -1 },
    { place: 'none', reason: 'time' },
  ],
  [
    { text: 'NaN', time: NaN },
    { place: 'none', reason: 'time' },
  ],
  [
    { text: 'not here', series: 'gone-7', time: 5 },
    { place: 'none', reason: 'series' },
  ],
  [{ text: 'nowhere' }, { place: 'none', reason: 'time' }],
])('%j stands at %j', (pin, place) => {
  expect(placePin(pin, recording, axis)).toEqual(place);
});

test('elapsed time stays with its sample when the axis is the wall clock’s', () => {
  const stepped = makeRecording(
    [10, 15, START, START + 5].map((time) => ({ time, rows: [['a', 1, 1, 0, 1]] })),
  );
  const wall = toTimeAxis(stepped, 'wall');
  expect(placePin({ text: '', time: 10 }, stepped, wall)).toMatchObject({ from: START - 10 });
});
