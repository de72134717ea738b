import { axisBounds, elapsedAt, type TimeAxis } from '#model/recording/time-axis.ts';
import { formatElapsed } from '#model/zone.ts';
import type { RecordingTexts } from '#texts/recording.ts';
import type { RecordingState } from '#view/recording-state.ts';
import { withState } from '#view/state-change.ts';
import { isWithin, toStretch } from './state.ts';

export interface MissingTimeProps {
  axis: TimeAxis;
  state: RecordingState;
  texts: RecordingTexts;
  onState(next: RecordingState): void;
}

/** Says which times of a link are none of the recording's: what is shown is not what they ask for. */
export function MissingTime({ axis, state, texts, onState }: MissingTimeProps) {
  const { window, selection, cursor } = state;
  const rest: { window?: undefined; selection?: undefined; cursor?: undefined } = {};
  const times: string[] = [];
  const say = (...ends: number[]): unknown =>
    times.push(ends.map((end) => formatElapsed(end)).join(ends.some((end) => end < 0) ? ' – ' : '–'));
  if (window && !toStretch(axis, window)) {
    rest.window = undefined;
    say(...window);
  }
  if (selection && !toStretch(axis, selection)) {
    rest.selection = undefined;
    say(...selection);
  }
  if (cursor !== undefined && !isWithin(axis, cursor)) {
    rest.cursor = undefined;
    say(cursor);
  }
  if (times.length === 0) return null;
  const [begin, end] = axisBounds(axis).map((bound) => formatElapsed(elapsedAt(axis, bound)));
  return (
    <p class="cb-rec-warning" role="status">
      {texts.missingTime(texts.listed([...new Set(times)]), `${begin}–${end}`)}{' '}
      <button type="button" class="cb-rec-link" onClick={() => onState(withState(state, rest))}>
        {texts.missingForget}
      </button>
    </p>
  );
}
