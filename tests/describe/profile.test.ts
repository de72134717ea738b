import { expect, test } from 'vitest';
import { renderPicture } from '#describe/picture.ts';
import { toSummary } from '#describe/summary.ts';
import { read, readFixture } from '../formats/read-fixture.ts';
import { makeProfile } from '../model/profile/make-profile.ts';

async function valueOf(path: string) {
  return (await read(path.slice(path.lastIndexOf('/') + 1), readFixture(path))).value;
}

test.each([
  [
    'pprof/valid/cpu-labels.pb.gz',
    'CPU profile, 1.4 s, 76 samples; cpu 760 ms; most in main.count 330 ms (43.4 %)',
  ],
  [
    'pprof/valid/heap.pb.gz',
    'heap profile, 40 samples; inuse_space 1.02 MiB; most in main.allocate 1.01 MiB (99.6 %)',
  ],
  [
    'pprof/valid/goroutine.pb.gz',
    /^profile of goroutines, \d+ samples?; goroutine \d+; most in runtime\.gopark \d+ \(/,
  ],
  ['folded/valid/perf.folded', 'profile, 653,061,216 samples; most in main.count 306,122,445 (46.9 %)'],
  [
    'perf-script/valid/default.txt',
    /^CPU profile, 0\.967 s, 32 samples; cpu-clock 653 ms; most in main\.count/,
  ],
])('%s in a line', async (path, line) => {
  const { kind, summary } = toSummary(await valueOf(path));
  expect(kind).toBe('profile');
  if (typeof line === 'string') expect(summary).toBe(line);
  else expect(summary).toMatch(line);
});

test('a profile in which nothing was counted says so, and is no picture', async () => {
  const empty = makeProfile([]);
  expect(toSummary(empty).summary).toBe('CPU profile, no samples');
  expect(await renderPicture(empty, 'cpu.pb.gz', 'CPU profile, no samples')).toBeUndefined();
  const zeros = makeProfile([{ stack: ['a'], value: 0 }]);
  expect(toSummary(zeros).summary).toBe('CPU profile, 1 sample; cpu 0');
  expect(await renderPicture(zeros, 'cpu.pb.gz', '')).toBeUndefined();
});

test('names that no XML may hold are a picture all the same', async () => {
  const hostile = makeProfile([
    { stack: ['a\u0001\u001b[31mb', 'x\uffff\ufffe', 'y\ud800', '<g>&"'], value: 3 },
  ]);
  const picture = await renderPicture(hostile, 'x\u0002\ud800.pb', toSummary(hostile).summary);
  expect(picture?.subarray(1, 4).toString()).toBe('PNG');
});

test('what was lost is said with its sign', () => {
  const less = makeProfile([
    { stack: ['main', 'work'], value: -3_000_000 },
    { stack: ['main'], value: 1_000_000 },
  ]);
  expect(toSummary(less).summary).toBe(
    'CPU profile, a difference, 2 samples; cpu 4 ms; changed most: work −3 ms (−75 %)',
  );
  const grown = makeProfile([
    { stack: ['main', 'work'], value: 3_000_000 },
    { stack: ['main'], value: -1_000_000 },
  ]);
  expect(toSummary(grown).summary).toMatch(/; changed most: work \+3 ms \(75 %\)$/);
});

test('a picture for those who are sent a link', async () => {
  const value = await valueOf('pprof/valid/cpu-labels.pb.gz');
  const picture = await renderPicture(value, 'cpu-labels.pb.gz', toSummary(value).summary);
  expect(picture?.subarray(1, 4).toString()).toBe('PNG');
  expect([picture?.readUInt32BE(16), picture?.readUInt32BE(20)]).toEqual([1200, 630]);
  // Without a drawing it would be a third of that.
  expect(picture?.length).toBeGreaterThan(15_000);
});
