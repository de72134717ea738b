import { useMemo } from 'preact/hooks';
import { overview } from '#charts/overview.ts';
import { renderChart } from '#charts/render.ts';
import { innerWidth, sidesOf } from '#charts/margins.ts';
import type { TimeMark } from '#charts/time-chart.ts';
import { markColour } from '#charts/time-marks.ts';
import { axisBounds } from '#model/recording/time-axis.ts';
import type { Drawable } from '#viewer/figure/figure.ts';
import { toShareOfWidth } from '#viewer/figure/share-of-width.ts';
import { useDrawing } from '#viewer/figure/use-drawing.ts';
import type { RecordingTexts } from '#texts/recording.ts';
import { MANY } from './chart-surface.ts';
import { formatPosition } from './numbers.ts';
import { narrowest, panWindow, zoomWindow } from './state.ts';
import type { UsageView } from './usage-view.ts';

export interface OverviewProps {
  view: UsageView;
  window: readonly [number, number];
  pins?: readonly TimeMark[] | undefined;
  width: number;
  texts: RecordingTexts;
  onWindow(window: [number, number], done: boolean): void;
}

const HEIGHT = 44;
type Part = 'from' | 'to' | 'body';

/** The whole recording, small, and in it the window: drag it, its ends, or draw a new one; or move them by keys. */
export function Overview({ view, window, pins = [], width, texts, onWindow }: OverviewProps) {
  const { axis, zone, recording, marks } = view;
  const [begin, end] = axisBounds(axis);
  const length = end - begin;
  const inner = innerWidth(width);
  const edge = sidesOf(width).left;
  const toX = (position: number): number => edge + ((position - begin) / length) * inner;
  const toShare = (x: number): string => toShareOfWidth(x, width);

  const drawable = useMemo((): Drawable => {
    const spec = { height: HEIGHT, axis, ariaLabel: texts.overview, marks };
    return {
      draw: (width, document) => renderChart(overview(recording, { ...spec, width }), document),
    };
  }, [recording, axis, marks, texts]);
  const { drawingRef, built } = useDrawing(drawable, width, '', recording.rows > MANY);

  const move = (part: Part, by: number, done: boolean, base: readonly [number, number] = window): void => {
    const least = narrowest(axis);
    if (part === 'body') onWindow(panWindow(axis, base, by), done);
    else if (part === 'from')
      onWindow([Math.min(base[1] - least, Math.max(begin, base[0] + by)), base[1]], done);
    else onWindow([base[0], Math.max(base[0] + least, Math.min(end, base[1] + by))], done);
  };

  const onPointerDown = (event: PointerEvent): void => {
    if (event.button !== 0) return;
    const surface = event.currentTarget as HTMLElement;
    const part = (event.target as HTMLElement).dataset['part'] as Part | undefined;
    const toPosition = (x: number): number =>
      begin + Math.min(1, Math.max(0, (x - surface.getBoundingClientRect().left - edge) / inner)) * length;
    const start = toPosition(event.clientX);
    const base = window;
    let moved = false;
    surface.setPointerCapture(event.pointerId);
    const drag = (next: PointerEvent, done: boolean): void => {
      const here = toPosition(next.clientX);
      moved ||= Math.abs(here - start) > length / inner;
      if (!moved) return;
      if (part) move(part, here - start, done, base);
      else
        onWindow(
          zoomWindow(axis, [Math.min(start, here), Math.max(start, here)], (start + here) / 2, 1),
          done,
        );
    };
    const onMove = (next: PointerEvent): void => drag(next, false);
    const onEnd = (next: PointerEvent): void => {
      surface.removeEventListener('pointermove', onMove);
      surface.removeEventListener('pointerup', onEnd);
      surface.removeEventListener('pointercancel', onEnd);
      drag(next, true);
      // A press beside the window brings it there.
      if (!moved && !part) onWindow(panWindow(axis, base, start - (base[0] + base[1]) / 2), true);
    };
    surface.addEventListener('pointermove', onMove);
    surface.addEventListener('pointerup', onEnd);
    surface.addEventListener('pointercancel', onEnd);
  };

  const onKeyDown = (part: Part) => (event: KeyboardEvent) => {
    const width = window[1] - window[0];
    const step = Math.max(axis.interval, (part === 'body' ? width : length) / 50);
    const by = {
      ArrowLeft: -step,
      ArrowDown: -step,
      ArrowRight: step,
      ArrowUp: step,
      PageDown: -step * 10,
      PageUp: step * 10,
      Home: -length,
      End: length,
    }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    move(part, by, true);
  };

  const slider = (part: Part, label: string, position: number, style: Record<string, string>) => (
    <div
      class={`cb-rec-window-${part}`}
      data-part={part}
      role="slider"
      tabIndex={0}
      aria-label={label}
      aria-valuemin={Math.round(begin)}
      aria-valuemax={Math.round(end)}
      aria-valuenow={Math.round(position)}
      aria-valuetext={formatPosition(axis, position, zone)}
      style={style}
      onKeyDown={onKeyDown(part)}
    />
  );
  const [left, right] = [toX(window[0]), toX(window[1])];
  return (
    <div class="cb-rec-overview" style={{ height: `${HEIGHT}px` }} onPointerDown={onPointerDown}>
      <div ref={drawingRef} class="cb-fig-drawing" aria-hidden="true" {...built} />
      <div class="cb-rec-outside" style={{ left: toShare(edge), width: toShare(left - edge) }} />
      <div class="cb-rec-outside" style={{ left: toShare(right), width: toShare(edge + inner - right) }} />
      {pins
        .filter(({ from }) => from >= begin && from <= end)
        .map(({ kind, from }, index) => (
          <i
            key={index}
            class="cb-rec-pinned"
            style={{ left: toShare(toX(from)), background: markColour[kind] }}
          />
        ))}
      {slider('body', texts.overviewWindow, window[0], {
        left: `${left}px`,
        width: `${Math.max(2, right - left)}px`,
      })}
      {slider('from', texts.overviewFrom, window[0], { left: `${left - 5}px` })}
      {slider('to', texts.overviewTo, window[1], { left: `${right - 5}px` })}
    </div>
  );
}
