import { formatSize } from '#locale/format.ts';
import type { Locale } from '#locale/locale.ts';
import { toInspected } from '#notebook/runtime/inspected-text.ts';
import { cellTexts } from '#texts/cells.ts';

/** What a Go cell has emitted, on a few lines: bytes by their size, anything else as a console would print it. */
export function toShownValue(value: unknown, locale: Locale): string {
  return value instanceof Uint8Array ? formatSize(value.length) : toInspected(value, 1, cellTexts[locale]);
}
