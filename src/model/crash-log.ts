import type { Notice } from './notice.ts';

/** One crash of one Go program, as its log tells. Line numbers are 1-based lines of the file it was read from. */
export interface CrashLog {
  kind: 'crash-log';
  format: 'go-crash';
  /** What the crash is about, without its prefix: `s.allocCount != s.nelems && freeIndex == s.nelems`. Empty where the log holds goroutines alone. */
  reason: string;
  reasonKind: 'fatal error' | 'panic' | 'signal' | 'data race' | 'goroutine dump' | 'goexit';
  /** Every `panic:` of the log in order, nested ones too. */
  panics: Panic[];
  signal: CrashSignal | undefined;
  /** Lines of the runtime's own before the reason, as printed: `runtime: s.allocCount= 3 s.nelems= 5`. */
  runtimeLines: TextLine[];
  /** In file order; `goroutine 0` and the `runtime stack:` included (see Goroutine.id). */
  goroutines: Goroutine[];
  registers: { name: string; value: string }[];
  races: DataRace[];
  /** Lines of the file that this crash spans, both ends included. */
  firstLine: number;
  lastLine: number;
  notices: Notice[];
}

/** A whole file of one or more crashes: the raw text beside what was read from it. */
export interface CrashFile {
  kind: 'crash-file';
  crashes: CrashLog[];
  /** The file as text (decoded, line ends as `\n`, colours and prefixes kept): what line numbers refer to. */
  lines: string[];
}

export interface TextLine {
  text: string;
  line: number;
}

export interface Panic {
  /** May have several lines. */
  text: string;
  recovered: boolean;
  repanicked: boolean;
  line: number;
}

export interface CrashSignal {
  /** `SIGSEGV` */
  name: string;
  /** `segmentation violation` */
  text: string;
  code?: string;
  addr?: string;
  pc?: string;
  line: number;
}

export interface Goroutine {
  /** Undefined for `runtime stack:`. */
  id: number | undefined;
  /** `running`, `chan receive`, `select`; `runtime stack` for that block. */
  state: string;
  /** Minutes waited, 0 where not printed. */
  waitMinutes: number;
  lockedToThread: boolean;
  /** Other marks of the header: `scan`, `leaked`, `synctest bubble 1`. */
  marks: string[];
  /** What 1.22+ prints: gp, m, mp. */
  attributes: Record<string, string>;
  frames: Frame[];
  createdBy: (CodePlace & { owner: Frame['owner']; goroutine: number | undefined; line: number }) | undefined;
  /** With GODEBUG=tracebackancestors: the stacks of the goroutines that made it, nearest first. */
  ancestors?: { goroutine: number; frames: Frame[]; line: number }[];
  /** Frames that the runtime left out (`...additional frames elided...` counts as 1 or more: -1 where no number is said). */
  elided: number;
  /** `goroutine running on other thread; stack unavailable` */
  stackUnavailable: boolean;
  /** True where the log ends inside this goroutine. */
  cut: boolean;
  line: number;
}

export interface CodePlace {
  /** Full name as printed without arguments: `runtime.(*mcache).nextFree`. */
  function: string;
  /** Import path of it: `io/ioutil`. */
  package: string;
  file: string | undefined;
  fileLine: number | undefined;
}

export interface Frame extends CodePlace {
  /** Between the parentheses, as printed: `0x600, 0x15d600, 0x1, 0x0`, or `...` for an inlined call. */
  args: string;
  inlined: boolean;
  owner: 'user' | 'std' | 'runtime' | 'cgo';
  /** As printed, with 0x: `+0x54`'s offset, and fp, sp, pc from GOTRACEBACK=system or a throw. */
  offset: string | undefined;
  fp: string | undefined;
  sp: string | undefined;
  pc: string | undefined;
  /** fp - sp in bytes where both are known. */
  sizeBytes: number | undefined;
  line: number;
}

export interface DataRace {
  /** `Write at 0x00c0000b4010 by goroutine 7`, then its frames. */
  accesses: { title: string; frames: Frame[]; line: number }[];
  line: number;
}

/** Goroutines with the same stack and state, folded. */
export interface Bucket {
  count: number;
  state: string;
  /** Of the first of them. */
  frames: Frame[];
  goroutines: Goroutine[];
  createdBy: Goroutine['createdBy'];
  waitMinutes: { min: number; max: number };
}
