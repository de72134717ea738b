import { toPrintable } from '#model/printable.ts';
import type { Series } from './recording.ts';

/** Nothing to see: spaces, what joins or parts letters, and letters that are blank. */
const INVISIBLE = /^[\s\p{Default_Ignorable_Code_Point}\p{Cf}\p{Z}\u2800]*$/u;

/** A name fit to be shown among other text: no controls, never empty, at most `longest` characters. */
export function toPlainName(name: string, longest = 200): string {
  const printable = toPrintable(name).trim();
  const plain = INVISIBLE.test(printable) ? '\ufffd' : printable;
  const characters = Array.from(plain);
  return characters.length <= longest ? plain : `${characters.slice(0, longest - 1).join('')}…`;
}

/** `board_app 654`; system rows have no pid: `[CPU0-user]`. */
export function seriesLabel(series: Series, longest = 200): string {
  const name = toPlainName(series.name, longest);
  return series.kind === 'system' ? name : `${name} ${series.pid}${series.key.match(/#\d+$/)?.[0] ?? ''}`;
}

/** `sh ×200`: several processes as one. */
export function toSumLabel(series: Series, count: number): string {
  return `${toPlainName(series.name)} ×${count}`;
}
