import { ByteReader, ReadError } from '#bytes/reader.ts';
import type { Reason } from '#bytes/reasons.ts';
import { readInt } from '#bytes/varint.ts';
import { atPlace, type Notice } from '#model/notice.ts';
import { ContinuesInNextMessage } from './skip-value.ts';
import { MessageFrames } from './message-frames.ts';
import { type GobProblem, gobReason, sayOfGob } from './says.ts';
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
  firstProblem: GobProblem | undefined;
}

/**
 * Takes a value of the type `id`; the reader stands before it and must stand at the message's end
 * afterwards. What it throws as ReadError makes the message a bad one: it must then have undone
 * what it had taken from it, and may get the same value again, continued.
 */
export type OnValue = (id: number, reader: ByteReader, types: TypeTable) => void;

/** A message holds one value and nothing else; whoever takes values checks before it keeps one. */
export function checkWhole(reader: ByteReader): void {
  const { left: bytes } = reader;
  if (bytes > 0) throw new ReadError(gobReason('gob-bytes-left', { bytes }), reader.position);
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
  reason: Reason;
  /** Where it was found; undefined where that is the message's beginning. */
  byte: number | undefined;
}

class GobMessages {
  private readonly types = new TypeTable();
  private readonly onValue: OnValue;
  private readonly notices: Notice[] = [];
  private values = 0;
  private goodEnd = 0;
  private bad: BadRun | undefined;
  private badRuns = 0;
  private firstProblem: GobProblem | undefined;
  /** A value whose message ended within it, and how many messages it has so far. */
  private begun: { bytes: Uint8Array; origin: number; messages: number } | undefined;

  constructor(onValue: OnValue) {
    this.onValue = onValue;
  }

  read(frame: ByteReader, start: number): void {
    const end = frame.origin + frame.end;
    if (frame.left === 0) {
      this.countBad(start, end, gobReason('gob-empty-message'), start, 1);
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
        const reason = gobReason('gob-long-value', { messages: MAX_CONTINUATIONS });
        this.countBad(reader.origin + valueStart, end, reason);
      } else if (error instanceof ReadError) {
        this.countBad(this.begun?.origin ?? start, end, error.reason, error.byte);
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

  private countBad(from: number, to: number, reason: Reason, byte?: number, zeros = 0): void {
    this.bad ??= { messages: 0, zeros: 0, from, to, reason, byte };
    this.bad.messages++;
    this.bad.zeros += zeros;
    this.bad.to = to;
  }

  private tell(notice: GobProblem): void {
    this.firstProblem ??= notice;
    if (this.notices.length < MAX_NOTICES) this.notices.push(notice);
  }

  private tellRestart(byte: number): void {
    this.notices.push(atPlace({ byte }, sayOfGob('gob-restart', { byte })));
  }

  private endBadRun(): void {
    const bad = this.bad;
    if (!bad) return;
    this.bad = undefined;
    this.badRuns++;
    const { messages, zeros, from, to, reason, byte } = bad;
    const bytes = to - from;
    const said =
      zeros === messages
        ? sayOfGob('gob-zeros', { from, to, bytes })
        : sayOfGob('gob-bad-messages', { messages, from, to, bytes, reason, byte });
    this.tell(atPlace({ byte: from }, said));
  }

  finish(frames: MessageFrames): GobEnd {
    const { total, absurd, begun } = frames.end();
    const open = this.begun;
    if (open) {
      this.countBad(open.origin, open.origin + open.bytes.length, gobReason('gob-unfinished-value'));
    }
    this.endBadRun();
    if (this.badRuns > MAX_NOTICES) {
      const more = this.badRuns - MAX_NOTICES;
      this.notices.push(sayOfGob('gob-more-bad-messages', { more }));
    }
    const last = toLast(total, absurd, begun);
    if (last) {
      this.firstProblem ??= last;
      this.notices.push(last);
    }
    return {
      notices: this.notices,
      values: this.values,
      byte: this.goodEnd,
      complete: this.goodEnd === total,
      firstProblem: this.firstProblem,
    };
  }
}

/** What is wrong behind the last message that is all there. */
function toLast(
  total: number,
  absurd: ReturnType<MessageFrames['end']>['absurd'],
  begun: ReturnType<MessageFrames['end']>['begun'],
): GobProblem | undefined {
  if (absurd) {
    const { byte } = absurd;
    // A length of more than 64 bits is not even read.
    const length = Number.isFinite(absurd.length) ? absurd.length : '?';
    return atPlace({ byte }, sayOfGob('gob-stopped', { length, byte, lost: total - byte }));
  }
  if (!begun) return undefined;
  const params = { byte: total, from: begun.byte, length: begun.length ?? ('?' as const) };
  return atPlace({ byte: total }, sayOfGob('gob-cut', params));
}
