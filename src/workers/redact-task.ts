import { redactCaptures, type RedactedFile } from '#redact/index.ts';
import { Sha256 } from '#bytes/sha256.ts';
import type { RedactedBlob, RedactReply, RedactRequest, RedactResult } from './redact-messages.ts';

/** Redacts, and makes files of what comes out. Runs in the worker and in Node. */
export function redactToFiles(
  { captures, view, spec, kept, keepSlots }: RedactRequest,
  onProgress?: (done: number) => void,
): RedactResult {
  const options = { kept, keepSlots, ...(onProgress ? { onProgress } : {}) };
  const redaction = redactCaptures(captures, view, spec, options);
  return {
    captures: redaction.captures.map(({ before, slot, files }) => ({
      before,
      slot,
      files: files.map(({ name, kind, pieces }) => toBlob(name, kind, pieces)),
    })),
    view: redaction.view,
    lost: redaction.lost,
    replacements: redaction.replacements,
  };
}

function toBlob(name: string, kind: RedactedBlob['kind'], pieces: RedactedFile['pieces']): RedactedBlob {
  const encoder = new TextEncoder();
  const hash = new Sha256();
  const bytes = pieces.map((piece) => {
    const encoded = typeof piece === 'string' ? encoder.encode(piece) : piece;
    hash.update(encoded);
    return encoded;
  });
  const isText = pieces.every((piece) => typeof piece === 'string');
  const type = isText ? 'text/plain' : 'application/octet-stream';
  return { name, kind, blob: new Blob(bytes, { type }), sha256: hash.hex() };
}

/** Often enough to see it move. */
const progressEveryMs = 50;

/** What the worker does with a request. */
export function answerRedact(request: RedactRequest, reply: (message: RedactReply) => void): void {
  let told = Number.NEGATIVE_INFINITY;
  const onProgress = (done: number) => {
    const now = performance.now();
    if (now - told < progressEveryMs) return;
    told = now;
    reply({ kind: 'progress', done });
  };
  try {
    reply({ kind: 'done', result: redactToFiles(request, onProgress) });
  } catch (error) {
    reply({ kind: 'failed', message: error instanceof Error ? error.message : String(error) });
  }
}
