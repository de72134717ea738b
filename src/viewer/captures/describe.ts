import { isEmptyRecording } from '#model/recording/join.ts';
import type { Locale } from '#locale/locale.ts';
import { captureTexts } from './messages.ts';
import type { OpenItem } from './source.ts';

/** What an item is, in a few words: `Recording, 120 samples, 14 series`. */
export function describeItem(item: OpenItem, locale: Locale): string {
  const texts = captureTexts[locale];
  const { value } = item;
  if (!value) return '';
  const parts = [texts.kinds[value.kind]];
  if (value.kind === 'crash-log') {
    parts.push(texts.crashes(value.crashes.length));
  } else if (value.times.length > 0) {
    parts.push(texts.samplesAndSeries(value.times.length, value.series.length));
  } else {
    if (value.snapshots.length > 0) parts.push(texts.snapshotsOnly(value.snapshots.length));
    if (value.info) parts.push(texts.infoOnly);
    if (isEmptyRecording(value)) parts.push(texts.nothingInIt);
  }
  const files = item.sources.reduce((sum, source) => sum + source.files.length, 0);
  if (files > 1) parts.push(texts.files(files));
  return parts.join(locale === 'en' ? ', ' : '，');
}
