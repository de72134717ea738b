import { findCrashing } from './buckets.ts';
import type { CrashLog, Frame } from './crash-log.ts';
import { findGoRelease, isAtLeast, type GoRelease } from './go-release.ts';
import { countObjects, findSizeClass, findSizeClasses, type SizeClass } from './size-classes.ts';

/** What an allocator's crash says about itself, checked against the tables of the release that crashed. */
export interface AllocationCheck {
  release: GoRelease;
  /** From `mallocgc(0x600, …)`. */
  askedBytes: number;
  mallocLine: number;
  /** From `runtime: s.allocCount= 3 s.nelems= 5`. */
  said: { allocated: number; objects: number; line: number };
  /** The class that the size falls in, how many objects its span holds, and whether that is what was printed. */
  expected: { sizeClass: SizeClass; objects: number; tiny: boolean };
  agrees: boolean;
  /** From nextFree's second argument, where it can be read. */
  spanClass: SpanClass | undefined;
}

interface SpanClass {
  /** The low byte: twice the size class, plus 1 for objects without pointers. */
  value: number;
  argument: string;
  line: number;
  noscan: boolean;
  /** The class of that number in the release's table. */
  sizeClass: SizeClass | undefined;
  /** Whether it is the class that the size falls in. */
  agrees: boolean;
  /** The number is the expected size's only in tables without a class of 24 bytes. */
  onlyBefore116: boolean;
}

/**
 * Checks the argument of mallocgc against the span that the runtime printed. Undefined where the release
 * is not known for certain, where it has no table, or where the log has not the numbers.
 */
export function checkAllocation(crash: CrashLog): AllocationCheck | undefined {
  const release = findGoRelease(crash);
  const said = findSpanLine(crash);
  const frames = findCrashing(crash)?.frames ?? [];
  const malloc = frames.find((frame) => frame.function === 'runtime.mallocgc');
  const askedBytes = readArgument(malloc, 0);
  // The layout below is of machines with pointers of 8 bytes.
  if (!release || !said || !malloc || askedBytes === undefined || !isWide(frames)) return undefined;
  const nextFree = frames.find((frame) => frame.function === 'runtime.(*mcache).nextFree');
  const argument = nextFree && findSpanArgument(nextFree, release.line);
  const noscanKnown = argument === undefined ? undefined : (argument.value & 1) === 1;
  const candidates = (noscanKnown === undefined ? [true, false] : [noscanKnown]).flatMap((noscan) => {
    const sizeClass = findSizeClass(release.line, { bytes: Number(askedBytes), noscan });
    if (!sizeClass) return [];
    return [
      { sizeClass, objects: countObjects(release.line, sizeClass, noscan), tiny: noscan && askedBytes < 16n },
    ];
  });
  const expected = candidates.find(({ objects }) => objects === said.objects) ?? candidates[0];
  if (!expected) return undefined;
  return {
    release,
    askedBytes: Number(askedBytes),
    mallocLine: malloc.line,
    said,
    expected,
    agrees: expected.objects === said.objects,
    spanClass: argument && toSpanClass(argument, release.line, expected.sizeClass),
  };
}

function toSpanClass(
  argument: { value: number; argument: string; line: number },
  release: string,
  expected: SizeClass,
): SpanClass {
  const index = argument.value >> 1;
  const sizeClass = findSizeClasses(release)?.find((one) => one.index === index);
  const later = findSizeClasses('1.16')?.find((one) => one.index === index);
  const agrees = sizeClass?.objectBytes === expected.objectBytes;
  return {
    ...argument,
    noscan: (argument.value & 1) === 1,
    sizeClass,
    agrees,
    onlyBefore116: agrees && !isAtLeast(release, '1.16') && later?.objectBytes !== expected.objectBytes,
  };
}

/** `runtime: s.allocCount= 3 s.nelems= 5`; println puts the space after the `=`. */
function findSpanLine(crash: CrashLog): AllocationCheck['said'] | undefined {
  for (const { text, line } of crash.runtimeLines) {
    const match = /s\.allocCount= ?(\d+),? s\.nelems= ?(\d+)/.exec(text);
    if (match) return { allocated: Number(match[1]), objects: Number(match[2]), line };
  }
  return undefined;
}

/**
 * The span class is one byte; what is printed is the word that it lies in, so its low byte counts. From
 * 1.17 on arguments come in registers, and what is printed is not sure to be them.
 */
function findSpanArgument(
  frame: Frame,
  release: string,
): { value: number; argument: string; line: number } | undefined {
  if (isAtLeast(release, '1.17')) return undefined;
  const word = readArgument(frame, 1);
  if (word === undefined) return undefined;
  return { value: Number(word & 0xffn), argument: `0x${word.toString(16)}`, line: frame.line };
}

/** The number of an argument; undefined for `?`, braces, and what is not there. */
function readArgument(frame: Frame | undefined, at: number): bigint | undefined {
  const word = frame?.args.split(', ')[at];
  return word !== undefined && /^0x[0-9a-f]+$/.test(word) ? BigInt(word) : undefined;
}

function isWide(frames: readonly Frame[]): boolean {
  return frames.some(
    ({ fp, args }) => (fp !== undefined && BigInt(fp) > 0xffffffffn) || /0x[0-9a-f]{9,}/.test(args),
  );
}
