import type { Locale } from '#locale/locale.ts';
import type { CatalogEntry } from './catalog.ts';
import { formatSize } from '#locale/format.ts';
import { captureTexts } from '#texts/captures.ts';

export interface SampleListProps {
  catalog: readonly CatalogEntry[];
  folded: boolean;
  onOpen(name: string): void;
  locale: Locale;
}

/** The captures that the site publishes, each opened with one click. */
export function SampleList({ catalog, folded, onOpen, locale }: SampleListProps) {
  const texts = captureTexts[locale];
  if (catalog.length === 0) return null;
  return (
    <details class="cb-samples" open={!folded}>
      <summary>{texts.samples}</summary>
      <p>{texts.samplesHint}</p>
      <ul>
        {catalog.map(({ name, title, kind, files }) => (
          <li key={name}>
            <button type="button" onClick={() => onOpen(name)}>
              <span>
                <span class="cb-visually-hidden">{texts.openSample}</span>
                {title}
              </span>
              <small>
                {texts.kinds[kind]} · {formatSize(files.reduce((sum, file) => sum + file.sizeBytes, 0))}
              </small>
            </button>
          </li>
        ))}
      </ul>
    </details>
  );
}
