import { useCallback, useEffect, useMemo, useState } from 'preact/hooks';
import { CaptureBody } from '../captures/CaptureBody.tsx';
import type { CatalogEntry } from '../captures/catalog.ts';
import { CopyLink } from '../captures/CopyLink.tsx';
import { DropTarget } from '../captures/DropTarget.tsx';
import { toFileRef } from '../captures/link-data.ts';
import { captureTexts } from '../captures/messages.ts';
import { MissingCapture } from '../captures/MissingCapture.tsx';
import { Notices } from '../captures/Notices.tsx';
import { OpenCaptures } from '../captures/open-captures.ts';
import { PickButton } from '../captures/PickButton.tsx';
import { ReadError } from '../captures/ReadError.tsx';
import type { OpenItem } from '../captures/source.ts';
import type { Locale } from '../locale.ts';
import { pageView } from '../page-view.ts';
import { useStore } from '../use-store.ts';
import type { ViewState } from '#share/view-state.ts';
import '../captures/captures.css';
import './case.css';

export interface CaptureFigureProps {
  /** The author's captures; several stand side by side. */
  entries: CatalogEntry[];
  locale: Locale;
  /** What the author set; the reader's own settings come over it. */
  initial?: ViewState;
  height?: number;
}

/**
 * A chart of a case on its captures. A reader may put an own file in their place, sees it there,
 * and goes back with one click. The view, and which file was looked at, are in the page's address.
 */
export function CaptureFigure({ entries, locale, initial = {}, height }: CaptureFigureProps) {
  const texts = captureTexts[locale];
  const slot = entries.map(({ name }) => name).join('+');
  const published = useMemo(() => new OpenCaptures(entries), [entries]);
  const own = useMemo(() => new OpenCaptures([]), []);
  const publishedItems = useStore(published, () => published.items);
  const ownItems = useStore(own, () => own.items);
  const set = useStore(pageView, () => pageView.stateOf(slot));
  const [ready, setReady] = useState(false);

  useEffect(() => {
    for (const { name } of entries) void published.addRef({ from: 'site', name }, name);
    const restore = () => {
      own.clear();
      for (const { slot: at, ref } of pageView.view.captures) if (at === slot) void own.addRef(ref, slot);
    };
    restore();
    setReady(true);
    return pageView.onArrival(restore);
  }, [entries, published, own, slot]);

  useEffect(() => {
    if (!ready || ownItems.some(({ status }) => status === 'reading')) return;
    const elsewhere = pageView.view.captures.filter((capture) => capture.slot !== slot);
    const here = ownItems.flatMap((item) =>
      item.sources.map((source) => ({
        slot,
        ref: source.ref.from === 'file' ? toFileRef(source) : source.ref,
      })),
    );
    if (here.length || elsewhere.length !== pageView.view.captures.length) {
      pageView.setCaptures([...elsewhere, ...here]);
    }
  }, [ownItems, ready, slot]);

  const takeFiles = useCallback(
    (files: File[]) => {
      if (!own.items.some(({ status }) => status === 'missing')) own.clear();
      void own.addFiles(files, slot);
    },
    [own, slot],
  );

  const items: readonly OpenItem[] = ownItems.length > 0 ? ownItems : publishedItems;
  const first = items[0];
  // The author's several stand side by side unless the reader chose otherwise.
  const state: ViewState = {
    ...(ownItems.length === 0 ? { beside: items.slice(1).map((item) => item.slot), ...initial } : {}),
    ...set,
  };

  return (
    <DropTarget label={texts.dropNow} onFiles={takeFiles}>
      <div class="cb-figure-tools">
        {ownItems.length > 0 ? (
          <>
            <strong>{texts.ownFile(ownItems.map(({ name }) => name).join(', '))}</strong>
            <button type="button" class="cb-button" onClick={() => own.clear()}>
              {texts.backToCase(entries.map(({ name }) => name).join(', '))}
            </button>
          </>
        ) : (
          <span class="cb-label">{entries.map(({ name }) => name).join(', ')}</span>
        )}
        <span class="cb-figure-right">
          <PickButton label={texts.dropOwn} quiet multiple onFiles={takeFiles} />
          <CopyLink items={items.map((item) => ({ ...item, slot }))} locale={locale} onlyOwn />
        </span>
      </div>
      {items.map((item) => (
        <div key={item.slot}>
          {item.sources.some(({ remark }) => remark === 'other-file') && (
            <p class="cb-remark" role="status">
              {texts.otherFile(item.name)}
            </p>
          )}
          {ownItems.length > 0 && <Notices notices={item.notices} locale={locale} />}
          <ReadError item={item} locale={locale} />
          <MissingCapture item={item} onFiles={takeFiles} locale={locale} />
        </div>
      ))}
      {first?.value ? (
        <CaptureBody
          item={first}
          items={items}
          state={state}
          onState={(next) => pageView.setState(slot, next)}
          locale={locale}
          compact
          height={height}
        />
      ) : (
        (!first || first.status === 'reading') && (
          <p class="cb-loading" role="status">
            {texts.loading(entries.map(({ title }) => title).join(', '))}
          </p>
        )
      )}
    </DropTarget>
  );
}
