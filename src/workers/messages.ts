import type { Parsed } from '#formats/format.ts';
import type { Notice, Where } from '#model/notice.ts';

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

/** Why a file could not be read; an error's own fields, since errors lose theirs between threads. */
export interface ParseFailure {
  /** A FormatError's code, or `file-unreadable`, `out-of-memory`, `worker-failed`, `unexpected`. */
  code: string;
  message: string;
  where?: Where | undefined;
  params?: Record<string, string | number> | undefined;
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
  problem: Notice | undefined;
}

/** From the worker: any number of `progress`, `unpacked` of what was packed, then one of the others. */
export type ParseReply =
  | { kind: 'progress'; bytesRead: number }
  | { kind: 'unpacked'; unpacked: Unpacked }
  | { kind: 'done'; capture: ParsedCapture }
  | { kind: 'failed'; failure: ParseFailure };
