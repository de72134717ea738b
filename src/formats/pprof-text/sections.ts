import type { ValueType } from '#model/profile/profile.ts';

/** One of the profiles that Go prints with `?debug=1`: how its first line and its samples look, and what their numbers are. */
export interface Section {
  sampleTypes: readonly ValueType[];
  periodType: ValueType;
  period: bigint;
  /** The line of an attribute before the samples, `sampling period=1`; false where it is none. */
  readAttribute?(line: string): boolean;
  /** The values of a sample's line, a number for each sample type, and its addresses; undefined where it is no sample. */
  readSample(line: string): TextSample | undefined;
}

export interface TextSample {
  values: readonly bigint[];
  /** `0x6a4799`, as they stand, the leaf first. */
  addresses: string;
  /** The size of a block, of memory. */
  blockBytes?: bigint;
}

const objects = { unit: 'count' };
const space = { unit: 'bytes' };

// `heap profile: 181: 568176 [500: 4832224] @ heap/8192`
const HEAP =
  /^heap profile: *(\d+): *(\d+) *\[ *(\d+): *(\d+) *\] *@ *(heap_v2|heapz_v2|heap|heapprofile)(?:\/(\d+))?\s*$/;
// `44: 180224 [44: 180224] @ 0x48576c 0x489d09`
const HEAP_SAMPLE = /^(-?\d+): *(-?\d+) *\[ *(-?\d+): *(-?\d+) *\] @((?: 0x[0-9a-f]+)*)\s*$/;

// `threadcreate profile: total 6`
const COUNTS = /^([^\s:]{1,200}) profile: total \d+\s*$/;
// `6 @ 0x1 0x2`
const COUNT_SAMPLE = /^(\d+) @((?: 0x[0-9a-f]+)*)\s*$/;

// `--- mutex:`
const WAITS = /^--- (?:mutex|contention):\s*$/;
// `cycles/second=2600000127`
const ATTRIBUTE = /^([a-z/ ]+?) *= *(\d+)\s*$/;
// `684750546 79 @ 0x6a476d 0x6a476c`
const WAIT_SAMPLE = /^(-?\d+) +(\d+) @((?: 0x[0-9a-f]+)*)\s*$/;

/** What the first line begins; undefined where that is no profile, or the dump of goroutines, which is read as a log. */
export function findSection(line: string): Section | undefined {
  const heap = HEAP.exec(line);
  if (heap) return toHeap(heap);
  const counts = COUNTS.exec(line);
  if (counts && !counts[1]!.startsWith('goroutine')) return toCounts(counts[1]!);
  return WAITS.test(line) ? toWaits() : undefined;
}

function toHeap([, inuse, inuseBytes, alloc, allocBytes, kind = '', rate = '0']: RegExpExecArray): Section {
  // Go's header has twice the rate, for versions that meant something else by it.
  const isSampled = kind !== 'heapprofile';
  const period = isSampled ? BigInt(rate) / (kind === 'heap' ? 2n : 1n) : 1n;
  const hasAlloc = (alloc !== inuse && alloc !== '0') || (allocBytes !== inuseBytes && allocBytes !== '0');
  const scale = (count: bigint, bytes: bigint): bigint[] =>
    isSampled ? unsample(count, bytes, Number(period)) : [count, bytes];
  return {
    sampleTypes: hasAlloc
      ? [
          { type: 'alloc_objects', ...objects },
          { type: 'alloc_space', ...space },
          { type: 'inuse_objects', ...objects },
          { type: 'inuse_space', ...space },
        ]
      : [
          { type: 'objects', ...objects },
          { type: 'space', ...space },
        ],
    periodType: { type: 'space', ...space },
    period,
    readSample(line) {
      const match = HEAP_SAMPLE.exec(line);
      if (!match) return undefined;
      const [count, bytes, allCount, allBytes] = match.slice(1, 5).map(BigInt) as [
        bigint,
        bigint,
        bigint,
        bigint,
      ];
      let blockBytes = 0n;
      if (count !== 0n) blockBytes = bytes / count;
      else if (hasAlloc && allCount !== 0n) blockBytes = allBytes / allCount;
      const values = [...(hasAlloc ? scale(allCount, allBytes) : []), ...scale(count, bytes)];
      return { values, addresses: match[5]!, blockBytes };
    },
  };
}

/**
 * Of memory one block in so many bytes is sampled: what a sample stands for is its count by how likely it
 * was to be taken, 1 - exp(-size / rate), as pprof reckons it.
 */
function unsample(count: bigint, bytes: bigint, rate: number): bigint[] {
  if (count === 0n || bytes === 0n) return [0n, 0n];
  if (rate <= 1) return [count, bytes];
  const scale = 1 / (1 - Math.exp(-(Number(bytes) / Number(count)) / rate));
  return [toBig(Number(count) * scale), toBig(Number(bytes) * scale)];
}

function toCounts(type: string): Section {
  return {
    sampleTypes: [{ type, unit: 'count' }],
    periodType: { type, unit: 'count' },
    period: 1n,
    readSample(line) {
      const match = COUNT_SAMPLE.exec(line);
      return match ? { values: [BigInt(match[1]!)], addresses: match[2]! } : undefined;
    },
  };
}

function toWaits(): Section {
  let cyclesPerSecond = 0;
  let period = 1n;
  return {
    sampleTypes: [
      { type: 'contentions', unit: 'count' },
      { type: 'delay', unit: 'nanoseconds' },
    ],
    periodType: { type: 'contentions', unit: 'count' },
    get period() {
      return period;
    },
    readAttribute(line) {
      const [, key, value] = ATTRIBUTE.exec(line) ?? [];
      if (key === 'cycles/second') cyclesPerSecond = Number(value);
      else if (key === 'sampling period') period = BigInt(value!);
      return key !== undefined;
    },
    readSample(line) {
      const match = WAIT_SAMPLE.exec(line);
      if (!match) return undefined;
      const cycles = Number(match[1]) * Number(period);
      const delay = cyclesPerSecond > 0 ? toBig(cycles / (cyclesPerSecond / 1e9)) : BigInt(match[1]!);
      return { values: [BigInt(match[2]!) * period, delay], addresses: match[3]! };
    },
  };
}

/** Without what is behind the point; nothing of what is no number, and beyond 64 bits what is endless. */
function toBig(value: number): bigint {
  if (Number.isNaN(value)) return 0n;
  return Number.isFinite(value) ? BigInt(Math.trunc(value)) : 2n ** 64n;
}
