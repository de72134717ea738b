/**
 * What a reader has set on one capture, as it goes into a link. Every field is optional: what is
 * not there is the default. Named things stand by name (a series' key), never by index.
 */
export interface ViewState {
  /** How CPU and memory are drawn. Default `lines`. */
  chart?: 'lines' | 'stack' | 'share';
  /** Keys of the only series shown. */
  only?: string[];
  /** Keys of series hidden one by one. */
  hide?: string[];
  /** Keys of series shown whatever the filter, the text and the top say. */
  show?: string[];
  /** The sum of what is hidden is drawn. Default yes, but for lines of `only`, where it would dwarf them. */
  other?: boolean;
  /** The table lists what is hidden too. */
  hidden?: boolean;
  /** Hide series at or below all of these; default `2,10,10,20` as topidchart's. */
  filter?: UsageFilter;
  /** Text that a name or pid must contain. */
  text?: string;
  /** At most this many series, largest first. */
  top?: number;
  /** Elapsed seconds from the first sample. */
  window?: [from: number, to: number];
  /** Default `wall` where the clock never steps back, else `elapsed`. */
  clock?: 'wall' | 'elapsed';
  /** IANA zone in which wall time is told. Default `UTC`, so that every reader of a link sees the same. */
  zone?: string;
  /** User and system CPU summed (default) or apart. */
  cpu?: 'sum' | 'split';
  /** System rows shown. */
  system?: boolean;
  /** CPU modes of all cores summed (default), or a chart a core. */
  cores?: 'sum' | 'each';
  /** Table order: a column's name, `-` before it for descending. */
  sort?: string;
  /** Unix seconds of the snapshot that is open. */
  snapshot?: number;
  /** The info panel is open. */
  info?: boolean;
  /** Second capture (its slot), and how the two are aligned. */
  compare?: { slot: string; align: 'start' | 'clock' | 'moment'; shiftSeconds?: number };
  /** Slots of the other crash logs that stand beside this one; `#2` is the second crash of the same file. */
  beside?: string[];
  /** Names of the processes that are drawn in a comparison; the largest changes where not said. */
  names?: string[];
  /** What the table of a comparison compares. Default `cpu`. */
  metric?: 'cpu' | 'memory';
  pins?: Pin[];
  /** Which crash of the file, from 1. */
  crash?: number;
  /** Which of the crashes that stand side by side is shown in full, from 1. Default the first. */
  column?: number;
  /** Lines of the raw log that are marked, from 1. */
  line?: [first: number, last: number];
  /** Only goroutines in this state. */
  state?: string;
  /** Only goroutines with a frame of this package. */
  package?: string;
  /** Owners whose frames are folded. */
  fold?: ('runtime' | 'std')[];
  /** Cells of the page that somebody edited: shown to the receiver of a link, and never run unasked. */
  edits?: SharedEdit[];
}

/** An edited cell of a page. */
export interface SharedEdit {
  /** The cell's name. */
  cell: string;
  /** The text that takes the place of the author's. */
  text: string;
  /** Sixteen hexadecimal digits of the SHA-256 of the author's text that was edited. */
  of: string;
}

/** Thresholds: percent of one core, and MiB. */
export interface UsageFilter {
  avgCpu: number;
  maxCpu: number;
  avgMemMib: number;
  maxMemMib: number;
}

/** A reader's note, on a time (elapsed seconds), a range, a process, or a log line. */
export interface Pin {
  text: string;
  time?: number;
  until?: number;
  series?: string;
  line?: number;
}

/** Where a capture of a link comes from. */
export type CaptureRef =
  /** One that the site publishes, by its name in the collection. */
  | { from: 'site'; name: string }
  /** A file of the same origin, as an absolute path: `/captures/board.log`. */
  | { from: 'url'; url: string }
  /** The bytes are in the link: deflated, base64url (see pack.ts). Size and hash are of the file itself, so that a link whose data was cut still tells what to drop. */
  | { from: 'link'; name: string; data: string; sizeBytes?: number; sha256?: string }
  /** One that is kept by this site's server: its id there, and its name, for when it is there no more. */
  | { from: 'store'; id: string; name?: string }
  /** The link does not carry it: what the receiver has to drop. */
  | { from: 'file'; name: string; sizeBytes: number; sha256: string };

/** A whole link: what is open, and how each is looked at. */
export interface View {
  /**
   * In the order of the list. A capture's slot is its key here. The files of one capture (the three
   * of a topid session) are several refs with the same slot.
   */
  captures: { slot: string; ref: CaptureRef }[];
  /** The slot that is looked at; the first capture's where it is not said. */
  active?: string;
  /**
   * By slot. A slot without a capture here is one that the page itself shows (a case's chart), and
   * the slot `''` is whatever is looked at where the link names no capture (topidchart's `?filter=`).
   */
  states: Record<string, ViewState>;
}
