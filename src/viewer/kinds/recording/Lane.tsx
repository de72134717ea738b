import { sidesOf } from '#charts/margins.ts';
import type { RecordingState } from '#view/recording-state.ts';
import { pixelOfPosition } from '#viewer/figure/gestures.ts';
import type { RecordingTexts } from '#texts/recording.ts';
import { laneHeight, toMarkGroups } from './mark-rows.ts';
import { MarkButtons, type LaneMark } from './MarkButtons.tsx';
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
  const margins = sidesOf(width);
  const right = width - margins.right;
  const placed = pins.flatMap((entry) => {
    if (entry.placed.place !== 'time') return [];
    const { from } = entry.placed;
    return [{ entry, from, x: pixelOfPosition({ window, width, margins }, from) }];
  });
  if (clusters.length === 0 && placed.length === 0) return null;
  const inside = placed.filter(({ x }) => x >= margins.left - 1 && x <= right + 1);
  const groups = toMarkGroups(
    inside.map(({ x }) => x),
    clusters.map(({ x }) => x),
  );
  const marks = inside.map(({ entry, from, x }): LaneMark => {
    const place = formatPosition(view.axis, from, view.zone);
    return {
      key: `pin-${entry.index}`,
      x,
      sign: String(entry.index + 1),
      label: `${entry.index + 1}. ${texts.pinGo(`${entry.pin.text} (${place})`)}`,
      title: entry.pin.text,
      onGo: () => onPin(entry),
    };
  });
  return (
    <div class="cb-rec-lane" style={{ height: laneHeight(groups) }} role="group" aria-label={texts.lane}>
      <SnapshotMarks clusters={clusters} width={width} state={state} texts={texts} onState={onState} />
      <MarkButtons
        marks={marks}
        groups={groups}
        className="cb-rec-mark cb-rec-mark-pin"
        width={width}
        texts={texts}
      />
    </div>
  );
}
