import { expect, test } from 'vitest';
import { recordingTexts } from '#texts/recording.ts';
import { decodeView, readTopidchartQuery } from '#view/link.ts';
import { toStateOf } from '#view/state-fields.ts';
import { parseSort, sortRows, toTableRows } from '#viewer/kinds/recording/table-rows.ts';
import { toUsageView, toUsageWindow } from '#viewer/kinds/recording/usage-view.ts';
import { makeRecording, START, type Row } from '#charts/examples/make-recording.ts';

/** Six shells, each there once: the greatest average is theirs, the greatest CPU time that of the two that stay. */
const recording = makeRecording(
  [0, 1, 2, 3, 4, 5].map((sample) => ({
    time: START + sample * 5,
    rows: [
      ['sh', 10 + sample, 60 + sample, 0, 512],
      ['app', 1, 50, 0, 2048],
      ['a, b', 2, 1, 0, 64],
    ] as Row[],
  })),
);

/** What the table lists, top to bottom, of the capture `x`. */
function listed({ view: { states } }: ReturnType<typeof decodeView>): string[] {
  const state = toStateOf('recording', { ...states[''], ...states['x'] });
  const view = toUsageView(recording, state, recordingTexts['en']);
  const rows = toTableRows(view, toUsageWindow(view, [0, 25]), state.hidden === true);
  return sortRows(rows, parseSort(state.sort)).map(({ label, isOther }) => (isOther ? 'other' : label));
}

const shells = ['sh 15', 'sh 14', 'sh 13', 'sh 12', 'sh 11', 'sh 10'];

test('of topidchart: a row a process, the greatest average first', () => {
  expect(listed(readTopidchartQuery('?filter=0,0,0,0')!)).toEqual([...shells, 'app 1', 'a, b 2']);
});

test('of version 1: the same; its text is looked for as it stands', () => {
  expect(listed(decodeView('v=1&open=site:x'))).toEqual([...shells, 'app 1', 'a, b 2']);
  expect(listed(decodeView('v=1&open=site:x&x.text=a%2C%20b'))).toEqual(['a, b 2', 'other']);
  expect(listed(decodeView('v=1&open=site:x&x.sort=name'))[0]).toBe('a, b 2');
});

test('of today: processes of one name are one, the greatest CPU time first', () => {
  expect(listed(decodeView('v=2&open=site:x'))).toEqual(['sh ×6', 'app 1', 'a, b 2']);
  expect(listed(decodeView('v=2&open=site:x&x.where=-sh'))).toEqual(['app 1', 'a, b 2', 'other']);
});
