import { useRef, useState } from 'preact/hooks';
import { sidesOf } from '#charts/margins.ts';
import type { RecordingState } from '#view/recording-state.ts';
import type { RecordingTexts } from '#texts/recording.ts';
import { withState } from '#view/state-change.ts';
import { pixelOfPosition } from '#viewer/figure/gestures.ts';
import { toShareOfWidth } from '#viewer/figure/share-of-width.ts';
import { formatSample } from './numbers.ts';
import { snapshotsWithin } from './snapshots-within.ts';
import type { UsageView } from './usage-view.ts';

export interface SnapshotMarksProps {
  clusters: readonly SnapshotCluster[];
  /** Pixels of the lane. */
  width: number;
  state: RecordingState;
  texts: RecordingTexts;
  onState(next: RecordingState): void;
}

/** Pixels of a button: nearer to each other they become one, so that none lies on another. */
const SIZE = 24;

/** The snapshots below the charts: one stop for Tab, arrows go from one to the next. */
export function SnapshotMarks({ clusters, width, state, texts, onState }: SnapshotMarksProps) {
  const [last, setLast] = useState<number>();
  const listRef = useRef<HTMLDivElement>(null);
  if (clusters.length === 0) return null;
  const isOpen = ({ snapshots }: SnapshotCluster): boolean =>
    snapshots.some(({ time }) => time === state.snapshot);
  const isLast = ({ snapshots }: SnapshotCluster): boolean => snapshots.some(({ index }) => index === last);
  // Where one was last, else at what is open: as one zooms the buttons are others.
  const found = [clusters.findIndex(isLast), clusters.findIndex(isOpen), 0].find((at) => at >= 0) ?? 0;
  const onKeyDown = (event: KeyboardEvent, at: number): void => {
    const to = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: clusters.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    listRef.current?.querySelectorAll('button')[Math.max(0, Math.min(clusters.length - 1, to))]?.focus();
  };
  return (
    <div ref={listRef} role="toolbar" aria-label={texts.snapshots}>
      {clusters.map((cluster, at) => {
        const { x, snapshots } = cluster;
        const [first] = snapshots;
        if (!first) return null;
        const open = isOpen(cluster);
        const label =
          snapshots.length === 1
            ? texts.snapshotOpen(first.label)
            : texts.snapshotCluster(snapshots.length, first.label);
        return (
          <button
            key={first.index}
            type="button"
            class="cb-rec-mark cb-rec-mark-snapshot"
            style={{ left: toShareOfWidth(x, width) }}
            tabIndex={at === found ? 0 : -1}
            aria-label={label}
            aria-pressed={open}
            title={label}
            onFocus={() => setLast(first.index)}
            onKeyDown={(event) => onKeyDown(event, at)}
            onClick={() => onState(withState(state, { snapshot: open ? undefined : first.time }))}
          >
            ▤
          </button>
        );
      })}
    </div>
  );
}

/** Snapshots under one button. */
export interface SnapshotCluster {
  x: number;
  snapshots: { index: number; time: number; label: string }[];
}

/** Snapshots within the window; those too near to be told apart together. */
export function toSnapshotClusters(
  view: UsageView,
  window: readonly [number, number],
  width: number,
): SnapshotCluster[] {
  const { axis, zone } = view;
  const clusters: SnapshotCluster[] = [];
  for (const { index, time, sample, position } of snapshotsWithin(view, window)) {
    const x = pixelOfPosition({ window, width, margins: sidesOf(width) }, position);
    const last = clusters[clusters.length - 1];
    const snapshot = { index, time, label: formatSample(axis, sample, zone) };
    if (last && x - last.x < SIZE + 2) last.snapshots.push(snapshot);
    else clusters.push({ x, snapshots: [snapshot] });
  }
  return clusters;
}
