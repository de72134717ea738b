import { useMemo } from 'preact/hooks';
import { isEmptyRecording } from '#model/recording/join.ts';
import type { Recording } from '#model/recording/recording.ts';
import type { RecordingTexts } from '#texts/recording.ts';
import type { RecordingState } from '#view/recording-state.ts';
import { withState } from '#view/state-change.ts';
import { InfoPanel } from './InfoPanel.tsx';
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
  const first = snapshots[0];
  // It has no axis of its own, so its snapshots stand for themselves.
  const view = useMemo(() => toUsageView(recording, {}, texts), [recording, texts]);
  return (
    <>
      <p class="cb-rec-empty">{toEmptyText(recording, texts)}</p>
      {first && (
        <SnapshotPanel
          view={view}
          state={withState(state, { snapshot: state.snapshot ?? first.time })}
          texts={texts}
          onState={onState}
        />
      )}
      {info && <InfoPanel info={info} texts={texts} />}
    </>
  );
}

function toEmptyText(recording: Recording, texts: RecordingTexts): string {
  if (isEmptyRecording(recording)) return texts.emptySnapshots;
  return recording.times.length > 0 ? texts.noRows(recording.times.length) : texts.nothing;
}
