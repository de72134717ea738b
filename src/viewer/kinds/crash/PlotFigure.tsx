import { useEffect, useRef } from 'preact/hooks';
import type { ComponentChildren } from 'preact';
import { renderChart } from '#charts/render.ts';
import { useBuiltChart } from '#viewer/figure/build-drawing.ts';
import type { StandaloneFrame } from '#viewer/figure/standalone-svg.ts';
import { useWidth } from '#viewer/figure/use-width.ts';
import type { CrashMessages } from './messages.ts';
import { TakeAway } from './TakeAway.tsx';

/**
 * A chart with all that one needs who cannot see it: its title, what it shows in a sentence, and its
 * numbers as a table.
 */
export function PlotFigure(props: {
  title: string;
  summary: string;
  /** The chart at a width in pixels; a new function draws anew. */
  options(width: number): Parameters<typeof renderChart>[0];
  /** Pixels, kept free before it is drawn. */
  height: number;
  table: ComponentChildren;
  /** The numbers of the table. */
  csv(): string;
  /** What the chart is of, for the file that it is taken away as. */
  name: string;
  legend?: StandaloneFrame['legend'];
  texts: CrashMessages;
}) {
  const { title, summary, options, height, table, csv, name, legend = [], texts } = props;
  const [box, width] = useWidth<HTMLDivElement>();
  const drawing = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (width === 0) return;
    const chart = renderChart(options(width));
    // The figure's words stand for it: a hundred text elements read out in a row do not.
    chart.setAttribute('aria-hidden', 'true');
    drawing.current?.replaceChildren(chart);
  }, [options, width]);
  const built = useBuiltChart((width, document) => renderChart(options(width), document));
  return (
    <figure class="cb-crash-figure">
      <figcaption>
        <strong>{title}</strong>
        <span>{summary}</span>
      </figcaption>
      <div class="cb-crash-plot" ref={box}>
        <div
          ref={drawing}
          role="img"
          aria-label={`${title}. ${summary}`}
          style={{ minHeight: `${height}px` }}
          {...built}
        />
      </div>
      <details class="cb-crash-table">
        <summary>
          {texts.table}
          <span class="cb-crash-unseen">: {title}</span>
        </summary>
        {table}
      </details>
      <TakeAway
        frame={{ title, subtitle: name, legend }}
        fileName={`${name}-${title}`}
        drawing={() => drawing.current?.querySelector('svg')}
        csv={csv}
        texts={texts}
      />
    </figure>
  );
}
