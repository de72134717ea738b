import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** What was taken, from a start to an end, with all that was started in between. */
export interface Taken {
  seconds: number;
  /** Of all threads, and of the system on their behalf; undefined where nobody counts it. */
  cpuSeconds?: number;
  /** The most memory that was held at once; likewise. */
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

/** What this process takes, its workers counted: its memory is that of all that it has done so far. */
export async function timeHere(act: () => unknown): Promise<Taken> {
  const cpu = process.cpuUsage();
  const start = performance.now();
  await act();
  const seconds = (performance.now() - start) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  return { seconds, cpuSeconds: (user + system) / 1e6 };
}
