import type { RefObject } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import type { Snapshot } from '#model/recording/recording.ts';
import { toSnapshotDifference } from '#model/recording/snapshot-difference.ts';
import { parseSnapshotTree, walkTree } from '#model/recording/snapshot-tree.ts';
import { findSampleAtTime } from '#model/recording/time-axis.ts';
import type { RecordingState } from '#view/recording-state.ts';
import type { RecordingTexts } from '#texts/recording.ts';
import { formatDuration } from '#locale/format.ts';
import type { Cursor } from '#viewer/figure/cursor.ts';
import { formatSnapshotTime } from './numbers.ts';
import { ProcessTree } from './ProcessTree.tsx';
import { ScrollText } from './ScrollText.tsx';
import { toTreeLink } from './tree-link.ts';
import { withState } from '#view/state-change.ts';
import type { UsageView } from './usage-view.ts';

export interface SnapshotPanelProps {
  boxRef?: RefObject<HTMLElement> | null;
  view: UsageView;
  snapshot: Snapshot;
  state: RecordingState;
  /** Of the charts that it stands beside, where it does. */
  cursor?: Cursor;
  /** Its width may be chosen: beside the charts, or all of it. */
  choosesWidth?: boolean;
  texts: RecordingTexts;
  onState(next: RecordingState): void;
}

/** The snapshot that is open: its process tree, and the ones before and after. */
export function SnapshotPanel(props: SnapshotPanelProps) {
  const { boxRef = null, view, snapshot, state, cursor, choosesWidth = false, texts, onState } = props;
  const { recording, axis, zone } = view;
  const { snapshots } = recording;
  const index = snapshots.indexOf(snapshot);
  const tree = useMemo(() => parseSnapshotTree(snapshot.text), [snapshot]);
  const [asText, setAsText] = useState(false);
  const [compares, setCompares] = useState(false);
  const previous = index > 0 ? snapshots[index - 1] : undefined;
  const difference = useMemo(
    () => (compares && previous ? toSnapshotDifference(parseSnapshotTree(previous.text), tree) : undefined),
    [compares, tree, previous],
  );
  const isWide = state.snapshotWide === true;
  const open = (time: number | undefined): void => onState(withState(state, { snapshot: time }));
  const time = formatSnapshotTime(axis, snapshot.time, zone);
  const sample = findSampleAtTime(axis, snapshot.time);
  const distance = sample === undefined ? 0 : Math.abs((axis.times[sample] ?? 0) - snapshot.time);
  return (
    <section ref={boxRef} class="cb-rec-panel" aria-label={texts.snapshotAt(time)}>
      <header class="cb-rec-title">
        <h3 class="cb-fig-title">
          {texts.snapshotAt(time)}{' '}
          {distance > axis.interval && <small>{texts.snapshotFar(formatDuration(distance))}</small>}
        </h3>
        <span class="cb-rec-buttons">
          <button
            type="button"
            class="cb-rec-button"
            disabled={index <= 0}
            onClick={() => open(snapshots[index - 1]?.time)}
          >
            {texts.snapshotPrevious}
          </button>
          <button
            type="button"
            class="cb-rec-button"
            disabled={index < 0 || index >= snapshots.length - 1}
            onClick={() => open(snapshots[index + 1]?.time)}
          >
            {texts.snapshotNext}
          </button>
          {choosesWidth && (
            <button
              type="button"
              class="cb-rec-button"
              aria-pressed={isWide}
              onClick={() => onState(withState(state, { snapshotWide: isWide ? undefined : true }))}
            >
              {texts.snapshotWide}
            </button>
          )}
          <button
            type="button"
            class="cb-rec-button"
            onClick={() => onState(withState(state, { snapshot: undefined, snapshotWide: undefined }))}
          >
            {texts.close}
          </button>
        </span>
      </header>
      {tree.rows === 0 && <p class="cb-rec-note">{texts.snapshotUnread}</p>}
      {tree.rows > 0 && (
        <div class="cb-rec-filters">
          <label class="cb-rec-tick">
            <input
              type="checkbox"
              checked={asText}
              onChange={(event) => setAsText(event.currentTarget.checked)}
            />
            <span>{texts.snapshotText}</span>
          </label>
          {!asText && previous && (
            <label class="cb-rec-tick">
              <input
                type="checkbox"
                checked={compares}
                onChange={(event) => setCompares(event.currentTarget.checked)}
              />
              <span>{texts.snapshotDifference}</span>
            </label>
          )}
        </div>
      )}
      {asText || tree.rows === 0 ? (
        <ScrollText label={texts.snapshotTextAt(time)} text={snapshot.text} />
      ) : (
        <ProcessTree
          key={snapshot.time}
          tree={tree}
          megabytes={recording.format !== 'topid-text'}
          label={texts.snapshotAt(time)}
          difference={difference}
          link={cursor && toTreeLink(view, sample, cursor, state, onState)}
          startsFolded={[...walkTree(tree.roots)].length > 400}
          texts={texts}
        />
      )}
    </section>
  );
}
