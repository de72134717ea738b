import { DEFAULT_THRESHOLDS } from '#model/recording/filter.ts';
import { isZone } from '#model/zone.ts';
import { captureFields, type CaptureState } from './capture-state.ts';
import {
  checked,
  count,
  decodeNumber,
  encodeNumbers,
  flag,
  listOf,
  names,
  number,
  oneOf,
  stretch,
  text,
  toKnown,
} from './field-codecs.ts';
import { LinkValueError } from './link-value-error.ts';
import { decodeText, encodeText } from './percent.ts';
import { linkReason } from './says.ts';
import type { StateField, StateFields } from './state-field.ts';

/** What a reader has set on a recording. */
export interface RecordingState extends CaptureState {
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
  /** What is looked for among processes, in the words of model/recording/expression.ts; in place of `text`. */
  where?: string;
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
  /** Table order: a column's name, `-` before it for descending. Default `-cpuSeconds`, of a comparison `-diff`. */
  sort?: string;
  /** Columns of the table of processes that are shown, by their names; all where not said. */
  columns?: string[];
  /** Unix seconds of the snapshot that is open. */
  snapshot?: number;
  /** It has the whole width, below the charts, instead of a column beside them. */
  snapshotWide?: boolean;
  /** The info panel is open. */
  info?: boolean;
  /** Second capture (its slot), and how the two are aligned. */
  compare?: { slot: string; align: 'start' | 'clock' | 'moment'; shiftSeconds?: number };
  /** Names of the processes that are drawn in a comparison; the largest changes where not said. */
  names?: string[];
  /** What the table of a comparison compares. Default `cpu`. */
  metric?: 'cpu' | 'memory';
  /** What a row and a line are: a process, or the sum of several. Default by the recording: see `toGrouping`. */
  group?: 'pid' | 'name' | 'parent' | 'pattern';
  /** For `pattern`: a regular expression on names; its first group, or the whole match, is the name of the sum. */
  pattern?: string;
  /** Names of the groups whose processes are listed. */
  expanded?: string[];
  /** Elapsed seconds at which the cursor was left. */
  cursor?: number;
  /** The range that is selected, in elapsed seconds: told, not zoomed to. */
  selection?: [from: number, to: number];
  /** The strips of when each process was there are open. */
  lifetimes?: boolean;
  /** The chart that has the whole height: its id. */
  maximized?: string;
}

/** Thresholds: percent of one core, and MiB. */
interface UsageFilter {
  avgCpu: number;
  maxCpu: number;
  avgMemMib: number;
  maxMemMib: number;
}

/** Columns of the table of processes that are numbers of theirs, as `sort` names them. */
export const valueColumns = [
  'cpuSeconds',
  'cpu',
  'cpuMax',
  'cpuMaxAt',
  'mem',
  'memMax',
  'memMaxAt',
  'memDiff',
  'growth',
  'first',
  'last',
  'life',
] as const;

/** What of its columns may be left out, in their order: those first that most is read of. */
export const tableColumns = [
  'cursor',
  'cpuSeconds',
  'cpu',
  'cpuMax',
  'mem',
  'memMax',
  'memDiff',
  'growth',
  'life',
  'spark',
  'sparkMemory',
  'cpuMaxAt',
  'memMaxAt',
  'first',
  'last',
] as const;

/** All of its columns that have an order. */
export const processColumns = ['name', 'pid', ...valueColumns] as const;

/** Columns of the comparison's table, as `sort` names them. */
export const compareColumns = [
  'name',
  'avgA',
  'avgB',
  'diff',
  'ratio',
  'maxA',
  'maxB',
  'slopeA',
  'slopeB',
] as const;

const sortColumns: readonly string[] = [...new Set([...processColumns, ...compareColumns])];

/** Whether a text names a column, `-` before it or not. */
export function isSortColumn(text: string): boolean {
  return sortColumns.includes(text.replace(/^-/, ''));
}

/** The charts of a recording, and of two that are compared, by their ids. */
const charts: readonly string[] = [
  'cpu',
  'userCpu',
  'systemCpu',
  'memory',
  'machine-cpu',
  'machine-memory',
  'machine-others',
  'lifetimes',
  'compare-cpu',
  'compare-memory',
  'difference-cpu',
  'difference-memory',
];

/**
 *     chart=stack  only=init-1,board_app-654  filter=5,20,10,40  window=12.5,80  system  sort=-mem
 *     compare=OTHER,moment,-3.25
 */
export const recordingFields: StateFields<RecordingState> = {
  title: captureFields.title,
  chart: oneOf(['lines', 'stack', 'share'], 'lines'),
  only: names('series', ['init-1', 'board_app-654']),
  hide: listOf(names('series', ['init-1'])),
  show: listOf(names('series', ['init-1'])),
  other: flag(),
  hidden: flag(),
  filter: filter(),
  text: captureFields.text,
  where: text('search', 'board, init cpu>5', ''),
  top: count(12),
  window: { ...stretch([12.5, 80]), step: true },
  clock: oneOf(['wall', 'elapsed']),
  zone: checked(text('zone', 'Asia/Shanghai', 'UTC'), (found) =>
    isZone(found) ? undefined : linkReason('link-zone', { found }),
  ),
  cpu: oneOf(['sum', 'split'], 'sum'),
  system: flag(),
  cores: oneOf(['sum', 'each'], 'sum'),
  sort: checked(text('column', '-mem'), (found) =>
    isSortColumn(found) ? undefined : linkReason('link-none-of', { found, known: sortColumns }),
  ),
  columns: columns(),
  snapshot: number(1_636_600_000),
  snapshotWide: flag(),
  info: flag(),
  compare: compare(),
  beside: captureFields.beside,
  names: listOf(names('process', ['board_app'])),
  metric: oneOf(['cpu', 'memory'], 'cpu'),
  group: oneOf(['pid', 'name', 'parent', 'pattern']),
  pattern: text('search', '^(kworker)/', ''),
  expanded: listOf(names('process', ['board_app'])),
  cursor: number(12.5),
  selection: stretch([12.5, 80]),
  lifetimes: flag(),
  maximized: checked(text('column', 'memory', ''), (found) =>
    found === '' || charts.includes(found) ? undefined : linkReason('link-none-of', { found, known: charts }),
  ),
  pins: captureFields.pins,
};

function filter(): StateField<UsageFilter> {
  const toNumbers = (filter: UsageFilter) => [
    filter.avgCpu,
    filter.maxCpu,
    filter.avgMemMib,
    filter.maxMemMib,
  ];
  const byDefault = toNumbers(DEFAULT_THRESHOLDS).join();
  return {
    encode: (value) => (toNumbers(value).join() === byDefault ? [] : encodeNumbers(toNumbers(value))),
    decode: ([raw = '']) => {
      const parts = raw.split(',');
      const [avgCpu, maxCpu, avgMemMib, maxMemMib] = parts.map(decodeNumber);
      if (maxMemMib === undefined || parts.length !== 4) {
        throw new LinkValueError(linkReason('link-filter'));
      }
      return { avgCpu: avgCpu ?? 0, maxCpu: maxCpu ?? 0, avgMemMib: avgMemMib ?? 0, maxMemMib };
    },
    holds: 'plain',
    example: { avgCpu: 5, maxCpu: 20, avgMemMib: 10, maxMemMib: 40 },
  };
}

function columns(): StateField<string[]> {
  const field = listOf(names('column', ['cpuSeconds', 'mem']));
  const known: readonly string[] = tableColumns;
  return {
    ...field,
    decode(raws) {
      const found = field.decode(raws);
      const unknown = found.find((name) => !known.includes(name));
      if (unknown === undefined) return found;
      throw new LinkValueError(linkReason('link-none-of', { found: unknown, known }));
    },
  };
}

function compare(): StateField<NonNullable<RecordingState['compare']>> {
  return {
    encode: ({ slot, align, shiftSeconds }) => {
      const shift = shiftSeconds === undefined ? [] : encodeNumbers([shiftSeconds]);
      return [[encodeText(slot, ','), align, ...shift].join(',')];
    },
    decode: ([raw = '']) => {
      const [slot = '', align = 'start', shift, ...more] = raw.split(',');
      if (slot === '' || more.length > 0) throw new LinkValueError(linkReason('link-compare'));
      return {
        slot: decodeText(slot),
        align: toKnown(align, ['start', 'clock', 'moment']),
        ...(shift === undefined ? {} : { shiftSeconds: decodeNumber(shift) }),
      };
    },
    holds: { slot: 'slot', align: 'plain', shiftSeconds: 'plain' },
    example: { slot: 'after', align: 'moment', shiftSeconds: -3.25 },
  };
}
