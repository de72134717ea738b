import type { FigurePlace } from '#viewer/figure/figure.ts';
import { FigureFrame } from '#viewer/figure/FigureFrame.tsx';
import { TimeChart, type TimeChartProps } from './TimeChart.tsx';
import type { UsageFigure } from './usage-figure.ts';
import type { LiveWindow } from './use-live-window.ts';

type Shared = Pick<
  TimeChartProps,
  'view' | 'width' | 'selection' | 'cursor' | 'desk' | 'texts' | 'onKey' | 'onPin'
>;

export interface FigureSectionsProps extends Shared {
  figures: readonly UsageFigure[];
  place: FigurePlace;
  live: LiveWindow;
  /** The one that alone is shown. */
  maximized?: string | undefined;
  /** What stands in the place of a chart in which nothing is drawn; the empty chart where not given. */
  nothing?: string | undefined;
  onMaximize?: (figure: string | undefined) => void;
}

/** The charts of a view: those over time in one window with one cursor, bars to look at. */
export function FigureSections({
  figures,
  place,
  live: { window, rested, setWindow, resetWindow },
  maximized,
  nothing,
  onMaximize,
  ...shared
}: FigureSectionsProps) {
  const alone = figures.filter(({ id }) => id === maximized);
  const toEmpty = (figure: UsageFigure): string | undefined =>
    figure.nothing ?? (figure.drawn.length === 0 ? nothing : undefined);
  return (alone.length > 0 ? alone : figures).map((figure) => (
    <FigureFrame
      key={figure.id}
      figure={figure}
      place={place}
      width={shared.width}
      tools={
        onMaximize && (
          <button
            type="button"
            class="cb-rec-small"
            aria-pressed={alone.length > 0}
            aria-label={shared.texts.chartMaximize(figure.title)}
            title={shared.texts.chartMaximize(figure.title)}
            onClick={() => onMaximize(alone.length > 0 ? undefined : figure.id)}
          >
            {alone.length > 0 ? '⤡' : '⤢'}
          </button>
        )
      }
    >
      {toEmpty(figure) !== undefined ? (
        <p
          class="cb-rec-empty"
          // A chart that a tick or a word brings back keeps its place; what is not recorded needs none.
          style={
            figure.nothing === undefined
              ? { display: 'grid', placeContent: 'center', minHeight: `${figure.height}px` }
              : {}
          }
        >
          {toEmpty(figure)}
        </p>
      ) : figure.kind === 'time' ? (
        <TimeChart
          {...shared}
          figure={figure}
          window={window}
          isResting={window === rested}
          onWindow={setWindow}
          onReset={resetWindow}
        />
      ) : undefined}
    </FigureFrame>
  ));
}
