import type { Recording, Series } from './recording.ts';
import { sumSeries } from './usage-sum.ts';

/** The modes that `/proc/stat` counts, in the order they are stacked; idle time is what is left free. */
export const CPU_MODES = ['user', 'nice', 'system', 'irq', 'softirq', 'steal', 'iowait', 'idle'] as const;
export type CpuMode = (typeof CPU_MODES)[number];

/** Time of guests is part of `user` and `nice` already: shown, never added to them. */
const GUEST_MODES = ['guest', 'guestnice'] as const;
export type GuestMode = (typeof GUEST_MODES)[number];

interface CpuRow {
  core: number;
  mode: CpuMode | GuestMode;
  series: Series;
}

/** A recording's system rows by what they are. */
export interface SystemRows {
  /** Ascending. */
  cores: number[];
  cpu: CpuRow[];
  /** `available`, `cache`, `free`, …; they overlap, so they are never stacked. */
  memory: { kind: string; series: Series }[];
  /** System rows of no known kind, of a newer recorder: those that count memory, and the others. */
  otherMemory: Series[];
  otherCpu: Series[];
}

// `[CPU0-user]`
const CPU_NAME = /^\[CPU(\d+)-([a-z]+)\]$/;
// `[available]`
const MEMORY_NAME = /^\[(available|cache|free|buffers|shmem|used)\]$/;

export function toSystemRows(recording: Recording): SystemRows {
  const rows: SystemRows = { cores: [], cpu: [], memory: [], otherMemory: [], otherCpu: [] };
  const cores = new Set<number>();
  for (const series of recording.series) {
    if (series.kind !== 'system') continue;
    const cpu = CPU_NAME.exec(series.name);
    const memory = MEMORY_NAME.exec(series.name);
    const mode = cpu?.[2] as CpuMode | GuestMode | undefined;
    if (mode && ([...CPU_MODES, ...GUEST_MODES] as string[]).includes(mode)) {
      const core = Number(cpu?.[1]);
      cores.add(core);
      rows.cpu.push({ core, mode, series });
    } else if (memory?.[1]) rows.memory.push({ kind: memory[1], series });
    else if (series.memKb.some((value) => value !== 0)) rows.otherMemory.push(series);
    else rows.otherCpu.push(series);
  }
  rows.cores = [...cores].sort((a, b) => a - b);
  return rows;
}

const sums = new WeakMap<SystemRows, Map<string, Series>>();

/** A sum of system rows, made once: charts ask for it at every move of the window. */
function sumOnce(
  recording: Recording,
  rows: SystemRows,
  key: string,
  name: string,
  members: readonly Series[],
): Series | undefined {
  if (members.length === 0) return undefined;
  const known = sums.get(rows) ?? new Map<string, Series>();
  sums.set(rows, known);
  const sum = known.get(key) ?? sumSeries(recording, members, key, name);
  known.set(key, sum);
  return sum;
}

/** A mode over all cores: percent of one core, so that two busy cores are 200. Undefined where no core has it. */
export function sumMode(
  recording: Recording,
  rows: SystemRows,
  mode: CpuMode | GuestMode,
): Series | undefined {
  const members = rows.cpu.filter((row) => row.mode === mode).map((row) => row.series);
  return sumOnce(recording, rows, `*${mode}*`, mode, members);
}

/** All of a core but its idle time and its waiting for disks. Undefined where there is none. */
export function busyOfCore(recording: Recording, rows: SystemRows, core: number): Series | undefined {
  const members = rows.cpu
    .filter((row) => row.core === core && row.mode !== 'idle' && row.mode !== 'iowait')
    .filter((row) => !(GUEST_MODES as readonly string[]).includes(row.mode))
    .map((row) => row.series);
  return sumOnce(recording, rows, `*core ${core}*`, `CPU${core}`, members);
}
