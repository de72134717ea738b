import type { Locale } from '#locale/locale.ts';
import { formatSize } from '#locale/format.ts';
import { captureTexts } from '#texts/captures.ts';
import { isToBeSeen, toPercent } from './progress.ts';
import type { OpenItem } from './source.ts';

/** How far the reading is, where there is nothing to be seen yet. */
export function Reading({ item, locale }: { item: OpenItem; locale: Locale }) {
  if (item.status !== 'reading' || isToBeSeen(item)) return null;
  const texts = captureTexts[locale];
  const percent = toPercent(item);
  return (
    <div class="cb-loading">
      <p role="status">{texts.loading(item.name)}</p>
      <p class="cb-loading-bar">
        {/* The size of what is still fetched is not known. */}
        {percent === undefined ? (
          <progress aria-label={texts.loading(item.name)} />
        ) : (
          <progress max={100} value={percent} aria-label={texts.reading(item.name, percent)} />
        )}
        <span aria-hidden="true">
          {percent === undefined ? '' : `${percent} % · ${formatSize(item.sizeBytes)}`}
        </span>
      </p>
    </div>
  );
}
