import type { RecordingState } from '#view/recording-state.ts';
import type { RecordingTexts } from '#texts/recording.ts';
import { withState } from '#view/state-change.ts';
import { Labelled } from '#viewer/controls/Labelled.tsx';

export interface CompareChoiceProps {
  others: { slot: string; name: string }[];
  /** The other is here, and not only named. */
  loaded: boolean;
  /** The link named the recording itself. */
  isItself: boolean;
  state: RecordingState;
  texts: RecordingTexts;
  onState(next: RecordingState): void;
}

/** What the recording is compared with; says so where a link names something that is not open. */
export function CompareChoice({ others, loaded, isItself, state, texts, onState }: CompareChoiceProps) {
  const slot = state.compare?.slot;
  if (others.length === 0 && slot === undefined && !isItself) return null;
  const known = others.some((one) => one.slot === slot);
  return (
    <div class="cb-rec-tools">
      <Labelled label={texts.compareWith}>
        <select
          class="cb-rec-select"
          value={slot ?? ''}
          onChange={(event) => {
            const chosen = event.currentTarget.value;
            const align = state.compare?.align ?? 'start';
            // Sorting, names and window are of the one before.
            const rest = { sort: undefined, names: undefined, window: undefined };
            onState(
              withState(state, { ...rest, compare: chosen === '' ? undefined : { slot: chosen, align } }),
            );
          }}
        >
          <option value="">{texts.compareNone}</option>
          {others.map((one) => (
            <option key={one.slot} value={one.slot}>
              {one.name}
            </option>
          ))}
          {slot !== undefined && !known && <option value={slot}>{slot}</option>}
        </select>
      </Labelled>
      {slot === undefined && isItself && <p class="cb-rec-warning">{texts.compareItself}</p>}
      {slot !== undefined && !loaded && <p class="cb-rec-warning">{texts.compareMissing(slot)}</p>}
    </div>
  );
}
