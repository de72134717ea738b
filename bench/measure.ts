import { toMedian } from './spread.ts';

/** Runs each thing it is given `runs` times, and prints its name with the median of the times. */
export function toMeasure(runs: number, time = timeOf): (name: string, run: () => unknown) => void {
  return (name, run) => {
    const times: number[] = [];
    for (let index = 0; index < runs; index++) times.push(time(run));
    console.log(`${toMedian(times).toFixed(1).padStart(8)} ms  ${name}`);
  };
}

/** How long something takes once, in milliseconds. */
export function timeOf(run: () => unknown): number {
  const start = performance.now();
  run();
  return performance.now() - start;
}

/** How long this thread works at something, in milliseconds: on a busy machine it says more than the clock. */
export function workOf(run: () => unknown): number {
  const start = process.threadCpuUsage();
  run();
  const { user, system } = process.threadCpuUsage(start);
  return (user + system) / 1000;
}
