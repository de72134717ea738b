/** What cells read by the name of a Go cell: the newest of each name that it has emitted. */
export type GoValues = Readonly<Record<string, unknown>>;

/**
 * The variable that a Go cell is. Each batch of values makes a new one, so that what reads it runs
 * again; what one cell changes in it another would see, so none can.
 */
export function toGoValues(values: Iterable<readonly [name: string, value: unknown]>): GoValues {
  return Object.freeze(Object.fromEntries(values));
}

/** An emitted value as a record keeps it: what JSON can say, or bytes as base64. */
export type RecordedValue = { name: string; value: unknown } | { name: string; bytes: string };

/** Values as a record keeps them. */
export function fromRecorded(values: readonly RecordedValue[]): GoValues {
  return toGoValues(values.map((one) => [one.name, 'bytes' in one ? toBytes(one.bytes) : one.value]));
}

/** How a cell that reads a Go cell is answered where that has not run, and nothing is recorded. */
export function toNotRun(name: string): string {
  return `cell ${name} has no values yet: run it`;
}

function toBytes(base64: string): Uint8Array {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
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
