import type { FigurePlace } from '#viewer/figure/figure.ts';
import { FigureFrame } from '#viewer/figure/FigureFrame.tsx';
import { TimeChart, type TimeChartProps } from './TimeChart.tsx';

/** A chart of a recording: over time with the cursor of its view, bars to look at. */
export function FigureSection({ place, ...chart }: TimeChartProps & { place: FigurePlace }) {
  const { figure, width } = chart;
  return (
    <FigureFrame figure={figure} place={place} width={width}>
      {figure.kind === 'time' ? <TimeChart {...chart} /> : undefined}
    </FigureFrame>
  );
}
