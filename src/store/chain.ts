import { findPieceOffset, findRun } from './keys.ts';
import type { ObjectEntry } from './objects.ts';

/** Where some bytes of a capture stand. */
export interface KeptPiece {
  key: string;
  sizeBytes: number;
}

export interface Chain {
  /** Each follows the one before, the first from byte 0. */
  pieces: KeptPiece[];
  /** There are bytes beyond the chain's end that nothing leads to. */
  gap: boolean;
}

/**
 * An upload's pieces that follow one another from the start; what lies beyond a gap was never
 * acknowledged. Of two at one offset the earlier counts: the other is about to be taken back by its
 * sender.
 */
export function toUploadChain(entries: readonly ObjectEntry[]): Chain {
  const first = new Map<number, ObjectEntry>();
  for (const entry of entries) {
    const offset = findPieceOffset(entry.key);
    if (offset === undefined) continue;
    const known = first.get(offset);
    if (!known || entry.modifiedAt < known.modifiedAt) first.set(offset, entry);
  }
  const pieces: KeptPiece[] = [];
  for (let end = 0; ;) {
    const next = first.get(end);
    if (!next || next.sizeBytes === 0) return { pieces, gap: first.size > pieces.length };
    pieces.push({ key: next.key, sizeBytes: next.sizeBytes });
    end += next.sizeBytes;
  }
}

/**
 * A stream's runs that follow one another from the start, the longest where several begin at one
 * byte: it is what the others were put together into, and those are about to go.
 */
export function toStreamChain(entries: readonly ObjectEntry[]): Chain {
  const longest = new Map<number, { key: string; end: number }>();
  let last = 0;
  for (const { key } of entries) {
    const run = findRun(key);
    if (!run) continue;
    last = Math.max(last, run.end);
    const known = longest.get(run.start);
    if (!known || run.end > known.end) longest.set(run.start, { key, end: run.end });
  }
  const pieces: KeptPiece[] = [];
  for (let end = 0; ;) {
    const next = longest.get(end);
    if (!next || next.end <= end) return { pieces, gap: end < last };
    pieces.push({ key: next.key, sizeBytes: next.end - end });
    end = next.end;
  }
}
