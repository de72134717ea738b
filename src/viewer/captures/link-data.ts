import { packCapture } from '#share/pack.ts';
import type { CaptureRef, View } from '#share/view-state.ts';
import type { OpenItem, Source } from './source.ts';

/** How a view can travel: as it is, with its data, or telling what it lacks. */
export interface LinkChoice {
  /** Names of what the plain link does not carry; empty where all of it is published on the site. */
  own: string[];
  /** The view with the bytes of `own` in it, and how much they take; undefined where something is too large. */
  withData: { view: View; kb: string } | undefined;
  /** Names of what is over the limit. */
  tooLarge: string[];
  /** The view whose receiver has to have the files. */
  plain: View;
}

/** Works out what a link to `view` can carry of what is open. Packing takes a moment, so this waits. */
export async function findLinkChoice(
  view: View,
  items: readonly OpenItem[],
  onlyOwn: boolean,
): Promise<LinkChoice> {
  // On a case other charts may have files of the reader's too; those stay named in the link.
  const elsewhere = onlyOwn
    ? view.captures.filter(({ slot }) => !items.some((item) => item.slot === slot))
    : [];
  const plain: View['captures'] = [...elsewhere];
  const full: View['captures'] = [...elsewhere];
  const own: string[] = [];
  const tooLarge: string[] = [];
  let packedLength = 0;
  for (const item of items) {
    for (const source of item.sources) {
      const slot = item.slot;
      if (source.ref.from === 'site' || source.ref.from === 'url' || source.ref.from === 'store') {
        if (onlyOwn && source.ref.from === 'site') continue;
        plain.push({ slot, ref: source.ref });
        full.push({ slot, ref: source.ref });
        continue;
      }
      if (source.status === 'failed' || source.status === 'reading') continue;
      own.push(source.name);
      plain.push({ slot, ref: toFileRef(source) });
      const ref = await toLinkRef(source);
      if (!ref) tooLarge.push(source.name);
      else {
        packedLength += ref.data.length;
        full.push({ slot, ref });
      }
    }
  }
  return {
    own,
    plain: { ...view, captures: plain },
    withData:
      own.length > 0 && tooLarge.length === 0
        ? { view: { ...view, captures: full }, kb: (packedLength / 1024).toFixed(1) }
        : undefined,
    tooLarge,
  };
}

/** Names the file without its bytes. */
export function toFileRef(source: Source): CaptureRef {
  if (source.ref.from === 'file' && source.status === 'missing') return source.ref;
  const file = source.files[0];
  return {
    from: 'file',
    name: file?.name ?? source.name,
    sizeBytes: file?.sizeBytes ?? source.sizeBytes,
    sha256: file?.sha256 ?? '',
  };
}

async function toLinkRef(source: Source): Promise<(CaptureRef & { from: 'link' }) | undefined> {
  if (source.ref.from === 'link') return source.ref;
  const file = source.files[0];
  const blob = source.blobs[0]?.blob;
  // Nothing of more than a megabyte deflates to 24 KB but runs of zeros; no need to read it.
  if (!file || !blob || blob.size > 1_000_000) return undefined;
  const data = await packCapture(new Uint8Array(await blob.arrayBuffer()));
  if (data === undefined) return undefined;
  return { from: 'link', name: file.name, sizeBytes: file.sizeBytes, sha256: file.sha256, data };
}
