import { atPlace, type Notice } from '#model/notice.ts';
import type { Recording, Series } from './recording.ts';
import { type RecordingSource, sayOfRecording } from './says.ts';
import { toPlainName } from './series-label.ts';

/** Percent of one core that no machine has: ten thousand cores. What a wrapped counter makes is far above it. */
const MOST_CPU = 1e6;
/**
 * Where the cores are known by their system rows: so many times what they all have together. topid
 * measures how long a tick is, and while the cores wait for disks its percentages are several times too
 * large: odd, and kept.
 */
const CPU_SLACK = 10;
/** KB that no machine has: 4 PiB. */
export const MOST_MEM_KB = 2 ** 42;
/** Series told one by one. */
const MAX_NOTICES = 10;

// `[CPU3-user]`
const CORE_ROW = /^\[CPU(\d+)-[a-z]+\]$/;

interface Found {
  count: number;
  /** The first of them, and its sample. */
  value: number;
  sample: number;
}

/**
 * Makes gaps (NaN) of values that no machine can have: below 0, not finite, or beyond all bounds (a
 * recorder that subtracts counters sends 1.8e19 % once a pid is used again). One of them would flatten
 * a chart. A value that the source leaves empty is NaN already and is passed over where `emptyIsNan`.
 *
 * @param recording its columns are changed in place
 * @returns a notice for each series and column that had some: what, whose, how many, the first of them
 */
export function dropImpossibleValues(
  recording: Pick<Recording, 'series' | 'times'>,
  source: RecordingSource,
  { emptyIsNan = false }: { emptyIsNan?: boolean } = {},
): Notice[] {
  const mostCpu = mostCpuOf(recording.series);
  const notices: Notice[] = [];
  let more = 0;
  const tell = (series: Series, what: 'CPU' | 'memory', found: Found | undefined) => {
    if (!found) return;
    if (notices.length < MAX_NOTICES) notices.push(toNotice(source, series, what, found));
    else more += found.count;
  };
  for (const series of recording.series) {
    const { at, userCpu, systemCpu, memKb } = series;
    if (!areAllPossible(userCpu, mostCpu) || !areAllPossible(systemCpu, mostCpu)) {
      tell(series, 'CPU', dropOf(at, [userCpu, systemCpu], mostCpu, emptyIsNan));
    }
    if (!isAllMemory(memKb)) tell(series, 'memory', dropOf(at, [memKb], MOST_MEM_KB, emptyIsNan));
  }
  if (more > 0) notices.push(sayOfRecording(`${source}-more-impossible`, { more }));
  return notices;
}

/** Nearly every column is: this is what a recording of millions of rows costs. */
function areAllPossible(column: Float32Array, most: number): boolean {
  for (let row = 0; row < column.length; row++) {
    const value = column[row]!;
    if (!(value >= 0 && value <= most)) return false;
  }
  return true;
}

/** As areAllPossible: the engine makes each of them for one type of column. */
function isAllMemory(column: Float64Array): boolean {
  for (let row = 0; row < column.length; row++) {
    const value = column[row]!;
    if (!(value >= 0 && value <= MOST_MEM_KB)) return false;
  }
  return true;
}

/** The columns together: where one of them is impossible, that row counts once. */
function dropOf(
  at: Uint32Array,
  columns: readonly (Float32Array | Float64Array)[],
  most: number,
  emptyIsNan: boolean,
): Found | undefined {
  let found: Found | undefined;
  const [first, second] = columns;
  for (let row = 0; row < at.length; row++) {
    const a = first![row]!;
    const b = second === undefined ? 0 : second[row]!;
    if (a >= 0 && a <= most && b >= 0 && b <= most) continue;
    const isOddA = !(a >= 0 && a <= most) && !(emptyIsNan && Number.isNaN(a));
    const isOddB = !(b >= 0 && b <= most) && !(emptyIsNan && Number.isNaN(b));
    if (!isOddA && !isOddB) continue;
    if (isOddA) first![row] = NaN;
    if (isOddB) second![row] = NaN;
    found ??= { count: 0, value: isOddA ? a : b, sample: at[row]! };
    found.count++;
  }
  return found;
}

function mostCpuOf(series: readonly Series[]): number {
  const cores = new Set<string>();
  for (const { kind, name } of series) {
    const core = kind === 'system' ? CORE_ROW.exec(name)?.[1] : undefined;
    if (core !== undefined) cores.add(core);
  }
  return cores.size === 0 ? MOST_CPU : Math.min(MOST_CPU, cores.size * 100 * CPU_SLACK);
}

function toNotice(
  source: RecordingSource,
  { name, pid, kind }: Series,
  what: 'CPU' | 'memory',
  { count, value, sample: index }: Found,
): Notice {
  const unit = what === 'CPU' ? '%' : 'KB';
  const sample = index + 1;
  const said = sayOfRecording(`${source}-impossible`, {
    count,
    what,
    name: toPlainName(name, 60),
    pid,
    system: kind === 'system' ? 1 : 0,
    sample,
    value: Number.isFinite(value) ? `${toShort(value)} ${unit}` : null,
  });
  return atPlace({ sample }, said);
}

/** `-5`, `1.8e+19`: as short as it is told. */
function toShort(value: number): string {
  return Math.abs(value) < 1e6 ? String(Number(value.toPrecision(7))) : value.toExponential(1);
}
