import type { Notice } from '#model/notice.ts';
import { isDate, type Snapshot } from '#model/recording/recording.ts';
import { sayOfTopid } from './says.ts';

/** Gives snapshots whose time is no date that of the one before, in place, and tells how many there were. */
export function mendTimes(snapshots: readonly Snapshot[]): Notice[] {
  let [count, first, before] = [0, 0, 0];
  snapshots.forEach((snapshot, index) => {
    if (!isDate(snapshot.time)) {
      if (count++ === 0) first = index + 1;
      snapshot.time = before;
    }
    before = snapshot.time;
  });
  if (count === 0) return [];
  return [sayOfTopid('topid-odd-snapshot-time', { snapshots: count, snapshot: first })];
}
