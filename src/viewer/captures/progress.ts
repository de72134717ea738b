import { type ByKind, callByKind } from '#model/capture/models.ts';
import type { OpenItem } from './source.ts';

/** Of an item's bytes, how many are read, in percent; undefined where its size is not known yet. */
export function toPercent({
  sources,
  sizeBytes,
}: Pick<OpenItem, 'sources' | 'sizeBytes'>): number | undefined {
  if (sizeBytes === 0) return undefined;
  const read = sources.reduce(
    (sum, source) => sum + (source.status === 'ready' ? source.sizeBytes : source.bytesRead),
    0,
  );
  return Math.min(100, Math.floor((100 * read) / sizeBytes));
}

/** Whether what was read so far is to be seen while more of it is read. */
const isSeenEarly: ByKind<boolean> = {
  recording: ({ rows }) => rows > 0,
  'crash-log': () => true,
  profile: () => true,
};

/**
 * Whether there is something to look at. A recording without samples is not, as long as more of its
 * session is read: nobody knows yet that it has none.
 */
export function isToBeSeen({ value, status }: Pick<OpenItem, 'value' | 'status'>): boolean {
  if (value === undefined) return false;
  return status !== 'reading' || callByKind(isSeenEarly, value);
}
