import { useEffect, useRef } from 'preact/hooks';
import { renderChart } from '#charts/render.ts';
import type { Figure } from './figures.ts';

/** A chart that is only looked at. */
export function PlainChart({ figure, width }: { figure: Figure; width: number }) {
  const drawing = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const chart = renderChart(figure.options(width));
    chart.setAttribute('role', 'img');
    drawing.current?.replaceChildren(chart);
  }, [figure, width]);
  return <div ref={drawing} class="cb-rec-drawing" style={{ minHeight: `${figure.height}px` }} />;
}
