import type { Locale } from '#locale/locale.ts';
import { describeItem } from './describe.ts';
import { formatSize } from '#locale/format.ts';
import { captureTexts } from '#texts/captures.ts';
import { toPercent } from './progress.ts';
import type { OpenCaptures } from './open-captures.ts';
import type { OpenItem } from './source.ts';

export interface CaptureListProps {
  captures: OpenCaptures;
  items: readonly OpenItem[];
  active: string | undefined;
  /** What one is called in full. */
  titleOf?: (item: OpenItem) => string;
  onActive(slot: string): void;
  locale: Locale;
}

/** What is open, side by side: each with what it is, its size, how much is read, and what was odd about it. */
export function CaptureList({ captures, items, active, titleOf, onActive, locale }: CaptureListProps) {
  const texts = captureTexts[locale];
  return (
    <section class="cb-list" aria-label={texts.openCount(items.length)}>
      <ul>
        {items.map((item) => (
          <li key={item.slot} data-active={item.slot === active || undefined} data-status={item.status}>
            <button
              type="button"
              class="cb-list-show"
              aria-current={item.slot === active ? 'true' : undefined}
              title={item.name}
              onClick={() => onActive(item.slot)}
            >
              <span class="cb-list-name">
                <span class="cb-visually-hidden">{texts.show}</span>
                {titleOf?.(item) ?? item.name}
              </span>
              <span class="cb-list-what">
                <Status item={item} locale={locale} />
              </span>
            </button>
            <button
              type="button"
              class="cb-button"
              data-quiet
              aria-label={item.status === 'reading' ? texts.cancelOf(item.name) : texts.remove(item.name)}
              title={item.status === 'reading' ? texts.cancel : texts.removeShort}
              onClick={() => captures.remove(item.slot)}
            >
              ×
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Status({ item, locale }: { item: OpenItem; locale: Locale }) {
  const texts = captureTexts[locale];
  if (item.status === 'reading') {
    const percent = toPercent(item) ?? 0;
    return <progress max={100} value={percent} aria-label={texts.reading(item.name, percent)} />;
  }
  if (item.status === 'failed') return <strong class="cb-list-failed">{texts.failed}</strong>;
  const countOf = (wanted: string) => item.sources.filter(({ status }) => status === wanted).length;
  const failed = countOf('failed');
  if (item.status === 'missing') return <strong class="cb-list-missing">{texts.missing}</strong>;
  return (
    <>
      {describeItem(item, locale)} · {formatSize(item.sizeBytes)}
      {countOf('missing') > 0 && <strong class="cb-list-missing"> · {texts.missing}</strong>}
      {failed > 0 && <strong class="cb-list-failed"> · {texts.failedFiles(failed)}</strong>}
      {item.notices.length > 0 && (
        <span class="cb-list-notices"> · {texts.notices(item.notices.length)}</span>
      )}
    </>
  );
}
