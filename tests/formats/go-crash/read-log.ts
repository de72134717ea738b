import { readFileSync, readdirSync } from 'node:fs';
import type { CrashFile, CrashLog, Frame, Goroutine } from '#model/crash/crash-log.ts';
import type { Parsed } from '#formats/format.ts';
import { goCrash } from '#formats/go-crash/format.ts';

const validFolder = new URL('../../fixtures/go-crash/valid/', import.meta.url);
export const invalidFolder = new URL('../../fixtures/go-crash/invalid/', import.meta.url);
const captures = new URL('../../../public/captures/', import.meta.url);

export const validNames = readdirSync(validFolder).toSorted();

export function readValid(name: string): Uint8Array {
  return readFileSync(new URL(name, validFolder));
}

export function readText(name: string): string {
  return readFileSync(new URL(name, validFolder), 'utf8');
}

export function readCapture(name: string): Uint8Array {
  return readFileSync(new URL(name, captures));
}

/** Parses bytes or text, handed over in chunks of the given size. */
export function parse(input: Uint8Array | string, chunk = 1 << 16): Promise<Parsed<CrashFile>> {
  const bytes = typeof input === 'string' ? new TextEncoder().encode(input) : input;
  async function* chunks(): AsyncGenerator<Uint8Array> {
    for (let at = 0; at < bytes.length; at += chunk) yield bytes.subarray(at, at + chunk);
  }
  return goCrash.parse(chunks(), { name: 'test.log' });
}

/** The only crash of a log. */
export async function parseOne(input: Uint8Array | string): Promise<CrashLog> {
  const { crashes } = (await parse(input)).value;
  if (crashes.length !== 1) throw new Error(`${crashes.length} crashes`);
  return crashes[0]!;
}

/** What was read, without the lines where it stood: what must be the same however the log was wrapped. */
export function withoutLines(crash: CrashLog): unknown {
  return JSON.parse(
    JSON.stringify(crash, (key, value: unknown) =>
      key === 'line' || key === 'firstLine' || key === 'lastLine' || key === 'notices' ? undefined : value,
    ),
  );
}

export function functions(goroutine: Pick<Goroutine, 'frames'>): string[] {
  return goroutine.frames.map((frame: Frame) => frame.function);
}
