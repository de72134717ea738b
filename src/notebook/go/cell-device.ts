import type { CellValue } from './program.ts';
import { type Device, FileError } from './program-fs.ts';

/** The two files over which package `cell` (go/cell) speaks with the page. */
const inputsPath = '/dev/casebook/inputs';
const valuesPath = '/dev/casebook/values';

/**
 * What a run may hand over: the newest value of each name stays on the page, which every cell there and
 * the page itself has to live with. Bytes are as long as their base64.
 */
export const valueLimits = { names: 1000, messageBytes: 16 << 20, allBytes: 64 << 20 } as const;

/**
 * `inputs` is what `cell.Input` finds, by name; `onValue` takes what `cell.Emit` hands over. Where either
 * is missing, so is its file, and package `cell` does as it does outside of Casebook. A value beyond the limits is refused as a file system does, so that `cell.Emit`
 * panics with its name.
 */
export function createCellDevices(
  inputs: Record<string, unknown> | undefined,
  onValue: ((name: string, value: CellValue) => void) | undefined,
  limits: Readonly<Record<keyof typeof valueLimits, number>> = valueLimits,
): Record<string, Device> {
  const sizes = new Map<string, number>();
  let allBytes = 0;
  return {
    ...(inputs && { [inputsPath]: { read: () => new TextEncoder().encode(JSON.stringify(inputs)) } }),
    ...(onValue && {
      [valuesPath]: {
        write(bytes) {
          // Before it is read: that takes several times as much.
          if (bytes.length > limits.messageBytes) throw new FileError('EFBIG');
          const { name, value } = decodeEmitted(bytes);
          const before = sizes.get(name);
          const after = allBytes - (before ?? 0) + bytes.length;
          if (after > limits.allBytes || (before === undefined && sizes.size >= limits.names)) {
            throw new FileError('ENOSPC');
          }
          sizes.set(name, bytes.length);
          allBytes = after;
          onValue(name, value);
        },
      },
    }),
  };
}

/**
 * `{"name":"samples","value":[1,2]}`, or `{"name":"cpu","bytes":"H4sI…"}` of a `[]byte`: one a write. `cell.Emit` writes nothing
 * else; what a program writes there by itself may be anything, and ends it.
 */
export function decodeEmitted(bytes: Uint8Array): { name: string; value: CellValue } {
  if (isNestedDeeper(bytes, mostNested)) {
    throw new Error(`what was written to ${valuesPath} is nested more than ${mostNested} deep`);
  }
  const text = new TextDecoder().decode(bytes);
  const emitted = parse(text);
  if (typeof emitted === 'object' && emitted !== null && 'name' in emitted) {
    const { name } = emitted;
    if (typeof name === 'string') {
      // A nil []byte is null.
      if ('bytes' in emitted && (typeof emitted.bytes === 'string' || emitted.bytes === null)) {
        return { name, value: { bytes: fromBase64(emitted.bytes ?? '') } };
      }
      if ('value' in emitted) return { name, value: { json: emitted.value } };
    }
  }
  throw new Error(
    `what was written to ${valuesPath} is no value with a name, as cell.Emit writes it: ${toBeginning(text)}`,
  );
}

/** As in go/cell, and the list or object of the message around it. What is nested much deeper no page can be sent. */
const mostNested = 501;

/** A byte after another: what is looked through may be 16 MiB, half of it one text. */
function isNestedDeeper(bytes: Uint8Array, most: number): boolean {
  let depth = 0;
  let isInText = false;
  for (let at = 0; at < bytes.length; at++) {
    const sign = bytes[at];
    if (sign === signs.backslash) at++;
    else if (sign === signs.quote) isInText = !isInText;
    else if (isInText) continue;
    else if (sign === signs.list || sign === signs.object) {
      if (++depth > most) return true;
    } else if (sign === signs.listEnd || sign === signs.objectEnd) depth--;
  }
  return false;
}

const signs = { quote: 0x22, list: 0x5b, backslash: 0x5c, listEnd: 0x5d, object: 0x7b, objectEnd: 0x7d } as const;

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** In quotes, on one line. */
function toBeginning(text: string): string {
  const most = 40;
  return JSON.stringify(text.length > most ? `${text.slice(0, most)}…` : text);
}

function fromBase64(text: string): Uint8Array {
  const characters = atob(text);
  // Uint8Array.from would make a string of each byte first.
  const bytes = new Uint8Array(characters.length);
  for (let i = 0; i < bytes.length; i++) bytes[i] = characters.charCodeAt(i);
  return bytes;
}
