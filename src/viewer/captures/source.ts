import type { ClientFailure } from '#api/store-client.ts';
import type { Model } from '#model/capture/models.ts';
import type { Failure, Notice } from '#model/notice.ts';
import type { CaptureRef } from '#view/view-state.ts';
import type { ParsedCapture } from '#workers/messages.ts';

/** Why a source could not be read; made from a FormatError, a failed request or a failed unpacking. */
export type ReadFailure = Failure | StoreFailure;

/** What the store refused, or that it was not reached. */
interface StoreFailure {
  from: 'store';
  said: ClientFailure;
  /** In English. */
  message: string;
}

/** Something that was asked to be opened: one file, or the published files of one capture. */
export interface Source {
  id: number;
  ref: CaptureRef;
  /** The slot that a link gave it; else it follows from the name. */
  slot: string | undefined;
  name: string;
  sizeBytes: number;
  /** `missing`: a link names it, and its bytes are not here. */
  status: 'reading' | 'ready' | 'failed' | 'missing';
  /** Bytes read so far, of `sizeBytes`. */
  bytesRead: number;
  files: ParsedCapture[];
  /** The bytes as they came, for a link that carries them. */
  blobs: { name: string; blob: Blob }[];
  /** What was odd on the way here, before any format saw it. */
  notices: Notice[];
  failure: ReadFailure | undefined;
  /** Something the reader should know about how it came here, by code of the viewer's messages. */
  remark: 'other-file' | undefined;
  /** Of a capture of the store that grows, or has done so while it was looked at. */
  live?: LiveState | undefined;
  /** Of a capture of the store that was whole when it was asked for. */
  ended?: 'complete' | 'cut' | undefined;
}

/** How a capture grows that is sent while it is made. */
export interface LiveState {
  state: 'growing' | 'complete' | 'cut';
  /** Nothing has come for so long that the sender is probably gone. */
  stalled: boolean;
  /** When bytes last came, by this machine's clock: Unix milliseconds. */
  changedAt: number;
}

/** What the list shows as one thing: a file, or all the files of one topid session. */
export interface OpenItem {
  slot: string;
  name: string;
  sources: Source[];
  status: Source['status'];
  sizeBytes: number;
  value: Model | undefined;
  notices: ItemNotice[];
}

/** A notice, and the file it is about where an item has several. */
export type ItemNotice = Notice & { file?: string };
