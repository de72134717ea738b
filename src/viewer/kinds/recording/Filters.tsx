import { useEffect, useRef, useState } from 'preact/hooks';
import {
  countProcesses,
  DEFAULT_THRESHOLDS,
  DEFAULT_TOP,
  NO_THRESHOLD,
  type UsageThresholds,
} from '#model/recording/filter.ts';
import type { RecordingState } from '#view/recording-state.ts';
import { Labelled } from '#viewer/controls/Labelled.tsx';
import type { RecordingTexts } from '#texts/recording.ts';
import { withState } from '#view/state-change.ts';
import type { UsageView } from './usage-view.ts';
import { useClosing } from '#viewer/figure/use-closing.ts';
import { useUniqueId } from '#viewer/figure/use-unique-id.ts';
import { ColumnChoice } from './ColumnChoice.tsx';
import { FilterBox } from './FilterBox.tsx';
import { GroupChoice } from './GroupChoice.tsx';

export interface FiltersProps {
  view: UsageView;
  state: RecordingState;
  texts: RecordingTexts;
  /** The slash on the page leads to its box. */
  isMain?: boolean;
  onState(next: RecordingState): void;
}

const FIELDS = ['avgCpu', 'maxCpu', 'avgMemMib', 'maxMemMib'] as const;
const TOPS = [5, 10, 20, DEFAULT_TOP, 100];
/** More than any machine runs: a link says all by it. */
const ALL = 9999;

/** Which processes are listed and drawn: text, how many, and thresholds. */
export function Filters({ view, state, texts, isMain = false, onState }: FiltersProps) {
  const { shown, hidden } = view.selection;
  const count = countProcesses(view.selection, shown);
  const all =
    count +
    countProcesses(
      view.selection,
      hidden.map(({ series }) => series),
    );
  const top = Math.min(ALL, state.top ?? DEFAULT_TOP);
  const tops = TOPS.includes(top) || top === ALL ? TOPS : [...TOPS, top].sort((x, y) => x - y);
  return (
    <div class="cb-rec-filters">
      <h3 class="cb-fig-title">
        {view.recording.threadRows ? texts.rowsOfThreads : texts.processes}{' '}
        <small>
          {shown.length === count ? texts.shownOf(count, all) : texts.shownIn(count, all, shown.length)}
        </small>
      </h3>
      <FilterBox recording={view.recording} state={state} texts={texts} isMain={isMain} onState={onState} />
      <GroupChoice
        recording={view.recording}
        grouping={view.grouping}
        state={state}
        texts={texts}
        onState={onState}
      />
      <Labelled label={texts.top}>
        <select
          class="cb-rec-select"
          value={top}
          onChange={(event) => {
            const value = Number(event.currentTarget.value);
            onState(withState(state, { top: value === DEFAULT_TOP ? undefined : value }));
          }}
        >
          {tops.map((count) => (
            <option key={count} value={count}>
              {count}
            </option>
          ))}
          <option value={ALL}>{texts.topAny}</option>
        </select>
      </Labelled>
      <Thresholds state={state} texts={texts} onState={onState} />
      {isMain && <ColumnChoice state={state} texts={texts} onState={onState} />}
    </div>
  );
}

/** The four thresholds as fields; a slip is told and changes nothing. */
function Thresholds({ state, texts, onState }: Omit<FiltersProps, 'view' | 'isMain'>) {
  const ref = useRef<HTMLDetailsElement>(null);
  useClosing(ref);
  const helpId = useUniqueId();
  const filter = state.filter ?? DEFAULT_THRESHOLDS;
  const [typed, setTyped] = useState(() => toTexts(filter));
  const [bad, setBad] = useState<string>();
  const { avgCpu, maxCpu, avgMemMib, maxMemMib } = filter;
  useEffect(() => {
    setTyped(toTexts({ avgCpu, maxCpu, avgMemMib, maxMemMib }));
    setBad(undefined);
  }, [avgCpu, maxCpu, avgMemMib, maxMemMib]);
  const labels = {
    avgCpu: texts.avgCpu,
    maxCpu: texts.maxCpu,
    avgMemMib: texts.avgMem,
    maxMemMib: texts.maxMem,
  };
  const set = (next: UsageThresholds): void => {
    const isDefault = FIELDS.every((field) => next[field] === DEFAULT_THRESHOLDS[field]);
    onState(withState(state, { filter: isDefault ? undefined : next }));
  };
  const change = (field: (typeof FIELDS)[number], text: string): void => {
    setTyped({ ...typed, [field]: text });
    const value =
      text.trim() === ''
        ? NO_THRESHOLD
        : /^\d+([.,]\d+)?$/.test(text.trim())
          ? Number(text.trim().replace(',', '.'))
          : NaN;
    setBad(Number.isNaN(value) ? field : undefined);
    if (!Number.isNaN(value)) set({ ...filter, [field]: value });
  };
  const everything = { avgCpu: 0, maxCpu: 0, avgMemMib: 0, maxMemMib: 0 };
  return (
    <details ref={ref} class="cb-rec-thresholds">
      <summary>
        {texts.filter}{' '}
        <span class="cb-rec-numbers">{FIELDS.map((field) => toText(filter[field]) || '–').join(' / ')}</span>
      </summary>
      <div class="cb-rec-popover">
        <p id={helpId}>{texts.filterHelp}</p>
        {FIELDS.map((field) => (
          <Labelled key={field} label={labels[field]}>
            <input
              class="cb-rec-input"
              inputMode="decimal"
              size={6}
              value={typed[field]}
              aria-invalid={bad === field}
              aria-describedby={helpId}
              onInput={(event) => change(field, event.currentTarget.value)}
            />
          </Labelled>
        ))}
        <p class="cb-rec-problem" role="alert">
          {bad ? texts.badNumber : ''}
        </p>
        <p>
          <button type="button" class="cb-rec-link" onClick={() => set(DEFAULT_THRESHOLDS)}>
            {texts.filterReset}
          </button>{' '}
          <button type="button" class="cb-rec-link" onClick={() => set(everything)}>
            {texts.filterOff}
          </button>
        </p>
      </div>
    </details>
  );
}

function toText(value: number): string {
  return value >= NO_THRESHOLD ? '' : String(value);
}

function toTexts(filter: UsageThresholds): Record<(typeof FIELDS)[number], string> {
  return {
    avgCpu: toText(filter.avgCpu),
    maxCpu: toText(filter.maxCpu),
    avgMemMib: toText(filter.avgMemMib),
    maxMemMib: toText(filter.maxMemMib),
  };
}
