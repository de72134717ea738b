import { formatSize } from '#locale/format.ts';
import type { Locale } from '#locale/locale.ts';
import { captureTexts } from '#texts/captures.ts';
import { TitleField } from './TitleField.tsx';
import type { OpenItem } from '#viewer/captures/source.ts';

/** The files that are open, capture by capture: names, sizes, and by what each is known to be the same. */
export function FileList({
  items,
  titles,
  onTitle,
  locale,
}: {
  items: readonly OpenItem[];
  /** What the reader calls them, by slot. */
  titles: (slot: string) => string | undefined;
  onTitle(slot: string, title: string | undefined): void;
  locale: Locale;
}) {
  const texts = captureTexts[locale];
  return (
    <ul class="cb-open-files">
      {items.map((item) => (
        <li key={item.slot}>
          <TitleField
            title={titles(item.slot) ?? ''}
            name={item.name}
            locale={locale}
            onTitle={(title) => onTitle(item.slot, title)}
          />
          <ul>
            {item.sources.flatMap(toRows).map(({ key, name, sizeBytes, sha256 }) => (
              <li key={key}>
                <bdi>{name}</bdi> {sizeBytes > 0 && <small>{formatSize(sizeBytes)}</small>}
                {sha256 && (
                  <small>
                    {' '}
                    {texts.sha256} <code>{sha256}</code>
                  </small>
                )}
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ul>
  );
}

interface FileRow {
  key: string;
  name: string;
  sizeBytes: number;
  sha256: string | undefined;
}

/** The files of a source as they came; of one that did not, what is known of it. */
function toRows({ id, ref, name, sizeBytes, blobs }: OpenItem['sources'][number]): FileRow[] {
  if (blobs.length === 0) {
    return [{ key: `${id}`, name, sizeBytes, sha256: ref.from === 'file' ? ref.sha256 : undefined }];
  }
  const only = blobs.length === 1;
  return blobs.map(({ name, blob }) => ({
    key: `${id} ${name}`,
    name,
    sizeBytes: blob.size,
    sha256: only && (ref.from === 'file' || ref.from === 'link') ? ref.sha256 : undefined,
  }));
}
