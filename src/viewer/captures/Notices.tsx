import type { Locale } from '#locale/locale.ts';
import { captureTexts } from '#texts/captures.ts';
import { noticeText } from './notice-texts.ts';
import type { ItemNotice } from './source.ts';

/** What a parser found odd; folded when there is much of it. */
export function Notices({ notices, locale }: { notices: readonly ItemNotice[]; locale: Locale }) {
  if (notices.length === 0) return null;
  const texts = captureTexts[locale];
  const shown = notices.slice(0, 50);
  return (
    <details class="cb-notices" open={notices.length <= 2}>
      <summary>{texts.notices(notices.length)}</summary>
      <ul>
        {shown.map((notice, index) => (
          <li key={index}>{noticeText(notice, locale)}</li>
        ))}
        {notices.length > shown.length && <li>{texts.noticesMore(notices.length - shown.length)}</li>}
      </ul>
    </details>
  );
}
