import type { ComponentChildren } from 'preact';
import type { TimeMark } from '#charts/time-chart.ts';
import type { Series } from '#model/recording/recording.ts';
import type { FigurePlace } from '#viewer/figure/figure.ts';
import type { RecordingTexts } from '#texts/recording.ts';
import type { RecordingState } from '#view/recording-state.ts';
import { DeskSeparator } from './DeskSeparator.tsx';
import { FigureSections } from './FigureSections.tsx';
import { formatStretch } from './numbers.ts';
import { Overview } from './Overview.tsx';
import { SelectionLine } from './SelectionLine.tsx';
import type { UsageFigure } from './usage-figure.ts';
import type { UsageView } from './usage-view.ts';
import type { ChartDesk } from './use-chart-desk.ts';
import type { PinTool } from './use-pin-tool.ts';
import { ZoomBar } from './ZoomBar.tsx';

export interface ChartPartProps {
  charts: ChartDesk;
  view: UsageView;
  state: RecordingState;
  figures: readonly UsageFigure[];
  place: FigurePlace;
  /** All that there is, drawn or not; where it is not given nothing is said of the whole. */
  whole?: readonly Series[] | undefined;
  /** In a case: no heights to drag, no chart alone. */
  compact: boolean;
  texts: RecordingTexts;
  onKey(event: KeyboardEvent, figure: string): void;
  /** Writes notes on the charts. */
  pinTool?: PinTool | undefined;
  /** What stands in the place of a chart in which nothing is drawn. */
  nothing: string;
  /** What is marked on the charts: where it is in the whole is seen too. */
  pins?: readonly TimeMark[];
  /** What stands beside the charts. */
  side?: ComponentChildren;
  /** What stands below the charts, before the selection and after it, as wide as they are. */
  notes?: ComponentChildren;
  children?: ComponentChildren;
}

/** Charts over one another with one cursor, what is done to their window, and where it lies in the whole. */
export function ChartPart(props: ChartPartProps) {
  const { charts, view, state, figures, place, whole, compact, texts, onKey, pinTool, side } = props;
  const { bodyRef, areaRef, width, columns, chartWidth, live, selection, cursor, keys, desk } = charts;
  const { axis, zone } = view;
  const { split } = desk.sizes;
  return (
    <div
      ref={bodyRef}
      class={side ? 'cb-rec-body cb-rec-body-split' : 'cb-rec-body'}
      data-split={desk.isSplit || undefined}
      data-many={figures.length > 2 || undefined}
      style={desk.isSplit && split ? { height: `${split}px` } : undefined}
    >
      <div class="cb-rec-main">
        <ZoomBar
          axis={axis}
          live={live}
          ends={(window) => formatStretch(axis, window, zone, true)}
          windowText={charts.say(live.window)}
          texts={texts}
          onZoom={keys.zoom}
          pinTool={pinTool}
          isMain={!compact}
        />
        <div
          ref={areaRef}
          class="cb-rec-charts"
          data-armed={pinTool?.isArmed || undefined}
          data-columns={columns}
        >
          {width > 0 && (
            <FigureSections
              figures={figures}
              view={view}
              live={live}
              width={chartWidth}
              place={place}
              selection={selection}
              cursor={cursor}
              desk={compact ? undefined : desk}
              texts={texts}
              onKey={onKey}
              onPin={pinTool?.pinAt}
              maximized={state.maximized}
              nothing={props.nothing}
              {...(compact ? {} : { onMaximize: charts.maximize })}
            />
          )}
        </div>
        {width > 0 && (
          <>
            {props.notes}
            <SelectionLine
              view={view}
              selection={selection}
              cursor={cursor}
              whole={whole}
              hint={pinTool?.isArmed ? texts.pinArmed : texts.selectionNone}
              texts={texts}
            />
            {props.children}
            <Overview
              view={view}
              window={live.window}
              pins={props.pins}
              width={width}
              texts={texts}
              onWindow={live.setWindow}
            />
          </>
        )}
      </div>
      {side}
      {desk.isSplit && <DeskSeparator desk={desk} texts={texts} />}
    </div>
  );
}
