import { expect, test } from 'vitest';
import { findRowKind, toThreadNotices } from '#model/recording/thread-rows.ts';
import { makeRecording, type Row } from '#charts/examples/make-recording.ts';

/** Rows of one name with one memory each sample, pids from 100 on. */
function makeRows(name: string, memKb: number, rows: number, firstPid = 100): Row[] {
  return Array.from({ length: rows }, (_, index): Row => [name, firstPid + index, index, 1, memKb]);
}

function makeSamples(samples: number, toRows: (sample: number) => Row[]) {
  return makeRecording(
    Array.from({ length: samples }, (_, sample) => ({ time: 100 + sample, rows: toRows(sample) })),
  );
}

test('processes are not taken for threads, though some have the same memory', () => {
  const rows: Row[] = [...makeRows('a', 500, 2), ['b', 3, 0, 0, 700], ['[kworker]', 4, 0, 0, 0]];
  expect(findRowKind(makeSamples(3, () => rows))).toBe('processes');
  // Two alike are too few to tell.
  expect(findRowKind(makeSamples(1, () => rows.slice(0, 2)))).toBe('processes');
  expect(findRowKind(makeSamples(4, () => makeRows('kworker', 0, 20)))).toBe('processes');
  expect(findRowKind(makeRecording([]))).toBe('processes');
});

test('threads of several processes, in a single sample as well', () => {
  const rows = [...makeRows('a', 500, 2), ...makeRows('b', 700, 3, 200), ...makeRows('c', 900, 2, 300)];
  expect(findRowKind(makeSamples(1, () => rows))).toBe('threads');
});

test('threads of one process, whose memory changes for all of them at once', () => {
  expect(findRowKind(makeSamples(40, (sample) => makeRows('app', 20_480 + 4 * sample, 8)))).toBe('threads');
});

test('workers of one program that have the same memory are processes, and nobody can tell', () => {
  const kernel = makeRows('kworker', 0, 20, 10);
  const workers = makeSamples(40, () => [...makeRows('worker', 20_480, 8), ...kernel]);
  expect(findRowKind(workers)).toBe('alike');
  expect(toThreadNotices(workers, 'topid')).toMatchObject([{ code: 'topid-rows-alike' }]);
  expect(workers.threadRows).toBeUndefined();

  const withParent = makeSamples(40, () => [['nginx', 99, 0, 0, 9000], ...makeRows('nginx', 20_480, 24)]);
  expect(findRowKind(withParent)).toBe('alike');

  const started = makeSamples(40, (sample) => makeRows('worker', sample < 2 ? 1000 : 20_480, 8));
  expect(findRowKind(started)).toBe('alike');
});
