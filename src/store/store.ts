import type { StoreCapture } from '#api/wire.ts';
import type { StoredKind } from './kinds.ts';

/** Version of what is kept; a reader refuses a newer one. Each has a line in CHANGELOG.md. */
export const storeVersion = 2;

/** A capture to be, as who uploads it says. */
export interface CaptureSpec {
  tag: string;
  name: string;
  /** Of the whole file, where known; not for a stream. */
  declaredBytes?: number;
  /** Checked when all is there. 64 hexadecimal digits. */
  sha256?: string;
  kind?: string;
  summary?: string;
  /** Seconds to keep it; undefined: for ever. */
  keepSeconds?: number | undefined;
  /** Sent while it is made: to be seen, listed and followed before it is complete. */
  live?: boolean;
  /** To be gone on with by further requests, at an address of its own. */
  resumable?: boolean;
}

/** Three secrets, none of which tells another: the capture's id reads, these two change it. */
export interface Created {
  capture: StoredCapture;
  /** Renames and removes; kept nowhere. */
  key: string;
  /** Where it is resumable: adds to it, until it is complete; kept nowhere. */
  upload?: string;
}

/** What the store tells of a capture: what its card on the wire has but for the address, which is the server's to say. */
export interface StoredCapture extends Omit<StoreCapture, 'link' | 'kind'> {
  kind?: StoredKind;
}

/** What was found out about a capture by reading it. */
export interface CaptureAbout {
  kind: string;
  summary: string;
}

export interface AppendOptions {
  /** Pieces are kept, so that others see them, after this time even when small. Default 10 s, or 1 s for a live capture. */
  keepEveryMs?: number;
  /** Largest size of the whole capture. */
  maxBytes?: number;
  /** The source looks at no chunk again that it has given: the store may take its memory away. */
  ownsChunks?: boolean;
  /** Told after each piece that is kept for good. */
  onKept?: (sizeBytes: number) => void;
}

export interface Appended {
  sizeBytes: number;
  /** Of the whole capture, where this append began at 0 and saw all of it. */
  sha256?: string;
}

export interface CompleteOptions {
  /** What it should be, besides what was said at its creation. */
  sha256?: string;
  /** What an append found, so that nothing has to be read again. */
  seenSha256?: string | undefined;
  /** Its sender went away. */
  cut?: boolean;
}

export interface CapturePage {
  captures: StoredCapture[];
  /** Where the next page begins, to be given as `after`. */
  next?: string;
}

export interface Swept {
  expired: number;
  /** Uploads that nobody has gone on with. */
  abandoned: number;
  /** Streams whose end never came, kept as cut. */
  ended: number;
  files: number;
  /** Could not be dealt with now. */
  failed: number;
  /** Why the first of those could not. */
  failure?: string;
}

/** A capture as it stood at one moment. */
export interface Look {
  capture: StoredCapture;
  /** @param range bytes from the first up to, not including, the second; all that was there where not given */
  read(range?: [from: number, to: number]): AsyncIterable<Uint8Array>;
}

/** What is kept, in bytes. */
export interface Measured {
  /** Of all captures, the unfinished ones too. */
  storedBytes: number;
  /** Which uploads that were gone on with lately still have to come, by the id of their capture. */
  promised: Map<string, number>;
}

/** Room on the file system that captures are kept on. */
export interface Space {
  freeBytes: number;
  totalBytes: number;
}

/**
 * Captures kept on a server. Whatever an operation has resolved with is there after a crash or
 * kill, and seen by every server over the same disk or bucket; no server holds state of its own.
 * Operations throw StoreError, whose message may be shown to anybody.
 */
export interface Store {
  /** @throws StoreError where what is kept here is of a newer layout than this store's */
  prepare(): Promise<void>;
  create(spec: CaptureSpec): Promise<Created>;
  /**
   * The capture that is added to at an upload's address. Any other text, a capture's id among them,
   * is not found.
   */
  findUpload(address: string): Promise<StoredCapture>;
  /**
   * Adds bytes at the end. Where the source fails, what came before is kept, and its error thrown.
   *
   * @param offset where the sender believes the end to be
   */
  append(
    id: string,
    offset: number,
    chunks: AsyncIterable<Uint8Array>,
    options?: AppendOptions,
  ): Promise<Appended>;
  /** No byte comes after. What does not match its SHA-256 is removed. */
  complete(id: string, options?: CompleteOptions): Promise<StoredCapture>;
  stat(id: string): Promise<StoredCapture>;
  /** For who wants to read what was told: it is looked up once. */
  look(id: string): Promise<Look>;
  /**
   * Whether there is more to know of a growing capture than its first `from` bytes: further ones,
   * its end, or that it is gone. The same little work however long it is.
   */
  hasNews(id: string, from: number): Promise<boolean>;
  /** @param range bytes from the first up to, not including, the second; all that is there where not given */
  read(id: string, range?: [from: number, to: number]): Promise<AsyncIterable<Uint8Array>>;
  /** Newest first. */
  list(tag: string, options?: { after?: string; limit?: number; search?: string }): Promise<CapturePage>;
  /** The files of one topid session, in order of their names. */
  listSession(tag: string, session: string): Promise<StoredCapture[]>;
  describe(id: string, about: CaptureAbout): Promise<void>;
  putPicture(id: string, png: Uint8Array): Promise<void>;
  /** @returns the PNG, if there is one */
  readPicture(id: string): Promise<Uint8Array | undefined>;
  /** @param key the deletion key */
  rename(id: string, key: string, change: { name?: string; tag?: string }): Promise<StoredCapture>;
  /**
   * @param key the deletion key
   * @returns how many bytes that were, and whether it is noted that it was here: on a full disk it may not be
   */
  remove(id: string, key: string): Promise<{ sizeBytes: number; noted: boolean }>;
  /** Takes back a capture that was never complete, leaving no trace. */
  discard(id: string): Promise<void>;
  /** Removes what has expired and what was left behind. */
  sweep(): Promise<Swept>;
  /** Looks at all that is kept, and removes what belongs to no capture. */
  measure(): Promise<Measured>;
  /** Undefined where nobody knows, as of a bucket. */
  findSpace(): Promise<Space | undefined>;
  /** Throws where nothing can be stored now. */
  check(): Promise<void>;
  close(): Promise<void>;
}
