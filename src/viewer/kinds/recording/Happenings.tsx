import { sidesOf } from '#charts/margins.ts';
import type { TimeMark } from '#charts/time-chart.ts';
import type { RecordingTexts } from '#texts/recording.ts';
import { pixelOfPosition } from '#viewer/figure/gestures.ts';
import { positionAt, type TimeAxis } from '#model/recording/time-axis.ts';
import { laneHeight, toMarkGroups } from './mark-rows.ts';
import { MarkButtons, type LaneMark } from './MarkButtons.tsx';
import { formatPosition } from './numbers.ts';
import type { UsageView } from './usage-view.ts';

/** Something of another capture, at a moment of this recording. */
export interface Happening {
  slot: string;
  name: string;
  /** Elapsed seconds. */
  elapsed: number;
}

/** As marks on the charts. */
export function toHappeningMarks(happenings: readonly Happening[], axis: TimeAxis): TimeMark[] {
  return happenings.map(({ name, elapsed }) => ({
    kind: 'pin',
    from: positionAt(axis, elapsed),
    label: name,
    text: name,
  }));
}

export interface HappeningsProps {
  happenings: readonly Happening[];
  view: UsageView;
  window: readonly [number, number];
  width: number;
  texts: RecordingTexts;
  onShow(slot: string): void;
}

/** What of other captures happened in the window, as buttons below the charts that lead there. */
export function Happenings({ happenings, view, window, width, texts, onShow }: HappeningsProps) {
  const { axis, zone } = view;
  const placed = happenings
    .map((one) => ({ ...one, position: positionAt(axis, one.elapsed) }))
    .filter(({ position }) => position >= window[0] && position <= window[1])
    .map((one) => ({
      ...one,
      x: pixelOfPosition({ window, width, margins: sidesOf(width) }, one.position),
    }));
  if (placed.length === 0) return null;
  const groups = toMarkGroups(placed.map(({ x }) => x));
  const marks = placed.map(({ slot, name, position, x }): LaneMark => {
    const label = texts.happeningGo(name, formatPosition(axis, position, zone));
    return { key: slot, x, sign: '✸', label, title: label, onGo: () => onShow(slot) };
  });
  return (
    <div
      class="cb-rec-lane"
      style={{ height: laneHeight(groups) }}
      role="group"
      aria-label={texts.happenings}
    >
      <MarkButtons marks={marks} groups={groups} className="cb-rec-mark" width={width} texts={texts} />
    </div>
  );
}
