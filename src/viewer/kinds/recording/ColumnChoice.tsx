import { useRef } from 'preact/hooks';
import { useClosing } from '#viewer/figure/use-closing.ts';
import { type RecordingState, tableColumns } from '#view/recording-state.ts';
import { withState } from '#view/state-change.ts';
import type { RecordingTexts } from '#texts/recording.ts';

export interface ColumnChoiceProps {
  state: RecordingState;
  texts: RecordingTexts;
  onState(next: RecordingState): void;
}

/** Which columns the table has; one stays at least. */
export function ColumnChoice({ state, texts, onState }: ColumnChoiceProps) {
  const ref = useRef<HTMLDetailsElement>(null);
  useClosing(ref);
  const shown = tableColumns.filter((column) => state.columns?.includes(column) ?? true);
  const set = (next: readonly string[]): void =>
    onState(withState(state, { columns: next.length === tableColumns.length ? undefined : [...next] }));
  return (
    <details ref={ref} class="cb-rec-thresholds">
      <summary>
        {texts.columns}{' '}
        {shown.length < tableColumns.length && (
          <span class="cb-rec-numbers">{texts.columnsShown(shown.length, tableColumns.length)}</span>
        )}
      </summary>
      <div class="cb-rec-popover" role="group" aria-label={texts.columns}>
        {tableColumns.map((column) => {
          const isShown = shown.includes(column);
          return (
            <label key={column} class="cb-rec-tick">
              <input
                type="checkbox"
                checked={isShown}
                disabled={isShown && shown.length === 1}
                onChange={() =>
                  set(tableColumns.filter((one) => (one === column ? !isShown : shown.includes(one))))
                }
              />
              <span>{column === 'cursor' ? texts.columnCursor : texts.column[column]}</span>
            </label>
          );
        })}
        <p>
          <button type="button" class="cb-rec-link" onClick={() => set(tableColumns)}>
            {texts.columnsAll}
          </button>
        </p>
      </div>
    </details>
  );
}
