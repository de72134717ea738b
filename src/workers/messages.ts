import type { Parsed } from '#formats/format.ts';
import type { Kind } from '#model/kind.ts';
import type { Failure } from '#model/notice.ts';
import type { ListPart } from './long-lists.ts';
import type { LinkDataProblem } from '#view/says.ts';

/** A file that was read, and what it was before anything was unzipped. */
export interface ParsedCapture extends Parsed {
  /** The file's name as given. */
  name: string;
  /** Bytes as uploaded. */
  sizeBytes: number;
  /** Of the bytes as uploaded, 64 hexadecimal digits. */
  sha256: string;
  /** Id of the format that read it: `topid-process`. */
  format: string;
  gzipped: boolean;
}

/** The bytes of a file: as they are, or as a link carries them, still packed. */
export type ParseSource = Blob | { packed: string };

/** To the worker: one file at a time; what ends it early is the end of the worker. */
export interface ParseRequest {
  file: ParseSource;
  name: string;
}

/** What the data of a link was, and what is wrong with it where that is not all of the file. */
export interface Unpacked {
  blob: Blob;
  problem: LinkDataProblem | undefined;
}

/** From the worker: any number of `progress`, `recognised` before anything is parsed, `unpacked` of what was packed, parts of a long list (see long-lists.ts), then `done` or `failed`. */
export type ParseReply =
  | { kind: 'progress'; bytesRead: number }
  | { kind: 'recognised'; as: Kind }
  | { kind: 'unpacked'; unpacked: Unpacked }
  | { kind: 'part'; part: ListPart }
  | { kind: 'done'; capture: ParsedCapture }
  | { kind: 'failed'; failure: Failure };
