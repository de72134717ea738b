import { useId } from 'preact/hooks';
import type { CrashState } from '#view/crash-state.ts';
import type { StateChange } from '#view/state-change.ts';
import type { CrashTexts } from '#texts/crash.ts';
import type { FoundLines } from './use-line-finder.ts';

/** What finds a text or a line in a log, and whether its lines are wrapped. */
export function LogTools({
  lines,
  state,
  change,
  found: { hits, isMore, fault },
  at,
  onStep,
  onGo,
  onUnmark,
  texts,
}: {
  /** How many the log has. */
  lines: number;
  state: CrashState;
  change(next: StateChange<CrashState>): void;
  found: FoundLines;
  /** Which of the hits is shown, from 0. */
  at: number;
  onStep(by: 1 | -1): void;
  onGo(range: [number, number]): void;
  onUnmark: (() => void) | undefined;
  texts: CrashTexts;
}) {
  const id = useId();
  const { find = '', findBy = [] } = state;
  const way = (name: 'case' | 'expression', label: string) => (
    <label>
      <input
        type="checkbox"
        checked={findBy.includes(name)}
        onChange={(event) => {
          const next = new Set(findBy);
          if (event.currentTarget.checked) next.add(name);
          else next.delete(name);
          const ways = (['case', 'expression'] as const).filter((one) => next.has(one));
          change({ findBy: ways.length > 0 ? ways : undefined });
        }}
      />
      <span>{label}</span>
    </label>
  );
  return (
    <div class="cb-crash-log-tools">
      <form
        class="cb-crash-log-form"
        role="search"
        onSubmit={(event) => {
          event.preventDefault();
          onStep(1);
        }}
      >
        <label>
          <span>{texts.find}</span>
          <input
            class="cb-field"
            type="search"
            spellcheck={false}
            autocomplete="off"
            value={find}
            aria-invalid={fault !== undefined}
            aria-describedby={`${id}-fault`}
            onInput={(event) => change({ find: event.currentTarget.value || undefined })}
            onKeyDown={(event) => {
              if (event.key !== 'Enter' || !event.shiftKey) return;
              event.preventDefault();
              onStep(-1);
            }}
          />
        </label>
        <button
          type="button"
          class="cb-button"
          data-quiet
          disabled={hits.length < 2}
          onClick={() => onStep(-1)}
        >
          {texts.findPrevious}
        </button>
        <button type="submit" class="cb-button" data-quiet disabled={hits.length < 2}>
          {texts.findNext}
        </button>
        <span class="cb-crash-log-count" role="status">
          {find.trim() === '' || fault ? '' : texts.found(at + 1, hits.length, isMore)}
        </span>
        {way('case', texts.findCase)}
        {way('expression', texts.findExpression)}
      </form>
      <p id={`${id}-fault`} class="cb-crash-fault" role="alert">
        {fault && `${texts.patternBad(texts.patternFaults[fault.fault], fault.at)} ${texts.findUnused}`}
      </p>
      <form
        class="cb-crash-log-form"
        onSubmit={(event) => {
          event.preventDefault();
          const value = String(new FormData(event.currentTarget).get('line'));
          const range = /^\s*(\d+)(?:\s*[-–,]\s*(\d+))?\s*$/.exec(value);
          if (!range) return;
          const within = (text: string): number => Math.min(Math.max(1, Number(text)), lines);
          const ends = [within(range[1]!), within(range[2] ?? range[1]!)].toSorted((a, b) => a - b);
          onGo([ends[0]!, ends[1]!]);
        }}
      >
        <label>
          <span>{texts.goTo}</span>
          {/* The browser says of anything else what is meant, in its reader's language. */}
          <input
            class="cb-field cb-crash-number"
            name="line"
            inputMode="numeric"
            autocomplete="off"
            required
            pattern="\s*\d+(?:\s*[\-–,]\s*\d+)?\s*"
            title={texts.goToHint}
          />
        </label>
        {onUnmark && (
          <button type="button" class="cb-button" data-quiet onClick={onUnmark}>
            {texts.unmark}
          </button>
        )}
        <label>
          <input
            type="checkbox"
            checked={state.wrap ?? false}
            onChange={(event) => change({ wrap: event.currentTarget.checked || undefined })}
          />
          <span>{texts.wrap}</span>
        </label>
      </form>
    </div>
  );
}
