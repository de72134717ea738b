import { useEffect, useRef } from 'preact/hooks';
import type { RefObject } from 'preact';
import { useBuiltChart } from './build-drawing.ts';
import { drawBehind, leaveTurn } from './draw-queue.ts';
import { drawStill, isCanvas, type Drawable } from './figure.ts';
import { followPage } from './follow-page.ts';
import { toSlices } from './slices.ts';

export interface Drawing {
  drawingRef: RefObject<HTMLDivElement>;
  /** Properties of the element, at build. */
  built: { dangerouslySetInnerHTML?: { __html: string } };
}

/**
 * Keeps a drawing in an element: a new drawable, or another width, draws anew. What is around it names
 * it. A canvas is drawn again when the page's colours change, and on paper stands as its still; an SVG that may be cut stands
 * there in slices.
 *
 * @param words what stands in a built page where nothing can be drawn
 * @param isPatient other drawings of the view are seen before it
 */
export function useDrawing(drawable: Drawable, width: number, words = '', isPatient = false): Drawing {
  const drawingRef = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const { current } = drawingRef;
    if (!current || width <= 0) return undefined;
    const { ownerDocument: document } = current;
    const put = (drawn: Element): Element => {
      drawn.setAttribute('aria-hidden', 'true');
      current.replaceChildren(drawn);
      return drawn;
    };
    const draw = (): Element => put(drawable.draw(width, document));
    let unfollow = (): void => {};
    const begin = (): void => {
      const drawn = draw();
      const { cuts } = drawable;
      if (isCanvas(drawn)) {
        unfollow = followPage(document, {
          onColours: draw,
          onPaper: (printed) => (printed ? put(drawStill(drawable, width, document)) : draw()),
        });
      } else if (cuts) {
        unfollow = followPage(document, {
          onColours() {},
          onPaper: (printed) => current.replaceChildren(...(printed ? toSlices(drawn, cuts) : [drawn])),
        });
      }
    };
    if (isPatient) drawBehind(drawingRef, begin);
    else begin();
    return () => {
      leaveTurn(drawingRef);
      unfollow();
    };
  }, [drawable, width, isPatient]);
  return { drawingRef, built: useBuiltChart(drawable, words) };
}
