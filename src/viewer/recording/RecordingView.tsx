import { useMemo, useState } from 'preact/hooks';
import type { Recording } from '#model/recording.ts';
import { findSample } from '#model/time-axis.ts';
import type { ViewState } from '#share/view-state.ts';
import type { Locale } from '../locale.ts';
import { ChartData } from './ChartData.tsx';
import { Cursor } from './cursor.ts';
import { toFigures, type Figure } from './figures.ts';
import { Filters } from './Filters.tsx';
import { recordingMessages } from './messages.ts';
import { formatLength, formatPosition } from './numbers.ts';
import { Overview } from './Overview.tsx';
import { PlainChart } from './PlainChart.tsx';
import { ProcessTable } from './ProcessTable.tsx';
import { TimeChart } from './TimeChart.tsx';
import { Toolbar } from './Toolbar.tsx';
import { useLiveWindow } from './use-live-window.ts';
import { useWidth } from './use-width.ts';
import { panWindow, zoomWindow } from './state.ts';
import { toUsageView, toViewFields, type ViewFields } from './usage-view.ts';
import './recording.css';

export interface RecordingViewProps {
  recording: Recording;
  /** The file's, or the capture's title. */
  name: string;
  /** All that a reader has set; nothing else is kept that a link would have to carry. */
  state: ViewState;
  onState(next: ViewState): void;
  locale: Locale;
  /** Inside a case: charts and a short legend, the rest behind a disclosure. */
  compact?: boolean;
  compareWith?: { name: string; recording: Recording } | undefined;
  /** What it could be compared with. */
  others?: { slot: string; name: string }[];
  /** Pixels of one chart. */
  height?: number;
}

/** A recording to look at: charts with one cursor, the processes, and what else the session has. */
export function RecordingView(props: RecordingViewProps) {
  const { recording, name, state, onState, locale, compact = false } = props;
  const texts = recordingMessages(locale);
  const height = props.height ?? (compact ? 190 : 240);
  const [root, width] = useWidth<HTMLDivElement>();
  const [cursor] = useState(() => new Cursor());

  // What the view is made of, by value: a new window, or a pin, makes no new view.
  const viewKey = JSON.stringify(toViewFields(state));
  const view = useMemo(
    () => toUsageView(recording, JSON.parse(viewKey) as ViewFields, texts),
    [recording, viewKey, texts],
  );
  const { window, setWindow, resetWindow, zoomed } = useLiveWindow(view.axis, state, onState);
  const [from, to] = window;
  const { chart, system, cores } = state;
  const figures = useMemo(
    () => toFigures(view, { chart, system, cores }, [from, to], texts, height),
    [view, chart, system, cores, from, to, texts, height],
  );

  if (recording.times.length === 0) return <p class="cb-rec-empty">{texts.nothing}</p>;
  const { axis, zone } = view;
  const windowText = texts.zoomWindow(
    formatPosition(axis, window[0], zone),
    formatPosition(axis, window[1], zone),
    formatLength(window[1] - window[0]),
  );
  const zoom = (factor: number): void => {
    const place = cursor.place;
    const at = place ? axis.positions[place.sample] : undefined;
    const inside = at !== undefined && at >= window[0] && at <= window[1];
    setWindow(zoomWindow(axis, window, inside ? at : (window[0] + window[1]) / 2, factor), true);
  };
  const moveCursor = (by: number, figure: string): void => {
    const place = cursor.place;
    const from = place?.sample ?? findSample(axis, by > 0 ? window[0] : window[1]) ?? 0;
    const sample = Math.max(0, Math.min(axis.positions.length - 1, place ? from + by : from));
    cursor.set({ sample, figure, y: undefined });
    const at = axis.positions[sample] ?? 0;
    if (at < window[0]) setWindow(panWindow(axis, window, at - window[0]), true);
    if (at > window[1]) setWindow(panWindow(axis, window, at - window[1]), true);
  };
  const onKey = (event: KeyboardEvent, figure: string): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const pan = (part: number): void =>
      setWindow(panWindow(axis, window, part * (window[1] - window[0])), true);
    const step = event.key === 'ArrowLeft' ? -1 : 1;
    switch (event.key) {
      case 'ArrowLeft':
      case 'ArrowRight':
        if (event.shiftKey || !zoomed) moveCursor(step, figure);
        else pan(step * 0.1);
        break;
      case 'PageUp':
      case 'PageDown':
        if (!zoomed) return;
        pan(event.key === 'PageUp' ? -0.9 : 0.9);
        break;
      case '+':
      case '=':
        zoom(1 / 1.5);
        break;
      case '-':
      case '_':
        zoom(1.5);
        break;
      case '0':
      case 'Escape':
        if (event.key === 'Escape' && !zoomed && !cursor.place) return;
        cursor.set(undefined);
        resetWindow();
        break;
      default:
        return;
    }
    event.preventDefault();
  };

  const renderFigure = (figure: Figure) => (
    <section key={figure.id} class="cb-rec-figure" aria-label={figure.title}>
      <header class="cb-rec-title">
        <h3 class="cb-rec-heading">
          {figure.title} <small>{figure.unit}</small>
        </h3>
      </header>
      {figure.kind === 'bars' ? (
        <PlainChart figure={figure} width={width} />
      ) : (
        <TimeChart
          figure={figure}
          view={view}
          window={window}
          width={width}
          cursor={cursor}
          texts={texts}
          onWindow={setWindow}
          onReset={resetWindow}
          onKey={onKey}
        />
      )}
      {figure.note && <p class="cb-rec-note">{figure.note}</p>}
      <ChartData figure={figure} view={view} window={window} texts={texts} />
    </section>
  );

  return (
    <div
      ref={root}
      class={compact ? 'cb-rec cb-rec-compact not-content' : 'cb-rec not-content'}
      role="group"
      aria-label={texts.viewLabel(name)}
    >
      {!compact && <Toolbar view={view} state={state} texts={texts} onState={onState} />}
      {width > 0 && (
        <>
          <div class="cb-rec-zoom">
            <span class="cb-rec-window">{windowText}</span>
            <button
              type="button"
              class="cb-rec-button"
              aria-label={texts.zoomIn}
              title={texts.zoomIn}
              onClick={() => zoom(1 / 2)}
            >
              +
            </button>
            <button
              type="button"
              class="cb-rec-button"
              aria-label={texts.zoomOut}
              title={texts.zoomOut}
              disabled={!zoomed}
              onClick={() => zoom(2)}
            >
              −
            </button>
            <button type="button" class="cb-rec-button" disabled={!zoomed} onClick={resetWindow}>
              {texts.zoomReset}
            </button>
            <details class="cb-rec-help">
              <summary>{texts.help}</summary>
              <p>{texts.mouse}</p>
              <p>{texts.keys}</p>
            </details>
          </div>
          {figures.map(renderFigure)}
          <Overview view={view} window={window} width={width} texts={texts} onWindow={setWindow} />
        </>
      )}
      {!compact && <Filters view={view} state={state} texts={texts} onState={onState} />}
      <ProcessTable
        view={view}
        state={state}
        window={window}
        windowText={windowText}
        cursor={cursor}
        texts={texts}
        brief={compact}
        onState={onState}
      />
      <p class="cb-rec-hint">{texts.legendHelp}</p>
    </div>
  );
}
