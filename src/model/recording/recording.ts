import type { Notice } from '#model/notice.ts';

/**
 * CPU and memory of processes over time, by columns.
 *
 * A recording is a sequence of samples in file order, whatever their time says: boards start in
 * 1970 and step their clocks. A process missing from a sample is a gap, never a zero.
 */
export interface Recording {
  /** Tells a recording from other captures. */
  kind: 'recording';
  /**
   * Which format it came from: `topid-process`, `topid-snapshot`, `topid-info`, `topid-text`, `table`, or
   * `topid` once joined.
   */
  format: string;
  /** The topid session the file belongs to, if its name tells. */
  session: Session | undefined;
  /**
   * Time of each sample in file order. With `clock: 'unix'` Unix seconds (fractions kept); with
   * `clock: 'none'` (topid's text has no times) sample number times the interval, from 0.
   */
  times: Float64Array;
  /** Whether `times` are times of day. */
  clock: 'unix' | 'none';
  /** False if the source gives a single CPU figure, which is then in `userCpu` while `systemCpu` is 0. */
  cpuSplit: boolean;
  /** In order of first appearance. */
  series: Series[];
  /** Number of rows read (one process in one sample), over all series. */
  rows: number;
  /**
   * Its rows are threads (`-thread`), each with the memory of its whole process: memory must not be added up.
   */
  threadRows?: true;
  /** Samples that a snapshot left without processes, skipped and no gap. */
  snapshotEchoes: number;
  /** Process trees. */
  snapshots: Snapshot[];
  /** What the recorder says about the machine. */
  info: RecordingInfo | undefined;
  /** What is cut off, missing, or was guessed. */
  notices: Notice[];
}

/** The latest time that a date can have, in Unix seconds; the earliest is its negative. */
const MAX_TIME = 8.64e12;

/** Whether a time in Unix seconds is that of a date: neither NaN, nor an infinity, nor beyond all calendars. */
export function isDate(time: number): boolean {
  return Math.abs(time) <= MAX_TIME;
}

export interface Session {
  id: string;
  part: 'process' | 'snapshot' | 'info' | 'joined';
}

/**
 * One process (name and pid), or one system row, over the samples in which it was present. The
 * columns of all series of a recording are views of the same few buffers: transfer each buffer once.
 */
export interface Series {
  /**
   * Unique within the recording and stable for links: `name-pid`, or the bare name for system rows. A second
   * series of one name and pid in one sample gets `#2`.
   */
  key: string;
  /** The name as recorded, with broken UTF-8 replaced. Text from a board: never HTML. */
  name: string;
  /** Process id; 0 for a system row. */
  pid: number;
  /** `system` is a line about the machine as a whole. */
  kind: 'process' | 'system';
  /** Indexes into `times`, ascending. An index that is missing is a gap. */
  at: Uint32Array;
  /**
   * Percent of one core over the last interval; same length as `at`. NaN where the source has none, or one
   * that cannot be.
   */
  userCpu: Float32Array;
  /** Likewise. */
  systemCpu: Float32Array;
  /** RSS (PSS with `-pss`) in KB; NaN as above. */
  memKb: Float64Array;
}

/** A process tree as text, taken at a time (Unix seconds). */
export interface Snapshot {
  /** Unix seconds. */
  time: number;
  /** The tree, as topid printed it. */
  text: string;
}

export interface RecordingInfo {
  /** The model of the CPU. */
  cpu: string;
  /** The kernel's version. */
  kernel: string;
  /** Output of each extra command. */
  commands: { command: string; output: string }[];
  /** The whole text as it was. */
  text: string;
}
