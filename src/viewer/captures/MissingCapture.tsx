import type { Locale } from '#locale/locale.ts';
import { formatExactSize } from '#locale/format.ts';
import { captureTexts } from '#texts/captures.ts';
import { PickButton } from './PickButton.tsx';
import type { OpenItem } from './source.ts';

/** A capture that a link names and does not carry: what to ask for, and a place to put it. */
export function MissingCapture({
  item,
  onFiles,
  locale,
}: {
  item: OpenItem;
  onFiles(files: File[]): void;
  locale: Locale;
}) {
  const texts = captureTexts[locale];
  return (
    <>
      {item.sources.map(({ id, ref, name, status }) => {
        if (status !== 'missing' || ref.from !== 'file') return null;
        return (
          <div class="cb-missing" key={id}>
            <h3>{texts.missingTitle(name)}</h3>
            <dl>
              <dt>{texts.size}</dt>
              <dd>{formatExactSize(ref.sizeBytes)}</dd>
              {ref.sha256 && (
                <>
                  <dt>{texts.sha256}</dt>
                  <dd>
                    <code>{ref.sha256}</code>
                  </dd>
                </>
              )}
            </dl>
            <p>{texts.missingText}</p>
            <PickButton label={texts.missingDrop} primary onFiles={onFiles} />
          </div>
        );
      })}
    </>
  );
}
