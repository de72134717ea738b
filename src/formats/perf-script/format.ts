import { countBytes, findHeadText, readLines } from '#bytes/text.ts';
import { type Format, FormatError, type ParseContext, type Parsed, type Verdict } from '#formats/format.ts';
import { atPlace, type Notice } from '#model/notice.ts';
import { isInt64 } from '#model/profile/columns.ts';
import { NO_STACK, ProfileBuilder } from '#model/profile/profile-builder.ts';
import type { Profile } from '#model/profile/profile.ts';
import { isFrameLine, isTimed, readFrameLine, readSourceLine } from './frame-line.ts';
import { isHeaderLine, readHeader, type SampleHeader } from './header.ts';
import { sayOfPerf } from './says.ts';

// `\t          2a3c29 main.count+0x49 (/tmp/profiles)`
const STACK_FRAME = /^\s+[0-9a-f]{4,16} \S.*$/;
// `  0010 de ad be ef`: bytes in place of a symbol
const HEX_DUMP = /^\s+[0-9a-f]+ +(?:[0-9a-f]{2}){1,4}(?: |$)/;

/** What `perf script` prints of a recording with stacks (https://perf.wiki.kernel.org). */
export const perfScript: Format<Profile> = {
  id: 'perf-script',
  title: 'output of perf script',
  detect: detectPerfScript,
  parse: parsePerfScript,
};

export function detectPerfScript(head: Uint8Array): Verdict {
  const lines = findHeadText(head)?.split(/\r?\n/) ?? [];
  const first = lines.findIndex((line) => line.trim() !== '' && !line.startsWith('#'));
  if (first < 0) return 'no';
  const isFrame = (line: string | undefined): boolean => STACK_FRAME.test(line ?? '');
  if (isHeaderLine(lines[first]!) && isFrame(lines[first + 1])) return 'certain';
  // Frames alone, which many things look like.
  const isAlone = (line: string | undefined): boolean => isFrame(line) && !HEX_DUMP.test(line ?? '');
  return isAlone(lines[first]) && isAlone(lines[first + 1]) ? 'likely' : 'no';
}

export async function parsePerfScript(
  chunks: AsyncIterable<Uint8Array>,
  { name, signal }: ParseContext,
): Promise<Parsed<Profile>> {
  const reader = new PerfReader();
  const count = { bytes: 0 };
  for await (const batch of readLines(countBytes(chunks, count), signal)) {
    for (const line of batch) reader.take(line);
  }
  reader.endSample();
  if (reader.builder.samples === 0) {
    throw new FormatError(sayOfPerf('perf-none', { file: name, lines: reader.line }));
  }
  return {
    value: reader.finish(),
    notices: reader.toNotices(),
    end: { byte: count.bytes, complete: true },
  };
}

/** Counts of a clock are nanoseconds, all others are how often something happened. */
const CLOCKS: ReadonlySet<string> = new Set(['cpu-clock', 'task-clock']);

/** Each event is a column with a value for every sample: a recording has a few, only a made-up one has thousands. */
const MAX_EVENTS = 16;

class PerfReader {
  readonly builder = new ProfileBuilder([{ type: 'samples', unit: 'count' }]);
  line = 0;
  private unread = { lines: 0, line: 0 };
  private header: SampleHeader | undefined;
  /** Lines of the stack that is open, the leaf first, as they stand: most have stood in the file before. */
  private frames: string[] = [];
  private readonly locations = new Map<string, number>();
  private readonly mappings = new Map<string, number>();
  private readonly events = new Map<string, number>();
  /** Samples of events beyond MAX_EVENTS. */
  private surplus = 0;
  /** Samples whose period is no value. */
  private tooLarge = 0;
  private deepest = 0;
  private first: number | undefined;
  private last = 0;

  take(line: string): void {
    this.line++;
    if (line.trim() === '') {
      this.endSample();
    } else if (this.header === undefined && this.frames.length === 0 && line.startsWith('#')) {
      // Of perf itself: the machine and the command.
    } else if (isFrameLine(line)) {
      this.frames.push(line);
    } else if (this.frames.length > 0 && readSourceLine(line)) {
      this.frames[this.frames.length - 1] += `\n${line}`;
    } else if (this.header && this.frames.length > 0 && /^\s/.test(line) && !isTimed(line)) {
      if (this.unread.lines++ === 0) this.unread.line = this.line;
    } else {
      this.endSample();
      this.header = readHeader(line);
      // Without stacks the frame stands behind the event.
      const frame = ` ${this.header.rest}`;
      if (isFrameLine(frame)) this.frames.push(frame);
    }
  }

  endSample(): void {
    const { header, frames, builder } = this;
    this.header = undefined;
    this.frames = [];
    if (frames.length === 0) return;
    this.deepest = Math.max(this.deepest, frames.length);
    builder.startSample(this.toStack(frames));
    builder.addValue(0, 1, 0);
    if (!header) return;
    if (header.period !== undefined) {
      const type = this.eventOf(header.event ?? 'period');
      const period = BigInt(header.period);
      if (type === undefined) this.surplus++;
      else if (isInt64(period)) builder.addBigValue(type, period);
      else this.tooLarge++;
    }
    if (header.comm !== '') builder.addTextLabel(builder.textOf('comm'), builder.textOf(header.comm));
    for (const key of ['pid', 'tid', 'cpu'] as const) {
      const value = header[key];
      if (value !== undefined) builder.addNumberLabel(builder.textOf(key), value, value < 0 ? -1 : 0, 0);
    }
    if (header.timeNanos === undefined) return;
    // Those of several processors may be out of order.
    this.first = Math.min(this.first ?? Infinity, header.timeNanos);
    this.last = Math.max(this.last, header.timeNanos);
  }

  /** The sample type of an event; undefined where there are too many. */
  private eventOf(event: string): number | undefined {
    let type = this.events.get(event);
    if (type === undefined && this.events.size < MAX_EVENTS) {
      const unit = CLOCKS.has(event.split(':', 1)[0]!) ? 'nanoseconds' : 'count';
      type = this.builder.addSampleType({ type: event, unit });
      this.events.set(event, type);
    }
    return type;
  }

  private toStack(frames: readonly string[]): number {
    let stack = NO_STACK;
    for (let end = frames.length; end > 0;) {
      // A location is a frame with those before it that were inlined into it.
      let start = end - 1;
      while (start > 0 && isInlined(frames[start - 1]!)) start--;
      stack = this.builder.stackOf(stack, this.locationOf(frames.slice(start, end)));
      end = start;
    }
    return stack;
  }

  private locationOf(lines: readonly string[]): number {
    const key = lines.join('\r');
    let location = this.locations.get(key);
    if (location === undefined) {
      location = this.addLocation(lines);
      this.locations.set(key, location);
    }
    return location;
  }

  private addLocation(lines: readonly string[]): number {
    const { builder } = this;
    const frames = lines.map((text) => {
      const [frame = '', source = ''] = text.split('\n');
      return { ...readFrameLine(frame), source: readSourceLine(source) };
    });
    const { low, high, object } = frames.at(-1)!;
    const location = builder.addLocation(low, high, this.mappingOf(object));
    for (const { symbol, source } of frames) {
      if (symbol === '' && !source) continue;
      builder.addLine(builder.functionOf(symbol, source?.file ?? ''), source?.line ?? 0);
    }
    return location;
  }

  private mappingOf(file: string): number {
    if (file === '') return 0;
    let mapping = this.mappings.get(file);
    if (mapping === undefined) {
      mapping = this.builder.addMapping({ start: 0n, limit: 0n, offset: 0n, file, buildId: '' });
      this.mappings.set(file, mapping);
    }
    return mapping;
  }

  finish(): Profile {
    const [event] = this.events.keys();
    return this.builder.finish({
      format: 'perf-script',
      defaultSampleType: event ?? 'samples',
      durationNanos: this.first === undefined ? 0n : BigInt(Math.max(0, this.last - this.first)),
    });
  }

  toNotices(): Notice[] {
    const notices: Notice[] = [];
    const { unread, deepest, surplus, tooLarge } = this;
    if (unread.lines > 0) notices.push(atPlace({ line: unread.line }, sayOfPerf('perf-lines', unread)));
    if (surplus > 0) notices.push(sayOfPerf('perf-more-events', { events: MAX_EVENTS, samples: surplus }));
    if (tooLarge > 0) notices.push(sayOfPerf('perf-large-periods', { samples: tooLarge }));
    if (deepest === 1) notices.push(sayOfPerf('perf-no-stacks', { samples: this.builder.samples }));
    return notices;
  }
}

function isInlined(line: string): boolean {
  return line.split('\n', 1)[0]!.trimEnd().endsWith('(inlined)');
}
