/** A frame of a stack. */
export interface FrameLine {
  /** The two halves of the address. */
  low: number;
  high: number;
  /** '' where perf knows none. */
  symbol: string;
  /** The program or library; '' where the line does not say. */
  object: string;
  /** Of a call that was inlined: the frame that it was inlined into follows. */
  inlined: boolean;
}

// `	          2a3c29 main.count+0x49 (/tmp/profiles)`: blanks, an address, and what stands there
const FRAME = /^\s+([0-9a-f]{1,16})(?:\s+(.*))?$/;
const OFFSET = /\+0x[0-9a-f]+$/;
const DELETED = ' (deleted))';

// A program may be called `dd`, and stand behind blanks: `              dd  1234 [001] 2873.932511: `
const TIMED = /\s\d+\.\d+:\s/;

/** Whether a line that begins with a blank is a sample's own all the same. */
export function isTimed(line: string): boolean {
  return !line.startsWith('\t') && TIMED.test(line);
}

export function isFrameLine(line: string): boolean {
  return FRAME.test(line) && !isTimed(line);
}

/** Of a line that is one. */
export function readFrameLine(line: string): FrameLine {
  const [, address = '', rest = ''] = FRAME.exec(line) ?? [];
  const text = rest.trimEnd();
  let [symbol, object] = [text, ''];
  if (text.endsWith(')')) {
    // The object's own name may end in brackets: `(/memfd:x (deleted))`.
    const before = text.endsWith(DELETED) ? text.length - DELETED.length - 1 : text.length;
    const open = text.lastIndexOf('(', before);
    // Brackets that follow a name at once are of a function's arguments.
    if (open === 0 || text[open - 1] === ' ') {
      symbol = text.slice(0, open).trimEnd();
      object = text.slice(open + 1, -1);
    }
  }
  symbol = symbol.replace(OFFSET, '');
  const inlined = object === 'inlined';
  return {
    low: parseInt(address.slice(-8), 16),
    high: parseInt(address.slice(0, -8) || '0', 16),
    symbol: symbol === '[unknown]' ? '' : symbol,
    object: inlined || object === '[unknown]' ? '' : object,
    inlined,
  };
}

// `  main.go:132` below a frame, with -F +srcline
const SOURCE = /^\s+(\S.*):(\d+)$/;

export function readSourceLine(line: string): { file: string; line: number } | undefined {
  const [, file, number] = SOURCE.exec(line) ?? [];
  return file === undefined || number === undefined ? undefined : { file, line: Number(number) };
}
