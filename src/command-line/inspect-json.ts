import { countGoroutines, countThreads, toBuckets } from '#model/crash/buckets.ts';
import type { CodePlace, CrashLog, RaceStack } from '#model/crash/crash-log.ts';
import { findPlace } from '#model/crash/crash-place.ts';
import { findCrashGuide } from '#model/crash/crash-reasons.ts';
import { mainStatistics, type ValueStatistics } from '#model/recording/statistics.ts';
import { callByKind } from '#model/capture/models.ts';
import type { Collection } from '#model/crash/gc-trace.ts';
import type { Kind } from '#model/kind.ts';
import { foldStacks } from '#model/profile/call-tree.ts';
import { toExactNumber, toExactTop, toExactTree } from '#model/profile/exact-sums.ts';
import { listLabels } from '#model/profile/labels.ts';
import type { Profile } from '#model/profile/profile.ts';
import { findSampleType } from '#model/profile/sample-type.ts';
import { toTotal } from '#model/profile/weights.ts';
import type { Recording } from '#model/recording/recording.ts';
import type { Found, FoundByKind } from './inspect.ts';

export interface RecordingJson {
  /** The kind of capture. */
  kind: 'recording';
  /** Id of the format it was read as: `topid`, `topid-process`, `topid-text`, `table`. */
  format: string;
  /** Number of samples. */
  samples: number;
  /** Number of rows: one per process per sample. */
  rows: number;
  /**
   * Unix seconds of the first sample in file order; null if there are no samples or the source has no times
   * of day.
   */
  start: number | null;
  /** Unix seconds of the last sample, likewise. */
  end: number | null;
  /** One per process and one per system row. */
  series: SeriesJson[];
  /** What the page shows as notices: what is cut off, missing, or was guessed. Empty if all is well. */
  warnings: string[];
}

interface SeriesJson {
  /** Name of the process or system row. */
  name: string;
  /** Process id. */
  pid: number;
  /** `system` is a line about the machine as a whole. */
  kind: 'process' | 'system';
  /** Number of samples it appears in; averages are over these. */
  samples: number;
  /**
   * Percent of one core, user and system together: 250 is two and a half cores. Null if no finite value is
   * known.
   */
  cpu: { avg: number | null; max: number | null };
  /** Resident memory in KiB, likewise. */
  memKb: { avg: number | null; max: number | null };
}

/** Version 2: `goroutines` counts no threads, and `function` may be null. */
export interface CrashLogJson {
  /** The kind of capture. */
  kind: 'crash-log';
  /** Id of the format it was read as. */
  format: string;
  /**
   * What it is about, without its prefix: the first panic that is not marked `[recovered]`, or the last if
   * all are; the words of a logger where only those say it. Empty for a dump without a reason.
   */
  reason: string;
  /** Kind of the reason; `none` for a log without a crash, which holds garbage collections only. */
  reasonKind: CrashLog['reasonKind'] | 'none';
  /** A server or logger printed the panic and the program went on. */
  recovered: boolean;
  /** `SIGSEGV`; on Windows the code of the exception, `0xc0000005`. */
  signal: string | null;
  /** The faulting address; left out if the log does not say. */
  signalAddr?: string;
  /** The address of the instruction, likewise. */
  signalPc?: string;
  /**
   * Where it comes from: the first frame of the user's own code below the last `panic(` call; without such a
   * call, of the first bucket. Null where none is the user's.
   */
  place: PlaceJson | null;
  /** Number of goroutines; in a goroutine profile the sum of its counts. Threads are not included. */
  goroutines: number;
  /** Number of thread stacks: `goroutine 0` and `runtime stack:`. */
  threads: number;
  /** Goroutines with the same stack and state, folded; the one that crashed first, then by count. */
  buckets: BucketJson[];
  /**
   * Lines of the runtime's own beside the reason, as printed, whatever they begin with: `runtime:
   * s.allocCount= 3 s.nelems= 5`, `futexwakeup addr=0x406032c returned -89`. A line printed twice is listed
   * once.
   */
  runtimeLines: string[];
  /** What others printed right before: a C assertion, a logger's line, a server's request. */
  contextLines: string[];
  /** One per thread whose registers are in the log, name to value: `{"rax": "0x0"}`. */
  registers: Record<string, string>[];
  /** One per report of the race detector. */
  races: RaceJson[];
  /**
   * What the garbage collector did (`GODEBUG=gctrace=1`). Left out if the log has none; listed with the first
   * crash of a log.
   */
  collections?: Collection[];
  /** The page about the reason: `guides/crashes/` and this. */
  guide: string | null;
  /** What the page shows as notices: what is cut off, missing, or was guessed. Empty if all is well. */
  warnings: string[];
}

interface BucketJson {
  /** Number of goroutines. */
  count: number;
  /** `running`, `chan receive`; empty where the log says none, as in a profile. */
  state: string;
  /** Present for thread stacks only. */
  thread?: true;
  /** The log ends inside one of them. */
  cut: boolean;
  /** The `go` statement that started them. */
  createdBy: PlaceJson | null;
  /** Innermost first, of the first goroutine of the bucket. */
  frames: PlaceJson[];
}

interface RaceJson {
  /** The two accesses. */
  accesses: StackJson[];
  /** Where their goroutines and locks were created. */
  created: StackJson[];
}

interface StackJson {
  /** As printed: `Previous read at 0x00c000012345 by main goroutine`. */
  title: string;
  /** Innermost first. */
  frames: PlaceJson[];
}

interface PlaceJson {
  /**
   * Full name: `runtime.(*mcache).nextFree`. Null if the log does not say, as with some loggers.
   */
  function: string | null;
  /** Path as printed. Null if the log does not say, as for C code. */
  file: string | null;
  /** Line in that file. */
  line: number | null;
}

/** A log that holds collections alone. */
const noCrash: Omit<CrashLogJson, 'format' | 'warnings'> = {
  kind: 'crash-log',
  reason: '',
  reasonKind: 'none',
  recovered: false,
  signal: null,
  place: null,
  goroutines: 0,
  threads: 0,
  buckets: [],
  runtimeLines: [],
  contextLines: [],
  registers: [],
  races: [],
  guide: null,
};

/**
 * Sums are exact: numbers up to 2^53, and beyond that strings of their digits. Of a difference they may be
 * negative.
 */
export interface ProfileJson {
  /** The kind of capture. */
  kind: 'profile';
  /** Id of the format it was read as: `pprof`, `pprof-text`, `folded`, `perf-script`. */
  format: string;
  /** What each sample has a value of, in the file's order. */
  sampleTypes: SampleTypeJson[];
  /** The sample type of `top`: `--sample-type`, else the profile's default, else the last. */
  sampleType: string;
  /** Number of samples in the file. Each is a stack with its labels and may stand for many events. */
  samples: number;
  /** Duration of the measurement in nanoseconds; 0 if the file does not say. */
  durationNs: number | string;
  /** Sampling period in its own unit; 0 if the file does not say. */
  period: number | string;
  /**
   * By sample type, the total that shares refer to: the sum of absolute values. In a difference, that of the
   * base, if the samples say which they are.
   */
  total: Record<string, number | string>;
  /** The 200 functions with the greatest absolute `cum`, greatest first. */
  top: TopJson[];
  /** Labels of the samples: values by key, numbers with their unit. */
  labels: Record<string, string[]>;
  /** What the page shows as notices: what is cut off, missing, or was guessed. Empty if all is well. */
  warnings: string[];
}

interface SampleTypeJson {
  /** `cpu`, `inuse_space`, `samples`. */
  type: string;
  /** `nanoseconds`, `bytes`, `count`. */
  unit: string;
}

interface TopJson {
  /**
   * Full name: `main.work`. If it is not known, the program or library in brackets, `[libc.so.6]`, or
   * `<unknown>`.
   */
  function: string;
  /** Path of the source file. Null if the profile does not say. */
  file: string | null;
  /** Spent in the function itself. */
  flat: number | string;
  /** Spent in it and everything it called; each stack counts once. */
  cum: number | string;
}

/** What is printed of each kind. */
interface JsonByKind {
  recording: RecordingJson;
  'crash-log': CrashLogJson;
  profile: ProfileJson;
}

const writers: { readonly [K in Kind]: (found: FoundByKind[K], warnings: string[]) => JsonByKind[K] } = {
  recording: ({ recording }, warnings) => toRecordingJson(recording, warnings),
  'crash-log': ({ crash, collections, files }, warnings) => {
    const more = collections.length > 0 ? { collections } : {};
    return crash
      ? { ...toCrashJson(crash, warnings), ...more }
      : { ...noCrash, format: files[0]?.format ?? '', ...more, warnings };
  },
  profile: ({ profile, asked }, warnings) => toProfileJson(profile, asked, warnings),
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
      const { samples, cpu, memKb } = mainStatistics(recording, one);
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

/** How many functions are printed. */
const topFunctions = 200;

function toProfileJson(profile: Profile, asked: string | undefined, warnings: string[]): ProfileJson {
  const { format, sampleTypes, samples, durationNanos, period } = profile;
  const type = findSampleType(profile, asked) ?? 0;
  return {
    kind: 'profile',
    format,
    sampleTypes: sampleTypes.map(({ type: name, unit }) => ({ type: name, unit })),
    sampleType: sampleTypes[type]?.type ?? '',
    samples: samples.count,
    durationNs: toExactNumber(durationNanos),
    period: toExactNumber(period),
    total: Object.fromEntries(
      sampleTypes.map(({ type: name }, index) => [name, toExactNumber(toTotal(profile, index))]),
    ),
    top: toExactTop(toExactTree(profile, foldStacks(profile), type))
      .slice(0, topFunctions)
      .map(({ frame, flat, cum }) => ({
        function: frame.name,
        file: frame.file === '' ? null : frame.file,
        flat: toExactNumber(flat),
        cum: toExactNumber(cum),
      })),
    labels: Object.fromEntries(listLabels(profile)),
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
