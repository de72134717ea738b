import { findSampleAtTime } from '#model/recording/time-axis.ts';
import type { UsageView } from './usage-view.ts';

/** A snapshot where it lies on the axis. */
export interface PlacedSnapshot {
  /** In the recording's list. */
  index: number;
  time: number;
  sample: number;
  position: number;
}

/** Snapshots within a window, in their order on the axis. */
export function snapshotsWithin(
  { axis, recording }: Pick<UsageView, 'axis' | 'recording'>,
  window: readonly [from: number, to: number],
): PlacedSnapshot[] {
  return recording.snapshots
    .flatMap(({ time }, index) => {
      const sample = findSampleAtTime(axis, time);
      return sample === undefined ? [] : [{ index, time, sample, position: axis.positions[sample] ?? 0 }];
    })
    .filter(({ position }) => position >= window[0] && position <= window[1])
    .sort((a, b) => a.position - b.position);
}
