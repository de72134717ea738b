import type { Notice } from '#model/notice.ts';

/**
 * One crash of one Go program, as its log tells. Line numbers are 1-based lines of the file it was read from.
 */
export interface CrashLog {
  /** Tells a crash log from other captures. */
  kind: 'crash-log';
  /** Id of the format it was read as. */
  format: 'go-crash';
  /**
   * The reason without its prefix: `s.allocCount != s.nelems && freeIndex == s.nelems`. Of several panics,
   * the first that is not marked recovered, or the last if all are. Empty if the log holds nothing but
   * goroutines.
   */
  reason: string;
  /** Whose words the reason is: the runtime's own, or those of a server or logger that printed the stack. */
  reasonFrom: 'runtime' | 'logger';
  /** Kind of the reason. */
  reasonKind: 'fatal error' | 'panic' | 'signal' | 'data race' | 'goroutine dump' | 'goexit';
  /** A server or logger printed it and the program went on, as far as the log tells. */
  recovered: boolean;
  /** Every `panic:` of the log in order, nested ones too. */
  panics: Panic[];
  /** The signal that ended it, if one did. */
  signal: CrashSignal | undefined;
  /**
   * Lines of the runtime's own beside the reason, as printed: `runtime: s.allocCount= 3 s.nelems= 5`,
   * `futexwakeup addr=0x406032c returned -89`. A line printed twice is listed once.
   */
  runtimeLines: TextLine[];
  /** What others printed right before: a C assertion, a logger's message, a server's request. */
  contextLines: TextLine[];
  /** In file order; threads (`goroutine 0`, `runtime stack:`) included: see Goroutine.thread. */
  goroutines: Goroutine[];
  /** One list per thread, in file order. */
  registers: Register[][];
  /** One per report of the race detector. */
  races: DataRace[];
  /** First line of the file that belongs to it, from 1. */
  firstLine: number;
  /** Last line of the file that belongs to it. */
  lastLine: number;
  /** What is cut off, missing, or was guessed. */
  notices: Notice[];
}

/**
 * A whole log: the raw text beside the crashes that were read from it. One without any holds at least
 * traces of the garbage collector, which `findCollections` gives.
 */
export interface CrashFile {
  kind: 'crash-log';
  crashes: CrashLog[];
  /** The file as text (decoded, line ends as `\n`, colours and prefixes kept): what line numbers refer to. */
  lines: string[];
}

export interface Register {
  /** `rax` */
  name: string;
  /** As printed: `0xca`. */
  value: string;
}

export interface TextLine {
  /** As printed. */
  text: string;
  /** Line of the file, from 1. */
  line: number;
}

export interface Panic {
  /** May have several lines. */
  text: string;
  /** Marked `[recovered]`. */
  recovered: boolean;
  /** Marked as panicking again: `[recovered, repanicked]`. */
  repanicked: boolean;
  /** Line of the file, from 1. */
  line: number;
}

export interface CrashSignal {
  /** `SIGSEGV`; on Windows the exception's code, `0xc0000005`. */
  name: string;
  /** `segmentation violation`; empty on Windows. */
  text: string;
  /** As printed: `0x1`. */
  code?: string;
  /** The faulting address, as printed. */
  addr?: string;
  /** The address of the instruction, as printed. */
  pc?: string;
  /** Line of the file, from 1. */
  line: number;
}

export interface Goroutine {
  /** Goroutine id; undefined for `runtime stack:`, for frames without a header, and in a profile. */
  id: number | undefined;
  /** True for a thread's own stack (`goroutine 0`, `runtime stack:`), which does not count as a goroutine. */
  thread: boolean;
  /**
   * How many goroutines this one stands for: 1, but in a profile (`?debug=1`), which gives the number of each
   * stack.
   */
  count: number;
  /** `running`, `chan receive`, `select`; `runtime stack` for that block. */
  state: string;
  /** Minutes waited; 0 if not printed. */
  waitMinutes: number;
  /** Marked `locked to thread`. */
  lockedToThread: boolean;
  /** Other marks of the header: `scan`, `leaked`, `synctest bubble 1`. */
  marks: string[];
  /** What 1.22+ prints: gp, m, mp. */
  attributes: Record<string, string>;
  /** Innermost first. */
  frames: Frame[];
  /** The `go` statement that started it, and the goroutine that it ran in. */
  createdBy:
    | (CodePlace & {
        owner: Frame['owner'];
        goroutine: number | undefined;
        /** As printed: `+0x54`. */
        offset: string | undefined;
        line: number;
      })
    | undefined;
  /** With GODEBUG=tracebackancestors: the stacks of the goroutines that made it, nearest first. */
  ancestors?: { goroutine: number; frames: Frame[]; line: number }[];
  /**
   * Frames that the runtime left out (`...additional frames elided...` counts as 1 or more: -1 where no
   * number is said).
   */
  elided: number;
  /** `goroutine running on other thread; stack unavailable` */
  stackUnavailable: boolean;
  /** True where the log ends inside this goroutine. */
  cut: boolean;
  /** Line of the file, from 1. */
  line: number;
}

export interface CodePlace {
  /**
   * Full name as printed without arguments: `runtime.(*mcache).nextFree`. Empty where the log gives the file
   * alone.
   */
  function: string;
  /** Import path: `io/ioutil`. */
  package: string;
  /** Path as printed. */
  file: string | undefined;
  /** Line in that file. */
  fileLine: number | undefined;
}

export interface Frame extends CodePlace {
  /** Between the parentheses, as printed: `0x600, 0x15d600, 0x1, 0x0`, or `...` for an inlined call. */
  args: string;
  /** Inlined into its caller by the compiler. */
  inlined: boolean;
  /** Whose code it is: yours, the standard library's, the runtime's, or C. */
  owner: 'user' | 'std' | 'runtime' | 'cgo';
  /** As printed, with 0x: `+0x54`'s offset, and fp, sp, pc from GOTRACEBACK=system or a throw. */
  offset: string | undefined;
  /** The frame's pointer, as printed. */
  fp: string | undefined;
  /** The stack's pointer, as printed. */
  sp: string | undefined;
  /** The address of the instruction, as printed. */
  pc: string | undefined;
  /** fp - sp in bytes, if both are known. */
  sizeBytes: number | undefined;
  /** Line of the log, from 1. */
  line: number;
}

export interface DataRace {
  /** `Write at 0x00c0000b4010 by goroutine 7` and `Previous read …`, each with its frames. */
  accesses: RaceStack[];
  /** Where its goroutines, mutexes and variables came from: `Goroutine 7 (running) created at`. */
  created: RaceStack[];
  /** Line of the file, from 1. */
  line: number;
}

export interface RaceStack {
  /** As printed. */
  title: string;
  /** Innermost first. */
  frames: Frame[];
  /** Line of the file, from 1. */
  line: number;
}

/** Goroutines with the same stack and state, folded. */
export interface Bucket {
  /** Number of goroutines, the sum of their counts. */
  count: number;
  /** State that they share. */
  state: string;
  /** True for threads, which do not count as goroutines. */
  thread: boolean;
  /** Stack of the first of them. */
  frames: Frame[];
  /** All of them, in file order. */
  goroutines: Goroutine[];
  /** The `go` statement that started them. */
  createdBy: Goroutine['createdBy'];
  /** The shortest and the longest wait among them, in minutes. */
  waitMinutes: { min: number; max: number };
}
