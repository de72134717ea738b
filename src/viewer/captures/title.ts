import { type ByKind, callByKind } from '#model/capture/models.ts';
import { findHost, findTag } from '#model/recording/recorder.ts';
import type { Recording } from '#model/recording/recording.ts';
import type { ViewState } from '#view/view-state.ts';
import type { CatalogEntry } from './catalog.ts';
import type { OpenItem } from './source.ts';

/** What a capture is called: as the reader says, or the site; else its name, with the machine and the tag where they are known. */
export function toTitle(
  item: OpenItem,
  state: Pick<ViewState, 'title'> | undefined,
  catalog: readonly CatalogEntry[],
): string {
  const said = state?.title?.trim();
  if (said) return said;
  const published = catalog.find((entry) => entry.name === item.slot)?.title;
  if (published !== undefined) return published;
  const origin = (item.value && callByKind(origins, item.value)) ?? {};
  const name = origin.tag === undefined ? item.name : `${origin.tag} (${item.name})`;
  return origin.host === undefined ? name : `${origin.host}: ${name}`;
}

/** What is looked at is called: a capture, and what it stands beside or is compared with. */
export function toShownTitle(
  item: OpenItem,
  items: readonly OpenItem[],
  state: ViewState,
  titleOf: (item: OpenItem) => string,
): string {
  const slots = new Set(item.value && callByKind(partners, item.value, state));
  const others = [...slots].flatMap(
    (slot) => items.find((other) => other.slot === slot && other !== item) ?? [],
  );
  return [item, ...others.filter(({ value }) => value?.kind === item.value?.kind)].map(titleOf).join(' / ');
}

/** Slots of what is seen with a capture. */
const partners: ByKind<readonly (string | undefined)[], [state: ViewState]> = {
  recording: (_, state) => [state.compare?.slot],
  'crash-log': (_, state) => state.beside ?? [],
  profile: (_, state) => [state.base],
};

/** Where a capture is from, where it says so. */
interface Origin {
  /** The machine. */
  host?: string | undefined;
  /** What its recorder was told to list it under. */
  tag?: string | undefined;
}

const origins: ByKind<Origin> = {
  recording: (recording) => {
    let origin = found.get(recording);
    if (!origin) {
      origin = { host: recording.info && findHost(recording.info), tag: findTag(recording) };
      found.set(recording, origin);
    }
    return origin;
  },
  'crash-log': () => ({}),
  profile: () => ({}),
};

/** A tree of hundreds of processes is read once. */
const found = new WeakMap<Recording, Origin>();
