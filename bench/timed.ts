import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** What a program took, from its start to its end, and all that it started. */
export interface Taken {
  seconds: number;
  /** Of all threads, and of the system on their behalf; undefined where nobody counts it. */
  cpuSeconds?: number;
  /** The most memory that it held at once; likewise. */
  peakMib?: number;
}

/** GNU time, which asks the kernel: nothing that Node has tells what a child took. */
const timer = '/usr/bin/time';

/** Runs a program to its end; what it prints is thrown away. */
export function runTimed(command: readonly string[]): Taken {
  const format = '\n%U %S %M';
  const [program = '', ...args] = existsSync(timer) ? [timer, '-f', format, ...command] : command;
  const start = performance.now();
  const { status, stderr, error } = spawnSync(program, args, {
    stdio: ['ignore', 'ignore', 'pipe'],
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
  const seconds = (performance.now() - start) / 1000;
  if (error) throw error;
  if (status !== 0) throw new Error(`${command.join(' ')} ended with ${status}: ${stderr.slice(-2000)}`);
  if (program !== timer) return { seconds };
  const [user = 0, system = 0, kib = 0] = stderr.trimEnd().split('\n').at(-1)!.split(' ').map(Number);
  return { seconds, cpuSeconds: user + system, peakMib: kib / 1024 };
}

/** The middle one of several, the least and the greatest. */
export interface Spread {
  median: number;
  min: number;
  max: number;
}

/** Undefined where any is. */
export function toSpread(values: readonly (number | undefined)[]): Spread | undefined {
  const sorted = values.flatMap((value) => value ?? []).sort((a, b) => a - b);
  if (sorted.length === 0 || sorted.length < values.length) return undefined;
  return { median: sorted[sorted.length >> 1]!, min: sorted[0]!, max: sorted.at(-1)! };
}
