import { type ByKind, callByKind } from '#model/capture/models.ts';
import type { OpenItem } from './source.ts';

/** What in a capture of each kind is asked for by its name, each name once. */
const names: ByKind<string[]> = {
  recording: ({ series }) => [...new Set(series.map(({ name }) => name))],
  'crash-log': () => [],
  profile: () => [],
};

/** Names of the processes and rows of a recording that is open; none of what is not read. */
export function findNamesWithin(item: OpenItem | undefined): string[] {
  return item?.value === undefined ? [] : callByKind(names, item.value);
}
