import { decodeCount, decodeNumber, encodeNumbers, listOf, names, text, toKnown } from './field-codecs.ts';
import { LinkValueError } from './link-value-error.ts';
import { decodeText, encodeText } from './percent.ts';
import { linkReason } from './says.ts';
import type { StateFields } from './state-field.ts';

/**
 * What a reader can set on a capture of any kind. Every field of every state is optional: what is not
 * there is the default. Named things stand by name (a series' key), never by index.
 */
export interface CaptureState {
  /** What the reader calls it: "before the fix". */
  title?: string;
  /** Text that is looked for: in the name or pid of a process, in a goroutine. */
  text?: string;
  /** Slots of the other captures that stand beside this one; `#2` is the second crash of the same file. */
  beside?: string[];
  pins?: Pin[];
}

/** A reader's note, on a time (elapsed seconds), a range, a process, or a log line. */
export interface Pin {
  text: string;
  time?: number;
  until?: number;
  series?: string;
  line?: number;
}

/** A pin's parts, the text last because it is the longest. */
const pinParts = ['time', 'until', 'series', 'line', 'text'] as const satisfies (keyof Pin)[];

/** Fields that several kinds have mean the same in all of them, and are these. */
export const captureFields: StateFields<CaptureState> = {
  title: text('note', 'before the fix', ''),
  text: text('search', 'board', ''),
  beside: listOf(names('crash', ['after.log', '#2', 'before.log#3'])),
  pins: {
    encode: (pins) => pins.map(encodePin),
    decode: (raws) => raws.map(decodePin),
    repeats: true,
    holds: { text: 'note', time: 'plain', until: 'plain', series: 'series', line: 'plain' },
    example: [{ text: 'Look here', time: 12.5, until: 14, series: 'board_app-654', line: 40 }],
  },
};

function encodePin(pin: Pin): string {
  return pinParts
    .flatMap((part) => {
      const value = pin[part];
      if (value === undefined) return [];
      const encoded = typeof value === 'string' ? [encodeText(value, ',')] : encodeNumbers([value]);
      return encoded.map((one) => `${part}:${one}`);
    })
    .join(',');
}

function decodePin(raw: string): Pin {
  const pin: Pin = { text: '' };
  for (const part of raw.split(',')) {
    const keyEnd = part.indexOf(':');
    if (keyEnd < 1) throw new LinkValueError(linkReason('link-pin', { found: part, known: pinParts }));
    const key = toKnown(part.slice(0, keyEnd), pinParts);
    const value = part.slice(keyEnd + 1);
    if (key === 'text' || key === 'series') pin[key] = decodeText(value);
    else pin[key] = key === 'line' ? decodeCount(value) : decodeNumber(value);
  }
  const { time, until } = pin;
  if (until !== undefined && time === undefined) throw new LinkValueError(linkReason('link-range'));
  if (until !== undefined && time !== undefined && until < time)
    throw new LinkValueError(linkReason('link-range-order'));
  return pin;
}
