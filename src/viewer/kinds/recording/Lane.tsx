import { sidesOf } from '#charts/time-chart.ts';
import type { RecordingState } from '#view/recording-state.ts';
import { pixelOfPosition } from '#viewer/figure/gestures.ts';
import type { RecordingTexts } from '#texts/recording.ts';
import { formatPosition } from './numbers.ts';
import type { PinEntry } from './pin-entries.ts';
import { SnapshotMarks, toSnapshotClusters } from './SnapshotMarks.tsx';
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

/** What happened at times, as buttons below the charts: snapshots, and the reader's pins. */
export function Lane({ view, state, window, width, pins, texts, onState, onPin }: LaneProps) {
  const clusters = toSnapshotClusters(view, window, width);
  const placed = pins.filter(({ placed: { place } }) => place === 'time');
  if (clusters.length === 0 && placed.length === 0) return null;
  const margins = sidesOf(width);
  const right = width - margins.right;
  return (
    <div class="cb-rec-lane" role="group" aria-label={texts.lane}>
      <SnapshotMarks clusters={clusters} state={state} texts={texts} onState={onState} />
      {placed.map((entry) => {
        if (entry.placed.place !== 'time') return null;
        const x = pixelOfPosition({ window, width, margins }, entry.placed.from);
        if (x < margins.left - 1 || x > right + 1) return null;
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
