import type { Series } from './recording.ts';

// Names come from a board: controls and marks that turn the writing direction would garble what
// stands beside them, so they are shown as what they are, something unprintable.
// eslint-disable-next-line no-control-regex
const UNPRINTABLE = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g;

/** A name fit to be shown among other text: no controls, never empty, at most `longest` characters. */
export function toPlainName(name: string, longest = 200): string {
  const plain = name.replace(UNPRINTABLE, '\ufffd').trim() || '\ufffd';
  const characters = Array.from(plain);
  return characters.length <= longest ? plain : `${characters.slice(0, longest - 1).join('')}…`;
}

/** `board_app 654`; system rows have no pid: `[CPU0-user]`. */
export function seriesLabel(series: Series, longest = 200): string {
  const name = toPlainName(series.name, longest);
  return series.kind === 'system' ? name : `${name} ${series.pid}${series.key.match(/#\d+$/)?.[0] ?? ''}`;
}
