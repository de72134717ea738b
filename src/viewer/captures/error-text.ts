import { StoreClientError } from '#api/store-client.ts';
import type { Locale } from '#locale/locale.ts';
import { CaptureError } from '#model/notice.ts';
import { noticeTexts } from '#texts/notices.ts';
import { storeErrorTexts } from '#texts/store-errors.ts';

/** What went wrong, in the reader's language where it has a code; else in the error's own words. */
export function errorText(error: unknown, locale: Locale): string {
  if (error instanceof StoreClientError) return storeErrorTexts[locale].say(error.failure);
  if (error instanceof CaptureError) return noticeTexts[locale].say(error.failure);
  return error instanceof Error ? error.message : String(error);
}
