/** From a page to the worker that waits: its reader wants the newer version now. */
export interface ToWorker {
  kind: 'take-over';
}

/** From the worker to the pages. */
export type FromWorker =
  /** The first visit's keeping has failed, and is tried again with the next page. */
  | { kind: 'not-kept'; reason: 'room' | 'network' }
  /** Something that a page has loaded is shown, but finds no room to be kept. */
  | { kind: 'no-room' };
