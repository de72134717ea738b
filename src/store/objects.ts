/** One object as a listing tells it. */
export interface ObjectEntry {
  key: string;
  sizeBytes: number;
  /** Unix milliseconds, by the clock of who keeps it. */
  modifiedAt: number;
}

/** Bytes, or a file of this process whose bytes are wanted; the file is used up or left, never needed after. */
export type ObjectBody = Uint8Array | { path: string; sizeBytes: number };

/**
 * Where the store keeps its objects: a folder or a bucket. Keys are paths of plain characters
 * (`captures/ID/manifest`). A put is whole or not at all, and lasts once it has resolved; who
 * lists or reads afterwards, on any server, sees it.
 */
export interface Objects {
  /** Largest object that a piece of a capture should be. */
  readonly pieceBytes: number;
  /** A folder of this machine for bytes on their way in, best on the file system where they will stay. */
  readonly spoolFolder: string;
  /**
   * @param options.ifAbsent not over what is there; some buckets only look before they write
   * @returns false where that was asked for and the key is taken
   */
  put(key: string, body: ObjectBody, options?: { ifAbsent?: boolean }): Promise<boolean>;
  /**
   * @param range bytes from the first up to, not including, the second
   * @returns undefined where there is no such object
   */
  get(key: string, range?: [from: number, to: number]): Promise<AsyncIterable<Uint8Array> | undefined>;
  /** In order of their keys' bytes, from the first after `after`. */
  list(prefix: string, after?: string): AsyncIterable<ObjectEntry>;
  /** Removing what is not there is no error. */
  remove(keys: readonly string[]): Promise<void>;
  /** What its file system has; undefined where that has no bounds or nobody tells. */
  findSpace(): Promise<{ freeBytes: number; totalBytes: number } | undefined>;
  /** Throws StoreError where objects cannot be written now. */
  check(): Promise<void>;
  close(): Promise<void>;
}

export async function readAll(chunks: AsyncIterable<Uint8Array>): Promise<Buffer<ArrayBuffer>> {
  const parts: Uint8Array[] = [];
  for await (const chunk of chunks) parts.push(chunk);
  return Buffer.concat(parts);
}
