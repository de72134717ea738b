import type { Model } from '#model/capture/models.ts';
import { CaptureError, type Notice } from '#model/notice.ts';

/** How sure `detect` is: magic bytes or an unmistakable structure, a likely one, or not at all. */
export type Verdict = 'certain' | 'likely' | 'no';

/** The formats by their names, which links and the store keep. */
export type FormatId =
  | 'topid-process'
  | 'topid-snapshot'
  | 'topid-info'
  | 'topid-snapshot-text'
  | 'topid-text'
  | 'go-crash'
  | 'table'
  | 'pprof'
  | 'pprof-text'
  | 'folded'
  | 'perf-script';

/** A format as messages name it: `title` in English, other languages by its id. */
export interface FormatName {
  id: FormatId;
  title: string;
}

/**
 * One format: how to tell it, and how to read it. `detect` is pure and cheap and never parses to
 * find out; `parse` gives what could be read, what was odd, and where it stopped.
 */
export interface Format<T extends Model = Model> extends FormatName {
  /** Looks at the first bytes (up to 4 KB, after gunzip) and the file's name. */
  detect(head: Uint8Array, name: string): Verdict;
  /**
   * @param chunks the bytes after gunzip, in order
   * @throws FormatError only when nothing is usable
   */
  parse(chunks: AsyncIterable<Uint8Array>, context: ParseContext): Promise<Parsed<T>>;
}

export interface ParseContext {
  /** The file's name, for what names tell (a session id) and for errors. */
  name: string;
  /** Ends the parse with its reason. Checked between chunks. */
  signal?: AbortSignal | undefined;
  /** Lines that are read of one log; what is beyond is left out, with a notice. */
  maxLines?: number | undefined;
  /** Frames of stacks that are read of one log, likewise; all where not given. */
  maxFrames?: number | undefined;
}

export interface Parsed<T = Model> {
  value: T;
  notices: Notice[];
  /** Bytes (after gunzip) that were read to good effect, and whether that is all there was. */
  end: { byte: number; complete: boolean };
}

/** What cannot be read at all: which file, what was expected, where. */
export class FormatError extends CaptureError {
  override name = 'FormatError';
}
