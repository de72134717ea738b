export const texts = {
  keep: (size: string | undefined) =>
    size ? `Keep this site for offline use (${size})` : 'Keep this site for offline use',
  keeping: 'Being kept for offline use…',
  kept: 'Available offline',
  insecure: 'Not available offline: that needs HTTPS',
  noRoom: 'This browser has no room to keep more for offline use',
  failed: 'Not available offline: not all of it could be fetched',
  tryAgain: 'Try again',
  newer: 'A newer version of this site is here',
  takeNewer: 'Reload with it',
  taken: 'Another tab now shows a newer version of this site',
  reload: 'Reload',
  /** Of a capture of the store. */
  keepCapture: 'Keep for offline use',
  keepingCapture: 'Being kept…',
  captureKept: 'Kept in this browser for offline use',
  forgetCapture: 'Remove from this browser',
  captureNotKept: (reason: string) => `It could not be kept: ${reason}`,
  captureNoRoom: 'This browser has no room for it.',
};
