import { formatDuration } from '#locale/format.ts';
import type { ComponentChildren } from 'preact';
import { useMemo, useRef, useState } from 'preact/hooks';
import type { Recording } from '#model/recording/recording.ts';
import { findSample } from '#model/recording/time-axis.ts';
import type { RecordingState } from '#view/recording-state.ts';
import type { Locale } from '#locale/locale.ts';
import { type AuthorView, toNoteMarks } from './author-view.ts';
import { toChartKeys } from './chart-keys.ts';
import { toSelection } from './chart-selection.ts';
import { CompareChoice } from './CompareChoice.tsx';
import { ComparePart } from './ComparePart.tsx';
import { Cursor } from '#viewer/figure/cursor.ts';
import { DeskSeparator } from './DeskSeparator.tsx';
import { EmptyRecording } from './EmptyRecording.tsx';
import { FigureSections } from './FigureSections.tsx';
import { toFigures } from './figures.ts';
import { Filters } from './Filters.tsx';
import { GrowthLine } from './GrowthLine.tsx';
import { type Happening, Happenings, toHappeningMarks } from './Happenings.tsx';
import { InfoPanel } from './InfoPanel.tsx';
import { Lane } from './Lane.tsx';
import { LifetimesPart } from './LifetimesPart.tsx';
import { recordingTexts, type RecordingTexts } from '#texts/recording.ts';
import { NoteList } from './NoteList.tsx';
import { Notes } from './Notes.tsx';
import { formatPosition, formatPositionBriefly } from './numbers.ts';
import { Overview } from './Overview.tsx';
import { toPinEntries, toPinMarks, type PinEntry } from './pin-entries.ts';
import { PinAtPoint } from './PinAtPoint.tsx';
import { Pins, type PinDraft } from './Pins.tsx';
import { ProcessTable } from './ProcessTable.tsx';
import { SelectionLine } from './SelectionLine.tsx';
import { SnapshotPanel } from './SnapshotPanel.tsx';
import { showOnly, zoomWindow } from './state.ts';
import { withState } from '#view/state-change.ts';
import { Toolbar } from './Toolbar.tsx';
import { toUsageView, toUsageWindow, toViewFields, type ViewFields } from './usage-view.ts';
import { useDesk } from './use-desk.ts';
import { useKeptCursor } from './use-kept-cursor.ts';
import { useLiveWindow } from './use-live-window.ts';
import { toHere } from '#viewer/page/here.ts';
import { useWidth } from '#viewer/figure/use-width.ts';
import { ZoomBar } from './ZoomBar.tsx';
import './recording.css';
import './charts.css';
import './tables.css';

export interface RecordingViewProps {
  recording: Recording;
  /** The file's, or the capture's title. */
  name: string;
  /** What it is called beside another, where that is not its name. */
  title?: string;
  /** All that a reader has set; nothing else is kept that a link would have to carry. */
  state: RecordingState;
  onState(next: RecordingState): void;
  locale: Locale;
  /** Inside a case: charts and a short legend, the rest behind a disclosure. */
  compact?: boolean;
  /** What of other captures happened while it ran. */
  happenings?: readonly Happening[];
  /** Leads to another capture. */
  onShow?: (slot: string) => void;
  compareWith?: { name: string; recording: Recording } | undefined;
  /** What it could be compared with. */
  others?: { slot: string; name: string }[];
  /** Pixels of one chart. */
  height?: number;
  /** What the author of the page chose and noted. */
  author?: AuthorView | undefined;
  /** The address that shows this view, for a review; the page's own where it is not given. */
  linkOf?: () => string;
}

/** A recording to look at: charts with one cursor, the processes, and what else the session has. */
export function RecordingView(props: RecordingViewProps) {
  const { recording, name, state, onState, locale, compact = false, compareWith, others = [] } = props;
  const height = props.height ?? (compact ? 190 : 240);
  const isCompared = state.compare !== undefined && (compareWith?.recording.times.length ?? 0) > 0;
  const texts = recordingTexts[locale];
  const choice = compact ? undefined : (
    <CompareChoice others={others} loaded={isCompared} state={state} texts={texts} onState={onState} />
  );
  const className = compact ? 'cb-rec cb-rec-compact not-content' : 'cb-rec not-content';
  return (
    <div class={className} role="group" aria-label={texts.viewLabel(name)}>
      {(recording.rows === 0 || isCompared) && choice}
      {recording.rows === 0 ? (
        <EmptyRecording {...props} texts={texts} />
      ) : isCompared && compareWith ? (
        <ComparePart
          recording={recording}
          name={props.title ?? name}
          other={compareWith}
          state={state}
          texts={texts}
          height={height}
          linkOf={props.linkOf ?? toHere}
          locale={locale}
          onState={onState}
        />
      ) : (
        <UsagePart {...props} texts={texts} compact={compact} height={height} choice={choice} />
      )}
    </div>
  );
}

const none: readonly Happening[] = [];

type UsagePartProps = RecordingViewProps & {
  texts: RecordingTexts;
  compact: boolean;
  height: number;
  /** What it is compared with, to choose. */
  choice: ComponentChildren;
};

function UsagePart(props: UsagePartProps) {
  const { recording, name, state, onState, texts, compact, height, happenings = none, author } = props;
  const [areaRef, width] = useWidth<HTMLDivElement>();
  const [cursor] = useState(() => new Cursor());
  const [draft, setDraft] = useState<PinDraft>();

  // What the view is made of, by value: a new window, or a pin, makes no new view.
  const viewKey = JSON.stringify(toViewFields(state));
  const view = useMemo(
    () => toUsageView(recording, JSON.parse(viewKey) as ViewFields, texts),
    [recording, viewKey, texts],
  );
  const { axis, zone } = view;
  const live = useLiveWindow(axis, state, onState);
  const { window } = live;
  const [restedFrom, restedTo] = live.rested;
  const [from, to] = window;
  const { chart, system, cores } = state;
  const pins = useMemo(() => toPinEntries(state.pins, recording, axis), [state.pins, recording, axis]);
  const notes = useMemo(() => toNoteMarks(author, axis), [author, axis]);
  const usage = useMemo(() => toUsageWindow(view, [restedFrom, restedTo]), [view, restedFrom, restedTo]);
  const bodyRef = useRef<HTMLDivElement>(null);
  const desk = useDesk(
    compact,
    height,
    { bodyRef, areaRef },
    `${chart} ${system} ${cores} ${state.maximized} ${width} ${state.cpu}`,
  );
  const { heights } = desk.sizes;
  const chartHeight = desk.height;
  const isAlone = state.maximized !== undefined;
  const scene = useMemo(
    () => ({
      usage,
      texts,
      height: chartHeight,
      heights: isAlone ? {} : heights,
      pins: [...notes, ...toPinMarks(pins), ...toHappeningMarks(happenings, axis)],
    }),
    [usage, texts, chartHeight, heights, isAlone, notes, pins, happenings, axis],
  );
  const figures = useMemo(
    () => toFigures(view, { chart, system, cores, charts: author?.charts }, scene),
    [view, chart, system, cores, author?.charts, scene],
  );

  const at = (position: number): string => formatPosition(axis, position, zone);
  const windowText = texts.zoomWindow(at(from), at(to), formatDuration(to - from));
  const restedText = texts.zoomWindow(at(restedFrom), at(restedTo), formatDuration(restedTo - restedFrom));
  const place = { name, extent: restedText, linkOf: props.linkOf ?? toHere, locale: props.locale };
  const selection = toSelection(axis, state, onState, cursor);
  useKeptCursor(axis, state, onState, cursor, figures[0]?.id ?? '');
  const maximize = (figure: string | undefined): void => onState(withState(state, { maximized: figure }));
  const keys = toChartKeys(axis, live, selection, cursor, () => {
    if (state.maximized !== undefined) maximize(undefined);
    return state.maximized !== undefined;
  });
  const whole = useMemo(
    () => [...view.selection.shown, ...(view.other ? [view.other] : [])],
    [view.selection, view.other],
  );
  const startPin = (): void => {
    const sample = cursor.place?.sample ?? findSample(axis, (from + to) / 2) ?? 0;
    const chart = {
      index: Math.max(
        0,
        figures.filter(({ kind }) => kind === 'time').findIndex(({ id }) => id === cursor.place?.figure),
      ),
      y: cursor.place?.y,
    };
    setDraft({ index: undefined, position: axis.positions[sample] ?? 0, chart });
  };
  const openSnapshot = (): void => {
    const time = axis.times[cursor.place?.sample ?? 0] ?? 0;
    const nearest = recording.snapshots.toSorted(
      (a, b) => Math.abs(a.time - time) - Math.abs(b.time - time),
    )[0];
    if (nearest) onState(withState(state, { snapshot: nearest.time }));
  };
  const onKey = (event: KeyboardEvent, figure: string): void => {
    const plain = !event.ctrlKey && !event.metaKey && !event.altKey;
    if (plain && event.key.toLowerCase() === 'p' && !compact) startPin();
    else if (plain && event.key.toLowerCase() === 's') openSnapshot();
    else if (plain && event.key.toLowerCase() === 'm' && !compact) {
      maximize(state.maximized === undefined ? figure : undefined);
    } else if (!keys.press(event, figure)) return;
    event.preventDefault();
  };
  const goToPin = ({ pin, placed }: PinEntry): void => {
    if (placed.place === 'series') {
      onState(showOnly(withState(state, { only: undefined }), placed.series));
      return;
    }
    if (placed.place !== 'time') return;
    if (placed.to !== undefined) {
      live.setWindow(zoomWindow(axis, [placed.from, placed.to], (placed.from + placed.to) / 2, 1.4), true);
    } else if (placed.from < from || placed.from > to) {
      live.setWindow(
        zoomWindow(axis, [placed.from - (to - from) / 2, placed.from + (to - from) / 2], placed.from, 1),
        true,
      );
    }
    const sample = pin.time === undefined ? undefined : findSample(axis, placed.from);
    if (sample !== undefined) cursor.set({ sample, figure: figures[0]?.id ?? '', y: undefined });
  };

  const shared = {
    view,
    live,
    width,
    place,
    selection,
    cursor,
    desk: compact ? undefined : desk,
    texts,
    onKey,
  };
  const hasSide = state.snapshot !== undefined || (state.info === true && recording.info !== undefined);
  const isWide = desk.sizes.wideSnapshot && !compact;
  const side = hasSide && (
    <div class="cb-rec-side">
      {state.snapshot !== undefined && (
        <SnapshotPanel
          view={view}
          state={state}
          cursor={cursor}
          choosesWidth={!compact}
          texts={texts}
          onState={onState}
        />
      )}
      {state.info === true && recording.info && (
        <InfoPanel
          info={recording.info}
          texts={texts}
          onClose={() => onState(withState(state, { info: undefined }))}
        />
      )}
    </div>
  );
  // The same element while a window is moved: hundreds of rows are not compared in each frame.
  const legend = useMemo(
    () => (
      <ProcessTable
        view={view}
        state={state}
        usage={usage}
        windowText={restedText}
        cursor={cursor}
        texts={texts}
        brief={compact}
        onState={onState}
      />
    ),
    [view, state, usage, restedText, cursor, texts, compact, onState],
  );
  const controls = (
    <>
      <Toolbar view={view} state={state} texts={texts} onState={onState} />
      <Filters view={view} state={state} texts={texts} onState={onState} />
    </>
  );
  return (
    <>
      {!compact && (
        <div class="cb-rec-top">
          {props.choice}
          <Toolbar view={view} state={state} texts={texts} onState={onState} />
        </div>
      )}
      <div
        ref={bodyRef}
        class={side && !isWide ? 'cb-rec-body cb-rec-body-split' : 'cb-rec-body'}
        data-split={desk.isSplit || undefined}
        style={desk.isSplit && desk.sizes.split ? { height: `${desk.sizes.split}px` } : undefined}
      >
        <div class="cb-rec-main">
          <ZoomBar
            axis={axis}
            live={live}
            at={(position) => formatPositionBriefly(axis, position, zone)}
            windowText={windowText}
            texts={texts}
            onZoom={keys.zoom}
            onPin={compact ? undefined : startPin}
            isMain={!compact}
          />
          <div ref={areaRef} class="cb-rec-charts">
            {width > 0 && (
              <FigureSections
                {...shared}
                figures={figures}
                maximized={state.maximized}
                {...(compact ? {} : { onMaximize: maximize })}
              />
            )}
          </div>
          {width > 0 && (
            <>
              <NoteList notes={notes} view={view} texts={texts} />
              <SelectionLine view={view} selection={selection} cursor={cursor} whole={whole} texts={texts} />
              {draft && draft.index === undefined && (
                <PinAtPoint
                  view={view}
                  window={window}
                  width={width}
                  position={draft.position}
                  selection={state.selection}
                  chart={draft.chart}
                  texts={texts}
                  onSave={(pin) => {
                    onState(withState(state, { pins: [...(state.pins ?? []), pin] }));
                    setDraft(undefined);
                  }}
                  onCancel={() => setDraft(undefined)}
                />
              )}
              <Lane
                view={view}
                state={state}
                window={window}
                width={width}
                pins={pins}
                texts={texts}
                onState={onState}
                onPin={goToPin}
              />
              <Happenings
                happenings={happenings}
                view={view}
                window={window}
                width={width}
                texts={texts}
                onShow={(slot) => props.onShow?.(slot)}
              />
              <Overview view={view} window={window} width={width} texts={texts} onWindow={live.setWindow} />
            </>
          )}
        </div>
        {!isWide && side}
        {desk.isSplit && <DeskSeparator desk={desk} texts={texts} />}
      </div>
      {isWide && side}
      {!compact && width > 0 && <LifetimesPart {...shared} state={state} scene={scene} onState={onState} />}
      {compact ? (
        <>
          {legend}
          <details class="cb-rec-rest">
            <summary>{texts.rest}</summary>
            {controls}
            <Notes view={view} texts={texts} />
          </details>
        </>
      ) : (
        <>
          {(pins.length > 0 || draft?.index !== undefined) && (
            <Pins
              view={view}
              state={state}
              window={window}
              entries={pins}
              draft={draft}
              texts={texts}
              onState={onState}
              onDraft={setDraft}
              onGo={goToPin}
            />
          )}
          <Filters view={view} state={state} texts={texts} isMain onState={onState} />
          <GrowthLine
            view={view}
            usage={usage}
            texts={texts}
            onOnly={(key) => onState(showOnly(state, key))}
          />
          {legend}
          <p class="cb-rec-hint">{texts.legendHelp}</p>
          <Notes view={view} texts={texts} />
        </>
      )}
    </>
  );
}
