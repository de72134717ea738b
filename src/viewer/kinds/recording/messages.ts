import type { Locale, Messages } from '#locale/locale.ts';
import { charts, chartsZh } from './messages-charts.ts';
import { panels, panelsZh } from './messages-panels.ts';
import { table, tableZh } from './messages-table.ts';

/** Every text of the recording view; a text with numbers in it is a function. */
const messages = {
  en: { ...charts, ...table, ...panels },
  'zh-cn': { ...chartsZh, ...tableZh, ...panelsZh },
} satisfies Messages<unknown>;

export type RecordingMessages = (typeof messages)['en'];

export function recordingMessages(locale: Locale): RecordingMessages {
  return messages[locale];
}
