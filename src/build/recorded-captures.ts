import { readCapture } from '#formats/index.ts';
import type { CellRecord } from '#notebook/go/cell-record.ts';
import { findCrash } from '#notebook/go/crash-text.ts';
import { fromRecorded } from '#notebook/runtime/go-values.ts';

/** What of a recorded run is a capture of its own. */
export interface RecordedCaptures {
  log: ReturnType<typeof findCrash>;
  /** Names of emitted bytes that read as a capture. */
  values: string[];
}

/** What a recorded run has emitted, by name; bytes are bytes. */
export function toRecordedValues({ values }: Pick<CellRecord, 'values'>): [name: string, value: unknown][] {
  return Object.entries(fromRecorded(values));
}

/** Looks whether a page may offer to show more of a recorded run than what it printed. */
export async function findRecordedCaptures({
  output,
  values,
}: Pick<CellRecord, 'output' | 'values'>): Promise<RecordedCaptures> {
  const found: string[] = [];
  for (const [name, value] of toRecordedValues({ values })) {
    if (isBytes(value) && (await isCapture(name, value))) found.push(name);
  }
  return { log: findCrash(output.map(({ text }) => text).join('')), values: found };
}

async function isCapture(name: string, bytes: Uint8Array<ArrayBuffer>): Promise<boolean> {
  try {
    await readCapture(name, new Blob([bytes]).stream());
    return true;
  } catch {
    return false;
  }
}

function isBytes(value: unknown): value is Uint8Array<ArrayBuffer> {
  return value instanceof Uint8Array;
}
