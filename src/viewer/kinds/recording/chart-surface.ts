import type { PagePaint, PaintedScale } from '#charts/paint-time-chart.ts';
import { sidesOf } from '#charts/margins.ts';
import { NOISE_SHADE } from '#charts/paint-layers.ts';
import { seriesClass } from '#charts/usage-lines.ts';
import { axisBounds, findSample } from '#model/recording/time-axis.ts';
import type { Cursor } from '#viewer/figure/cursor.ts';
import { attachGestures, pixelOfPosition, type GestureTarget } from '#viewer/figure/gestures.ts';
import { drawAtOnceOrInTurn, drawBehind, drawInTurn, leaveTurn } from '#viewer/figure/draw-queue.ts';
import { drawStill } from '#viewer/figure/figure.ts';
import { followPage } from '#viewer/figure/follow-page.ts';
import { prepareCanvas, Surface } from '#viewer/figure/surface.ts';
import { fittingRows, isNarrow } from '#viewer/figure/tooltip.ts';
import { toPagePaint } from './page-paint.ts';
import {
  findNearest,
  findPause,
  toHoverValues,
  toKeepOff,
  toTooltip,
  type HoverValue,
} from './chart-hover.ts';
import type { ChartSelection } from './chart-selection.ts';
import type { RecordingTexts } from '#texts/recording.ts';
import { formatMetric, formatSample } from './numbers.ts';
import { panWindow, zoomWindow } from './state.ts';
import type { PinPoint } from './pin-draft.ts';
import type { UsageFigure } from './usage-figure.ts';
import type { UsageView } from './usage-view.ts';

/** Of a sheet of paper between its margins, upright, in pixels of a page. */
const sheetWidth = 700;

/** Rows of a recording from which on the first of its charts is seen before anything else is drawn. */
export const MANY = 100_000;

/** What a surface shows. */
export interface SurfaceContent {
  figure: UsageFigure;
  view: UsageView;
  window: readonly [number, number];
  /** The window is not being moved: it is the figure's own. */
  isResting: boolean;
  width: number;
  texts: RecordingTexts;
  selection: ChartSelection;
  onWindow(window: [number, number], done: boolean): void;
  onReset(): void;
  /** The next point, or stretch, that is chosen is for a note. */
  onPin?: ((point: PinPoint) => void) | undefined;
}

/**
 * The drawing of one chart and what moves over it: cursor, tooltip, the stretch being dragged. It
 * draws anew when the figure or the width changes; a hover only moves what is there. While the window is
 * moved it is painted on a canvas, and drawn once it rests; a figure of very many points is painted then too.
 */
export class ChartSurface {
  private readonly element: HTMLElement;
  private readonly cursor: Cursor;
  private content: SurfaceContent;
  private readonly surface: Surface;
  /** Where values stand in what is seen. */
  private scale: { apply(value: number): number; invert?(y: number): number } | undefined;
  private seenWindow: readonly [number, number];
  /** There is a figure, or a width, that was not drawn yet. */
  private isStale = true;
  /** It is not drawn yet: others of a large recording are before it. */
  private isWaiting: boolean;
  /** It is seen for the first time, as a frame: it is drawn when its turn comes, and not before. */
  private isFirst = false;
  /** What the figure is painted on where it is not drawn, and in which letters and colours. */
  private painted: { canvas: HTMLCanvasElement; page: PagePaint } | undefined;
  /** The page's colours, from the first frame of a movement to its end. */
  private page: PagePaint | undefined;
  /** Key of the series that is outlined. */
  private outlined: string | undefined;
  /** The drawing is that for paper, whose layout has widths of its own. */
  private isPrinted = false;
  private readonly endings: (() => void)[];

  constructor(element: HTMLElement, cursor: Cursor, content: SurfaceContent) {
    this.element = element;
    this.cursor = cursor;
    this.content = content;
    this.seenWindow = content.window;
    this.surface = new Surface(element);
    this.endings = [
      cursor.listen(() => this.follow()),
      attachGestures(element, () => this.toTarget()),
      this.followPage(),
    ];
    this.isWaiting = content.view.recording.rows > MANY;
    if (this.isWaiting) {
      drawAtOnceOrInTurn(this, () => {
        this.isWaiting = false;
        if (this.isPrinted) return;
        // As in a movement, which takes a quarter of the time, until all charts are seen.
        this.isFirst = this.paint();
        if (this.isFirst) drawBehind(this, () => this.rest());
        else this.draw();
      });
    } else this.draw();
  }

  /** Draws anew where there is a new figure or width. */
  update(content: SurfaceContent): void {
    const { figure, width, selection } = this.content;
    this.content = content;
    if (content.figure !== figure || content.width !== width) this.isStale = true;
    if (this.isPrinted || this.isWaiting || (this.isFirst && content.isResting)) return;
    if (content.isResting && this.surface.isMoving) drawInTurn(this, () => this.rest());
    else if (content.isResting && this.isStale) this.draw();
    else if (this.seenWindow.some((edge, at) => edge !== content.window[at])) this.paint();
    if (content.selection.range !== selection.range) this.showStretch();
  }

  remove(): void {
    leaveTurn(this);
    leaveTurn(this.surface);
    for (const end of this.endings) end();
    this.surface.remove();
  }

  /** Draws what was only painted, unless it is moved again. */
  private rest(): void {
    this.isFirst = false;
    if (!this.isPrinted && this.content.isResting && this.surface.isMoving) this.draw();
  }

  private draw(): void {
    const { figure, width, window } = this.content;
    const inner = figure.edges?.(width) ?? [0, figure.height];
    this.page = undefined;
    this.scale = this.paintAtRest();
    if (this.scale && this.painted) {
      this.surface.put(this.painted.canvas, width, figure.height, inner);
      // What a tooltip keeps off is known before the first of them: of so many points it takes a frame.
      drawBehind(this.surface, () => figure.painting?.occupancy(width));
    } else {
      this.painted = undefined;
      const chart = figure.draw(width, this.element.ownerDocument);
      this.surface.put(chart, width, figure.height, inner);
      this.scale = chart.scale('y');
    }
    this.seenWindow = window;
    this.isStale = false;
    this.outlined = undefined;
    this.follow();
  }

  /** Paints a figure that has more points than a drawing takes; others, and those of no canvas, have no scale of it. */
  private paintAtRest(): PaintedScale | undefined {
    const { figure, width } = this.content;
    const { painting } = figure;
    if (!painting?.isDense(width)) return undefined;
    const canvas = this.painted?.canvas ?? this.element.ownerDocument.createElement('canvas');
    const context = prepareCanvas(canvas, width, figure.height);
    if (!context) return undefined;
    const page = toPagePaint(this.element);
    this.painted = { canvas, page };
    return painting.paint(context, width, page);
  }

  /** Dots have the colours that they were painted in, and none on paper. */
  private followPage(): () => void {
    const { ownerDocument: document } = this.element;
    const onColours = (): void => {
      if (this.painted) this.draw();
    };
    const onPaper = (printed: boolean): void => {
      const { figure, width } = this.content;
      this.isPrinted = printed;
      // As wide as a sheet: a drawing of the window's width is made smaller there, and its letters with it.
      if (printed) this.surface.replace(drawStill(figure, Math.min(width, sheetWidth), document));
      else this.draw();
    };
    return followPage(document, { onColours, onPaper });
  }

  /**
   * Paints the window as it is now: the figure's own is that where it last rested.
   *
   * @returns whether it can be painted
   */
  private paint(): boolean {
    const { figure, width, window } = this.content;
    this.seenWindow = window;
    this.isFirst = false;
    leaveTurn(this);
    leaveTurn(this.surface);
    const { painting } = figure;
    const context = painting && this.surface.beginFrame(width, figure.height);
    if (!context) return false;
    this.page ??= toPagePaint(this.element);
    this.scale = painting.paint(context, width, this.page, window);
    this.outlined = undefined;
    this.surface.setOutline(undefined);
    this.follow();
    return true;
  }

  /** Puts everything where the cursor is. */
  private follow(): void {
    const { figure, view, window, width, texts } = this.content;
    const { place, emphasis } = this.cursor;
    const sample = place?.sample;
    const pause = place?.pause;
    const position = pause?.position ?? (sample === undefined ? NaN : (view.axis.positions[sample] ?? NaN));
    const inside = position >= window[0] && position <= window[1];
    const x = inside ? pixelOfPosition({ window, width, margins: sidesOf(width) }, position) : 0;
    this.surface.setLine(inside ? x : undefined);
    this.showStretch();

    const values =
      inside && sample !== undefined && !pause
        ? toHoverValues(figure.drawn, figure.metric, figure.stacked, sample, view.axis)
        : [];
    const here = place?.figure === figure.id;
    const nearest = figure.faceted ? undefined : this.toNearest(values, here ? place.y : undefined);
    this.surface.setDot(
      nearest && Number.isFinite(nearest.top) && this.scale
        ? { x, y: this.scale.apply(nearest.top), colour: nearest.one.colour }
        : undefined,
    );
    this.showOutline(emphasis ?? nearest?.one.series.key);
    if (!here || sample === undefined || !inside) {
      this.surface.tooltip.hide();
      this.surface.setRoom(false);
      return;
    }
    const heading = pause?.label ?? formatSample(view.axis, sample, view.zone);
    const firstIsZero = view.recording.format.startsWith('topid');
    this.surface.tooltip.show({
      heading,
      ...(pause
        ? { rows: [], rest: '' }
        : toTooltip(values, nearest, figure, firstIsZero, fittingRows(width, figure.height), texts)),
      readout: isNarrow(width),
      keepOff: toKeepOff(figure, width),
      x,
      width,
    });
    this.surface.setRoom(this.cursor.locked);
    // Screen readers speak the new value of what is a slider to them.
    const most = values.toSorted((a, b) => b.value - a.value).slice(0, 3);
    const told = most.map(
      ({ one, value }) => `${one.label} ${formatMetric(value, figure.metric, figure.memoryUnit)}`,
    );
    this.element.setAttribute('aria-valuenow', String(sample + 1));
    this.element.setAttribute(
      'aria-valuetext',
      texts.listed([heading, ...(told.length > 0 || pause ? told : [texts.noValue])]),
    );
  }

  /** The selection, or the one that is being drawn, as far as it is in the window. */
  private showStretch(): void {
    const { window, width, selection } = this.content;
    const range = this.cursor.stretch ?? selection.range;
    const from = range && Math.max(range[0], window[0]);
    const to = range && Math.min(range[1], window[1]);
    const extent = { window, width, margins: sidesOf(width) };
    this.surface.setBrush(
      from !== undefined && to !== undefined && from < to
        ? { from: pixelOfPosition(extent, from), to: pixelOfPosition(extent, to) }
        : undefined,
    );
  }

  /** In the chart pointed at by height; in the others the same series. */
  private toNearest(values: readonly HoverValue[], y: number | undefined): HoverValue | undefined {
    if (y === undefined || !this.scale?.invert) {
      return values.find(({ one }) => one.series.key === this.cursor.nearest);
    }
    const nearest = findNearest(values, this.content.figure.stacked, this.scale.invert(y));
    this.cursor.setNearest(nearest?.one.series.key);
    return nearest;
  }

  /** Draws one series once more on top, wider; a band gets its edge. */
  private showOutline(key: string | undefined): void {
    if (key === this.outlined) return;
    this.outlined = key;
    const { figure, width } = this.content;
    this.surface.setOutline(undefined);
    const index = figure.faceted ? -1 : figure.drawn.findIndex(({ series }) => series.key === key);
    if (index < 0 || this.surface.isMoving) return;
    if (this.painted) {
      const context = this.surface.beginOutline(width, figure.height);
      if (context) figure.painting?.paintOutline(context, index, width, this.painted.page);
      return;
    }
    const path = this.surface.find(`.${seriesClass(index)} path`);
    const d = path?.getAttribute('d');
    if (!d) return;
    const isShaded = figure.stacked && figure.painting?.isNoise(index, width) === true;
    this.surface.setOutline({
      d,
      shade: isShaded ? NOISE_SHADE : 0,
      dash: path?.parentElement?.getAttribute('stroke-dasharray') ?? 'none',
      stroke: figure.stacked ? 'var(--cb-ink)' : (figure.drawn[index]?.colour ?? 'none'),
      width: isShaded ? 0 : figure.stacked ? 1 : 3,
    });
  }

  private toTarget(): GestureTarget {
    const { figure, view, window, width, selection, onWindow, onReset, onPin } = this.content;
    const { cursor } = this;
    const [begin, end] = axisBounds(view.axis);
    const isSelected = (position: number): boolean =>
      selection.range !== undefined && position >= selection.range[0] && position <= selection.range[1];
    const toSample = (position: number): number | undefined => findSample(view.axis, position);
    return {
      window,
      width,
      margins: sidesOf(width),
      zoom: (...given) => zoomWindow(view.axis, ...given),
      pan: (...given) => panWindow(view.axis, ...given),
      isZoomed: window[0] > begin || window[1] < end,
      onWindow,
      onPoint(point) {
        const sample = point && toSample(point.position);
        const pause = point && findPause(view, point.position);
        cursor.hover(
          point && sample !== undefined ? { sample, figure: figure.id, y: point.y, pause } : undefined,
        );
      },
      onClick(point) {
        if (onPin) {
          onPin({ from: point.position, figure: figure.id, y: point.y });
          return;
        }
        // A press beside the selection lets it go, and does no more.
        if (selection.range && !isSelected(point.position)) {
          selection.clear();
          return;
        }
        const sample = toSample(point.position);
        if (sample !== undefined) cursor.toggleLock({ sample, figure: figure.id, y: point.y });
      },
      onSelect(stretch, done) {
        selection.select(stretch, done);
        if (stretch && done) onPin?.({ from: stretch[0], to: stretch[1], figure: figure.id });
      },
      onDouble: (position) => (isSelected(position) ? selection.zoomTo() : onReset()),
    };
  }
}
