import { ByteReader, ReadError } from '#bytes/reader.ts';
import { readInt } from '#bytes/varint.ts';
import type { Notice } from '#model/notice.ts';
import { ContinuesInNextMessage } from './skip-value.ts';
import { MessageFrames } from './message-frames.ts';
import { TypeTable } from './types.ts';
import { readWireType } from './wire-type.ts';

/** How a stream ended. */
export interface GobEnd {
  notices: Notice[];
  /** Values that `onValue` took. */
  values: number;
  /** Behind the last message that was read to good effect. */
  byte: number;
  /** Whether that is the end of the input. */
  complete: boolean;
  /** The first thing that was wrong, for an error where nothing could be read. */
  firstProblem: Notice | undefined;
}

/**
 * Takes a value of the type `id`; the reader stands before it and must stand at the message's end
 * afterwards. What it throws as ReadError makes the message a bad one: it must then have undone
 * what it had taken from it, and may get the same value again, continued.
 */
export type OnValue = (id: number, reader: ByteReader, types: TypeTable) => void;

/** A message holds one value and nothing else; whoever takes values checks before it keeps one. */
export function checkWhole(reader: ByteReader): void {
  if (reader.left > 0) throw new ReadError(`${reader.left} bytes left over in a message`, reader.position);
}

/** More types than this are not described in the middle of one value; each time it is read anew. */
const MAX_CONTINUATIONS = 64;
/** Runs of unreadable messages that are told one by one. */
const MAX_NOTICES = 20;

/**
 * Reads a gob stream, value by value, in chunks as they come. Messages that cannot be read are
 * left out and told: framing lets the reader go on behind them.
 */
export async function readGob(
  chunks: AsyncIterable<Uint8Array>,
  signal: AbortSignal | undefined,
  onValue: OnValue,
): Promise<GobEnd> {
  const messages = new GobMessages(onValue);
  const frames = new MessageFrames();
  for await (const chunk of chunks) {
    signal?.throwIfAborted();
    frames.push(chunk);
    for (let frame = frames.next(); frame; frame = frames.next()) {
      messages.read(frame, frames.messageStart);
    }
  }
  signal?.throwIfAborted();
  return messages.finish(frames);
}

/** Counts what could not be read, from the first bad message of a run to the next good one. */
interface BadRun {
  messages: number;
  zeros: number;
  from: number;
  to: number;
  reason: string;
}

class GobMessages {
  private readonly types = new TypeTable();
  private readonly onValue: OnValue;
  private readonly notices: Notice[] = [];
  private values = 0;
  private goodEnd = 0;
  private bad: BadRun | undefined;
  private badRuns = 0;
  private firstProblem: Notice | undefined;
  /** A value whose message ended within it, and how many messages it has so far. */
  private begun: { bytes: Uint8Array; origin: number; messages: number } | undefined;

  constructor(onValue: OnValue) {
    this.onValue = onValue;
  }

  read(frame: ByteReader, start: number): void {
    const end = frame.origin + frame.end;
    if (frame.left === 0) {
      this.countBad(start, end, `empty message at byte ${start}`, 1);
      return;
    }
    const reader = this.begun ? this.continueValue(frame) : frame;
    const valueStart = reader.offset;
    const redefined = this.types.redefined;
    try {
      const at = reader.position;
      const id = readInt(reader);
      if (id < 0) this.types.define(-id, readWireType(reader), at);
      else {
        this.types.get(id, at);
        this.onValue(id, reader, this.types);
      }
      checkWhole(reader);
      if (id >= 0) this.values++;
      this.begun = undefined;
      this.endBadRun();
      this.goodEnd = end;
      if (this.types.redefined > redefined && redefined === 0) this.tellRestart(at);
    } catch (error) {
      if (error instanceof ContinuesInNextMessage) {
        const messages = (this.begun?.messages ?? 0) + 1;
        if (messages <= MAX_CONTINUATIONS) {
          this.begun = {
            bytes: reader.bytes.slice(valueStart, reader.end),
            origin: reader.origin + valueStart,
            messages,
          };
          return;
        }
        this.countBad(reader.origin + valueStart, end, `value of more than ${MAX_CONTINUATIONS} messages`);
      } else if (error instanceof ReadError) {
        this.countBad(this.begun?.origin ?? start, end, error.message);
      } else {
        throw error;
      }
      this.begun = undefined;
    }
  }

  /**
   * The value so far and what the next message adds. Within a message the description of a type is
   * followed by a count, which readers pass over: the zero between the two stands for it.
   */
  private continueValue(frame: ByteReader): ByteReader {
    const begun = this.begun!;
    const bytes = new Uint8Array(begun.bytes.length + 1 + frame.left);
    bytes.set(begun.bytes);
    bytes.set(frame.bytes.subarray(frame.offset, frame.end), begun.bytes.length + 1);
    return new ByteReader(bytes, 0, bytes.length, begun.origin);
  }

  private countBad(from: number, to: number, reason: string, zeros = 0): void {
    this.bad ??= { messages: 0, zeros: 0, from, to, reason };
    this.bad.messages++;
    this.bad.zeros += zeros;
    this.bad.to = to;
  }

  private tell(notice: Notice): void {
    this.firstProblem ??= notice;
    if (this.notices.length < MAX_NOTICES) this.notices.push(notice);
  }

  private tellRestart(byte: number): void {
    this.notices.push({
      code: 'gob-restart',
      message: `gob: another stream begins at byte ${byte}: the file was written to by more than one run`,
      params: { byte },
      where: { byte },
    });
  }

  private endBadRun(): void {
    const bad = this.bad;
    if (!bad) return;
    this.bad = undefined;
    this.badRuns++;
    const bytes = bad.to - bad.from;
    const params = { messages: bad.messages, from: bad.from, to: bad.to, bytes, reason: bad.reason };
    const where = { byte: bad.from };
    if (bad.zeros === bad.messages) {
      const message = `gob: ${bytes} zero bytes from byte ${bad.from} on, as a power loss leaves them in a file`;
      this.tell({ code: 'gob-zeros', message, params, where });
      return;
    }
    const count = bad.messages === 1 ? 'a message' : `${bad.messages} messages`;
    const message = `gob: ${count} from byte ${bad.from} to ${bad.to} could not be read: ${bad.reason}`;
    this.tell({ code: 'gob-bad-messages', message, params, where });
  }

  finish(frames: MessageFrames): GobEnd {
    const { total, absurd, begun } = frames.end();
    const open = this.begun;
    if (open)
      this.countBad(
        open.origin,
        open.origin + open.bytes.length,
        'value that goes on in a message that is not there',
      );
    this.endBadRun();
    if (this.badRuns > MAX_NOTICES) {
      const more = this.badRuns - MAX_NOTICES;
      this.notices.push({
        code: 'gob-more-bad-messages',
        message: `gob: ${more} more places could not be read`,
        params: { more },
      });
    }
    if (absurd) {
      const lost = total - absurd.byte;
      // A length of more than 64 bits is not even read.
      const told = Number.isFinite(absurd.length);
      const what = told ? `message of ${absurd.length} bytes` : 'no length of a message';
      this.notices.push({
        code: 'gob-stopped',
        message: `gob: ${what} at byte ${absurd.byte}; the ${lost} bytes from there on could not be read`,
        params: { length: told ? absurd.length : '?', byte: absurd.byte, lost },
        where: { byte: absurd.byte },
      });
    } else if (begun) {
      const of = begun.length === undefined ? '' : ` of ${begun.length} bytes`;
      this.notices.push({
        code: 'gob-cut',
        message: `gob: the data ends at byte ${total}, inside a message${of} that begins at byte ${begun.byte}; what came before it was read, that message is lost`,
        params: { byte: total, from: begun.byte, length: begun.length ?? '?' },
        where: { byte: total },
      });
    }
    return {
      notices: this.notices,
      values: this.values,
      byte: this.goodEnd,
      complete: this.goodEnd === total,
      firstProblem: this.firstProblem ?? this.notices.find((notice) => notice.code !== 'gob-restart'),
    };
  }
}
