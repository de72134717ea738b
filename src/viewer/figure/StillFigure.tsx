import type { Figure } from './figure.ts';
import { useDrawing } from './use-drawing.ts';

/** A figure that is only looked at. */
export function StillFigure({ figure, width }: { figure: Figure; width: number }) {
  const { drawingRef, built } = useDrawing(figure, width, figure.summary);
  return (
    <div
      ref={drawingRef}
      class="cb-fig-drawing"
      // The figure's words stand for it: a hundred text elements read out in a row do not.
      role="img"
      aria-label={`${figure.title}. ${figure.summary}`}
      style={{ minHeight: `${figure.height}px` }}
      {...built}
    />
  );
}
