import { packFiles } from '#share/pack.ts';
import type { CaptureRef, View } from '#share/view-state.ts';
import type { OpenItem, Source } from './source.ts';

/** How a view can travel: as it is, with its data, or telling what it lacks. */
export interface LinkChoice {
  /** Names of what the plain link does not carry; empty where all of it is published on the site. */
  own: string[];
  /**
   * The view with the bytes of `own` in it, as far as they are here, and how much they take;
   * undefined where something is too large, or nothing of it is here.
   */
  withData: { view: View; kb: string } | undefined;
  /** Names of what is over the limit, by itself or with the other files of its capture. */
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
  for (const { slot, sources } of items) {
    const packed = await packSources(sources);
    if (!packed) tooLarge.push(...sources.filter(hasBytes).map(({ name }) => name));
    for (const source of sources) {
      const { ref, status, name } = source;
      if (ref.from === 'site' || ref.from === 'url' || ref.from === 'store') {
        if (onlyOwn && ref.from === 'site') continue;
        plain.push({ slot, ref });
        full.push({ slot, ref });
        continue;
      }
      if (status === 'failed' || status === 'reading') continue;
      own.push(name);
      const named = toFileRef(source);
      const carried = packed?.get(source);
      packedLength += carried?.data.length ?? 0;
      plain.push({ slot, ref: named });
      full.push({ slot, ref: carried ?? named });
    }
  }
  return {
    own,
    plain: { ...view, captures: plain },
    withData:
      packedLength > 0 && tooLarge.length === 0
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

/** Whether it is the reader's, or came in a link, and its bytes are here. */
function hasBytes({ ref, status }: Source): boolean {
  return (ref.from === 'file' || ref.from === 'link') && status === 'ready';
}

// Deflate makes at best a byte of 1032: nothing larger fits into a link, and need not be read for that.
const mostBytes = 24 * 1024 * 1032;

/** The files of one capture as a link carries them; undefined where they are too large together. */
async function packSources(
  sources: readonly Source[],
): Promise<Map<Source, CaptureRef & { from: 'link' }> | undefined> {
  const packable = sources.filter(hasBytes);
  if (packable.some(({ blobs }) => (blobs[0]?.blob.size ?? 0) > mostBytes)) return undefined;
  const files = await Promise.all(
    packable.map(async ({ name, blobs }) => ({
      name,
      bytes: new Uint8Array((await blobs[0]?.blob.arrayBuffer()) ?? new ArrayBuffer(0)),
    })),
  );
  const packed = await packFiles(files);
  return packed && new Map(packable.map((source, at) => [source, toLinkRef(source, packed[at] ?? '')]));
}

function toLinkRef(source: Source, data: string): CaptureRef & { from: 'link' } {
  // What a link brought stays as it came, also where it was cut on its way.
  if (source.ref.from === 'link') return source.ref;
  const file = source.files[0];
  return {
    from: 'link',
    name: file?.name ?? source.name,
    sizeBytes: file?.sizeBytes ?? source.sizeBytes,
    sha256: file?.sha256 ?? '',
    data,
  };
}
