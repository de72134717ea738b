import type {
  LostKind,
  PublicCapture,
  Redactable,
  RedactedFile,
  RedactionSpec,
  Replacement,
} from '#redact/index.ts';
import type { View } from '#view/view-state.ts';

/** To the worker: all that is redacted together; what ends it early is the end of the worker. */
export interface RedactRequest {
  captures: Redactable[];
  view: View;
  spec: RedactionSpec;
  /** See RedactionOptions. */
  kept: PublicCapture[];
  keepSlots: boolean;
}

/** A redacted file as its bytes. */
export interface RedactedBlob {
  name: string;
  kind: RedactedFile['kind'];
  blob: Blob;
  /** Of the bytes, 64 hexadecimal digits. */
  sha256: string;
}

/** See Redaction: the same with the files as bytes. */
export interface RedactResult {
  captures: { before: string; slot: string; files: RedactedBlob[] }[];
  view: View;
  lost: LostKind[];
  replacements: Replacement[];
}

/** From the worker: any number of `progress`, then one of the others. */
export type RedactReply =
  | { kind: 'progress'; done: number }
  | { kind: 'done'; result: RedactResult }
  | { kind: 'failed'; message: string };
