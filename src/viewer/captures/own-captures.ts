import { OpenCaptures } from './open-captures.ts';
import { toFileRef } from './link-data.ts';
import { pageView } from '#viewer/page/page-view.ts';

const slots = new Map<string, OpenCaptures>();

/**
 * What the reader has put in the place of the case's own in a slot: one for a page, so that a chart
 * and the cells that read the same capture change together. Comes from the page's address and is
 * kept there.
 */
export function ownCapturesOf(slot: string): OpenCaptures {
  const known = slots.get(slot);
  if (known) return known;
  const own = new OpenCaptures([]);
  slots.set(slot, own);
  const restore = () => own.replace(pageView.view.captures.filter((capture) => capture.slot === slot));
  restore();
  pageView.onArrival(restore);
  own.subscribe(() => {
    if (own.items.some(({ status }) => status === 'reading')) return;
    const elsewhere = pageView.view.captures.filter((capture) => capture.slot !== slot);
    const here = own.items.flatMap((item) =>
      item.sources.map((source) => ({
        slot,
        ref: source.ref.from === 'file' ? toFileRef(source) : source.ref,
      })),
    );
    if (here.length || elsewhere.length !== pageView.view.captures.length) {
      pageView.setCaptures([...elsewhere, ...here]);
    }
  });
  return own;
}

/** Takes files into a slot: in the place of what was there, or where a link left a gap. */
export function takeOwnFiles(slot: string, files: File[]): void {
  const own = ownCapturesOf(slot);
  const isMissing = own.items.some(({ sources }) => sources.some(({ status }) => status === 'missing'));
  if (!isMissing) own.clear();
  void own.addFiles(files, slot);
}
