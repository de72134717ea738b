import type { Goroutine } from '#model/crash/crash-log.ts';
import type { ReadLine } from './line-patterns.ts';

/** Where the reader stood when the lines were over. */
export interface End {
  /** The last of the crash. */
  goroutine: Goroutine | undefined;
  /** A call, or more frames, were due. */
  inGoroutine: boolean;
  /** The crash might have gone on. */
  inCrash: boolean;
  /** Lines of something else since the last that belonged to the crash. */
  strangers: number;
  /** The file's last line has a line end. */
  endsWhole: boolean;
}

/** Whether the last line that is not blank is one with which no traceback ends. */
export function isCut({ kind, groups }: ReadLine, text: string, end: End): boolean {
  const { goroutine, strangers, endsWhole } = end;
  if (kind === 'header' || kind === 'runtime-stack') return true;
  // A piece of a line, right after a traceback's line: `runtime.mallo`, `goroutine 5 [chan rec`.
  if (kind === 'text') return strangers === 1 && !isMark(text) && isPiece(text, end);
  return kind === 'position' && goroutine !== undefined && lacksItsEnd(goroutine, groups, endsWhole);
}

/** What surrounds a log, and is none of it: a fence, the bracket of a list, a prompt. */
function isMark(text: string): boolean {
  return !/[\w]/.test(text) || /[#$%>]$|^(?:EOF|END)$/.test(text.trim());
}

function isPiece(text: string, { inGoroutine, inCrash }: End): boolean {
  if (inGoroutine) return /^[^\s()]+(?:\(.*)?$|^\s+\S*$|^created b/.test(text);
  return inCrash && /^goroutine \d/.test(text);
}

/** Whether the last frame's position lacks what those of the same goroutine before it have. */
function lacksItsEnd(goroutine: Goroutine, groups: ReadLine['groups'], endsWhole: boolean): boolean {
  const [, , offset, , , pc, rest] = groups;
  if (rest !== undefined) return true;
  if (goroutine.createdBy) return !endsWhole && offset === undefined;
  const frame = goroutine.frames.at(-1);
  if (!frame || frame.args === '...') return false;
  const others = goroutine.frames.slice(0, -1).filter(({ inlined }) => !inlined);
  if (pc === undefined && others.some((other) => other.pc !== undefined)) return true;
  return !endsWhole && offset === undefined && others.some((other) => other.offset !== undefined);
}
