import { countGoroutines, countThreads, toBuckets } from '#model/crash/buckets.ts';
import type { Bucket, CrashFile, CrashLog, Frame, Goroutine } from '#model/crash/crash-log.ts';
import { type Collection, findCollections } from '#model/crash/gc-trace.ts';
import { findPlace } from '#model/crash/crash-place.ts';

/** What `capture(name)` gives for a crash log. */
export class CrashData {
  /** Tells a crash log from other captures. */
  readonly kind = 'crash-log';
  /** The capture's name, as the page declares it. */
  readonly name: string;
  /** The model itself. */
  readonly file: CrashFile;

  constructor(name: string, file: CrashFile) {
    this.name = name;
    this.file = file;
  }

  /** The text, line by line; line 1 is `lines[0]`. */
  get lines(): string[] {
    return this.file.lines;
  }

  /** All crashes of the file, in its order. */
  get crashes(): CrashLog[] {
    return this.file.crashes;
  }

  /** What the garbage collector did, as `GODEBUG=gctrace=1` printed it into the log, in its order. */
  get collections(): Collection[] {
    return findCollections(this.file.lines);
  }

  /** Reason of the first crash: `s.allocCount != s.nelems && freeIndex == s.nelems`. */
  get reason(): string {
    return this.crash().reason;
  }

  /** Whether a server or logger recovered the first panic and the program went on. */
  get recovered(): boolean {
    return this.crash().recovered;
  }

  /** Where the first crash comes from: the first frame of the user's own code below the last `panic(`. */
  get place(): Frame | undefined {
    return findPlace(this.crash());
  }

  /** Number of goroutines; in a goroutine profile the sum of its counts. Threads are not included. */
  get goroutines(): number {
    return countGoroutines(this.crash().goroutines);
  }

  /** Number of thread stacks: `goroutine 0` and `runtime stack:`. */
  get threads(): number {
    return countThreads(this.crash().goroutines);
  }

  /** Goroutines of the first crash with the same stack and state, folded. */
  buckets(): Bucket[] {
    return toBuckets(this.crash().goroutines);
  }

  /**
   * One of its crashes.
   *
   * @param number from 1
   * @throws RangeError telling how many there are
   */
  crash(number = 1): CrashLog {
    const found = this.file.crashes[number - 1];
    if (found) return found;
    throw new RangeError(`${this.name} has no crash ${number}; there are ${this.file.crashes.length}`);
  }

  /** The goroutine that crashed: the first of the first crash. */
  get goroutine(): Goroutine | undefined {
    return this.crash().goroutines.find(({ frames }) => frames.length > 0);
  }

  /** Frames of the first crash whose function matches, innermost first: `frames('nextFree')`. */
  frames(part: string | RegExp = ''): Frame[] {
    const fits = (name: string) => (typeof part === 'string' ? name.includes(part) : part.test(name));
    return this.crash().goroutines.flatMap(({ frames }) => frames.filter((frame) => fits(frame.function)));
  }

  /**
   * Numbers that the runtime printed beside the reason: `{'s.allocCount': 3, 's.nelems': 5}` for `runtime:
   * s.allocCount= 3 s.nelems= 5`.
   */
  numbers(): Record<string, number> {
    const found = new Map<string, number>();
    for (const { text } of this.crash().runtimeLines) {
      for (const [, name = '', value] of text.matchAll(/([\w.]+)\s*=\s*(0x[\da-f]+|-?\d+)/gi)) {
        found.set(name, Number(value));
      }
    }
    // fromEntries, since a log may name one `__proto__`.
    return Object.fromEntries(found);
  }
}

// What cells show of it is called so, in a site made small too.
Object.defineProperty(CrashData.prototype, Symbol.toStringTag, { value: 'CrashData' });
