import { useEffect, useRef } from 'preact/hooks';
import { renderChart } from '#charts/render.ts';
import { useBuiltChart } from '#viewer/figure/build-drawing.ts';
import type { Figure } from './figure.ts';

/** A chart that is only looked at. */
export function PlainChart({ figure, width }: { figure: Figure; width: number }) {
  const drawing = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const chart = renderChart(figure.options(width));
    // The wrapper's words stand for it: Plot names parts that take no name.
    chart.setAttribute('aria-hidden', 'true');
    drawing.current?.replaceChildren(chart);
  }, [figure, width]);
  const built = useBuiltChart((width, document) => renderChart(figure.options(width), document));
  return (
    <div
      ref={drawing}
      class="cb-rec-drawing"
      role="img"
      aria-label={`${figure.title}. ${figure.summary}`}
      style={{ minHeight: `${figure.height}px` }}
      {...built}
    />
  );
}
