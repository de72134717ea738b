import { countGoroutines, countThreads, toBuckets } from '#model/crash/buckets.ts';
import type { CodePlace, CrashLog, RaceStack } from '#model/crash/crash-log.ts';
import { findPlace } from '#model/crash/crash-place.ts';
import { findCrashGuide } from '#model/crash/crash-reasons.ts';
import { usageStatistics, type ValueStatistics } from '#model/recording/statistics.ts';
import { callByKind } from '#model/capture/models.ts';
import type { Kind } from '#model/kind.ts';
import type { Recording } from '#model/recording/recording.ts';
import type { Found, FoundByKind } from './inspect.ts';

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

/** Version 2: `goroutines` counts no threads, and `function` may be null. */
export interface CrashLogJson {
  kind: 'crash-log';
  format: string;
  /** The first panic that is not marked recovered, or the last if all are; a logger's words where only those say it. */
  reason: string;
  reasonKind: CrashLog['reasonKind'];
  /** A server or a logger printed it and went on. */
  recovered: boolean;
  /** `SIGSEGV`; on Windows the exception's code, `0xc0000005`. */
  signal: string | null;
  /** Left out where the log does not say it. */
  signalAddr?: string;
  signalPc?: string;
  /** The first frame of the user's own code below the last `panic(`, else of the first bucket. */
  place: PlaceJson | null;
  /** Threads left out. */
  goroutines: number;
  /** `goroutine 0` and `runtime stack:`. */
  threads: number;
  buckets: BucketJson[];
  /** Lines of the runtime's own beside the reason; what it printed twice stands once. */
  runtimeLines: string[];
  /** What others said right before: an assertion of C's, a logger's line. */
  contextLines: string[];
  /** One of each thread. */
  registers: Record<string, string>[];
  races: { accesses: StackJson[]; created: StackJson[] }[];
  /** The guide's page about the reason, `guides/crashes/<guide>/`. */
  guide: string | null;
  warnings: string[];
}

interface BucketJson {
  count: number;
  state: string;
  /** Only of threads. */
  thread?: true;
  /** The log ends inside of one of them. */
  cut: boolean;
  createdBy: PlaceJson | null;
  frames: PlaceJson[];
}

interface StackJson {
  title: string;
  frames: PlaceJson[];
}

interface PlaceJson {
  function: string | null;
  file: string | null;
  line: number | null;
}

/** What is printed of each kind. */
interface JsonByKind {
  recording: RecordingJson;
  'crash-log': CrashLogJson;
}

const writers: { readonly [K in Kind]: (found: FoundByKind[K], warnings: string[]) => JsonByKind[K] } = {
  recording: ({ recording }, warnings) => toRecordingJson(recording, warnings),
  'crash-log': ({ crash }, warnings) => toCrashJson(crash, warnings),
};

/** What `casebook inspect --json` prints of one thing. Others read it: fields are added, not changed. */
export function toInspectJson(found: Found): JsonByKind[Kind] {
  const warnings = found.notices.map(({ message }) => message);
  return callByKind<Found, JsonByKind[Kind], [string[]]>(writers, found, warnings);
}

function toRecordingJson(recording: Recording, warnings: string[]): RecordingJson {
  const { format, times, clock, series, rows } = recording;
  const hasTimes = clock === 'unix' && times.length > 0;
  return {
    kind: 'recording',
    format,
    samples: times.length,
    rows,
    start: hasTimes ? (times[0] ?? null) : null,
    end: hasTimes ? (times.at(-1) ?? null) : null,
    series: series.map((one) => {
      const { samples, cpu, memKb } = usageStatistics(recording, one);
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

function toCrashJson(crash: CrashLog, warnings: string[]): CrashLogJson {
  const { format, reason, reasonKind, recovered, signal, goroutines } = crash;
  const place = findPlace(crash);
  return {
    kind: 'crash-log',
    format,
    reason,
    reasonKind,
    recovered,
    signal: signal?.name ?? null,
    ...(signal?.addr !== undefined && { signalAddr: signal.addr }),
    ...(signal?.pc !== undefined && { signalPc: signal.pc }),
    place: place ? toPlaceJson(place) : null,
    goroutines: countGoroutines(goroutines),
    threads: countThreads(goroutines),
    buckets: toBuckets(goroutines).map((bucket) => ({
      count: bucket.count,
      state: bucket.state,
      ...(bucket.thread && { thread: true as const }),
      cut: bucket.goroutines.some(({ cut }) => cut),
      createdBy: bucket.createdBy ? toPlaceJson(bucket.createdBy) : null,
      frames: bucket.frames.map(toPlaceJson),
    })),
    runtimeLines: crash.runtimeLines.map(({ text }) => text),
    contextLines: crash.contextLines.map(({ text }) => text),
    registers: crash.registers.map((list) =>
      Object.fromEntries(list.map(({ name, value }) => [name, value])),
    ),
    races: crash.races.map(({ accesses, created }) => ({
      accesses: accesses.map(toStackJson),
      created: created.map(toStackJson),
    })),
    guide: findCrashGuide(crash) ?? null,
    warnings,
  };
}

function toStackJson({ title, frames }: RaceStack): StackJson {
  return { title, frames: frames.map(toPlaceJson) };
}

function toPlaceJson({ function: name, file, fileLine }: CodePlace): PlaceJson {
  return { function: name === '' ? null : name, file: file ?? null, line: fileLine ?? null };
}

function toAvgAndMax({ avg, max }: ValueStatistics): { avg: number | null; max: number | null } {
  return { avg, max };
}
