/** Rows of the first block; each has twice as many as the one before, up to the largest. */
const FIRST_BLOCK = 1024;
/** 40 MB: what is allocated in pieces above 32 MiB goes back to the system when it is freed, whatever else is in use. */
const LARGEST_BLOCK = 2_097_152;
/** Rows that are moved at a time: what is read and written stays near. */
const PIECE = 32_768;

/** The columns of some rows, all in one buffer, that it can be given back at once. */
interface Block {
  buffer: ArrayBuffer;
  /** Which row its first one is. */
  first: number;
  series: Uint32Array;
  userCpu: Float32Array;
  systemCpu: Float32Array;
  memKb: Float64Array;
}

/** The columns of all rows, ordered by series; the rows of a series are those from its start to the next one's. */
export interface SortedColumns {
  starts: Uint32Array;
  at: Uint32Array;
  userCpu: Float32Array;
  systemCpu: Float32Array;
  memKb: Float64Array;
}

/**
 * Rows in the order in which they come, in blocks: to grow they are not copied. Sorted by series in the
 * end, when each block is given back as soon as its rows have gone where they belong: all rows are in
 * memory once, and not twice.
 */
export class RowStore {
  private readonly blocks: Block[] = [];
  private block: Block = toBlock(0, FIRST_BLOCK);
  private at = 0;
  private size = FIRST_BLOCK;

  constructor() {
    this.blocks.push(this.block);
  }

  get count(): number {
    return this.block.first + this.at;
  }

  add(series: number, userCpu: number, systemCpu: number, memKb: number): void {
    if (this.at === this.size) this.addBlock();
    const { block } = this;
    const at = this.at++;
    block.series[at] = series;
    block.userCpu[at] = userCpu;
    block.systemCpu[at] = systemCpu;
    block.memKb[at] = memKb;
  }

  /** Forgets the last rows. */
  cutTo(count: number): void {
    while (this.block.first > count) {
      this.blocks.pop();
      this.block = this.blocks.at(-1)!;
    }
    this.size = this.block.series.length;
    this.at = count - this.block.first;
  }

  /**
   * All rows by series; the store is empty afterwards.
   *
   * @param ends by sample: how many rows there are up to its end
   * @param toFinal by sample: what it is called in the recording, where that is another number
   */
  sort(seriesCount: number, ends: Uint32Array, toFinal: Uint32Array | undefined): SortedColumns {
    const { count } = this;
    const starts = new Uint32Array(seriesCount + 1);
    for (const { first, series } of this.blocks) {
      const rows = Math.min(count - first, series.length);
      for (let row = 0; row < rows; row++) starts[series[row]! + 1]!++;
    }
    for (let slot = 0; slot < seriesCount; slot++) starts[slot + 1]! += starts[slot]!;
    const sorted = {
      starts,
      at: new Uint32Array(count),
      userCpu: new Float32Array(count),
      systemCpu: new Float32Array(count),
      memKb: new Float64Array(count),
    };
    // Rows are in order of time already, so each series' rows stay so.
    const mover = new RowMover(sorted, ends, toFinal);
    for (const block of this.blocks) {
      mover.move(block, Math.min(count - block.first, block.series.length));
      release(block.buffer);
    }
    this.blocks.length = 0;
    this.block = toBlock(0, 0);
    this.blocks.push(this.block);
    this.at = this.size = 0;
    return sorted;
  }

  private addBlock(): void {
    const rows = Math.min(Math.max(this.size * 2, FIRST_BLOCK), LARGEST_BLOCK);
    this.block = toBlock(this.count, rows);
    this.blocks.push(this.block);
    this.size = rows;
    this.at = 0;
  }
}

/** Puts rows where they belong, piece by piece and column by column. */
class RowMover {
  private readonly sorted: SortedColumns;
  private readonly ends: Uint32Array;
  private readonly toFinal: Uint32Array | undefined;
  /** By series: where its next row goes. */
  private readonly next: Uint32Array;
  private readonly places: Uint32Array;
  private sample = 0;

  constructor(sorted: SortedColumns, ends: Uint32Array, toFinal: Uint32Array | undefined) {
    this.sorted = sorted;
    this.ends = ends;
    this.toFinal = toFinal;
    this.next = sorted.starts.slice();
    this.places = new Uint32Array(Math.min(sorted.at.length, PIECE));
  }

  move(block: Block, rows: number): void {
    const { sorted, places } = this;
    for (let from = 0; from < rows; from += PIECE) {
      const to = Math.min(from + PIECE, rows);
      this.place(block.series.subarray(from, to), block.first + from);
      scatter(block.userCpu.subarray(from, to), sorted.userCpu, places);
      scatter(block.systemCpu.subarray(from, to), sorted.systemCpu, places);
      scatterWide(block.memKb.subarray(from, to), sorted.memKb, places);
    }
  }

  /** Finds the places of rows, the first of which is the one of that number. */
  private place(series: Uint32Array, first: number): void {
    const { next, places, ends, toFinal } = this;
    const { at } = this.sorted;
    let { sample } = this;
    for (let row = 0; row < series.length;) {
      while (ends[sample]! <= first + row) sample++;
      const end = Math.min(series.length, ends[sample]! - first);
      const final = toFinal ? toFinal[sample]! : sample;
      for (; row < end; row++) {
        const slot = series[row]!;
        const place = next[slot]!;
        next[slot] = place + 1;
        places[row] = place;
        at[place] = final;
      }
    }
    this.sample = sample;
  }
}

function scatter(from: Float32Array, into: Float32Array, places: Uint32Array): void {
  for (let row = 0; row < from.length; row++) into[places[row]!] = from[row]!;
}

/** As scatter: the engine makes each of them for one type of column. */
function scatterWide(from: Float64Array, into: Float64Array, places: Uint32Array): void {
  for (let row = 0; row < from.length; row++) into[places[row]!] = from[row]!;
}

function toBlock(first: number, rows: number): Block {
  const buffer = new ArrayBuffer(rows * 20);
  return {
    buffer,
    first,
    memKb: new Float64Array(buffer, 0, rows),
    series: new Uint32Array(buffer, rows * 8, rows),
    userCpu: new Float32Array(buffer, rows * 12, rows),
    systemCpu: new Float32Array(buffer, rows * 16, rows),
  };
}

/** Gives the memory back now, where the engine can: the garbage collector might leave it for long. */
function release(buffer: ArrayBuffer): void {
  const { transfer } = buffer as { transfer?: (length: number) => ArrayBuffer };
  transfer?.call(buffer, 0);
}
