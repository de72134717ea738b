import type { FigurePlace } from '#viewer/figure/figure.ts';
import { FigureFrame } from '#viewer/figure/FigureFrame.tsx';
import { TimeChart, type TimeChartProps } from './TimeChart.tsx';
import type { UsageFigure } from './usage-figure.ts';
import type { LiveWindow } from './use-live-window.ts';

type Shared = Pick<TimeChartProps, 'view' | 'width' | 'cursor' | 'texts' | 'onKey'>;

/** The charts of a view: those over time in one window with one cursor, bars to look at. */
export function FigureSections({
  figures,
  place,
  live: { window, setWindow, resetWindow },
  ...shared
}: Shared & { figures: readonly UsageFigure[]; place: FigurePlace; live: LiveWindow }) {
  return figures.map((figure) => (
    <FigureFrame key={figure.id} figure={figure} place={place} width={shared.width}>
      {figure.kind === 'time' ? (
        <TimeChart {...shared} figure={figure} window={window} onWindow={setWindow} onReset={resetWindow} />
      ) : undefined}
    </FigureFrame>
  ));
}
