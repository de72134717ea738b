import { countGoroutines, countThreads, toBuckets } from '#model/crash/buckets.ts';
import type { CodePlace, CrashLog, RaceStack } from '#model/crash/crash-log.ts';
import { findPlace } from '#model/crash/crash-place.ts';
import { findCrashGuide } from '#model/crash/crash-reasons.ts';
import { usageStatistics, type ValueStatistics } from '#model/recording/statistics.ts';
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
  /** Which kind it is. */
  kind: 'recording';
  /** The id of the format that it was read as: `topid`, `topid-process`, `topid-text`, `table`. */
  format: string;
  /** Samples, one a moment. */
  samples: number;
  /** Rows: one for each process in each sample. */
  rows: number;
  /**
   * Unix seconds of the first sample in the order of the file. Null without samples, and where the source has
   * no times of day.
   */
  start: number | null;
  /** Unix seconds of the last sample, likewise. */
  end: number | null;
  /** One for each process, and one for each line of the system. */
  series: SeriesJson[];
  /** What the page shows as notices: what is cut, missing or was guessed. Empty where all is well. */
  warnings: string[];
}

interface SeriesJson {
  /** Name of the process, or of the line of the system. */
  name: string;
  /** Number of the process. */
  pid: number;
  /** `system` is a line about the machine as a whole. */
  kind: 'process' | 'system';
  /** In how many samples it was present: averages are over these. */
  samples: number;
  /**
   * Percent of one core, user and system together: 250 is two and a half cores. Null where no finite value is
   * known.
   */
  cpu: { avg: number | null; max: number | null };
  /** Resident memory in KiB, likewise. */
  memKb: { avg: number | null; max: number | null };
}

/** Version 2: `goroutines` counts no threads, and `function` may be null. */
export interface CrashLogJson {
  /** Which kind it is. */
  kind: 'crash-log';
  /** The id of the format that it was read as. */
  format: string;
  /**
   * What it is about, without its prefix: the first panic that is not marked `[recovered]`, or the last if
   * all are; the words of a logger where only those say it. Empty for a dump without a reason.
   */
  reason: string;
  /** What kind of reason that is; `none` for a log without a crash, which holds collections of garbage. */
  reasonKind: CrashLog['reasonKind'] | 'none';
  /** A server or a logger printed the panic and the program went on. */
  recovered: boolean;
  /** `SIGSEGV`; on Windows the code of the exception, `0xc0000005`. */
  signal: string | null;
  /** The address that was touched. Left out where the log does not say it. */
  signalAddr?: string;
  /** The address of the instruction, likewise. */
  signalPc?: string;
  /**
   * Where it comes from: the first frame of the user's own code below the last `panic(` call; without such a
   * call, of the first bucket. Null where none is the user's.
   */
  place: PlaceJson | null;
  /** All goroutines, those of a profile by their counts; threads are not among them. */
  goroutines: number;
  /** Stacks of threads: `goroutine 0` and `runtime stack:`. */
  threads: number;
  /** Goroutines with the same stack and state, folded; the one that crashed first, then by count. */
  buckets: BucketJson[];
  /**
   * Lines of the runtime's own beside the reason, as printed, whatever they begin with: `runtime:
   * s.allocCount= 3 s.nelems= 5`, `futexwakeup addr=0x406032c returned -89`. What is printed twice stands
   * once.
   */
  runtimeLines: string[];
  /** What others said right before: an assertion of C, a logger's line, a server's request. */
  contextLines: string[];
  /** One for each thread whose registers are in the log, name to value: `{"rax": "0x0"}`. */
  registers: Record<string, string>[];
  /** One for each report of the race detector. */
  races: RaceJson[];
  /** What the garbage collector did (`GODEBUG=gctrace=1`). Left out where the log says nothing of it; with the first crash of a log. */
  collections?: Collection[];
  /** The page about the reason: `guides/crashes/` and this. */
  guide: string | null;
  /** What the page shows as notices: what is cut, missing or was guessed. Empty where all is well. */
  warnings: string[];
}

interface BucketJson {
  /** How many goroutines. */
  count: number;
  /** `running`, `chan receive`; empty where the log says none, as in a profile. */
  state: string;
  /** Only there for stacks of threads. */
  thread?: true;
  /** The log ends inside of one of them. */
  cut: boolean;
  /** The `go` statement that started them. */
  createdBy: PlaceJson | null;
  /** Innermost first, of the first goroutine of the bucket. */
  frames: PlaceJson[];
}

interface RaceJson {
  /** The two accesses. */
  accesses: StackJson[];
  /** Where their goroutines and what they lock came from. */
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
   * Full name: `runtime.(*mcache).nextFree`. Null where the log does not say it, as lists of some loggers.
   */
  function: string | null;
  /** Path as printed. Null where the log does not say it, as of C code. */
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
  /** Which kind it is. */
  kind: 'profile';
  /** The id of the format that it was read as: `pprof`, `pprof-text`, `folded`, `perf-script`. */
  format: string;
  /** What each sample has a value of, in the file's order. */
  sampleTypes: SampleTypeJson[];
  /** The one that `top` is of: that of `--sample-type`, else the profile's default, else the last. */
  sampleType: string;
  /** Samples in the file: a stack with its labels each, which may stand for many. */
  samples: number;
  /** How long was measured, in nanoseconds. 0 where the file does not say. */
  durationNs: number | string;
  /** What was counted off between two samples, in the unit of what was counted. 0 where the file does not say. */
  period: number | string;
  /**
   * By sample type: what shares are of, which is all values without their signs; in a difference those of its
   * base, where the samples say which they are.
   */
  total: Record<string, number | string>;
  /** The 200 functions with the greatest `cum`, whatever its sign, the greatest first. */
  top: TopJson[];
  /** The labels that samples have: values by key, those of numbers with their unit behind them. */
  labels: Record<string, string[]>;
  /** What the page shows as notices: what is cut, missing or was guessed. Empty where all is well. */
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
   * Full name: `main.work`. Where nobody knows it, the program or library in brackets, `[libc.so.6]`, or
   * `<unknown>`.
   */
  function: string;
  /** Path of its source. Null where the file does not say it. */
  file: string | null;
  /** What was spent in the function itself. */
  flat: number | string;
  /** What was spent in it and in all that it called, each stack once. */
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
