/** What a server with a store answers as JSON. Times are ISO 8601, UTC. */

/** What a page needs to know before it offers to upload. */
export interface StoreInfo {
  /** Version of this API. */
  store: 1;
  /** Largest capture that is taken. */
  maxBytes: number;
  /** Days that a capture is kept where its sender does not say. */
  keepDays: number;
  /** What can be chosen, in days. */
  keepChoices: (number | 'never')[];
  /** Uploading asks for a token. */
  tokenNeeded: boolean;
  /** Path of resumable uploads. */
  uploads: string;
}

/** A capture as the server tells of it. */
export interface StoreCapture {
  /** 26 characters that cannot be guessed: they read the capture and no more. */
  id: string;
  /** What it is listed under. */
  tag: string;
  /** Name of the file. */
  name: string;
  /** `growing`: bytes still come. `complete`: all of it is here. `cut`: its sender went away; what came is here, and no more will come. */
  state: 'growing' | 'complete' | 'cut';
  /** It was sent while it was made. */
  live: boolean;
  /** That are here by now. */
  sizeBytes: number;
  /** Size that its sender has said; a stream says none. */
  declaredBytes?: number;
  /** Of the whole, from when it is complete or cut: 64 hexadecimal digits. */
  sha256?: string;
  /** `recording`, `crash-log`; `unknown` where it was looked at in vain. */
  kind?: string;
  /** What is in it, in a sentence. */
  summary?: string;
  /** The topid session that its name tells. */
  session?: string;
  /** When it was begun. */
  createdAt: string;
  /** When bytes last came. */
  changedAt: string;
  /** When it will be gone; left out where it is kept for ever. */
  expiresAt?: string;
  /** It has been read on the server: kind and summary are what there is to know. */
  looked: boolean;
  /** There is a picture of it. */
  picture: boolean;
  /** Address of its page. */
  link: string;
}

/** A capture, and how it grows. */
export interface StoreStat extends StoreCapture {
  /** Milliseconds since bytes last came; 0 where none will come. */
  idleMs: number;
  /** Nothing has come for so long that its sender has probably gone. */
  stalled: boolean;
}

/** What who uploads a capture is told, once. */
export interface StoreReceipt extends StoreCapture {
  /** The deletion key: it renames and removes, and is told nowhere else. Left out of the last line of a stream. */
  key?: string;
}

/** A part of a list. */
export interface StoreList {
  /** Newest first. */
  captures: StoreCapture[];
  /** Where the next part begins, to be given as `after`; left out at the end. */
  next?: string;
}

/** What was deleted. */
export interface StoreRemoval {
  /** The id that it had. */
  deleted: string;
  /** Whether it is noted that there was such a capture: on a full disk it may not be. */
  noted: boolean;
}

/** What was refused. */
export interface StoreRefusal {
  /** Its code, its sentence in English, and the numbers and names in that. */
  error: { code: string; message: string; params?: Record<string, string | number> };
}
