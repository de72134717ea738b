import { describe, expect, test } from 'vitest';
import { toTimeAxis } from '#model/recording/time-axis.ts';
import {
  fromWindow,
  panWindow,
  showOnly,
  toggleSeries,
  toWindow,
  zoomWindow,
} from '#viewer/kinds/recording/state.ts';
import { selectUsage } from '#viewer/kinds/recording/selected.ts';
import type { RecordingState } from '#view/recording-state.ts';
import { withState } from '#view/state-change.ts';
import { makeLine, makeRecording, START, type Row } from '#charts/examples/make-recording.ts';

const recording = makeRecording([
  {
    time: START,
    rows: Array.from({ length: 15 }, (_, index): Row => [
      `p${index}`,
      index,
      index < 10 ? 50 - index : 0.5,
      0,
      512,
    ]),
  },
]);
const shown = (state: RecordingState): string[] =>
  selectUsage(recording, state).selection.shown.map(({ key }) => key);

test('defaults are left out of a state', () => {
  expect(
    withState<RecordingState>({ chart: 'stack', top: 5 }, { chart: undefined, hide: [], text: 'x' }),
  ).toEqual({
    top: 5,
    text: 'x',
  });
});

describe('the legend', () => {
  test('a click shows one only, a second one all again', () => {
    const only = showOnly({}, 'p3-3');
    expect(shown(only)).toEqual(['p3-3']);
    expect(showOnly(only, 'p4-4')).toEqual({ only: ['p4-4'] });
    expect(showOnly(only, 'p3-3')).toEqual({});
  });

  test('a modified click hides and shows again, and leaves nothing behind', () => {
    const hidden = toggleSeries(recording, {}, 'p3-3');
    expect(hidden).toEqual({ hide: ['p3-3'] });
    expect(shown(hidden)).not.toContain('p3-3');
    expect(toggleSeries(recording, hidden, 'p3-3')).toEqual({});
  });

  test('adds to what is shown only, and takes from it; the last one gone is all again', () => {
    const two = toggleSeries(recording, { only: ['p3-3'] }, 'p5-5');
    expect(shown(two)).toEqual(['p3-3', 'p5-5']);
    const one = toggleSeries(recording, two, 'p3-3');
    expect(shown(one)).toEqual(['p5-5']);
    expect(toggleSeries(recording, one, 'p5-5')).toEqual({});
  });

  test('shows what the filter hides, and hides it again', () => {
    const asked = toggleSeries(recording, {}, 'p12-12');
    expect(asked).toEqual({ show: ['p12-12'] });
    expect(shown(asked)).toContain('p12-12');
    expect(toggleSeries(recording, asked, 'p12-12')).toEqual({});
  });

  test('shows what was hidden by hand and by the filter too', () => {
    const state = { hide: ['p12-12'] };
    expect(shown(toggleSeries(recording, state, 'p12-12'))).toContain('p12-12');
  });
});

describe('the window', () => {
  const axis = toTimeAxis(makeLine(Array.from({ length: 41 }, () => 1)));

  test('is the whole where none is set or it lies outside, else its part within', () => {
    expect(toWindow(axis, undefined)).toEqual([0, 200]);
    expect(toWindow(axis, [50, 100])).toEqual([50, 100]);
    expect(toWindow(axis, [150, 900])).toEqual([150, 200]);
    expect(toWindow(axis, [300, 900])).toEqual([0, 200]);
    expect(toWindow(axis, [70, 70])).toEqual([0, 200]);
  });

  test('the whole is no window in a link, a part is in milliseconds', () => {
    expect(fromWindow(axis, [0, 200])).toBeUndefined();
    expect(fromWindow(axis, [0.000_01, 200])).toBeUndefined();
    expect(fromWindow(axis, [12.345_678, 99.9])).toEqual([12.346, 99.9]);
  });

  test('zooms about a place that stays where it is, not beyond the ends, not below two samples', () => {
    expect(zoomWindow(axis, [0, 200], 50, 0.5)).toEqual([25, 125]);
    expect(zoomWindow(axis, [100, 200], 200, 2)).toEqual([0, 200]);
    expect(zoomWindow(axis, [0, 200], 0, 4)).toEqual([0, 200]);
    const [from, to] = zoomWindow(axis, [100, 112], 106, 1e-9);
    expect(to - from).toBe(10);
  });

  test('pans up to the ends and keeps its width', () => {
    expect(panWindow(axis, [50, 100], 30)).toEqual([80, 130]);
    expect(panWindow(axis, [50, 100], -80)).toEqual([0, 50]);
    expect(panWindow(axis, [50, 100], 1e9)).toEqual([150, 200]);
  });

  test('may leave the recording where another lies beside it', () => {
    const wide = { ...axis, bounds: [-50, 300] as const };
    expect(toWindow(wide, undefined)).toEqual([-50, 300]);
    expect(panWindow(wide, [0, 200], -80)).toEqual([-50, 150]);
    expect(fromWindow(wide, [0, 200])).toEqual([0, 200]);
    expect(toWindow(wide, [-20, 10])).toEqual([-20, 10]);
  });
});

test('a process of a sum is shown apart, and the sum is whole again when that is taken back', () => {
  const crowd = makeRecording([
    { time: START, rows: Array.from({ length: 6 }, (_, index): Row => ['sh', index, 5, 0, 512]) },
  ]);
  const listed = (state: RecordingState): string[] =>
    selectUsage(crowd, state).selection.shown.map(({ key }) => key);
  expect(listed({})).toEqual(['name:sh']);
  const apart = toggleSeries(crowd, {}, 'sh-2');
  expect(apart).toEqual({ show: ['sh-2'] });
  expect(listed(apart)).toEqual(['sh-0', 'sh-1', 'sh-2', 'sh-3', 'sh-4', 'sh-5']);
  expect(listed(showOnly({}, 'sh-2'))).toEqual(['sh-2']);
  expect(showOnly(showOnly({}, 'sh-2'), 'sh-2')).toEqual({});
});
