import { isAtLeast } from './go-release.ts';

/** Objects of one size, allocated side by side in a span of pages. */
export interface SizeClass {
  /** As the runtime numbers it, from 1; 0 is for large objects, which have a span each. */
  index: number;
  objectBytes: number;
  spanBytes: number;
}

const pageBytes = 8192;
const largestSmall = 32768;

/**
 * Object size and pages of each class, as Go's own sizeclasses.go has them since 1.16: the same in the
 * sources of 1.19 and of each release from 1.21 to 1.26.
 */
const since116: readonly [bytes: number, pages: number][] = [
  [8, 1], [16, 1], [24, 1], [32, 1], [48, 1], [64, 1], [80, 1], [96, 1], [112, 1], [128, 1],
  [144, 1], [160, 1], [176, 1], [192, 1], [208, 1], [224, 1], [240, 1], [256, 1], [288, 1], [320, 1],
  [352, 1], [384, 1], [416, 1], [448, 1], [480, 1], [512, 1], [576, 1], [640, 1], [704, 1], [768, 1],
  [896, 1], [1024, 1], [1152, 1], [1280, 1], [1408, 2], [1536, 1], [1792, 2], [2048, 1], [2304, 2], [2688, 1],
  [3072, 3], [3200, 2], [3456, 3], [4096, 1], [4864, 3], [5376, 2], [6144, 3], [6528, 4], [6784, 5], [6912, 6],
  [8192, 1], [9472, 7], [9728, 6], [10240, 5], [10880, 4], [12288, 3], [13568, 5], [14336, 7], [16384, 2], [18432, 9],
  [19072, 7], [20480, 5], [21760, 8], [24576, 3], [27264, 10], [28672, 7], [32768, 4],
]; // prettier-ignore

/** Before 1.16 there was no class of 24 bytes, and every later class had the number before. */
const before116 = since116.filter(([bytes]) => bytes !== 24);

/**
 * The classes of a release line (`1.13`). Undefined where the layout is not known: before 1.13, whose
 * tables were not at hand, and after 1.26.
 */
export function findSizeClasses(release: string): readonly SizeClass[] | undefined {
  if (!isAtLeast(release, '1.13') || isAtLeast(release, '1.27')) return undefined;
  const table = isAtLeast(release, '1.16') ? since116 : before116;
  return table.map(([objectBytes, pages], at) => ({
    index: at + 1,
    objectBytes,
    spanBytes: pages * pageBytes,
  }));
}

export interface Allocation {
  /** What mallocgc was asked for. */
  bytes: number;
  /** Whether it holds no pointers. */
  noscan: boolean;
}

/** The class that an allocation falls in, on a 64-bit machine. Undefined for large objects and unknown releases. */
export function findSizeClass(release: string, { bytes, noscan }: Allocation): SizeClass | undefined {
  const classes = findSizeClasses(release);
  // The tiny allocator packs what has no pointers and less than 16 bytes into blocks of 16.
  const tiny = noscan && bytes < 16;
  // From 1.22 an object of more than 512 bytes with pointers has its type's address before it.
  const header = isAtLeast(release, '1.22') && !noscan && bytes > 512 ? 8 : 0;
  const needed = tiny ? 16 : bytes + header;
  if (needed > largestSmall) return undefined;
  return classes?.find(({ objectBytes }) => objectBytes >= needed);
}

/**
 * How many objects a span of the class holds, on a 64-bit machine: its pages divided by the size, less
 * what the runtime keeps at its end. From 1.22 that is a bitmap for spans of small objects with
 * pointers, and in 1.26, whose collector keeps its marks there, 128 bytes more for objects of 16 to 512.
 */
export function countObjects(
  release: string,
  { objectBytes, spanBytes }: SizeClass,
  noscan: boolean,
): number {
  const small = objectBytes <= 512;
  const bitmap = isAtLeast(release, '1.22') && small && !noscan ? spanBytes / 64 : 0;
  const marks = isAtLeast(release, '1.26') && small && objectBytes >= 16 ? 128 : 0;
  return Math.floor((spanBytes - bitmap - marks) / objectBytes);
}
