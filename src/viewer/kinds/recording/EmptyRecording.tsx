import { useMemo } from 'preact/hooks';
import { isEmptyRecording } from '#model/recording/join.ts';
import type { Recording } from '#model/recording/recording.ts';
import type { RecordingTexts } from '#texts/recording.ts';
import type { RecordingState } from '#view/recording-state.ts';
import { withState } from '#view/state-change.ts';
import { InfoPanel } from './InfoPanel.tsx';
import { MissingTime } from './MissingTime.tsx';
import { SnapshotPanel } from './SnapshotPanel.tsx';
import { toUsageView } from './usage-view.ts';

/** A snapshot or info file without its process file, or samples that none of the wanted processes was in. */
export function EmptyRecording({
  recording,
  state,
  onState,
  texts,
}: {
  recording: Recording;
  state: RecordingState;
  onState(next: RecordingState): void;
  texts: RecordingTexts;
}) {
  const { snapshots, info } = recording;
  const { snapshot = snapshots[0]?.time } = state;
  const shown = snapshots.find(({ time }) => time === snapshot);
  // It has no axis of its own, so its snapshots stand for themselves.
  const view = useMemo(() => toUsageView(recording, {}, texts), [recording, texts]);
  return (
    <>
      <p class="cb-rec-empty">{toEmptyText(recording, texts)}</p>
      {/* Without samples it has no other times that a link could miss. */}
      <MissingTime
        axis={view.axis}
        zone={view.zone}
        snapshots={snapshots}
        state={withState({}, { snapshot: state.snapshot })}
        texts={texts}
        onState={() => onState(withState(state, { snapshot: undefined, snapshotWide: undefined }))}
      />
      {shown && <SnapshotPanel view={view} snapshot={shown} state={state} texts={texts} onState={onState} />}
      {info && <InfoPanel info={info} texts={texts} />}
    </>
  );
}

function toEmptyText(recording: Recording, texts: RecordingTexts): string {
  if (isEmptyRecording(recording)) return texts.emptySnapshots;
  return recording.times.length > 0 ? texts.noRows(recording.times.length) : texts.nothing;
}
