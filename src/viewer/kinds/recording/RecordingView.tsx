import { formatDuration } from '#locale/format.ts';
import { useMemo, useState } from 'preact/hooks';
import { isEmptyRecording } from '#model/recording/join.ts';
import type { Recording } from '#model/recording/recording.ts';
import { findSample } from '#model/recording/time-axis.ts';
import type { RecordingState } from '#view/recording-state.ts';
import type { Locale } from '#locale/locale.ts';
import { type AuthorView, toNoteMarks } from './author-view.ts';
import { toChartKeys } from './chart-keys.ts';
import { CompareChoice } from './CompareChoice.tsx';
import { ComparePart } from './ComparePart.tsx';
import { Cursor } from '#viewer/figure/cursor.ts';
import { FigureSections } from './FigureSections.tsx';
import { toFigures } from './figures.ts';
import { Filters } from './Filters.tsx';
import { InfoPanel } from './InfoPanel.tsx';
import { Lane } from './Lane.tsx';
import { recordingTexts, type RecordingTexts } from '#texts/recording.ts';
import { NoteList } from './NoteList.tsx';
import { Notes } from './Notes.tsx';
import { formatPosition } from './numbers.ts';
import { Overview } from './Overview.tsx';
import { toPinEntries, toPinMarks, type PinEntry } from './pin-entries.ts';
import { Pins, type PinDraft } from './Pins.tsx';
import { ProcessTable } from './ProcessTable.tsx';
import { SnapshotPanel } from './SnapshotPanel.tsx';
import { showOnly, zoomWindow } from './state.ts';
import { withState } from '#view/state-change.ts';
import { Toolbar } from './Toolbar.tsx';
import { toUsageView, toUsageWindow, toViewFields, type ViewFields } from './usage-view.ts';
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
  /** All that a reader has set; nothing else is kept that a link would have to carry. */
  state: RecordingState;
  onState(next: RecordingState): void;
  locale: Locale;
  /** Inside a case: charts and a short legend, the rest behind a disclosure. */
  compact?: boolean;
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
  const className = compact ? 'cb-rec cb-rec-compact not-content' : 'cb-rec not-content';
  return (
    <div class={className} role="group" aria-label={texts.viewLabel(name)}>
      {!compact && (
        <CompareChoice others={others} loaded={isCompared} state={state} texts={texts} onState={onState} />
      )}
      {recording.rows === 0 ? (
        <EmptyRecording {...props} texts={texts} />
      ) : isCompared && compareWith ? (
        <ComparePart
          recording={recording}
          name={name}
          other={compareWith}
          state={state}
          texts={texts}
          height={height}
          linkOf={props.linkOf ?? toHere}
          locale={locale}
          onState={onState}
        />
      ) : (
        <UsagePart {...props} texts={texts} compact={compact} height={height} />
      )}
    </div>
  );
}

/** A snapshot or info file without its process file, or samples that none of the wanted processes was in. */
function EmptyRecording({
  recording,
  state,
  onState,
  texts,
}: RecordingViewProps & { texts: RecordingTexts }) {
  const { snapshots, info } = recording;
  const first = snapshots[0];
  // It has no axis of its own, so its snapshots stand for themselves.
  const view = useMemo(() => toUsageView(recording, {}, texts), [recording, texts]);
  return (
    <>
      <p class="cb-rec-empty">{toEmptyText(recording, texts)}</p>
      {first && (
        <SnapshotPanel
          view={view}
          state={withState(state, { snapshot: state.snapshot ?? first.time })}
          texts={texts}
          onState={onState}
        />
      )}
      {info && <InfoPanel info={info} texts={texts} />}
    </>
  );
}

function toEmptyText(recording: Recording, texts: RecordingTexts): string {
  if (isEmptyRecording(recording)) return texts.emptySnapshots;
  return recording.times.length > 0 ? texts.noRows(recording.times.length) : texts.nothing;
}

function UsagePart(props: RecordingViewProps & { texts: RecordingTexts; compact: boolean; height: number }) {
  const { recording, name, state, onState, texts, compact, height, author } = props;
  const [mainRef, width] = useWidth<HTMLDivElement>();
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
  const { window, moving } = live;
  const [from, to] = window;
  const { chart, system, cores } = state;
  const pins = useMemo(() => toPinEntries(state.pins, recording, axis), [state.pins, recording, axis]);
  const notes = useMemo(() => toNoteMarks(author, axis), [author, axis]);
  const usage = useMemo(() => toUsageWindow(view, [from, to]), [view, from, to]);
  const figures = useMemo(() => {
    const scene = { usage, texts, height, pins: [...notes, ...toPinMarks(pins)], draft: moving };
    return toFigures(view, { chart, system, cores, charts: author?.charts }, scene);
  }, [view, chart, system, cores, usage, texts, height, notes, pins, moving, author?.charts]);

  const at = (position: number): string => formatPosition(axis, position, zone);
  const windowText = texts.zoomWindow(at(from), at(to), formatDuration(to - from));
  const place = { name, extent: windowText, linkOf: props.linkOf ?? toHere, locale: props.locale };
  const keys = toChartKeys(axis, live, cursor);
  const startPin = (): void => {
    const sample = cursor.place?.sample ?? findSample(axis, (from + to) / 2) ?? 0;
    setDraft({ index: undefined, position: axis.positions[sample] ?? 0 });
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
    else if (!keys.press(event, figure)) return;
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

  const hasSide = state.snapshot !== undefined || (state.info === true && recording.info !== undefined);
  const legend = (
    <ProcessTable
      view={view}
      state={state}
      usage={usage}
      windowText={windowText}
      cursor={cursor}
      texts={texts}
      brief={compact}
      onState={onState}
    />
  );
  const controls = (
    <>
      <Toolbar view={view} state={state} texts={texts} onState={onState} />
      <Filters view={view} state={state} texts={texts} onState={onState} />
    </>
  );
  return (
    <>
      {!compact && <Toolbar view={view} state={state} texts={texts} onState={onState} />}
      <div class={hasSide ? 'cb-rec-body cb-rec-body-split' : 'cb-rec-body'}>
        <div ref={mainRef} class="cb-rec-main">
          <ZoomBar
            live={live}
            windowText={windowText}
            texts={texts}
            onZoom={keys.zoom}
            onPin={compact ? undefined : startPin}
          />
          {width > 0 && (
            <>
              <FigureSections
                figures={figures}
                view={view}
                live={live}
                width={width}
                place={place}
                cursor={cursor}
                texts={texts}
                onKey={onKey}
              />
              <NoteList notes={notes} view={view} texts={texts} />
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
              <Overview view={view} window={window} width={width} texts={texts} onWindow={live.setWindow} />
            </>
          )}
        </div>
        {hasSide && (
          <div class="cb-rec-side">
            {state.snapshot !== undefined && (
              <SnapshotPanel view={view} state={state} texts={texts} onState={onState} />
            )}
            {state.info === true && recording.info && (
              <InfoPanel
                info={recording.info}
                texts={texts}
                onClose={() => onState(withState(state, { info: undefined }))}
              />
            )}
          </div>
        )}
      </div>
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
          {(pins.length > 0 || draft) && (
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
          <Filters view={view} state={state} texts={texts} onState={onState} />
          {legend}
          <p class="cb-rec-hint">{texts.legendHelp}</p>
          <Notes view={view} texts={texts} />
        </>
      )}
    </>
  );
}
