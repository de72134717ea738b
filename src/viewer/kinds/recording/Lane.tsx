import { chartMargins } from '#charts/time-chart.ts';
import { findSampleAtTime } from '#model/recording/time-axis.ts';
import type { RecordingState } from '#view/recording-state.ts';
import { pixelOfPosition } from '#viewer/figure/gestures.ts';
import type { RecordingTexts } from '#texts/recording.ts';
import { formatPosition, formatSample } from './numbers.ts';
import type { PinEntry } from './pin-entries.ts';
import { withState } from '#view/state-change.ts';
import type { UsageView } from './usage-view.ts';

export interface LaneProps {
  view: UsageView;
  state: RecordingState;
  window: readonly [number, number];
  width: number;
  pins: readonly PinEntry[];
  texts: RecordingTexts;
  onState(next: RecordingState): void;
  onPin(entry: PinEntry): void;
}

/** Buttons nearer to each other than this many pixels become one. */
const CLUSTER = 16;

/** What happened at times, as buttons below the charts: snapshots, and the reader's pins. */
export function Lane({ view, state, window, width, pins, texts, onState, onPin }: LaneProps) {
  const clusters = toClusters(view, window, width);
  const placed = pins.filter(({ placed: { place } }) => place === 'time');
  if (clusters.length === 0 && placed.length === 0) return null;
  const right = width - chartMargins.right;
  return (
    <div class="cb-rec-lane" role="group" aria-label={texts.lane}>
      {clusters.map(({ x, snapshots }) => {
        const [first] = snapshots;
        if (!first) return null;
        const open = snapshots.some(({ time }) => time === state.snapshot);
        const label =
          snapshots.length === 1
            ? texts.snapshotOpen(first.label)
            : texts.snapshotCluster(snapshots.length, first.label);
        return (
          <button
            key={first.index}
            type="button"
            class="cb-rec-mark cb-rec-mark-snapshot"
            style={{ left: `${x}px` }}
            aria-label={label}
            aria-pressed={open}
            title={label}
            onClick={() => onState(withState(state, { snapshot: open ? undefined : first.time }))}
          >
            ▤
          </button>
        );
      })}
      {placed.map((entry) => {
        if (entry.placed.place !== 'time') return null;
        const x = pixelOfPosition({ window, width, margins: chartMargins }, entry.placed.from);
        if (x < chartMargins.left - 1 || x > right + 1) return null;
        const label = texts.pinGo(
          `${entry.pin.text} (${formatPosition(view.axis, entry.placed.from, view.zone)})`,
        );
        return (
          <button
            key={`pin-${entry.index}`}
            type="button"
            class="cb-rec-mark cb-rec-mark-pin"
            style={{ left: `${x}px` }}
            aria-label={`${entry.index + 1}. ${label}`}
            title={entry.pin.text}
            onClick={() => onPin(entry)}
          >
            {entry.index + 1}
          </button>
        );
      })}
    </div>
  );
}

interface Cluster {
  x: number;
  snapshots: { index: number; time: number; label: string }[];
}

/** Snapshots within the window; those too near to be told apart together. */
function toClusters(view: UsageView, window: readonly [number, number], width: number): Cluster[] {
  const { axis, zone, recording } = view;
  const clusters: Cluster[] = [];
  const places = recording.snapshots
    .flatMap(({ time }, index) => {
      const sample = findSampleAtTime(axis, time);
      return sample === undefined ? [] : [{ index, time, sample, position: axis.positions[sample] ?? 0 }];
    })
    .filter(({ position }) => position >= window[0] && position <= window[1])
    .sort((a, b) => a.position - b.position);
  for (const { index, time, sample, position } of places) {
    const x = pixelOfPosition({ window, width, margins: chartMargins }, position);
    const last = clusters[clusters.length - 1];
    const snapshot = { index, time, label: formatSample(axis, sample, zone) };
    if (last && x - last.x < CLUSTER) last.snapshots.push(snapshot);
    else clusters.push({ x, snapshots: [snapshot] });
  }
  return clusters;
}
