import { captureFields, type CaptureState } from './capture-state.ts';
import {
  count,
  decodeCount,
  flag,
  listOf,
  names,
  number,
  oneOf,
  range,
  subset,
  text,
} from './field-codecs.ts';
import type { StateFields } from './state-field.ts';

/** What a reader has set on a crash log. */
export interface CrashState extends CaptureState {
  /** When it happened, as the reader says: Unix seconds. */
  happened?: number;
  /** Which crash of the file, from 1. */
  crash?: number;
  /** Which of the crashes that stand side by side is shown in full, from 1. Default the first. */
  column?: number;
  /** Lines of the raw log that are marked, from 1. */
  line?: [first: number, last: number];
  /** What is looked for in the raw log. */
  find?: string;
  /** How it is looked for: with regard to case, as a regular expression in Go's syntax. */
  findBy?: ('case' | 'expression')[];
  /** Whether long lines of the raw log go on in the next row. */
  wrap?: boolean;
  /** Only goroutines in this state. */
  state?: string;
  /** Only goroutines with a frame of this package. */
  package?: string;
  /** Which program of the log, from 1, the collections of whose garbage collector are shown. Default that with the most. */
  run?: number;
  /** Owners whose frames are folded. */
  fold?: ('runtime' | 'std')[];
  /** Whether the beginnings that many paths share are left out. Default `short`: they are, and stand above once. */
  paths?: 'short' | 'full';
  /** How the goroutines are shown. Default `list`: in buckets of the same stack. */
  goroutines?: 'list' | 'flame';
  /** Of the flame graph: functions from the root down to the one that fills the width. */
  stackZoom?: string[];
  /** The function whose callers and callees are shown in its place. */
  stackFrame?: string;
}

/**
 *     crash=2  beside=after.log,#2  line=12,40  state=chan%20receive  fold=runtime,std
 *     find=mallocgc  findBy=case,expression  wrap
 *     paths=full  goroutines=flame  stackZoom=main.main,main.work  stackFrame=main.work
 *     pins=line:40,text:Look%20here
 */
export const crashFields: StateFields<CrashState> = {
  ...captureFields,
  crash: count(2),
  happened: number(1_637_305_200),
  column: count(2),
  line: range(decodeCount, [12, 40]),
  find: text('search', 'chan receive', ''),
  findBy: listOf(subset(['case', 'expression'])),
  wrap: flag(),
  state: text('goroutine-state', 'chan receive'),
  package: text('package', 'example.com/board/fw'),
  run: count(2),
  fold: listOf(subset(['runtime', 'std'])),
  paths: oneOf(['short', 'full'], 'short'),
  goroutines: oneOf(['list', 'flame'], 'list'),
  stackZoom: listOf(names('frame', ['main.main', 'main.(*server).serve'])),
  stackFrame: text('frame', 'main.work'),
};
