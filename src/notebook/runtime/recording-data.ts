import { elapsedSeconds } from '#model/recording/clock.ts';
import type { Recording, Series } from '#model/recording/recording.ts';
import { lowerBound } from '#model/recording/time-axis.ts';
import { usageStatistics, type SampleRange } from '#model/recording/statistics.ts';

/** One process in one sample. */
export interface UsageRow {
  /** Seconds since the first sample of the recording, whatever the clock did. */
  time: number;
  /** Time of day, as recorded; undefined if the source has no times. */
  date: Date | undefined;
  /** `board_app-654`, for colours and facets. */
  key: string;
  /** Name of the process. */
  name: string;
  /** Process id. */
  pid: number;
  /** Percent of one core over the last interval: user and system together. */
  cpu: number;
  /** The user part, or all of it if the source gives a single figure. */
  userCpu: number;
  /** The system part, or 0. */
  systemCpu: number;
  /** Resident memory in MiB. */
  memMib: number;
}

/** Over the samples in which a process was there: a gap counts neither as zero nor at all. */
export interface UsageSummary {
  /** `board_app-654`: unique within the recording. */
  key: string;
  /** Name of the process. */
  name: string;
  /** Number of samples it appears in. */
  samples: number;
  /** Average, in percent of one core; null if nothing was measured. */
  avgCpu: number | null;
  /** Maximum. */
  maxCpu: number | null;
  /** Average resident memory in MiB; null if nothing was measured. */
  avgMemMib: number | null;
  /** Maximum. */
  maxMemMib: number | null;
  /**
   * Time of its first appearance, in seconds since the first sample of the recording; undefined if it never
   * appears.
   */
  firstTime: number | undefined;
  /** Time of its last appearance, likewise. */
  lastTime: number | undefined;
}

/** A process of two recordings, matched by name. */
export interface UsageChange {
  /** Name of the process. */
  name: string;
  /** Its summary in the first recording; undefined if it is not in there. */
  before: UsageSummary | undefined;
  /** Its summary in the second. */
  after: UsageSummary | undefined;
  /** After minus before; a missing process counts as 0. */
  avgCpuChange: number;
  /** Likewise, in MiB. */
  avgMemMibChange: number;
}

/** What `capture(name)` gives for a recording. */
export class RecordingData {
  /** Tells a recording from other captures. */
  readonly kind = 'recording';
  /** The capture's name, as the page declares it. */
  readonly name: string;
  /** The model itself: columns of typed arrays. */
  readonly recording: Recording;
  readonly #elapsed: Float64Array;
  readonly #range: SampleRange;

  constructor(name: string, recording: Recording, elapsed = elapsedSeconds(recording), range?: SampleRange) {
    this.name = name;
    this.recording = recording;
    this.#elapsed = elapsed;
    this.#range = range ?? { first: 0, last: recording.times.length - 1 };
  }

  /** Seconds since the first sample, of each sample. */
  get times(): number[] {
    return [...this.#elapsed.subarray(this.#range.first, this.#range.last + 1)];
  }

  /** From the first sample of the window to the last. */
  get durationSeconds(): number {
    return (this.#elapsed[this.#range.last] ?? 0) - (this.#elapsed[this.#range.first] ?? 0);
  }

  /**
   * Keys of the processes, in order of first appearance; system rows (CPU modes, memory kinds) not among
   * them.
   */
  get keys(): string[] {
    return this.recording.series.filter(({ kind }) => kind === 'process').map(({ key }) => key);
  }

  /**
   * One process or system row, by key, by name (the first one with that name) or by pid.
   *
   * @throws RangeError naming what there is
   */
  series(nameOrKey: string | number): SeriesData {
    const { series } = this.recording;
    const found =
      series.find(({ key }) => key === nameOrKey) ??
      series.find(({ name, pid }) => name === nameOrKey || pid === nameOrKey);
    if (found) return new SeriesData(this.recording, found, this.#elapsed, this.#range);
    const names = [...new Set(series.map(({ name }) => name))];
    const told = names.slice(0, 12).join(', ') + (names.length > 12 ? `, … ${names.length - 12} more` : '');
    throw new RangeError(`${this.name} has no process ${nameOrKey}; there are ${told}`);
  }

  /** All processes, or those with these names or keys. */
  all(...names: string[]): SeriesData[] {
    if (names.length > 0) return names.map((name) => this.series(name));
    return this.keys.map((key) => this.series(key));
  }

  /** The part of the recording between two times, both included, in seconds since the first sample. */
  window(from: number, to: number): RecordingData {
    const first = this.#elapsed.findIndex((time) => time >= from);
    const last = this.#elapsed.findLastIndex((time) => time <= to);
    const range = first < 0 ? { first: this.#elapsed.length, last } : { first, last };
    return new RecordingData(this.name, this.recording, this.#elapsed, range);
  }

  /** Rows for Plot: every sample of these processes, or of all of them if none is named. */
  rows(...names: string[]): UsageRow[] {
    return this.all(...names).flatMap((series) => series.rows());
  }

  /** One summary per process, largest average CPU first. */
  statistics(...names: string[]): UsageSummary[] {
    return this.all(...names)
      .map((series) => series.statistics())
      .filter(({ samples }) => samples > 0)
      .sort((a, b) => (b.avgCpu ?? 0) - (a.avgCpu ?? 0) || a.key.localeCompare(b.key));
  }

  /** This recording (before) against another (after), process by process, largest change of CPU first. */
  compare(after: RecordingData): UsageChange[] {
    const [mine, others] = [byName(this.statistics()), byName(after.statistics())];
    return [...new Set([...mine.keys(), ...others.keys()])]
      .map((name) => {
        const [one, other] = [mine.get(name), others.get(name)];
        return {
          name,
          before: one,
          after: other,
          avgCpuChange: (other?.avgCpu ?? 0) - (one?.avgCpu ?? 0),
          avgMemMibChange: (other?.avgMemMib ?? 0) - (one?.avgMemMib ?? 0),
        };
      })
      .sort((a, b) => Math.abs(b.avgCpuChange) - Math.abs(a.avgCpuChange) || a.name.localeCompare(b.name));
  }
}

/** One process of a recording, within its window. */
export class SeriesData {
  /** `board_app-654`: unique within the recording. */
  readonly key: string;
  /** The name as recorded. */
  readonly name: string;
  /** Process id; 0 for a system row. */
  readonly pid: number;
  readonly #recording: Recording;
  readonly #series: Series;
  readonly #elapsed: Float64Array;
  readonly #range: SampleRange;

  constructor(recording: Recording, series: Series, elapsed: Float64Array, range: SampleRange) {
    this.key = series.key;
    this.name = series.name;
    this.pid = series.pid;
    this.#recording = recording;
    this.#series = series;
    this.#elapsed = elapsed;
    this.#range = range;
  }

  /**
   * One row for each sample it appears in. A stretch in which it was missing becomes a single row of NaN, so
   * that a Plot line breaks there.
   */
  rows(): UsageRow[] {
    const { at } = this.#series;
    const rows: UsageRow[] = [];
    const end = lowerBound(at, this.#range.last + 1);
    for (let row = lowerBound(at, this.#range.first); row < end; row++) {
      const sample = at[row] ?? 0;
      const before = rows.length > 0 ? (at[row - 1] ?? 0) : sample - 1;
      if (sample > before + 1) rows.push(this.#toRow(before + 1));
      rows.push(this.#toRow(sample, row));
    }
    return rows;
  }

  /** Averages and maxima over the samples it appears in. */
  statistics(): UsageSummary {
    const { cpu, memKb, samples, firstSample, lastSample } = usageStatistics(
      this.#recording,
      this.#series,
      this.#range,
    );
    return {
      key: this.key,
      name: this.name,
      samples,
      avgCpu: cpu.avg,
      maxCpu: cpu.max,
      avgMemMib: memKb.avg === null ? null : memKb.avg / 1024,
      maxMemMib: memKb.max === null ? null : memKb.max / 1024,
      firstTime: firstSample === undefined ? undefined : this.#elapsed[firstSample],
      lastTime: lastSample === undefined ? undefined : this.#elapsed[lastSample],
    };
  }

  #toRow(sample: number, row?: number): UsageRow {
    const { userCpu, systemCpu, memKb } = this.#series;
    const { clock, times, cpuSplit } = this.#recording;
    const value = (column: Float32Array | Float64Array) =>
      row === undefined ? Number.NaN : (column[row] ?? Number.NaN);
    const [user, system] = [value(userCpu), value(systemCpu)];
    return {
      time: this.#elapsed[sample] ?? Number.NaN,
      date: clock === 'unix' ? new Date((times[sample] ?? Number.NaN) * 1000) : undefined,
      key: this.key,
      name: this.name,
      pid: this.pid,
      cpu: cpuSplit ? user + system : user,
      userCpu: user,
      systemCpu: system,
      memMib: value(memKb) / 1024,
    };
  }
}

/** Of several of one name the first counts, which used the most. */
function byName(summaries: UsageSummary[]): Map<string, UsageSummary> {
  const found = new Map<string, UsageSummary>();
  for (const summary of summaries) if (!found.has(summary.name)) found.set(summary.name, summary);
  return found;
}

// What cells show of it is called so, in a site made small too.
Object.defineProperty(RecordingData.prototype, Symbol.toStringTag, { value: 'RecordingData' });
Object.defineProperty(SeriesData.prototype, Symbol.toStringTag, { value: 'SeriesData' });
