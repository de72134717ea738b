import { useEffect, useRef, useState } from 'preact/hooks';
import { seriesLabel } from '#model/recording/series-label.ts';
import { elapsedAt } from '#model/recording/time-axis.ts';
import type { Pin } from '#view/capture-state.ts';
import type { RecordingState } from '#view/recording-state.ts';
import type { RecordingTexts } from '#texts/recording.ts';
import { formatPosition } from './numbers.ts';
import type { PinDraft } from './pin-draft.ts';
import type { PinEntry } from './pin-entries.ts';
import { withState, type StateChange } from '#view/state-change.ts';
import { toClipped } from './state.ts';
import type { UsageView } from './usage-view.ts';

export interface PinsProps {
  view: UsageView;
  state: RecordingState;
  window: readonly [number, number];
  entries: readonly PinEntry[];
  draft: PinDraft | undefined;
  texts: RecordingTexts;
  onState(next: RecordingState): void;
  onDraft(draft: PinDraft | undefined): void;
  onGo(entry: PinEntry): void;
}

/** The reader's notes: listed, written, changed and taken off. */
export function Pins({ view, state, window, entries, draft, texts, onState, onDraft, onGo }: PinsProps) {
  const set = (pins: Pin[]): void => {
    const change: StateChange<RecordingState> = { pins };
    onState(withState(state, change));
    onDraft(undefined);
  };
  const all = state.pins ?? [];
  const placed = entries.filter((entry) => entry.placed.place !== 'none');
  const unplaced = entries.filter((entry) => entry.placed.place === 'none');
  const item = (entry: PinEntry) => (
    <li key={entry.index} value={entry.index + 1}>
      {entry.placed.place === 'none' ? (
        <span>
          {entry.pin.text} <small>{reasonOf(entry, texts)}</small>
        </span>
      ) : (
        <button
          type="button"
          class="cb-rec-link"
          aria-label={texts.pinGo(entry.pin.text)}
          onClick={() => onGo(entry)}
        >
          {entry.pin.text}
        </button>
      )}{' '}
      <small>{placeOf(entry, view, texts)}</small>{' '}
      <button
        type="button"
        class="cb-rec-small"
        aria-label={texts.pinEditOf(entry.pin.text)}
        onClick={() => onDraft({ index: entry.index })}
      >
        {texts.pinEdit}
      </button>{' '}
      <button
        type="button"
        class="cb-rec-small"
        aria-label={texts.pinRemoveOf(entry.pin.text)}
        onClick={() => set(all.filter((_, index) => index !== entry.index))}
      >
        {texts.pinRemove}
      </button>
    </li>
  );
  return (
    <section class="cb-rec-pins" aria-label={texts.pins}>
      <h3 class="cb-fig-title">{texts.pins}</h3>
      {draft?.index !== undefined && (
        <PinForm
          key={String(draft.index)}
          view={view}
          window={window}
          pin={all[draft.index]}
          texts={texts}
          onCancel={() => onDraft(undefined)}
          onSave={(pin) => set(all.map((one, index) => (index === draft.index ? pin : one)))}
        />
      )}
      {placed.length > 0 && <ol class="cb-rec-pinlist">{placed.map(item)}</ol>}
      {unplaced.length > 0 && (
        <>
          <h4 class="cb-rec-subheading">{texts.pinUnplaced}</h4>
          <ol class="cb-rec-pinlist">{unplaced.map(item)}</ol>
        </>
      )}
    </section>
  );
}

type Target = 'keep' | 'range' | 'series';

interface PinFormProps {
  view: UsageView;
  window: readonly [number, number];
  /** The one that is changed. */
  pin: Pin | undefined;
  texts: RecordingTexts;
  onSave(pin: Pin): void;
  onCancel(): void;
}

function PinForm({ view, window, pin, texts, onSave, onCancel }: PinFormProps) {
  const { axis, zone, selection } = view;
  // A note is of a process, not of a sum.
  const processes = selection.shown.flatMap((one) => selection.members.get(one.key) ?? [one]);
  const [text, setText] = useState(pin?.text ?? '');
  const [target, setTarget] = useState<Target>('keep');
  const [series, setSeries] = useState(pin?.series ?? processes[0]?.key ?? '');
  const [problem, setProblem] = useState('');
  const inputRef = useRef<HTMLInputElement>(null);
  useEffect(() => inputRef.current?.focus(), []);
  const toMs = (position: number): number => Math.round(elapsedAt(axis, position) * 1000) / 1000;
  const save = (event: SubmitEvent): void => {
    event.preventDefault();
    if (text.trim() === '') {
      setProblem(texts.pinEmpty);
      return;
    }
    const { text: _, ...kept } = pin ?? { text: '' };
    const place: Omit<Pin, 'text'> = {
      keep: kept,
      range: { time: toMs(window[0]), until: toMs(window[1]) },
      series: { series },
    }[target];
    onSave({ text: text.trim(), ...place });
  };
  const at = (position: number): string => formatPosition(axis, position, zone);
  return (
    <form class="cb-rec-pinform" onSubmit={save}>
      <label class="cb-labelled">
        <span>{texts.pinText}</span>
        <input
          ref={inputRef}
          class="cb-rec-input"
          maxLength={500}
          value={text}
          aria-invalid={problem !== ''}
          onInput={(event) => setText(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Escape') onCancel();
          }}
        />
      </label>
      <label class="cb-labelled">
        <span>{texts.pinOn}</span>
        <select
          class="cb-rec-select"
          value={target}
          onChange={(event) => setTarget(event.currentTarget.value as Target)}
        >
          <option value="keep">{texts.pinKeep}</option>
          <option value="range">{texts.pinRange(at(window[0]), at(window[1]))}</option>
          <option value="series">{texts.pinSeries}</option>
        </select>
      </label>
      {target === 'series' && (
        <label class="cb-labelled">
          <span>{texts.series}</span>
          <select
            class="cb-rec-select"
            value={series}
            onChange={(event) => setSeries(event.currentTarget.value)}
          >
            {processes.map((one) => (
              <option key={one.key} value={one.key}>
                {seriesLabel(one, 40)}
              </option>
            ))}
          </select>
        </label>
      )}
      <button type="submit" class="cb-rec-button">
        {texts.pinSave}
      </button>
      <button type="button" class="cb-rec-button" onClick={onCancel}>
        {texts.pinCancel}
      </button>
      <p class="cb-rec-problem" role="alert">
        {problem}
      </p>
    </form>
  );
}

function placeOf(
  { pin, placed }: PinEntry,
  { axis, zone, recording }: UsageView,
  texts: RecordingTexts,
): string {
  const series =
    pin.series === undefined ? undefined : recording.series.find((one) => one.key === pin.series);
  const parts = series ? [seriesLabel(series, 40)] : [];
  if (placed.place === 'time') {
    const ends = [placed.from, ...(placed.to === undefined ? [] : [placed.to])];
    const say = (positions: readonly number[]): string =>
      positions.map((position) => formatPosition(axis, position, zone)).join(' – ');
    parts.push(say(ends));
    const within =
      pin.time !== undefined && pin.until !== undefined && toClipped(axis, [pin.time, pin.until]);
    if (within) parts.push(texts.pinClipped(say(within)));
  }
  return texts.listed(parts);
}

function reasonOf({ pin, placed }: PinEntry, texts: RecordingTexts): string {
  if (placed.place !== 'none') return '';
  return placed.reason === 'series' ? texts.pinUnplacedSeries(pin.series ?? '') : texts.pinUnplacedTime;
}
