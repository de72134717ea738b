import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { Locale } from '#locale/locale.ts';
import { notebookTexts } from '#texts/notebook.ts';
import { hasCellEdits } from '#view/fragment-kind.ts';
import type { OpenCaptures } from '#viewer/captures/open-captures.ts';
import { hasKeptEdits } from '#viewer/page/kept-edits.ts';
import { pageView } from '#viewer/page/page-view.ts';
import { useStore } from '#viewer/page/use-store.ts';

/**
 * Cells of the reader's own under what is open: nothing of them is loaded before the first is asked
 * for, kept, or brought by a link.
 */
export function OpenCells({ captures, locale }: { captures: OpenCaptures; locale: Locale }) {
  const texts = notebookTexts[locale];
  const count = useStore(captures, () => captures.items.length);
  const bar = useRef<HTMLElement>(null);
  const [isStarted, setStarted] = useState(false);
  const starting = useRef<Promise<{ add(): void }> | undefined>(undefined);
  const start = useCallback(() => {
    setStarted(true);
    return (starting.current ??= import('#viewer/notebook/open-notebook.ts').then(({ startOpenNotebook }) =>
      startOpenNotebook(captures, bar.current as HTMLElement, locale),
    ));
  }, [captures, locale]);
  useEffect(() => {
    const startIfBrought = () => void (hasCellEdits(location.hash) && start());
    if (hasKeptEdits()) void start();
    startIfBrought();
    return pageView.onArrival(startIfBrought);
  }, [start]);
  return (
    <div class="cb-open-cells" hidden={count === 0 && !isStarted}>
      {/* Cells are put before this one, by what draws the bar. */}
      <div class="cb-own-add">
        <button type="button" class="cb-button" onClick={() => void start().then((cells) => cells.add())}>
          {texts.addCell}
        </button>
      </div>
      <aside class="cb-notebook" aria-label={texts.notebook} ref={bar} data-near />
    </div>
  );
}
