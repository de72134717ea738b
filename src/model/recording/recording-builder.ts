import { isDate, type Recording, type Series } from './recording.ts';
import { RowStore } from './row-store.ts';

/**
 * Rows of one name and pid that one sample may have. A pid is one process; a few rows of the same
 * come from containers, thousands only from a file that is broken or made to fill the memory.
 */
const MAX_TWINS = 100;

/**
 * Gathers rows, sample by sample, into a Recording's columns. Rows of all series share columns and are
 * sorted by series at the end, so that a million rows cost no object each and a process that lives for
 * one sample costs next to nothing.
 */
export class RecordingBuilder {
  /** Samples (of the finished recording, once it is) whose time was no date; they got the time of the one before. */
  readonly oddTimes: number[] = [];
  /** Rows that were left out, for one sample had MAX_TWINS of their name and pid before; and the first of their samples. */
  readonly surplus = { rows: 0, sample: 0 };
  private readonly series: { name: string; pid: number; key: string }[] = [];
  private readonly keys = new Set<string>();
  /** By a key that is taken: the number that the next series of the same gets. Names that are no UTF-8 look alike by thousands. */
  private readonly nextNumbers = new Map<string, number>();
  private readonly slots = new Map<string, number>();
  /** By series: the others of the same name and pid, for a second row in one sample, a third, and so on. */
  private readonly twins = new Map<number, number[]>();
  /** By series: the mark of the sample that it was last in, and how many rows of it that has. */
  private lastMark = new Uint32Array(256);
  private markRows = new Uint32Array(256);
  private mark = 0;
  private sampleCount = 0;
  private times = new Float64Array(256);
  private dropped: Uint8Array | undefined;
  private sampleStart = 0;
  /** By sample before the one that was started last: how many rows there are up to its end. */
  private sampleEnds = new Uint32Array(256);
  private readonly rows = new RowStore();

  get samples(): number {
    return this.sampleCount;
  }

  /** Rows of the sample that was started last. */
  get sampleRows(): number {
    return this.rows.count - this.sampleStart;
  }

  /** A name in brackets without a pid is a row of the system's, as topid writes them. */
  addSeries(name: string, pid: number): number {
    const base = isSystemRow(name, pid) ? name : `${name}-${pid}`;
    let key = base;
    if (this.keys.has(base)) {
      let number = this.nextNumbers.get(base) ?? 2;
      do key = `${base}#${number++}`;
      while (this.keys.has(key));
      this.nextNumbers.set(base, number);
    }
    this.keys.add(key);
    const slot = this.series.push({ name, pid, key }) - 1;
    if (slot >= this.lastMark.length) {
      this.lastMark = grown(this.lastMark, Uint32Array);
      this.markRows = grown(this.markRows, Uint32Array);
    }
    return slot;
  }

  /** The series of a name and pid, added when it is new. Formats that know names by their bytes keep their own index. */
  seriesOf(name: string, pid: number): number {
    const id = `${pid} ${name}`;
    let slot = this.slots.get(id);
    if (slot === undefined) {
      slot = this.addSeries(name, pid);
      this.slots.set(id, slot);
    }
    return slot;
  }

  /** Begins a sample. Its time may be set later, by `setTime`. */
  startSample(time = 0): void {
    if (this.sampleCount === this.times.length) {
      this.times = grown(this.times, Float64Array);
      this.sampleEnds = grown(this.sampleEnds, Uint32Array);
    }
    this.sampleStart = this.rows.count;
    if (this.sampleCount > 0) this.sampleEnds[this.sampleCount - 1] = this.sampleStart;
    this.sampleCount++;
    this.mark++;
    this.setTime(time);
  }

  /** Sets the time of the sample that was started last, in Unix seconds. */
  setTime(time: number): void {
    const sample = this.sampleCount - 1;
    if (this.oddTimes.at(-1) === sample) this.oddTimes.pop();
    if (isDate(time)) {
      this.times[sample] = time;
    } else {
      this.oddTimes.push(sample);
      this.times[sample] = sample > 0 ? this.times[sample - 1]! : 0;
    }
  }

  /** Whether the series has a row in the sample that was started last. */
  isInSample(series: number): boolean {
    return this.lastMark[series] === this.mark;
  }

  /** A second row of one series in one sample goes to its twin, `#2`; beyond MAX_TWINS it is counted and left out. */
  addRow(series: number, userCpu: number, systemCpu: number, memKb: number): void {
    let slot = series;
    if (this.lastMark[series] === this.mark) {
      const before = this.markRows[series]!;
      if (before === MAX_TWINS) {
        if (this.surplus.rows++ === 0) this.surplus.sample = this.sampleCount - 1;
        return;
      }
      this.markRows[series] = before + 1;
      slot = this.twinOf(series, before - 1);
    } else {
      this.lastMark[series] = this.mark;
      this.markRows[series] = 1;
    }
    this.rows.add(slot, userCpu, systemCpu, memKb);
  }

  /** Takes back the sample that was started last, rows and all. */
  undoSample(): void {
    if (this.oddTimes.at(-1) === this.sampleCount - 1) this.oddTimes.pop();
    this.sampleCount--;
    this.rows.cutTo(this.sampleStart);
    this.mark++;
  }

  /** Leaves a sample out of the recording; it must have no rows. */
  dropSample(sample: number): void {
    if (!this.dropped || sample >= this.dropped.length) {
      const longer = new Uint8Array(Math.max(this.times.length, sample + 1));
      if (this.dropped) longer.set(this.dropped);
      this.dropped = longer;
    }
    this.dropped[sample] = 1;
  }

  timeOf(sample: number): number {
    return this.times[sample]!;
  }

  /** The columns; what the source tells besides is given with `facts`. */
  finish(facts: Omit<Recording, 'kind' | 'times' | 'series' | 'rows'>): Recording {
    const { times, toFinal } = this.finalTimes();
    const rows = this.rows.count;
    return { kind: 'recording', ...facts, times, series: this.finishSeries(toFinal), rows };
  }

  private finalTimes(): { times: Float64Array; toFinal: Uint32Array | undefined } {
    const dropped = this.dropped;
    if (!dropped) return { times: this.times.slice(0, this.sampleCount), toFinal: undefined };
    const times = new Float64Array(this.sampleCount);
    const toFinal = new Uint32Array(this.sampleCount);
    let kept = 0;
    for (let sample = 0; sample < this.sampleCount; sample++) {
      toFinal[sample] = kept;
      if (dropped[sample] !== 1) times[kept++] = this.times[sample]!;
    }
    this.oddTimes.forEach((sample, at) => (this.oddTimes[at] = toFinal[sample]!));
    return { times: times.slice(0, kept), toFinal };
  }

  private finishSeries(toFinal: Uint32Array | undefined): Series[] {
    if (this.sampleCount > 0) this.sampleEnds[this.sampleCount - 1] = this.rows.count;
    const { starts, at, userCpu, systemCpu, memKb } = this.rows.sort(
      this.series.length,
      this.sampleEnds,
      toFinal,
    );
    const all: Series[] = [];
    this.series.forEach(({ name, pid, key }, slot) => {
      const start = starts[slot]!;
      const end = starts[slot + 1]!;
      if (start === end) return;
      all.push({
        key,
        name,
        pid,
        kind: isSystemRow(name, pid) ? 'system' : 'process',
        at: at.subarray(start, end),
        userCpu: userCpu.subarray(start, end),
        systemCpu: systemCpu.subarray(start, end),
        memKb: memKb.subarray(start, end),
      });
    });
    return all;
  }

  private twinOf(series: number, at: number): number {
    let twins = this.twins.get(series);
    if (!twins) {
      twins = [];
      this.twins.set(series, twins);
    }
    let twin = twins[at];
    if (twin === undefined) {
      const { name, pid } = this.series[series]!;
      twin = this.addSeries(name, pid);
      twins.push(twin);
    }
    return twin;
  }
}

function isSystemRow(name: string, pid: number): boolean {
  return pid === 0 && name.length > 2 && name.startsWith('[') && name.endsWith(']');
}

function grown<T extends { length: number; set(from: T): void }>(
  array: T,
  Type: new (length: number) => T,
): T {
  const longer = new Type(array.length * 2);
  longer.set(array);
  return longer;
}
