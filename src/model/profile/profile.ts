/**
 * Where a program spent what, by stack: CPU time, memory, waiting, whatever was counted. Every format
 * of profiles becomes this; profile.proto (https://github.com/google/pprof/tree/main/proto) is the
 * widest of them and gives the words.
 *
 * All of it stands in columns, and refers by index: 0 is where nothing is referred to, so that
 * mappings and functions are counted from 1, and text 0 is ''.
 */
export interface Profile {
  /** Tells a profile from other captures. */
  kind: 'profile';
  /** Which format it came from: `pprof`, `pprof-text`, `folded`, `perf-script`; `merged` where it came from several. */
  format: string;
  /** Every text of it, each once: two are the same where their indexes are. */
  strings: readonly string[];
  /** What each sample has a value of, in the file's order. */
  sampleTypes: readonly ValueType[];
  /** The type that the maker would have shown first; '' where it does not say. */
  defaultSampleType: string;
  samples: Samples;
  labels: LabelColumns;
  stacks: StackColumns;
  locations: LocationColumns;
  lines: LineColumns;
  functions: FunctionColumns;
  mappings: readonly Mapping[];
  /** What was counted off between two samples, and how much of it; undefined where nothing is said. */
  periodType: ValueType | undefined;
  period: bigint;
  /** When it was made, in Unix nanoseconds; 0 where that is unknown. */
  timeNanos: bigint;
  /** How long was measured; 0 where that is unknown. */
  durationNanos: bigint;
  comments: readonly string[];
  /** Where the maker explains what it counts; '' where it does not say. Any text: it is for who shows it to look at. */
  docUrl: string;
  /** Regular expressions (RE2) of functions that the maker wants left out with all that they call, and of those to keep. */
  dropFrames: string;
  keepFrames: string;
}

/** `cpu` in `nanoseconds`, `inuse_space` in `bytes`, `samples` in `count`. */
export interface ValueType {
  type: string;
  unit: string;
}

interface Samples {
  count: number;
  /** By sample: its stack, an index into `stacks`. */
  stack: Uint32Array;
  /** By sample type and sample, exact: see `toWeights` for numbers to reckon with. */
  values: readonly BigInt64Array[];
  /** Where the labels of each sample begin, and one more: where those of the last end. */
  labels: Uint32Array;
}

/** A label is text, or a number with a unit where `text` is 0. */
interface LabelColumns {
  key: Uint32Array;
  text: Uint32Array;
  number: BigInt64Array;
  unit: Uint32Array;
}

/**
 * Stacks as a tree from the root: a stack is the location that it ends in (the leaf, where the program was)
 * and the stack of its caller, which always comes before it. Stack 0 is empty, the caller of every root.
 * Samples share what they have in common, so that a million of them of a hundred frames are no more
 * than their branches, and nothing that walks all stacks has to descend.
 */
interface StackColumns {
  caller: Uint32Array;
  /** An index into `locations`; of stack 0 it says nothing. */
  location: Uint32Array;
}

/** An address, and the lines that it was compiled from: several where calls were inlined. */
interface LocationColumns {
  address: BigUint64Array;
  /** 1 + an index into `mappings`; 0 for none. */
  mapping: Uint32Array;
  /** Where the lines of each location begin, and one more. None where nobody knows its function. */
  lines: Uint32Array;
}

/** The innermost call first: the function that was inlined before the one that it was inlined into. */
interface LineColumns {
  /** 1 + an index into `functions`; 0 for none. */
  function: Uint32Array;
  /** From 1; 0 where it is unknown. */
  line: Float64Array;
  column: Float64Array;
}

/** Indexes into `strings`. The system's name is the one before it was made readable, as linkers have it. */
interface FunctionColumns {
  name: Uint32Array;
  systemName: Uint32Array;
  file: Uint32Array;
  startLine: Float64Array;
}

/** A program or library, and which addresses it was loaded at. */
export interface Mapping {
  start: bigint;
  limit: bigint;
  offset: bigint;
  file: string;
  buildId: string;
}
