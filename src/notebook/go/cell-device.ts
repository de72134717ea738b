import type { CellValue } from './program.ts';
import type { Device } from './program-fs.ts';

/** The two files over which package `cell` (go/cell) speaks with the page. */
const inputsPath = '/dev/casebook/inputs';
const valuesPath = '/dev/casebook/values';

/**
 * `inputs` is what `cell.Input` finds, by name; `onValue` takes what `cell.Emit` hands over. Where either
 * is missing, so is its file, and package `cell` does as it does outside of Casebook.
 */
export function createCellDevices(
  inputs: Record<string, unknown> | undefined,
  onValue: ((name: string, value: CellValue) => void) | undefined,
): Record<string, Device> {
  return {
    ...(inputs && { [inputsPath]: { read: () => new TextEncoder().encode(JSON.stringify(inputs)) } }),
    ...(onValue && {
      [valuesPath]: {
        write(bytes) {
          const { name, value } = decodeEmitted(bytes);
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
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}
