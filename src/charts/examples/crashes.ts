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

/** Goroutines by state and by whole minutes waited. */
export const waits: WaitCount[] = [
  { state: 'chan receive', minutes: 1, count: 4 },
  { state: 'chan receive', minutes: 4, count: 1 },
  { state: 'chan send', minutes: 2, count: 2 },
  { state: 'select', minutes: 0, count: 9 },
];
