import { useRef } from 'preact/hooks';
import { ChartData } from './ChartData.tsx';
import { PlainChart } from './PlainChart.tsx';
import { TakeAway } from './TakeAway.tsx';
import { TimeChart, type TimeChartProps } from './TimeChart.tsx';

export interface FigureSectionProps extends TimeChartProps {
  /** Of the recording, for files. */
  name: string;
  windowText: string;
  linkOf: (() => string) | undefined;
}

/** A chart with all that belongs to it: title, unit, what to take away, its table. */
export function FigureSection(props: FigureSectionProps) {
  const { figure, view, window, width, texts } = props;
  const chartRef = useRef<HTMLDivElement>(null);
  return (
    <section class="cb-rec-figure" aria-label={`${figure.title}: ${props.name}`}>
      <header class="cb-rec-title">
        <h3 class="cb-rec-heading">
          {figure.title} <small>{figure.unit}</small>
        </h3>
        <TakeAway
          figure={figure}
          view={view}
          window={window}
          name={props.name}
          windowText={props.windowText}
          texts={texts}
          linkOf={props.linkOf}
          drawing={() => chartRef.current?.querySelector<SVGSVGElement>('.cb-rec-drawing > svg') ?? null}
        />
      </header>
      <div ref={chartRef}>
        {figure.kind === 'bars' ? <PlainChart figure={figure} width={width} /> : <TimeChart {...props} />}
      </div>
      {figure.note && <p class="cb-rec-note">{figure.note}</p>}
      <ChartData figure={figure} view={view} window={window} texts={texts} />
    </section>
  );
}
