import type { UploadReceipt } from '#api/store-upload.ts';
import type { StoreInfo } from '#api/wire.ts';
import type { CaptureRef } from '#view/view-state.ts';
import type { OwnFile } from './outgoing.ts';

/** A server that keeps captures, as the share dialog sees it. */
export interface ShareStore extends Pick<StoreInfo, 'maxBytes' | 'keepDays' | 'keepChoices' | 'tokenNeeded'> {
  upload(file: OwnFile, options: UploadOptions): ShareUpload;
  /** How a link names what was uploaded. */
  toRef(id: string, name: string): CaptureRef;
  /** @throws Error where the server refuses */
  remove(id: string, key: string): Promise<void>;
}

interface UploadOptions {
  tag: string;
  keep: number | 'never';
  token: string;
  onProgress(sentBytes: number): void;
  /** It goes on where an earlier one stood: after a reload, say. */
  onResumed(): void;
  /** The connection was lost; it is tried again. */
  onRetry(): void;
}

export interface ShareUpload {
  /** Rejects with what the server refused, or that it was cancelled. */
  done: Promise<UploadReceipt>;
  /** What was sent stays on the server. */
  pause(): void;
  resume(): void;
  /** Takes back what was sent. */
  cancel(): void;
}
