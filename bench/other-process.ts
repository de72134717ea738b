import { readFile } from 'node:fs/promises';

/** Ticks of the clock a second, as Linux shows them to everybody. */
const TICKS = 100;

/** What another process has worked so far, of all its threads. Linux alone says it. */
export async function cpuSecondsOf(pid: number): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
  // Its name, in brackets, may have spaces.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) / TICKS;
}

/** What another process holds now, and the most that it has held. */
export async function memoryOf(pid: number): Promise<{ mib: number; peakMib: number }> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  const [, peak] = /VmHWM:\s+(\d+)/.exec(status) ?? [];
  const [, now] = /VmRSS:\s+(\d+)/.exec(status) ?? [];
  return { mib: Number(now) / 1024, peakMib: Number(peak) / 1024 };
}
