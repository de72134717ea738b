/** What cells read by the name of a Go cell: the newest of each name that it has emitted. */
export type GoValues = Readonly<Record<string, unknown>>;

/**
 * The variable that a Go cell is. Each batch of values makes a new one, so that what reads it runs
 * again; what one cell changes in it another would see, so none can.
 */
export function toGoValues(values: Iterable<readonly [name: string, value: unknown]>): GoValues {
  return Object.freeze(Object.fromEntries(values));
}

/** Values as a record keeps them: bytes are `{"bytes": "<base64>"}`. */
export function fromRecorded(values: readonly { name: string; value: unknown }[]): GoValues {
  return toGoValues(values.map(({ name, value }) => [name, isRecordedBytes(value) ? toBytes(value) : value]));
}

/** How a cell that reads a Go cell is answered where that has not run, and nothing is recorded. */
export function toNotRun(name: string): string {
  return `cell ${name} has no values yet: run it`;
}

interface RecordedBytes {
  bytes: string;
}

function isRecordedBytes(value: unknown): value is RecordedBytes {
  return (
    typeof value === 'object' &&
    value !== null &&
    Object.keys(value).length === 1 &&
    typeof (value as Partial<RecordedBytes>).bytes === 'string'
  );
}

function toBytes({ bytes }: RecordedBytes): Uint8Array {
  return Uint8Array.from(atob(bytes), (character) => character.charCodeAt(0));
}

/**
 * A variable of the page as `cell.Input` of a Go cell can take it: what JSON can say. Bytes become
 * base64, as Go reads a `[]byte`; a BigInt becomes a number where that is exact, else its digits as
 * text. Undefined, for which the program has its default, where JSON has nothing for it.
 */
export function toInput(value: unknown): unknown {
  let text: string | undefined;
  try {
    text = JSON.stringify(value, (_, part: unknown) => {
      if (typeof part === 'bigint') {
        const number = Number(part);
        return Number.isSafeInteger(number) ? number : String(part);
      }
      return part instanceof Uint8Array ? toBase64(part) : part;
    });
  } catch {
    // What holds itself.
  }
  return text === undefined ? undefined : (JSON.parse(text) as unknown);
}

function toBase64(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
}
