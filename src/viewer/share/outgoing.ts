import type { Model } from '#model/capture/models.ts';
import type { Kind } from '#model/kind.ts';
import { toCapturePath } from '#locale/store-paths.ts';
import { packFiles } from '#view/pack.ts';
import type { LostKind, PublicCapture } from '#redact/index.ts';
import type { RedactionSpec, Replacement } from '#redact/kinds.ts';
import type { CarriedFile } from '#one-file/one-file.ts';
import type { CaptureRef, View } from '#view/view-state.ts';
import { redactInWorker, type RedactOptions } from '#workers/redact-client.ts';
import type { RedactRequest, RedactResult } from '#workers/redact-messages.ts';
import { toFileRef } from '#viewer/captures/link-data.ts';
import type { OpenItem, Source } from '#viewer/captures/source.ts';

/** A file that would leave, of a capture that its receiver does not get from the site. */
export interface OwnFile extends CarriedFile {
  /** Of the bytes as they leave: 64 hexadecimal digits. */
  sha256: string;
  /** What it is, for the store's lists. */
  kind: Kind;
  /** As it came in a link, packed: it goes on as it came, also where it was cut on its way. */
  linked?: CaptureRef & { from: 'link' };
}

/** What a share would consist of, whichever way it goes. */
export interface Outgoing {
  /** How it is looked at. Its captures are put in by the way that it goes. */
  view: View;
  own: OwnFile[];
  /** What goes by its place on the site: whoever gets the link has it from there. */
  published: { slot: string; name: string; ref: CaptureRef; files: { name: string; blob: Blob }[] }[];
  /** Files that a link names and that are not here: they cannot go along. */
  missing: { slot: string; name: string; ref: CaptureRef }[];
  /** Names of what is not ready, or could not be read and so not be redacted. */
  left: string[];
  /** What of the view a redaction has left out, since it told of what is taken out. */
  lost: LostKind[];
  /** Undefined where nothing is redacted. */
  replacements: Replacement[] | undefined;
  /** Slots of a case's charts: captures that the page itself shows need no naming in a link. */
  onCase: boolean;
}

export interface OutgoingOptions {
  /** On a case: the items are those of one chart, and others of the page may have their own. */
  onCase?: boolean;
  redaction?: RedactionSpec | undefined;
  /** Ends a redaction with its reason. */
  signal?: AbortSignal | undefined;
  /** Called now and then with how much of a redaction is done, from 0 to 1. */
  onProgress?: ((done: number) => void) | undefined;
  /** In a worker where nothing else is said. */
  redact?: ((request: RedactRequest, options: RedactOptions) => Promise<RedactResult>) | undefined;
}

export async function toOutgoing(
  view: View,
  items: readonly OpenItem[],
  { onCase = false, redaction, signal, onProgress, redact = redactInWorker }: OutgoingOptions = {},
): Promise<Outgoing> {
  const active = view.active ?? (onCase ? undefined : items[0]?.slot);
  const out: Outgoing = {
    // Which is looked at where nothing says so: the first, which may not be the first of a link.
    view: { ...view, captures: [], ...(active === undefined ? {} : { active }) },
    own: [],
    published: [],
    missing: [],
    left: [],
    lost: [],
    replacements: undefined,
    onCase,
  };
  const redactable: { slot: string; value: Model }[] = [];
  const kept: PublicCapture[] = [];
  const own: OwnFile[] = [];
  for (const item of items) {
    let private_ = false;
    for (const source of item.sources) {
      const { slot } = item;
      // A name of the site's that the site does not have is the link's own word.
      if (isPublished(source.ref, redaction) && !(redaction && source.status === 'failed')) {
        const { name, ref, blobs: files } = source;
        const after = redaction && !onCase ? toSiteSlot(name, out.published) : slot;
        out.published.push({ slot: after, name, ref, files });
        kept.push({ before: slot, slot: after, value: item.value });
      } else if (source.status === 'missing') {
        out.missing.push({ slot, name: source.name, ref: toFileRef(source) });
      } else if (source.status === 'ready') {
        private_ = true;
        // Snapshots that topid left empty carry nothing, and a store takes no file of nothing.
        own.push(...toOwnFiles(slot, source).filter(({ blob }) => blob.size > 0));
      } else out.left.push(source.name);
    }
    if (private_ && item.value) redactable.push({ slot: item.slot, value: item.value });
  }
  if (!redaction) {
    out.own = own;
    // On a case other charts may have files of the reader's too; those stay named in the link.
    if (onCase) {
      for (const { slot, ref } of view.captures) {
        if (!items.some((item) => item.slot === slot))
          out.missing.push({ slot, name: 'name' in ref ? (ref.name ?? '') : '', ref });
      }
    }
    return out;
  }
  const private_ = new Set([
    ...redactable.map(({ slot }) => slot),
    ...out.missing.map(({ slot }) => slot),
    ...view.captures.filter(({ ref }) => !isPublished(ref, redaction)).map(({ slot }) => slot),
  ]);
  // On a case a slot is the author's; elsewhere one is called as its file, which may not be here to be redacted.
  const ofPage = onCase ? Object.keys(view.states).filter((slot) => slot !== '') : [];
  kept.push(...ofPage.map((slot) => ({ before: slot, slot, value: undefined })));
  const {
    captures,
    view: redacted,
    lost,
    replacements,
  } = await redact(
    {
      captures: redactable,
      view: out.view,
      spec: redaction,
      kept: kept.filter(({ before }) => !private_.has(before)),
      keepSlots: onCase,
    },
    { signal, onProgress },
  );
  out.view = redacted;
  out.lost = lost;
  out.replacements = replacements;
  // The name and the hash of a file that is not here tell of it what redaction would take out.
  out.left.push(...out.missing.map(({ name }) => name));
  out.missing = [];
  for (const { before, slot, files } of captures) {
    const { kind } = redactable.find((one) => one.slot === before)!.value;
    out.own.push(...files.map(({ name, blob, sha256 }) => ({ slot, name, blob, sha256, kind })));
  }
  return out;
}

/** What the site calls a capture, and not what a link did; the second of a name has a number. */
function toSiteSlot(name: string, others: Outgoing['published']): string {
  const same = others.filter((other) => other.name === name).length;
  return same === 0 ? name : `${name}#${same + 1}`;
}

/** Bytes of what goes. */
export function toTotalBytes(files: readonly CarriedFile[]): number {
  return files.reduce((sum, { blob }) => sum + blob.size, 0);
}

/** The view whose receiver has to have the own files: the link tells their names, sizes and hashes. */
export function toLinkView(outgoing: Outgoing): View {
  return toView(outgoing, ({ name, blob, sha256 }) => ({ from: 'file', name, sizeBytes: blob.size, sha256 }));
}

// Deflate makes at best a byte of 1032: nothing larger fits into a link, and need not be read for that.
const mostBytes = 24 * 1024 * 1032;

/** The view with the own files in it; undefined where they are too large for a link, all of them together. */
export async function toDataView(outgoing: Outgoing): Promise<View | undefined> {
  const { own } = outgoing;
  const fresh = own.filter(({ linked }) => linked === undefined);
  if (own.length === 0 || toTotalBytes(fresh) > mostBytes) return undefined;
  const files = await Promise.all(
    fresh.map(async ({ name, blob }) => ({ name, bytes: new Uint8Array(await blob.arrayBuffer()) })),
  );
  const packed = await packFiles(files);
  if (!packed) return undefined;
  const data = new Map(fresh.map((file, index) => [file, packed[index] ?? '']));
  return toView(
    outgoing,
    (file) =>
      file.linked ?? {
        from: 'link',
        name: file.name,
        sizeBytes: file.blob.size,
        sha256: file.sha256,
        data: data.get(file) ?? '',
      },
  );
}

/** The view whose own files the server has, by their ids there. */
export function toStoredView(
  outgoing: Outgoing,
  ids: readonly string[],
  toRef: (id: string, name: string) => CaptureRef,
): View {
  return toView(outgoing, ({ name }, index) => toRef(ids[index] ?? '', name));
}

/**
 * The page of the site that a view is sent as; undefined for the page at hand. A redacted one does not
 * name the page of a stored capture, which would show what was taken out.
 */
export function findLinkPage({ replacements, onCase }: Outgoing): string | undefined {
  return replacements && !onCase ? '/open/' : undefined;
}

/**
 * The page that a stored view is best sent as: that of a capture of its own, which says in a chat what
 * it is. Where the view needs what that page has not (the charts of a case, captures that the site
 * publishes), the page of any other link.
 *
 * @param ids of the own files on the server, in their order
 */
export function findStoredPage(outgoing: Outgoing, view: View, ids: readonly string[]): string | undefined {
  const { own, onCase } = outgoing;
  if (onCase || view.captures.some(({ ref }) => ref.from === 'site')) return findLinkPage(outgoing);
  const stored = own.map(({ slot, blob }, index) => ({ slot, sizeBytes: blob.size, id: ids[index] }));
  const looked = stored.filter(({ slot }) => slot === view.active);
  // Of a session's files the largest is the one with the samples.
  const [best] = (looked.length > 0 ? looked : stored).toSorted((a, b) => b.sizeBytes - a.sizeBytes);
  return best?.id === undefined ? findLinkPage(outgoing) : toCapturePath(best.id);
}

/**
 * What a page of one file is called.
 *
 * @param title of what is looked at, which tells of a capture that is redacted what it was called
 */
export function toPageTitle({ own, published, left, replacements }: Outgoing, title: string): string {
  if (!replacements || own.length + left.length === 0) return title;
  return [...own, ...published][0]?.slot ?? '';
}

function toView(outgoing: Outgoing, toRef: (file: OwnFile, index: number) => CaptureRef): View {
  const { view, own, published, missing, onCase } = outgoing;
  return {
    ...view,
    captures: [
      ...published.filter(({ ref }) => !(onCase && ref.from === 'site')),
      ...missing,
      ...own.map((file, index) => ({ slot: file.slot, ref: toRef(file, index) })),
    ].map(({ slot, ref }) => ({ slot, ref })),
  };
}

/** Everything that a page of one file carries; where several would be called the same, each keeps its slot. */
export function toCarriedFiles({ own, published }: Outgoing): CarriedFile[] {
  return [
    ...published.flatMap(({ slot, files }) => files.map(({ name, blob }) => ({ slot, name, blob }))),
    ...own.map(({ slot, name, blob }) => ({ slot, name, blob })),
  ];
}

function toOwnFiles(slot: string, source: Source): OwnFile[] {
  return source.blobs.flatMap(({ name, blob }) => {
    const file = source.files.find((one) => one.name === name);
    if (!file) return [];
    const { kind } = file.value;
    const linked = source.ref.from === 'link' ? { linked: source.ref } : {};
    return [{ slot, name, blob, sha256: file.sha256, kind, ...linked }];
  });
}

/**
 * Whether whoever gets the link has the capture from the site. That of the store, or at an address, is
 * there for those alone who know its id or address: so a redaction leaves neither the bytes nor the link
 * to them, and takes it for a file of the reader's.
 */
function isPublished(ref: CaptureRef, redaction: RedactionSpec | undefined): boolean {
  return ref.from === 'site' || (!redaction && (ref.from === 'url' || ref.from === 'store'));
}
