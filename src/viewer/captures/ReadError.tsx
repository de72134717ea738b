import type { Locale } from '#locale/locale.ts';
import { failureHint, noticeText } from './notice-texts.ts';
import type { OpenItem } from './source.ts';

/** A file that could not be read: which, what was expected, where, and what to do about it. */
export function ReadError({ item, locale }: { item: OpenItem; locale: Locale }) {
  return (
    <>
      {item.sources.map(({ id, name, failure }) => {
        if (!failure) return null;
        const hint = failureHint(failure, locale);
        return (
          <div class="cb-read-error" role="alert" key={id}>
            <p class="cb-read-error-name">{name}</p>
            <p>{noticeText(failure, locale)}</p>
            {hint && <p class="cb-read-error-hint">{hint}</p>}
          </div>
        );
      })}
    </>
  );
}
