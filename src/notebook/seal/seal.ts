import { createFloodWatch } from './flood-watch.ts';

/*
 * What a reader edits runs in a page of opaque origin, which its frame's `sandbox` sees to. The site frames the page without
 * it, and the page, which then runs nothing else, frames itself with it. Browsers ask a service worker for the pages of the
 * site's own origin alone: without a network a frame with that attribute would stay empty. And what runs within can lead its
 * frame nowhere: the policy of the page around it, unlike the site's, allows no frame an address.
 */

/** Whether this page is of opaque origin: nothing of the site is within reach of what runs in it. */
export function isSealed(): boolean {
  return self.origin === 'null';
}

/** This very page once more, within itself and sealed: what it says goes on to the page around, and what that says to it. */
export function sealWithin(): void {
  if (parent === self) return;
  const inner = document.createElement('iframe');
  inner.setAttribute('sandbox', 'allow-scripts');
  inner.setAttribute('referrerpolicy', 'no-referrer');
  inner.title = document.title;
  inner.style.cssText = 'position: fixed; inset: 0; width: 100%; height: 100%; border: 0;';
  // Its policy stands in it, and this page's, which is the same, is its own as well.
  inner.srcdoc = `<!doctype html>${document.documentElement.outerHTML}`;
  const isFlood = createFloodWatch();
  addEventListener('message', (event: MessageEvent<unknown>) => {
    // What neither of them says is not read, which takes time.
    const { source } = event;
    if (source === parent) inner.contentWindow?.postMessage(event.data, '*', findBuffers(event.data));
    else if (source !== null && source === inner.contentWindow) {
      const heardAt = performance.now();
      parent.postMessage(event.data, '*');
      if (!isFlood(performance.now() - heardAt)) return;
      // It shares its thread with the page around, which hears of it when it has heard all that was said before.
      inner.remove();
      parent.postMessage({ kind: 'flood' }, '*');
    }
  });
  let isLoaded = false;
  inner.addEventListener('load', () => {
    // Something has led it to another page: so the page around is told, as it would be without this one.
    if (isLoaded) location.replace('about:blank');
    isLoaded = true;
  });
  document.body.replaceChildren(inner);
}

/** What of a message is given away on its way: programs and tools, of megabytes. */
function findBuffers(data: unknown): ArrayBuffer[] {
  const { bytes, files } = (data ?? {}) as { bytes?: unknown; files?: unknown };
  return [bytes, ...(Array.isArray(files) ? (files as unknown[]) : [])].filter(
    (one) => one instanceof ArrayBuffer,
  );
}
