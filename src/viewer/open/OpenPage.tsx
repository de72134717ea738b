import { useCallback, useEffect, useLayoutEffect, useMemo } from 'preact/hooks';
import { AddCaptures } from '#viewer/captures/AddCaptures.tsx';
import { CaptureBody } from '#viewer/captures/CaptureBody.tsx';
import { CaptureList } from '#viewer/captures/CaptureList.tsx';
import type { CatalogEntry } from '#viewer/captures/catalog.ts';
import { DropTarget } from '#viewer/captures/DropTarget.tsx';
import { toFileRef } from '#viewer/captures/link-data.ts';
import { LiveNote } from '#viewer/captures/LiveNote.tsx';
import { captureTexts } from '#texts/captures.ts';
import { MissingCapture } from '#viewer/captures/MissingCapture.tsx';
import { Notices } from '#viewer/captures/Notices.tsx';
import { OpenCaptures } from '#viewer/captures/open-captures.ts';
import { findShown } from '#viewer/captures/items.ts';
import { ReadError } from '#viewer/captures/ReadError.tsx';
import { Reading } from '#viewer/captures/Reading.tsx';
import { SampleList } from '#viewer/captures/SampleList.tsx';
import type { LiveState, OpenItem } from '#viewer/captures/source.ts';
import type { Locale } from '#locale/locale.ts';
import { toShownTitle, toTitle } from '#viewer/captures/title.ts';
import { withState } from '#view/state-change.ts';
import { toStateOf } from '#view/state-fields.ts';
import { pageView } from '#viewer/page/page-view.ts';
import { ShareDialog } from '#viewer/share/ShareDialog.tsx';
import { useStore } from '#viewer/page/use-store.ts';
import { FileList } from './FileList.tsx';
import { OpenCells } from './OpenCells.tsx';
import { LinkProblems } from './LinkProblems.tsx';
import { takeHandedOver } from '#offline/hand-over.ts';
import { takeLaunched } from './take-launched.ts';
import { useTabTitle } from './use-tab-title.ts';
import { Unfolding } from './Unfolding.tsx';
import '#viewer/captures/captures.css';
import './open.css';

export interface OpenPageProps {
  catalog: CatalogEntry[];
  locale: Locale;
  /** Captures of the server that the page is about: opened besides those of the link. */
  stored?: readonly { id: string; name: string }[];
  /** Within a page of others: nothing but what is open. */
  embedded?: boolean;
  /** The page’s title by how the stream stands that it is about. */
  streamTitles?: Record<LiveState['state'], string>;
}

const none: NonNullable<OpenPageProps['stored']> = [];

/**
 * The open page: files come in by drop, picker, paste, address, sample or link; one of them is
 * looked at; the address bar holds the view.
 */
export function OpenPage({ catalog, locale, stored = none, embedded = false, streamTitles }: OpenPageProps) {
  const texts = captureTexts[locale];
  const captures = useMemo(() => new OpenCaptures(catalog), [catalog]);
  const items = useStore(captures, () => captures.items);
  const view = useStore(pageView, () => pageView.view);

  // In the moment it comes alive: a frame later it would miss a link, and clear away what was chosen since.
  // What the address opens, and what is open, are each told to the other at once: a list written down later
  // would stand for a link that has come meanwhile.
  useLayoutEffect(() => {
    const begin = () => {
      const linked = pageView.view.captures;
      const isLinked = (id: string) => linked.some(({ ref }) => ref.from === 'store' && ref.id === id);
      const others = stored.filter(({ id }) => !isLinked(id));
      captures.replace([
        ...linked,
        ...others.map(({ id, name }) => ({ ref: { from: 'store', id, name } as const })),
      ]);
      void takeHandedOver()
        .then((files) => captures.addFiles(files, undefined, () => captures.markBegun()))
        .finally(() => captures.markBegun());
    };
    const ends = [captures.subscribe(() => writeDown(captures.items)), pageView.onArrival(begin)];
    begin();
    return () => ends.forEach((end) => end());
  }, [captures, stored]);

  const streamState = items
    .flatMap(({ sources }) => sources)
    .map(({ live, ended }) => live?.state ?? ended)
    .find((state) => state !== undefined);
  useEffect(() => {
    if (!streamTitles || !streamState) return;
    for (const title of Object.values(streamTitles)) {
      if (document.title.startsWith(title)) {
        document.title = streamTitles[streamState] + document.title.slice(title.length);
        return;
      }
    }
  }, [streamTitles, streamState]);

  // What is open has the whole page, which the root says: a style that asked what it holds would cost each change of it.
  const isOpen = items.length > 0 && !embedded;
  useLayoutEffect(() => {
    document.documentElement.toggleAttribute('data-open', isOpen);
    return () => document.documentElement.removeAttribute('data-open');
  }, [isOpen]);

  const active = findShown(items, view.active);
  const titleOf = (item: OpenItem) => toTitle(item, pageView.stateOf(item.slot), catalog);
  const shownTitle = active ? toShownTitle(active, items, pageView.stateOf(active.slot), titleOf) : '';
  // The page of a stored capture has its name in its own title.
  useTabTitle(embedded || stored.length > 0 ? '' : shownTitle);
  const addFiles = useCallback(
    (files: File[]) => {
      const known = new Set(captures.items.map(({ slot }) => slot));
      const findFresh = () => captures.items.filter(({ slot }) => !known.has(slot));
      let shown: string | undefined;
      // What was dropped is looked at at once, its progress first. Of several files the first that can be
      // read, or still may be, unless the reader has gone on to another meanwhile.
      const onProgress = () => {
        if (shown !== undefined && shown !== pageView.view.active) return;
        const fresh = findFresh();
        const isHopeful = ({ value, status }: OpenItem) => value !== undefined || status === 'reading';
        if (fresh.some((item) => item.slot === shown && isHopeful(item))) return;
        const next = fresh.find(isHopeful) ?? (shown === undefined ? fresh[0] : undefined);
        if (!next) return;
        shown = next.slot;
        pageView.setActive(shown);
      };
      void captures.addFiles(files, undefined, onProgress);
    },
    [captures],
  );
  useEffect(() => {
    if (!embedded) takeLaunched(addFiles);
  }, [embedded, addFiles]);

  return (
    <DropTarget label={texts.dropNow} whole onFiles={addFiles}>
      <div class="cb-open" data-empty={items.length === 0 || undefined} data-embedded={embedded || undefined}>
        <LinkProblems locale={locale} />
        {!embedded && (
          <div class="cb-open-bar">
            {items.length > 0 && (
              <CaptureList
                captures={captures}
                items={items}
                active={active?.slot}
                titleOf={titleOf}
                onActive={(slot) => pageView.setActive(slot)}
                locale={locale}
              />
            )}
            <Unfolding label={texts.add} folds={items.length > 0}>
              <section class="cb-open-in" aria-label={texts.open}>
                {items.length === 0 && (
                  <>
                    <h2>{texts.dropTitle}</h2>
                    <p>{texts.dropHint}</p>
                  </>
                )}
                <AddCaptures captures={captures} onFiles={addFiles} locale={locale} />
                <p class="cb-privacy">{texts.privacy}</p>
              </section>
              <SampleList
                catalog={catalog.filter(({ name }) => !items.some(({ slot }) => slot === name))}
                folded={items.length > 0}
                onOpen={(name) => {
                  void captures.addRef({ from: 'site', name });
                  pageView.setActive(name);
                }}
                locale={locale}
              />
            </Unfolding>
            {items.length > 0 && (
              <Unfolding label={texts.filesOpen} folds lazy>
                <FileList
                  items={items}
                  titles={(slot) => pageView.stateOf(slot).title}
                  onTitle={(slot, title) =>
                    pageView.setState(slot, withState(pageView.stateOf(slot), { title }))
                  }
                  locale={locale}
                />
                {items.length > 1 && (
                  <button
                    type="button"
                    class="cb-button"
                    data-quiet
                    onClick={() => items.forEach(({ slot }) => captures.remove(slot))}
                  >
                    {texts.removeAll}
                  </button>
                )}
              </Unfolding>
            )}
            {active && <ShareDialog items={items} title={shownTitle} locale={locale} />}
          </div>
        )}
        {active && (
          <section class="cb-open-view" aria-label={active.name}>
            <header>
              <h2 class={embedded ? undefined : 'cb-visually-hidden'}>{titleOf(active)}</h2>
              {embedded && <ShareDialog items={items} title={shownTitle} locale={locale} />}
            </header>
            {active.sources.some(({ remark }) => remark === 'other-file') && (
              <p class="cb-remark" role="status">
                {texts.otherFile(active.name)}
              </p>
            )}
            <LiveNote item={active} locale={locale} />
            <Notices notices={active.notices} locale={locale} />
            <ReadError item={active} locale={locale} />
            <MissingCapture item={active} onFiles={addFiles} locale={locale} />
            <Reading item={active} locale={locale} />
            <CaptureBody
              key={active.slot}
              item={active}
              items={items}
              titleOf={titleOf}
              stateOf={(slot) => pageView.stateOf(slot)}
              onShow={(slot, change) => {
                pageView.setState(slot, withState(pageView.stateOf(slot), change));
                pageView.setActive(slot);
              }}
              state={pageView.stateOf(active.slot)}
              onState={(state) => pageView.setState(active.slot, state)}
              locale={locale}
            />
          </section>
        )}
      </div>
      {!embedded && <OpenCells captures={captures} locale={locale} />}
    </DropTarget>
  );
}

/** Gives the page's view what is open, once all of it has been read. */
function writeDown(items: readonly OpenItem[]): void {
  if (items.some(({ status }) => status === 'reading')) return;
  const listed = items.flatMap((item) =>
    item.sources.map((source) => ({
      slot: item.slot,
      // The address bar names dropped files; what a link brought in itself stays in it.
      ref: source.ref.from === 'file' ? toFileRef(source) : source.ref,
    })),
  );
  pageView.setCaptures(
    listed,
    items.map(({ slot }) => slot),
  );
  // What an old link gives to whatever it opens, without knowing what that is.
  for (const { slot, value } of items)
    if (value) pageView.keepOnly(slot, (state) => toStateOf(value.kind, state));
}
