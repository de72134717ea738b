import { useId } from 'preact/hooks';
import type { CrashState } from '#view/crash-state.ts';
import type { StateChange } from '#view/state-change.ts';
import type { CrashTexts } from '#texts/crash.ts';

/** How the goroutines are shown: in a list of buckets, or as a flame graph. */
export function FigureChoice({
  isFlame,
  change,
  texts,
}: {
  isFlame: boolean;
  change(next: StateChange<CrashState>): void;
  texts: CrashTexts;
}) {
  const group = useId();
  const option = (value: 'list' | 'flame', label: string) => (
    <label>
      <input
        type="radio"
        name={group}
        checked={isFlame === (value === 'flame')}
        onChange={() =>
          change({
            goroutines: value === 'list' ? undefined : value,
            stackZoom: undefined,
            stackFrame: undefined,
          })
        }
      />
      <span>{label}</span>
    </label>
  );
  return (
    <fieldset class="cb-crash-choice">
      <legend>{texts.shownAs}</legend>
      {option('list', texts.asList)}
      {option('flame', texts.asFlame)}
    </fieldset>
  );
}
