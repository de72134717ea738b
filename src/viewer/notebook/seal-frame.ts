/**
 * Sees to it that what a frame loads is of opaque origin. Where a service worker may have to hand the page out, the page does it
 * to itself (src/notebook/seal): browsers ask none for a frame with `sandbox`.
 */
export function sealFrame(frame: HTMLIFrameElement): void {
  if (!(navigator as Partial<Navigator>).serviceWorker?.controller)
    frame.setAttribute('sandbox', 'allow-scripts');
  frame.setAttribute('referrerpolicy', 'no-referrer');
}
