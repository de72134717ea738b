import type { Source } from '#viewer/captures/source.ts';
import { parseCapture } from '#workers/parse-task.ts';

let nextId = 1;

/** A file of the reader's that was read, as the list of what is open holds it. */
export async function openFile(
  name: string,
  bytes: Uint8Array,
  changes: Partial<Source> = {},
): Promise<Source> {
  const blob = new Blob([bytes as Uint8Array<ArrayBuffer>]);
  const file = await parseCapture(name, blob.stream());
  return {
    ...emptySource(name, bytes.length),
    ref: { from: 'file', name, sizeBytes: bytes.length, sha256: file.sha256 },
    status: 'ready',
    bytesRead: bytes.length,
    files: [file],
    blobs: [{ name, blob }],
    ...changes,
  };
}

/** One that is still being read. */
export function emptySource(name: string, sizeBytes = 0, changes: Partial<Source> = {}): Source {
  return {
    id: nextId++,
    ref: { from: 'file', name, sizeBytes, sha256: '' },
    slot: undefined,
    name,
    sizeBytes,
    status: 'reading',
    bytesRead: 0,
    files: [],
    blobs: [],
    notices: [],
    failure: undefined,
    remark: undefined,
    ...changes,
  };
}
