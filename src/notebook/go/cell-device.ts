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

/** `{"name":"samples","value":[1,2]}`, or `{"name":"cpu","bytes":"H4sI…"}` of a `[]byte`: one a write. */
export function decodeEmitted(bytes: Uint8Array): { name: string; value: CellValue } {
  const emitted: unknown = JSON.parse(new TextDecoder().decode(bytes));
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
  throw new Error(`what was written to ${valuesPath} is no value with a name`);
}

function fromBase64(text: string): Uint8Array {
  const characters = atob(text);
  // Uint8Array.from would make a string of each byte first.
  const bytes = new Uint8Array(characters.length);
  for (let i = 0; i < bytes.length; i++) bytes[i] = characters.charCodeAt(i);
  return bytes;
}
