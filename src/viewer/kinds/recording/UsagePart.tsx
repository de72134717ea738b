import type { ComponentChildren } from 'preact';
import { useMemo } from 'preact/hooks';
import type { Recording } from '#model/recording/recording.ts';
import { findSample } from '#model/recording/time-axis.ts';
import type { Locale } from '#locale/locale.ts';
import type { RecordingTexts } from '#texts/recording.ts';
import type { RecordingState } from '#view/recording-state.ts';
import { withState } from '#view/state-change.ts';
import { type AuthorView, toNoteMarks } from './author-view.ts';
import { ChartPart } from './ChartPart.tsx';
import { DeskFrame } from './DeskFrame.tsx';
import { toFigures } from './figures.ts';
import { Filters } from './Filters.tsx';
import { GrowthLine } from './GrowthLine.tsx';
import { type Happening, Happenings, toHappeningMarks } from './Happenings.tsx';
import { InfoPanel } from './InfoPanel.tsx';
import { Lane } from './Lane.tsx';
import { LifetimesPart } from './LifetimesPart.tsx';
import { MissingSeries } from './MissingSeries.tsx';
import { MissingTime } from './MissingTime.tsx';
import { NoteList } from './NoteList.tsx';
import { Notes } from './Notes.tsx';
import { toPinEntries, toPinMarks, type PinEntry } from './pin-entries.ts';
import { PinAtPoint } from './PinAtPoint.tsx';
import { Pins } from './Pins.tsx';
import { ProcessTable } from './ProcessTable.tsx';
import { SnapshotPanel } from './SnapshotPanel.tsx';
import { showOnly, zoomWindow } from './state.ts';
import { Toolbar } from './Toolbar.tsx';
import { useBroughtIntoSight } from './use-brought-into-sight.ts';
import { useChartDesk } from './use-chart-desk.ts';
import { useKeptCursor } from './use-kept-cursor.ts';
import { usePinTool } from './use-pin-tool.ts';
import { useToldWindow } from './use-told-window.ts';
import { toNothingDrawn, toUsageView, toUsageWindow, toViewFields, type ViewFields } from './usage-view.ts';

const none: readonly Happening[] = [];

export interface UsagePartProps {
  recording: Recording;
  name: string;
  title?: string | undefined;
  state: RecordingState;
  onState(next: RecordingState): void;
  texts: RecordingTexts;
  locale: Locale;
  /** Inside a case: charts and a short legend, the rest behind a disclosure. */
  compact: boolean;
  /** Pixels of one chart. */
  height: number;
  /** What it is compared with, to choose. */
  choice: ComponentChildren;
  happenings?: readonly Happening[];
  onShow?: (slot: string) => void;
  author?: AuthorView | undefined;
  linkOf(): string;
}

/** One recording: its charts, what happened in it, and its processes. */
export function UsagePart(props: UsagePartProps) {
  const { recording, name, state, onState, texts, compact, height, happenings = none, author } = props;
  // What the view is made of, by value: a new window, or a pin, makes no new view.
  const viewKey = JSON.stringify(toViewFields(state));
  const view = useMemo(
    () => toUsageView(recording, JSON.parse(viewKey) as ViewFields, texts),
    [recording, viewKey, texts],
  );
  const { axis, zone } = view;
  const { chart, system, cores } = state;
  const charts = useChartDesk({
    axis,
    zone,
    state,
    onState,
    texts,
    isCase: compact,
    height,
    drawn: `${chart} ${system} ${cores} ${state.cpu}`,
  });
  const { cursor, live, width, selection, maximize } = charts;
  const { window } = live;
  const [restedFrom, restedTo] = live.rested;
  const pins = useMemo(() => toPinEntries(state.pins, recording, axis), [state.pins, recording, axis]);
  const notes = useMemo(() => toNoteMarks(author, axis), [author, axis]);
  // Of the axis alone: what is shown may change, and nothing of the window is computed again.
  const usage = useMemo(
    () => toUsageWindow({ recording, axis }, [restedFrom, restedTo]),
    [recording, axis, restedFrom, restedTo],
  );
  const told = useToldWindow(view, usage, compact);
  const { height: chartHeight, heights } = charts.sizes;
  const scene = useMemo(
    () => ({
      usage,
      texts,
      height: chartHeight,
      heights,
      pins: [...notes, ...toPinMarks(pins), ...toHappeningMarks(happenings, axis)],
    }),
    [usage, texts, chartHeight, heights, notes, pins, happenings, axis],
  );
  const figures = useMemo(
    () => toFigures(view, { chart, system, cores, charts: author?.charts }, scene),
    [view, chart, system, cores, author?.charts, scene],
  );
  const firstId = figures[0]?.id ?? '';
  useKeptCursor(axis, state, onState, cursor, firstId);
  const pinTool = usePinTool(view, charts);
  const { draft } = pinTool;

  const restedText = charts.say([restedFrom, restedTo]);
  const toldText = told && charts.say([told.from, told.to]);
  const place = { name, title: props.title, extent: restedText, linkOf: props.linkOf, locale: props.locale };
  const whole = useMemo(
    () => [...view.selection.shown, ...(view.other ? [view.other] : [])],
    [view.selection, view.other],
  );
  const openSnapshot = (): void => {
    const time = axis.times[cursor.place?.sample ?? 0] ?? 0;
    const nearest = recording.snapshots.toSorted(
      (a, b) => Math.abs(a.time - time) - Math.abs(b.time - time),
    )[0];
    if (nearest) onState(withState(state, { snapshot: nearest.time }));
  };
  const onKey = (event: KeyboardEvent, figure: string): void => {
    const plain = !event.ctrlKey && !event.metaKey && !event.altKey;
    if (!compact && pinTool.press(event, figure)) {
      event.preventDefault();
      return;
    }
    if (plain && event.key.toLowerCase() === 's') openSnapshot();
    else if (plain && event.key.toLowerCase() === 'm' && !compact) {
      maximize(state.maximized === undefined ? figure : undefined);
    } else if (!charts.keys.press(event, figure)) return;
    event.preventDefault();
  };
  const goToPin = ({ pin, placed }: PinEntry): void => {
    if (placed.place === 'series') {
      onState(showOnly(withState(state, { only: undefined }), placed.series));
      return;
    }
    if (placed.place !== 'time') return;
    const [from, to] = window;
    if (placed.to !== undefined) {
      live.setWindow(zoomWindow(axis, [placed.from, placed.to], (placed.from + placed.to) / 2, 1.4), true);
    } else if (placed.from < from || placed.from > to) {
      const half = (to - from) / 2;
      live.setWindow(zoomWindow(axis, [placed.from - half, placed.from + half], placed.from, 1), true);
    }
    const sample = pin.time === undefined ? undefined : findSample(axis, placed.from);
    if (sample !== undefined) cursor.set({ sample, figure: firstId, y: undefined });
  };

  const isWide = state.snapshotWide === true && !compact;
  const snapshot = recording.snapshots.find(({ time }) => time === state.snapshot);
  const snapshotRef = useBroughtIntoSight(snapshot?.time);
  const infoRef = useBroughtIntoSight(state.info === true ? true : undefined);
  const hasSide = snapshot !== undefined || (state.info === true && recording.info !== undefined);
  const side = hasSide && (
    <div class="cb-rec-side">
      {snapshot && (
        <SnapshotPanel
          boxRef={snapshotRef}
          view={view}
          snapshot={snapshot}
          state={state}
          cursor={cursor}
          choosesWidth={!compact}
          texts={texts}
          onState={onState}
        />
      )}
      {state.info === true && recording.info && (
        <InfoPanel
          boxRef={infoRef}
          info={recording.info}
          texts={texts}
          onClose={() => onState(withState(state, { info: undefined }))}
        />
      )}
    </div>
  );
  // The same element while a window is moved: hundreds of rows are not compared in each frame.
  const legend = useMemo(
    () =>
      told &&
      toldText !== undefined && (
        <ProcessTable
          view={view}
          state={state}
          usage={told}
          windowText={toldText}
          cursor={cursor}
          texts={texts}
          brief={compact}
          onState={onState}
        />
      ),
    [view, state, told, toldText, cursor, texts, compact, onState],
  );
  const common = { view, state, texts, onState };
  const shared = { ...common, window, width };
  const chartPart = (
    <ChartPart
      charts={charts}
      view={view}
      state={state}
      figures={figures}
      place={place}
      whole={whole}
      compact={compact}
      texts={texts}
      onKey={onKey}
      pinTool={compact ? undefined : pinTool}
      nothing={toNothingDrawn(view, state, texts)}
      pins={scene.pins}
      side={!isWide && side}
      notes={<NoteList notes={notes} view={view} texts={texts} />}
    >
      {draft && draft.index === undefined && (
        <PinAtPoint
          {...shared}
          draft={draft}
          figures={figures}
          onSave={(pin) => {
            onState(withState(state, { pins: [...(state.pins ?? []), pin] }));
            pinTool.setDraft(undefined);
          }}
          onCancel={() => pinTool.setDraft(undefined)}
        />
      )}
      <Lane {...shared} pins={pins} onPin={goToPin} />
      <Happenings {...shared} happenings={happenings} onShow={(slot) => props.onShow?.(slot)} />
    </ChartPart>
  );
  return (
    <>
      {!compact && (
        <div class="cb-rec-top">
          {props.choice}
          <Toolbar {...common} window={live.rested} />
        </div>
      )}
      {compact ? (
        <>
          {chartPart}
          <MissingTime {...common} axis={axis} zone={zone} snapshots={recording.snapshots} />
          {legend}
          <details class="cb-rec-rest">
            <summary>{texts.rest}</summary>
            <Toolbar {...common} window={live.rested} />
            <Filters {...common} />
            <Notes view={view} texts={texts} />
          </details>
        </>
      ) : (
        <>
          <DeskFrame desk={charts.desk}>
            {chartPart}
            {isWide && side}
            {width > 0 && (
              <LifetimesPart
                {...common}
                scene={scene}
                live={live}
                width={width}
                place={place}
                selection={selection}
                cursor={cursor}
                desk={charts.desk}
                onKey={onKey}
              />
            )}
            {(pins.length > 0 || draft?.index !== undefined) && (
              <Pins
                {...common}
                window={window}
                entries={pins}
                draft={draft}
                onDraft={pinTool.setDraft}
                onGo={goToPin}
              />
            )}
            <MissingTime {...common} axis={axis} zone={zone} snapshots={recording.snapshots} />
            <MissingSeries {...common} recording={recording} />
            <Filters {...common} isMain />
            {told && (
              <GrowthLine
                view={view}
                usage={told}
                isStale={told !== usage}
                texts={texts}
                onOnly={(key) => onState(showOnly(state, key))}
              />
            )}
            {legend}
          </DeskFrame>
          <p class="cb-rec-hint">{texts.legendHelp}</p>
          <Notes view={view} texts={texts} />
        </>
      )}
    </>
  );
}
