import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { useBuiltChart } from '#viewer/figure/build-drawing.ts';
import { ChartSurface, type SurfaceContent } from './chart-surface.ts';
import type { Cursor } from '#viewer/figure/cursor.ts';
import { useUniqueId } from '#viewer/figure/use-unique-id.ts';
import { Separator } from '#viewer/controls/Separator.tsx';
import { deskSizes } from './desk-sizes.ts';
import { chartHeights, type Desk } from './use-desk.ts';

export interface TimeChartProps extends SurfaceContent {
  cursor: Cursor;
  /** Where its height is the reader's to choose. */
  desk?: Desk | undefined;
  /** Keys that move the window or the cursor, and others of the view. */
  onKey(event: KeyboardEvent, figure: string): void;
}

/** One chart over time. To keys and screen readers it is a slider: its value is the sample at the cursor. */
export function TimeChart(props: TimeChartProps) {
  const { figure, view, window, isResting, width, texts, selection, cursor, onWindow, onReset } = props;
  const { onKey, onPin, desk } = props;
  const summaryId = useUniqueId();
  const elementRef = useRef<HTMLDivElement>(null);
  const surfaceRef = useRef<ChartSurface | undefined>(undefined);

  // Before the next frame: what a hand does next goes on from what it sees.
  useLayoutEffect(() => {
    if (!elementRef.current || desk?.isMeasured === false) return;
    const content = { figure, view, window, isResting, width, texts, selection, onWindow, onReset, onPin };
    surfaceRef.current ??= new ChartSurface(elementRef.current, cursor, content);
    surfaceRef.current.update(content);
  });
  useEffect(
    () => () => {
      surfaceRef.current?.remove();
      surfaceRef.current = undefined;
    },
    [cursor],
  );

  const built = useBuiltChart(figure, figure.summary, 'cb-fig-drawing');

  return (
    <div class="cb-fig-chart">
      <div
        ref={elementRef}
        class="cb-fig-surface"
        style={{ height: `${figure.height}px` }}
        data-shares-height={desk?.height === figure.height || undefined}
        role="slider"
        tabIndex={0}
        aria-label={texts.chartCursor(figure.title)}
        aria-describedby={summaryId}
        aria-valuemin={1}
        aria-valuemax={view.axis.positions.length}
        aria-valuenow={1}
        onKeyDown={(event) => onKey(event, figure.id)}
        onBlur={() => cursor.hover(undefined)}
        {...built}
      />
      <p id={summaryId} class="cb-fig-unseen">
        {figure.summary}
      </p>
      {desk && (
        <Separator
          label={texts.chartHeight(figure.title)}
          value={figure.height}
          {...chartHeights}
          onChange={(height, done) => desk.setHeight(figure.id, height, done)}
          onReset={() => deskSizes.setHeight(figure.id, undefined)}
        />
      )}
    </div>
  );
}
