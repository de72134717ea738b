import type { Collection } from '#model/crash/gc-trace.ts';
import type { WaitCount } from '#model/crash/wait-times.ts';
import type { StackRow } from '#charts/stack-frames.ts';

/** The innermost frames of a crash within mallocgc, and the outermost one, whose size the log does not say. */
export const stackRows: StackRow[] = [
  { label: 'runtime.throw', owner: 'runtime', sizeBytes: 48, shared: true },
  { label: 'runtime.(*mcache).nextFree', owner: 'runtime', sizeBytes: 80, shared: true },
  { label: 'runtime.mallocgc', owner: 'runtime', sizeBytes: 192, shared: true },
  { label: 'bytes.makeSlice', owner: 'std', sizeBytes: 112, shared: false },
  { label: 'io/ioutil.ReadFile', owner: 'std', sizeBytes: 160, shared: false },
  { label: 'pidinfo.(*PidInfo).init', owner: 'user', sizeBytes: undefined, shared: false },
];

/** The heap of a program that keeps more and more, until it lets go of half. */
export const collections: Collection[] = [
  [0.012, 3, 3, 1, 4],
  [0.081, 4, 5, 3, 4],
  [0.22, 6, 7, 5, 6],
  [0.47, 10, 11, 8, 10],
  [0.95, 16, 18, 14, 16],
  [1.6, 28, 30, 12, 28],
].map(([atSeconds = 0, start = 0, end = 0, live = 0, goalMib = 0], index) => ({
  run: 1,
  number: index + 1,
  line: index + 1,
  atSeconds,
  cpuPercent: 1,
  sweepStopMs: 0.03,
  markMs: 0.9,
  markStopMs: 0.01,
  cpuMs: { sweepStop: 0.06, assist: 0.2, background: 0.8, idle: 0, markStop: 0.02 },
  heapMib: { start, end, live },
  goalMib,
  stacksMib: 0,
  globalsMib: 0,
  processors: 2,
  forced: index === 5,
}));

/** Goroutines by state and by whole minutes waited. */
export const waits: WaitCount[] = [
  { state: 'chan receive', minutes: 1, count: 4 },
  { state: 'chan receive', minutes: 4, count: 1 },
  { state: 'chan send', minutes: 2, count: 2 },
  { state: 'select', minutes: 0, count: 9 },
];
