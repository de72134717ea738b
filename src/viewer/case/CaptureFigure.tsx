import type { ComponentChildren } from 'preact';
import { useCallback, useEffect, useMemo } from 'preact/hooks';
import { CaptureBody, useIsBodyComing } from '#viewer/captures/CaptureBody.tsx';
import type { CaptureBodyProps } from '#viewer/captures/body-props.ts';
import type { CatalogEntry } from '#viewer/captures/catalog.ts';
import { DropTarget } from '#viewer/captures/DropTarget.tsx';
import { findShown } from '#viewer/captures/items.ts';
import { captureTexts } from '#texts/captures.ts';
import { MissingCapture } from '#viewer/captures/MissingCapture.tsx';
import { Notices } from '#viewer/captures/Notices.tsx';
import { OpenCaptures } from '#viewer/captures/open-captures.ts';
import { PickButton } from '#viewer/captures/PickButton.tsx';
import { ReadError } from '#viewer/captures/ReadError.tsx';
import { Reading } from '#viewer/captures/Reading.tsx';
import type { OpenItem } from '#viewer/captures/source.ts';
import type { Locale } from '#locale/locale.ts';
import { pageView } from '#viewer/page/page-view.ts';
import { ShareDialog } from '#viewer/share/ShareDialog.tsx';
import { useStore } from '#viewer/page/use-store.ts';
import { ownCapturesOf, takeOwnFiles } from '#viewer/captures/own-captures.ts';
import type { ViewState } from '#view/view-state.ts';
import '#viewer/captures/captures.css';
import './built.css';
import './case.css';

export interface CaptureFigureProps {
  /** The author's captures; several stand side by side. */
  entries: CatalogEntry[];
  locale: Locale;
  /** What the author set; the reader's own settings come over it. */
  initial?: ViewState;
  height?: number | undefined;
  /** What the author chose and noted, of the author's captures alone. */
  author?: CaptureBodyProps['author'];
  /** What was drawn at build: shown until the data is here. */
  children?: ComponentChildren;
}

/**
 * A chart of a case on its captures. A reader may put an own file in their place, sees it there,
 * and goes back with one click. The view, and which file was looked at, are in the page's address.
 */
export function CaptureFigure({
  entries,
  locale,
  initial = {},
  height,
  author,
  children,
}: CaptureFigureProps) {
  const texts = captureTexts[locale];
  const slot = entries.map(({ name }) => name).join('+');
  const published = useMemo(() => new OpenCaptures(entries), [entries]);
  const own = useMemo(() => ownCapturesOf(slot), [slot]);
  const publishedItems = useStore(published, () => published.items);
  const ownItems = useStore(own, () => own.items);
  const set = useStore(pageView, () => pageView.stateOf(slot));

  useEffect(() => {
    for (const { name } of entries) void published.addRef({ from: 'site', name }, name);
  }, [entries, published]);

  const takeFiles = useCallback((files: File[]) => takeOwnFiles(slot, files), [slot]);

  const items: readonly OpenItem[] = ownItems.length > 0 ? ownItems : publishedItems;
  const first = findShown(items, undefined);
  // Loaded beside the author's captures, whose kind is known before they are here.
  const isBodyComing = useIsBodyComing(first?.value?.kind ?? entries[0]?.kind);
  // The drawing stays until all of the case's captures are here: several that come one by one would jump.
  const isDrawn =
    Boolean(children) &&
    ownItems.length === 0 &&
    (isBodyComing ||
      publishedItems.length < entries.length ||
      publishedItems.some(({ status }) => status === 'reading'));
  // The author's several stand side by side unless the reader chose otherwise.
  const state: ViewState = {
    ...(ownItems.length === 0
      ? { beside: items.filter((item) => item !== first).map((item) => item.slot), ...initial }
      : {}),
    ...set,
  };

  return (
    <DropTarget label={texts.dropNow} onFiles={takeFiles}>
      <div class="cb-figure-tools">
        {ownItems.length > 0 ? (
          <>
            <strong>{texts.ownFile(texts.listed(ownItems.map(({ name }) => name)))}</strong>
            <button type="button" class="cb-button" onClick={() => own.clear()}>
              {texts.backToCase(texts.listed(entries.map(({ name }) => name)))}
            </button>
          </>
        ) : (
          <span class="cb-label">{texts.listed(entries.map(({ name }) => name))}</span>
        )}
        <span class="cb-figure-right">
          <PickButton label={texts.dropOwn} quiet multiple onFiles={takeFiles} />
          <ShareDialog
            items={items}
            title={
              ownItems.length > 0 ? (first?.name ?? slot) : texts.listed(entries.map(({ title }) => title))
            }
            locale={locale}
            chart={{ slot, state }}
          />
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
      {first?.value && !isDrawn ? (
        <CaptureBody
          item={first}
          items={items}
          state={state}
          onState={(next) => pageView.setState(slot, next)}
          locale={locale}
          compact
          height={height}
          author={ownItems.length === 0 ? author : undefined}
        />
      ) : (
        // Of the case's own there is a drawing; a reader's file is not to be mistaken for it.
        (ownItems.length === 0 && children) || null
      )}
      {(ownItems.length > 0 || !children) &&
        (first ? (
          <Reading item={first} locale={locale} />
        ) : (
          <p class="cb-loading" role="status">
            {texts.loading(texts.listed(items.map(({ name }) => name)))}
          </p>
        ))}
    </DropTarget>
  );
}
