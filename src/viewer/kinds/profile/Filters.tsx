import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { weighLabels, type LabelWeight } from '#model/profile/labels.ts';
import { readPattern } from '#model/pattern/pattern.ts';
import type { LabelChoice, ProfileState } from '#view/profile-state.ts';
import type { StateChange } from '#view/state-change.ts';
import type { ProfileTexts } from '#texts/profile.ts';
import { useUniqueId } from '#viewer/figure/use-unique-id.ts';
import type { Amounts } from './amounts.ts';
import { type PatternField, patternFields, type ReadFilter, type Subject } from './shown.ts';

export interface FiltersProps {
  subject: Subject;
  read: ReadFilter;
  state: ProfileState;
  amounts: Amounts;
  texts: ProfileTexts;
  change(next: StateChange<ProfileState>): void;
}

/** Which stacks and frames are looked at: expressions, and labels of samples. */
export function Filters(props: FiltersProps) {
  const { state, read, texts } = props;
  const on = toChips(state, texts).length;
  const hasFault = Object.keys(read.faults).length > 0;
  const [isOpen, setOpen] = useState(hasFault);
  return (
    <details class="cb-prof-filters" open={isOpen} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{on === 0 ? texts.filters : texts.filtersOn(on)}</summary>
      {isOpen && (
        <div class="cb-prof-panel">
          <p class="cb-prof-note">{texts.filtersHelp}</p>
          <div class="cb-prof-patterns">
            {patternFields.map(([field]) => (
              <PatternInput key={field} field={field} {...props} />
            ))}
          </div>
          <Labels {...props} />
        </div>
      )}
    </details>
  );
}

/** An expression is applied by Enter or when one leaves its field; that it is none is said as it is typed. */
function PatternInput({
  field,
  state,
  texts,
  change,
}: Pick<FiltersProps, 'state' | 'texts' | 'change'> & { field: PatternField }) {
  const id = useUniqueId();
  const source = state[field] ?? '';
  const [typed, setTyped] = useState(source);
  // What was applied from here comes back once it is computed, when something else may have been typed.
  const appliedRef = useRef(source);
  useEffect(() => {
    if (source !== appliedRef.current) setTyped(source);
    appliedRef.current = source;
  }, [source]);
  const made = useMemo(() => (typed === '' ? undefined : readPattern(typed)), [typed]);
  const fault = made && 'fault' in made ? made : undefined;
  const apply = (value: string): void => {
    if (value === appliedRef.current) return;
    appliedRef.current = value;
    // What was zoomed to may not be there any more.
    change({ [field]: value === '' ? undefined : value, zoom: undefined });
  };
  return (
    <div class="cb-prof-pattern">
      <label for={id}>{texts.patterns[field]}</label>
      <input
        id={id}
        class="cb-prof-input"
        type="text"
        spellcheck={false}
        autocomplete="off"
        value={typed}
        aria-invalid={fault !== undefined}
        aria-describedby={`${id}-hint ${id}-fault`}
        onInput={(event) => setTyped(event.currentTarget.value)}
        onChange={(event) => apply(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') apply(event.currentTarget.value);
        }}
      />
      <small id={`${id}-hint`} class="cb-prof-note">
        {texts.patternHints[field]}
      </small>
      <p id={`${id}-fault`} class="cb-prof-problem" role="alert">
        {fault && `${texts.patternBad(texts.patternFaults[fault.fault], fault.at)} ${texts.patternUnused}`}
      </p>
    </div>
  );
}

/** Values of a key in the page; what is beyond is found by its text. */
const MOST = 20;

function Labels({ subject, state, amounts, texts, change }: FiltersProps) {
  const { profile, weights } = subject;
  const labels = useMemo(() => [...weighLabels(profile, weights)], [profile, weights]);
  // How pprof marks the samples of a base is no label of anybody's.
  const own = labels.filter(([key]) => key !== 'pprof::base');
  const chosen = state.labels ?? [];
  const toggle = (key: string, value: string, not: boolean): void => {
    const others = chosen.filter((one) => one.key !== key || one.value !== value);
    const isOn = chosen.some((one) => one.key === key && one.value === value && (one.not ?? false) === not);
    const next: LabelChoice[] = isOn ? others : [...others, { key, value, ...(not ? { not } : {}) }];
    change({ labels: next, zoom: undefined });
  };
  return (
    <div class="cb-prof-labels" role="group" aria-label={texts.labels}>
      <h3>{texts.labels}</h3>
      {own.length === 0 && <p class="cb-prof-note">{texts.labelsNone}</p>}
      {own.map(([key, values]) => (
        <LabelKey
          key={key}
          label={key}
          values={values}
          chosen={chosen.filter((one) => one.key === key)}
          amounts={amounts}
          texts={texts}
          onToggle={(value, not) => toggle(key, value, not)}
        />
      ))}
    </div>
  );
}

function LabelKey({
  label,
  values,
  chosen,
  amounts,
  texts,
  onToggle,
}: {
  label: string;
  values: readonly LabelWeight[];
  chosen: readonly LabelChoice[];
  amounts: Amounts;
  texts: ProfileTexts;
  onToggle(value: string, not: boolean): void;
}) {
  const [wanted, setWanted] = useState('');
  const text = wanted.trim().toLowerCase();
  const fitting = text === '' ? values : values.filter(({ value }) => value.toLowerCase().includes(text));
  const listed = fitting.slice(0, MOST);
  const isOn = (value: string, not: boolean): boolean =>
    chosen.some((one) => one.value === value && (one.not ?? false) === not);
  return (
    <fieldset class="cb-prof-label">
      <legend>
        <bdi>{texts.labelKey(label, values.length)}</bdi>
      </legend>
      {values.length > MOST && (
        <input
          type="search"
          class="cb-prof-input"
          aria-label={texts.labelFind(label)}
          placeholder={texts.search}
          value={wanted}
          onInput={(event) => setWanted(event.currentTarget.value)}
        />
      )}
      <ul>
        {listed.map(({ value, total }) => (
          <li key={value}>
            <button
              type="button"
              class="cb-prof-value"
              aria-pressed={isOn(value, false)}
              aria-label={texts.labelOnly(label, value, amounts.share(total))}
              title={amounts.text(total)}
              onClick={() => onToggle(value, false)}
            >
              <bdi>{value}</bdi> <small>{amounts.share(total)}</small>
            </button>
            <button
              type="button"
              class="cb-prof-value"
              aria-pressed={isOn(value, true)}
              aria-label={texts.labelNot(label, value)}
              onClick={() => onToggle(value, true)}
            >
              {texts.labelNotShort}
            </button>
          </li>
        ))}
      </ul>
      {fitting.length > listed.length && (
        <p class="cb-prof-note">{texts.labelMore(fitting.length - listed.length)}</p>
      )}
    </fieldset>
  );
}

/** Something that filters, as it is said, and the state without it. */
export interface Chip {
  text: string;
  without: StateChange<ProfileState>;
}

/** All that filters, whether it is an expression or not. */
export function toChips(state: ProfileState, texts: ProfileTexts): Chip[] {
  const patterns = patternFields.flatMap(([field]) => {
    const source = state[field];
    return source ? [{ text: `${texts.patterns[field]}: ${source}`, without: { [field]: undefined } }] : [];
  });
  const labels = (state.labels ?? []).map((label, at, all) => ({
    text: label.not ? texts.labelNotChip(label.key, label.value) : texts.labelChip(label.key, label.value),
    without: { labels: all.filter((_, index) => index !== at) },
  }));
  return [...patterns, ...labels];
}

/** What is taken back by one button. */
export const noFilters: StateChange<ProfileState> = {
  ...Object.fromEntries(patternFields.map(([field]) => [field, undefined])),
  labels: undefined,
};

/** What filters, each to be taken away, and how much is left. */
export function FilterLine({
  state,
  left,
  texts,
  change,
}: Pick<FiltersProps, 'state' | 'texts' | 'change'> & {
  /** Worked out only where something filters: it goes through the whole tree. */
  left: () => string;
}) {
  const chips = toChips(state, texts);
  if (chips.length === 0) return null;
  return (
    <div class="cb-prof-line" role="group" aria-label={texts.filters}>
      <span>{texts.filtered}</span>
      {chips.map(({ text, without }) => (
        <button
          key={text}
          type="button"
          class="cb-prof-chip"
          aria-label={texts.clear(text)}
          onClick={() => change({ ...without, zoom: undefined })}
        >
          <bdi>{text}</bdi> <span aria-hidden="true">×</span>
        </button>
      ))}
      <span role="status">{left()}</span>
      <button type="button" class="cb-prof-link" onClick={() => change({ ...noFilters, zoom: undefined })}>
        {texts.clearAll}
      </button>
    </div>
  );
}
