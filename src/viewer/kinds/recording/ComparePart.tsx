import type { ComponentChildren } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import { type Grouping, toGrouping } from '#model/recording/grouping.ts';
import type { Recording } from '#model/recording/recording.ts';
import { formatElapsed } from '#model/zone.ts';
import type { Locale } from '#locale/locale.ts';
import type { Pin } from '#view/capture-state.ts';
import type { RecordingState } from '#view/recording-state.ts';
import { ChartPart } from './ChartPart.tsx';
import { Choice } from '#viewer/controls/Choice.tsx';
import { Labelled } from '#viewer/controls/Labelled.tsx';
import { CompareBars } from './CompareBars.tsx';
import { CompareTable } from './CompareTable.tsx';
import { toCompareFigures, toCompareView } from './compare-view.ts';
import { DeskFrame } from './DeskFrame.tsx';
import { FilterBox } from './FilterBox.tsx';
import { GroupChoice } from './GroupChoice.tsx';
import { MissingTime } from './MissingTime.tsx';
import type { RecordingTexts } from '#texts/recording.ts';
import { toPinEntries, toPinMarks } from './pin-entries.ts';
import { withState } from '#view/state-change.ts';
import { toUsageWindow } from './usage-view.ts';
import { useChartDesk } from './use-chart-desk.ts';
import { useKeptCursor } from './use-kept-cursor.ts';

export interface ComparePartProps {
  recording: Recording;
  name: string;
  /** With the pins that are its own. */
  other: { name: string; recording: Recording; pins?: readonly Pin[] | undefined };
  state: RecordingState;
  texts: RecordingTexts;
  height: number;
  linkOf(): string;
  locale: Locale;
  onState(next: RecordingState): void;
  /** What it is compared with, to choose. */
  choice: ComponentChildren;
  /** Makes A of B and B of A, where that can be. */
  onSwap?: (() => void) | undefined;
}

/** A process has another pid in another run: by itself it is its name. */
function toNamedGrouping(recording: Recording, state: RecordingState): Grouping {
  const grouping = toGrouping(recording, state);
  return grouping.by === 'pid' ? { by: 'name' } : grouping;
}

/** Two recordings over each other, and what changed between them. */
export function ComparePart({
  recording,
  name,
  other,
  state,
  texts,
  height,
  linkOf,
  locale,
  onState,
  choice,
  onSwap,
}: ComparePartProps) {
  const { align = 'start', shiftSeconds } = state.compare ?? {};
  const namesKey = JSON.stringify(state.names ?? null);
  const { clock, zone, where, text, group, pattern } = state;
  const compare = useMemo(() => {
    const names = (JSON.parse(namesKey) as string[] | null) ?? undefined;
    return toCompareView(
      recording,
      other.recording,
      {
        compare: { slot: '', align, ...(shiftSeconds === undefined ? {} : { shiftSeconds }) },
        ...(names ? { names } : {}),
        ...(clock ? { clock } : {}),
        ...(zone ? { zone } : {}),
        ...(where ? { where } : {}),
        ...(text ? { text } : {}),
        ...(group ? { group } : {}),
        ...(pattern ? { pattern } : {}),
      },
      texts,
    );
  }, [
    recording,
    other.recording,
    align,
    shiftSeconds,
    namesKey,
    clock,
    zone,
    where,
    text,
    group,
    pattern,
    texts,
  ]);
  const { view } = compare;
  const { axis } = view;
  const charts = useChartDesk({
    axis,
    zone: view.zone,
    state,
    onState,
    texts,
    isCase: false,
    height,
    drawn: 'compare',
    many: true,
  });
  const { cursor, live } = charts;
  const [restedFrom, restedTo] = live.rested;
  const { height: chartHeight, heights } = charts.sizes;
  // Those of A by their numbers in its list, and B's, which has another, by their texts.
  const pins = useMemo(() => {
    const ofB = toPinMarks(toPinEntries(other.pins, other.recording, compare.b.axis));
    return [
      ...toPinMarks(toPinEntries(state.pins, recording, axis)),
      ...ofB.map(({ number: _number, ...mark }) => ({ ...mark, text: texts.pinOfB(mark.label) })),
    ];
  }, [state.pins, recording, axis, other.pins, other.recording, compare, texts]);
  const figures = useMemo(
    () =>
      toCompareFigures(compare, {
        usage: toUsageWindow(compare.view, [restedFrom, restedTo]),
        texts,
        height: chartHeight,
        heights,
        pins,
      }),
    [compare, restedFrom, restedTo, texts, chartHeight, heights, pins],
  );
  useKeptCursor(axis, state, onState, cursor, figures[0]?.id ?? '');
  // Elapsed seconds of each recording's own; once both are known they are laid over each other.
  const [moments, setMoments] = useState<{ a?: number; b?: number }>({});
  const markMoment = (side: 'a' | 'b'): void => {
    const at = cursor.place && view.axis.elapsed[cursor.place.sample];
    if (at === undefined) return;
    const next = { ...moments, [side]: side === 'a' ? at : at - compare.shiftSeconds };
    const both = next.a !== undefined && next.b !== undefined;
    setMoments(both ? {} : next);
    if (both) setAlign('moment', Math.round(((next.a ?? 0) - (next.b ?? 0)) * 1000) / 1000);
  };
  const onKey = (event: KeyboardEvent, figure: string): void => {
    const key = event.ctrlKey || event.metaKey || event.altKey ? '' : event.key.toLowerCase();
    if (align === 'moment' && (key === 'a' || key === 'b')) markMoment(key);
    else if (key === 'm') charts.maximize(state.maximized === undefined ? figure : undefined);
    else if (!charts.keys.press(event, figure)) return;
    event.preventDefault();
  };
  const both = recording.clock === 'unix' && other.recording.clock === 'unix';
  const setAlign = (next: 'start' | 'clock' | 'moment', shift: number | undefined): void => {
    const slot = state.compare?.slot ?? '';
    const changed = { slot, align: next, ...(shift === undefined ? {} : { shiftSeconds: shift }) };
    // The window is of the old alignment: it would show something else now.
    onState(withState(state, { compare: changed, ...(next === align ? {} : { window: undefined }) }));
  };
  const toMoment = (seconds: number | undefined): string =>
    seconds === undefined ? '–' : formatElapsed(seconds);
  const place = { name: `${name} / ${other.name}`, extent: charts.say(live.rested), linkOf, locale };
  const changes = { compare, state, window: live.rested, texts, onState };
  return (
    <>
      <div class="cb-rec-top cb-rec-compared">
        {choice}
        <div class="cb-rec-tools">
          <span class="cb-labelled">{texts.align}</span>
          <Choice
            label={texts.align}
            value={align}
            options={[
              { value: 'start', label: texts.alignStart },
              ...(both ? [{ value: 'clock' as const, label: texts.alignClock }] : []),
              { value: 'moment', label: texts.alignMoment },
            ]}
            onChoose={(next) => setAlign(next, next === 'moment' ? (shiftSeconds ?? 0) : undefined)}
          />
          {align === 'moment' && (
            <>
              <Labelled label={texts.alignShift}>
                <input
                  type="number"
                  class="cb-rec-input"
                  step="any"
                  value={shiftSeconds ?? 0}
                  onChange={(event) => {
                    const value = event.currentTarget.valueAsNumber;
                    if (Number.isFinite(value)) setAlign('moment', Math.round(value * 1000) / 1000);
                  }}
                />
              </Labelled>
              <button type="button" class="cb-rec-button" onClick={() => markMoment('a')}>
                {texts.alignMomentA}
              </button>
              <button type="button" class="cb-rec-button" onClick={() => markMoment('b')}>
                {texts.alignMomentB}
              </button>
              <span class="cb-rec-note" role="status">
                {moments.a === undefined && moments.b === undefined
                  ? texts.alignHelp
                  : texts.alignChosen(toMoment(moments.a), toMoment(moments.b))}
              </span>
            </>
          )}
        </div>
      </div>
      <p class="cb-rec-window">
        {texts.compareTitle(name, other.name)}{' '}
        {onSwap && (
          <button
            type="button"
            class="cb-rec-button"
            data-swap
            onClick={(event) => {
              const { ownerDocument } = event.currentTarget;
              onSwap();
              // The other comparison is drawn anew: the keys go on at its button.
              requestAnimationFrame(() => ownerDocument.querySelector<HTMLElement>('[data-swap]')?.focus());
            }}
          >
            {texts.compareSwap}
          </button>
        )}
      </p>
      <DeskFrame desk={charts.desk}>
        <ChartPart
          charts={charts}
          view={{ ...view, drawn: figures[0]?.drawn ?? [] }}
          state={state}
          figures={figures}
          place={place}
          compact={false}
          nothing={texts.compareNothing}
          pins={pins}
          texts={texts}
          onKey={onKey}
        />
        <MissingTime axis={axis} zone={view.zone} state={state} texts={texts} onState={onState} />
        <div class="cb-rec-filters">
          <FilterBox
            recording={recording}
            other={other.recording}
            state={state}
            texts={texts}
            isMain
            onState={onState}
          />
          <GroupChoice
            recording={recording}
            grouping={toNamedGrouping(recording, state)}
            byName
            state={state}
            texts={texts}
            onState={onState}
          />
        </div>
        <CompareBars {...changes} />
        <CompareTable {...changes} />
      </DeskFrame>
    </>
  );
}
