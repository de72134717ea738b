import { readLine, readOnce } from './line-patterns.ts';
import type { PlainLine } from './unwrap-lines.ts';

/**
 * Puts lines together again that a terminal of 80 columns, say, or a mail program has wrapped: pieces
 * that say nothing by themselves and are a line of a traceback when joined. The joined line keeps the
 * number of its first piece.
 */
export function rejoinLines(lines: readonly PlainLine[]): { lines: PlainLine[]; joined: PlainLine[] } {
  const widest = lines.reduce((most, { width }) => Math.max(most, width), 0);
  // No terminal is narrower; and where no line is longer than its screen, the screen may be what cut it.
  if (widest < narrowest) return { lines: [...lines], joined: [] };
  const out: PlainLine[] = [];
  const joined: PlainLine[] = [];
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i]!;
    const pieces = findPieces(lines, i, widest);
    if (pieces < 2) {
      out.push(line);
      continue;
    }
    // What its first piece looks like by itself goes with the piece.
    const whole = { ...line, text: joinPieces(lines.slice(i, i + pieces), widest), read: undefined };
    out.push(whole);
    joined.push(whole);
    i += pieces - 1;
  }
  return { lines: out, joined };
}

const narrowest = 40;
const mostPieces = 12;

/** How many lines from `first` on are pieces of one; 1 where it stands by itself. */
function findPieces(lines: readonly PlainLine[], first: number, widest: number): number {
  const line = lines[first]!;
  if (line.width < narrowest || line.text.length > 400) return 1;
  const alone = readOnce(line).kind;
  const chopped = line.width === widest;
  // A whole line: only one of numbers, chopped within them, can look whole and not be.
  if (alone === 'blank' || (alone !== 'text' && alone !== 'position' && alone !== 'panic')) return 1;
  if (alone === 'panic') return 1;
  if (alone === 'text' && (!mayBePiece(line.text) || otherLog.test(line.text))) return 1;
  for (let count = 2; count <= mostPieces && first + count <= lines.length; count++) {
    const piece = lines[first + count - 1]!;
    const kind = readOnce(piece).kind;
    if (kind === 'blank' || kind === 'header' || otherLog.test(piece.text)) return 1;
    // `runtime/panic.go:774 +0x54` and `fp=0x40000a0ca0 sp=0x40000a0c70`: wrapped between words.
    const inNumbers = /^\s*(?:\+0x|fp=|sp=|pc=)[0-9a-fx]/.test(piece.text);
    if (alone === 'position' && !inNumbers && !(chopped && kind === 'text')) return 1;
    if (alone === 'text' && !chopped && kind !== 'text') return 1;
    const whole = readLine(joinPieces(lines.slice(first, first + count), widest)).kind;
    if (isFrameLine(whole)) {
      // Perhaps more of it comes: `…/panic.go:774 +0x54 fp=0x40` reads as a line, and is not all.
      const next = lines[first + count];
      const more = piece.width === widest && next && readLine(next.text).kind === 'text';
      if (!more || !isFrameLine(readLine(joinPieces(lines.slice(first, first + count + 1), widest)).kind)) {
        return count;
      }
    }
  }
  return 1;
}

function isFrameLine(kind: string): boolean {
  return kind === 'call' || kind === 'position' || kind === 'created' || kind === 'header';
}

// A line that begins with its time is whole, and nobody's piece.
const otherLog = /^\s*(?:\[?\d{4}[-/]\d\d[-/]\d\d[T ]\d\d:\d\d|\{"|[IWEF]\d{4} \d\d:\d\d|(?:time|ts|level)=)/;

// A piece of prose is not worth trying: `(`, a path, `goroutine N`, or `created by` must be there.
function mayBePiece(text: string): boolean {
  return /\(|[\\/]|^goroutine |^created by /.test(text);
}

function joinPieces(pieces: readonly PlainLine[], widest: number): string {
  let whole = pieces[0]!.text;
  for (let i = 1; i < pieces.length; i++) {
    const before = pieces[i - 1]!;
    const text = pieces[i]!.text;
    // Chopped in mid-word at the edge of the screen, or wrapped between words before it.
    const apart = before.width < widest || /^(?:\+0x|fp=|sp=|pc=)/.test(text) ? ' ' : '';
    whole = apart ? `${whole.trimEnd()} ${text.trimStart()}` : whole + text;
  }
  return whole;
}
