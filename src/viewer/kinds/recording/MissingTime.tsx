import { formatDuration } from '#locale/format.ts';
import type { Snapshot } from '#model/recording/recording.ts';
import { axisBounds, elapsedAt, findSample, positionAt, type TimeAxis } from '#model/recording/time-axis.ts';
import { formatElapsed, type Zone } from '#model/zone.ts';
import type { RecordingTexts } from '#texts/recording.ts';
import type { RecordingState } from '#view/recording-state.ts';
import { type StateChange, withState } from '#view/state-change.ts';
import { formatSnapshotTime } from './numbers.ts';
import { fromStretch, fromWindow, isWithin, toClipped, toStretch } from './state.ts';

export interface MissingTimeProps {
  axis: TimeAxis;
  zone: Zone;
  /** Those that there are, where they are shown. */
  snapshots?: readonly Snapshot[];
  state: RecordingState;
  texts: RecordingTexts;
  onState(next: RecordingState): void;
}

/** Says which times of a link are none of the recording's: what is shown is not what they ask for. */
export function MissingTime({ axis, zone, snapshots, state, texts, onState }: MissingTimeProps) {
  const { window, selection, cursor, snapshot } = state;
  const rest: StateChange<RecordingState> = {};
  const missing = new Set<string>();
  const clipped = new Set<string>();
  const check = (stretch: [number, number] | undefined, toRest: typeof fromWindow): typeof stretch => {
    const within = toStretch(axis, stretch);
    if (!stretch || (within && !toClipped(axis, stretch))) return stretch;
    (within ? clipped : missing).add(formatSpan(stretch));
    return within && toRest(axis, within);
  };
  rest.window = check(window, fromWindow);
  rest.selection = check(selection, fromStretch);
  const isCursorMissing = cursor !== undefined && !isWithin(axis, cursor);
  if (isCursorMissing) missing.add(formatElapsed(cursor));
  const [begin, end] = axisBounds(axis);
  const all = formatSpan([elapsedAt(axis, begin), elapsedAt(axis, end)]);
  const said: string[] = [];
  if (missing.size > 0) said.push(texts.missingTime(texts.listed([...missing]), all));
  const distance = cursor === undefined || isCursorMissing ? 0 : toSampleDistance(axis, cursor);
  if (distance > axis.interval)
    said.push(texts.cursorFar(formatElapsed(cursor ?? 0), formatDuration(distance)));
  if (isCursorMissing || distance > axis.interval) rest.cursor = undefined;
  if (snapshots && snapshot !== undefined && !snapshots.some(({ time }) => time === snapshot)) {
    rest.snapshot = undefined;
    rest.snapshotWide = undefined;
    const ends = [snapshots[0], snapshots.length > 1 ? snapshots.at(-1) : undefined].flatMap((one) =>
      one ? [formatSnapshotTime(axis, one.time, zone)] : [],
    );
    const asked = formatSnapshotTime(axis, snapshot, zone);
    said.push(texts.missingSnapshot(asked, snapshots.length, ends.join(' – ')));
  }
  const isOnlyClipped = said.length === 0;
  if (clipped.size > 0) said.push(texts.clippedTime(texts.listed([...clipped]), all));
  if (said.length === 0) return null;
  return (
    <p class="cb-rec-warning" role="status">
      {said.map((sentence) => `${sentence} `)}
      <button type="button" class="cb-rec-link" onClick={() => onState(withState(state, rest))}>
        {isOnlyClipped
          ? texts.clippedForget
          : clipped.size > 0
            ? texts.missingForgetClipped
            : texts.missingForget}
      </button>
    </p>
  );
}

/** How far the sample is that the cursor stands at. */
function toSampleDistance(axis: TimeAxis, elapsed: number): number {
  const position = positionAt(axis, elapsed);
  const sample = findSample(axis, position);
  return sample === undefined ? 0 : Math.abs((axis.positions[sample] ?? 0) - position);
}

/** A dash that is apart from the sign of a time before the beginning. */
function formatSpan(ends: readonly [from: number, to: number]): string {
  return ends.map((end) => formatElapsed(end)).join(ends.some((end) => end < 0) ? ' – ' : '–');
}
