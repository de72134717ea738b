/** What a server with a store answers as JSON. Times are ISO 8601, UTC. */

/** What a page needs to know before it offers to upload. */
export interface StoreInfo {
  /** Version of this API. */
  store: 1;
  /** Largest capture accepted, in bytes. */
  maxBytes: number;
  /** Days a capture is kept if its sender does not say. */
  keepDays: number;
  /** Choices for `keep`, in days. */
  keepChoices: (number | 'never')[];
  /** Whether uploads need a token. */
  tokenNeeded: boolean;
  /** Path for resumable uploads. */
  uploads: string;
}

/** A capture as the server tells of it. */
export interface StoreCapture {
  /** 26 characters that cannot be guessed. They allow reading the capture, nothing more. */
  id: string;
  /** The tag it is listed under. */
  tag: string;
  /** Name of the file. */
  name: string;
  /**
   * `growing`: bytes are still coming. `complete`: all of it is here. `cut`: the sender went away; what came
   * is here, and no more will.
   */
  state: 'growing' | 'complete' | 'cut';
  /** It was streamed while being made. */
  live: boolean;
  /** Bytes received so far. */
  sizeBytes: number;
  /** Size announced by the sender; a stream has none. */
  declaredBytes?: number;
  /** SHA-256 of the whole, 64 hexadecimal digits, once it is complete or cut. */
  sha256?: string;
  /** `recording`, `crash-log`, `profile`; `unknown` if no format fits. */
  kind?: string;
  /** One sentence about its contents. */
  summary?: string;
  /** The topid session, from its name. */
  session?: string;
  /** When the upload began. */
  createdAt: string;
  /** When bytes last came. */
  changedAt: string;
  /** When it expires; left out if it is kept for ever. */
  expiresAt?: string;
  /** The server has read it: kind and summary are final. */
  looked: boolean;
  /** Whether it has a preview picture. */
  picture: boolean;
  /** Address of its page. */
  link: string;
}

/** A capture, and how it grows. */
export interface StoreStat extends StoreCapture {
  /** Milliseconds since the last bytes; 0 if no more will come. */
  idleMs: number;
  /** Nothing has come for so long that the sender is probably gone. */
  stalled: boolean;
}

/** What who uploads a capture is told, once. */
export interface StoreReceipt extends StoreCapture {
  /**
   * The deletion key, which allows renaming and removing and is shown nowhere else. Left out of the last line
   * of a stream.
   */
  key?: string;
}

/** A part of a list. */
export interface StoreList {
  /** Newest first. */
  captures: StoreCapture[];
  /** Pass it as `after` to get the next part; left out at the end. */
  next?: string;
}

/** What was deleted. */
export interface StoreRemoval {
  /** The id it had. */
  deleted: string;
  /** Whether a note was kept that this capture existed; on a full disk it may not be. */
  noted: boolean;
}

/** What was refused. */
export interface StoreRefusal {
  /** Code, English sentence, and the numbers and names in it. */
  error: { code: string; message: string; params?: Record<string, string | number> };
}
