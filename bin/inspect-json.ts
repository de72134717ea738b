import { toBuckets } from '#model/buckets.ts';
import { usageStatistics, type ValueStatistics } from '#model/statistics.ts';
import type { Found } from './inspect.ts';

export interface RecordingJson {
  kind: 'recording';
  format: string;
  samples: number;
  rows: number;
  /** Unix seconds of the first and the last sample in file order; null where there is none, or the source has no times. */
  start: number | null;
  end: number | null;
  series: SeriesJson[];
  warnings: string[];
}

interface SeriesJson {
  name: string;
  pid: number;
  kind: 'process' | 'system';
  /** In how many it was present; averages are over these. */
  samples: number;
  /** Percent of one core, user and system together. Null where there is no finite value. */
  cpu: { avg: number | null; max: number | null };
  memKb: { avg: number | null; max: number | null };
}

export interface CrashLogJson {
  kind: 'crash-log';
  format: string;
  reason: string;
  /** `SIGSEGV` */
  signal: string | null;
  goroutines: number;
  buckets: {
    count: number;
    state: string;
    frames: { function: string; file: string | null; line: number | null }[];
  }[];
  warnings: string[];
}

/** What `casebook inspect --json` prints of one thing. Others read it: fields are added, not changed. */
export function toInspectJson(found: Found): RecordingJson | CrashLogJson {
  const warnings = found.notices.map(({ message }) => message);
  if (found.kind === 'recording') {
    const { format, times, clock, series, rows } = found.recording;
    const hasTimes = clock === 'unix' && times.length > 0;
    return {
      kind: 'recording',
      format,
      samples: times.length,
      rows,
      start: hasTimes ? (times[0] ?? null) : null,
      end: hasTimes ? (times.at(-1) ?? null) : null,
      series: series.map((one) => {
        const { samples, cpu, memKb } = usageStatistics(found.recording, one);
        return {
          name: one.name,
          pid: one.pid,
          kind: one.kind,
          samples,
          cpu: toAvgAndMax(cpu),
          memKb: toAvgAndMax(memKb),
        };
      }),
      warnings,
    };
  }
  const { format, reason, signal, goroutines } = found.crash;
  return {
    kind: 'crash-log',
    format,
    reason,
    signal: signal?.name ?? null,
    // The block `runtime stack:` is no goroutine.
    goroutines: goroutines.filter(({ id }) => id !== undefined).length,
    buckets: toBuckets(goroutines).map(({ count, state, frames }) => ({
      count,
      state,
      frames: frames.map((frame) => ({
        function: frame.function,
        file: frame.file ?? null,
        line: frame.fileLine ?? null,
      })),
    })),
    warnings,
  };
}

function toAvgAndMax({ avg, max }: ValueStatistics): { avg: number | null; max: number | null } {
  return { avg, max };
}
