import { useCallback } from 'preact/hooks';
import { captureTexts } from '#texts/captures.ts';
import { DropTarget } from '#viewer/captures/DropTarget.tsx';
import { PickButton } from '#viewer/captures/PickButton.tsx';
import type { Locale } from '#locale/locale.ts';
import { handOver } from '#offline/hand-over.ts';
import '#viewer/captures/captures.css';
import './open.css';

/** Takes files on any page and carries them to the open page at `href`. */
export function DropZone({ locale, href }: { locale: Locale; href: string }) {
  const texts = captureTexts[locale];
  const open = useCallback(
    (files: File[]) => {
      void handOver(files).finally(() => location.assign(href));
    },
    [href],
  );
  return (
    <DropTarget label={texts.dropNow} whole onFiles={open}>
      <div class="cb-open" data-empty style="min-height: 0">
        <section class="cb-open-in" aria-label={texts.open}>
          <h2>{texts.dropTitle}</h2>
          <p>{texts.dropHint}</p>
          <PickButton label={texts.pick} primary multiple onFiles={open} />
          <p class="cb-privacy">{texts.privacy}</p>
        </section>
      </div>
    </DropTarget>
  );
}
