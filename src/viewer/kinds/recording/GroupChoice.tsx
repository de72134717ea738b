import { useEffect, useState } from 'preact/hooks';
import { toFinder } from '#model/pattern/find.ts';
import { type Grouping, groupsOf, toDefaultGrouping } from '#model/recording/grouping.ts';
import type { Recording } from '#model/recording/recording.ts';
import type { RecordingTexts } from '#texts/recording.ts';
import type { RecordingState } from '#view/recording-state.ts';
import { withState } from '#view/state-change.ts';
import { Labelled } from '#viewer/controls/Labelled.tsx';
import { useUniqueId } from '#viewer/figure/use-unique-id.ts';

export interface GroupChoiceProps {
  recording: Recording;
  grouping: Grouping;
  state: RecordingState;
  texts: RecordingTexts;
  /** A process alone is not offered. */
  byName?: boolean;
  onState(next: RecordingState): void;
}

/** What is begun with: `kworker/0:1` and its like as one, `app-12` as `app`. */
const firstPattern = '^([^/:\\d-]+)';

/** What a row and a line are: a process, or several added up. */
export function GroupChoice({
  recording,
  grouping,
  state,
  texts,
  byName = false,
  onState,
}: GroupChoiceProps) {
  const byDefault = toDefaultGrouping(recording);
  // Trees of processes stand in snapshots alone.
  const kinds = (['pid', 'name', 'parent', 'pattern'] as const).filter(
    (by) =>
      (by !== 'pid' || !byName) && (by !== 'parent' || recording.snapshots.length > 0 || grouping.by === by),
  );
  const choose = (by: Grouping['by']): void => {
    onState(
      withState(state, {
        group: by === byDefault ? undefined : by,
        pattern: by === 'pattern' ? (state.pattern ?? firstPattern) : undefined,
        expanded: undefined,
        // Sums go by other names.
        only: undefined,
        hide: undefined,
        show: undefined,
      }),
    );
  };
  return (
    <>
      <Labelled label={texts.rowsAre}>
        <select
          class="cb-rec-select"
          value={grouping.by}
          onChange={(event) => choose(kinds[event.currentTarget.selectedIndex] ?? byDefault)}
        >
          {kinds.map((by) => (
            <option key={by} value={by}>
              {texts.rowKinds[by]}
            </option>
          ))}
        </select>
      </Labelled>
      {grouping.by === 'parent' && !byName && <Placed recording={recording} texts={texts} />}
      {grouping.by === 'pattern' && (
        <PatternField
          pattern={grouping.pattern}
          texts={texts}
          onPattern={(pattern) => onState(withState(state, { pattern: pattern || undefined }))}
        />
      )}
    </>
  );
}

/** How many processes snapshots say the parent of: the others stand for themselves, whoever has started them. */
function Placed({ recording, texts }: { recording: Recording; texts: RecordingTexts }) {
  const processes = recording.series.filter(({ kind }) => kind === 'process');
  const placed = groupsOf(recording, { by: 'parent' }).size;
  return <span class="cb-rec-note">{texts.placedOf(placed, processes.length)}</span>;
}

/** The expression that names are added up by; one that is none changes nothing, and is said. */
function PatternField({
  pattern,
  texts,
  onPattern,
}: {
  pattern: string;
  texts: RecordingTexts;
  onPattern(pattern: string): void;
}) {
  const id = useUniqueId();
  const [typed, setTyped] = useState(pattern);
  useEffect(() => setTyped(pattern), [pattern]);
  const finder = toFinder(typed);
  const fault = typeof finder === 'function' ? undefined : finder;
  return (
    <div class="cb-rec-find">
      <label class="cb-labelled" for={id}>
        {texts.rowPattern}
      </label>
      <input
        id={id}
        class="cb-rec-input"
        size={18}
        spellcheck={false}
        autocomplete="off"
        autocapitalize="off"
        title={texts.rowPatternHelp}
        aria-invalid={fault !== undefined}
        aria-describedby={`${id}-fault`}
        value={typed}
        onInput={(event) => {
          const { value } = event.currentTarget;
          setTyped(value);
          if (typeof toFinder(value) === 'function') onPattern(value);
        }}
      />
      <span id={`${id}-fault`} class="cb-rec-problem" role="status">
        {fault ? texts.whereBad(texts.patternFaults[fault.fault], fault.at + 1) : ''}
      </span>
    </div>
  );
}
