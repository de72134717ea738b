import type { Recording, Series } from '#model/recording/recording.ts';
import { rowAt } from '#model/recording/usage-sum.ts';
import type { RecordingState } from '#view/recording-state.ts';
import type { Cursor } from '#viewer/figure/cursor.ts';
import { lookIn, toSwatch } from '#viewer/figure/swatch.ts';
import { showOnly } from './state.ts';
import type { UsageView } from './usage-view.ts';

/** What ties the rows of a process tree to the series of the charts beside it. */
export interface TreeLink {
  keyOf(pid: number | undefined): string | undefined;
  /** What is drawn of a process: its own line, or that of the sum that it is in; undefined where neither is. */
  lineOf(key: string): { key: string; swatch: string } | undefined;
  isOnly(key: string): boolean;
  /** It alone in the charts, or all again. */
  showOnly(key: string): void;
  cursor: Cursor;
}

export function toTreeLink(
  { recording, selection, drawn, isArea }: UsageView,
  sample: number | undefined,
  cursor: Cursor,
  state: RecordingState,
  onState: (next: RecordingState) => void,
): TreeLink {
  const keys = toKeysByPid(recording, sample);
  const lines = new Map(
    drawn.flatMap((one) => {
      const { series } = one;
      const line = { key: series.key, swatch: toSwatch(lookIn(one, isArea)) };
      const members = selection.members.get(series.key) ?? [series];
      return members.map((member) => [member.key, line] as const);
    }),
  );
  return {
    keyOf: (pid) => (pid === undefined ? undefined : keys.get(pid)),
    lineOf: (key) => lines.get(key),
    isOnly: (key) => state.only?.includes(key) === true,
    showOnly: (key) => onState(showOnly(state, key)),
    cursor,
  };
}

/** A pid may be given out again: of its processes that which was there at the sample, else the last one. */
function toKeysByPid({ series }: Recording, sample: number | undefined): Map<number, string> {
  const found = new Map<number, Series>();
  const isThere = (one: Series): boolean => sample !== undefined && rowAt(one, sample) !== undefined;
  for (const one of series) {
    const known = found.get(one.pid);
    if (one.kind === 'process' && !(known && isThere(known))) found.set(one.pid, one);
  }
  return new Map(Array.from(found, ([pid, { key }]) => [pid, key]));
}
