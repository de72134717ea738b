import { renderChart } from '#charts/render.ts';
import { chartMargins } from '#charts/time-chart.ts';
import { seriesClass } from '#charts/usage-lines.ts';
import { findSample } from '#model/recording/time-axis.ts';
import { findNearest, toHoverValues, type HoverValue } from './chart-hover.ts';
import type { Cursor } from './cursor.ts';
import type { Figure } from './figure.ts';
import { attachGestures, pixelOfPosition, type GestureTarget } from './gestures.ts';
import type { RecordingMessages } from './messages.ts';
import { formatMetric, formatSample } from './numbers.ts';
import { TooltipBox } from './tooltip.ts';
import type { UsageView } from './usage-view.ts';

/** What a surface shows. */
export interface SurfaceContent {
  figure: Figure;
  view: UsageView;
  window: readonly [number, number];
  width: number;
  texts: RecordingMessages;
  onWindow(window: [number, number], done: boolean): void;
  onReset(): void;
}

/** A scale that Plot exposes; the part of it that is used here. */
interface ValueScale {
  apply(value: number): number;
  invert?(pixel: number): number;
}

/**
 * The drawing of one chart and what moves over it: cursor, tooltip, the stretch being dragged. It
 * draws anew when the figure or the width changes; a hover only moves what is there.
 */
export class ChartSurface {
  private readonly element: HTMLElement;
  private readonly cursor: Cursor;
  private content: SurfaceContent;
  private readonly drawing: HTMLElement;
  private readonly overlay: SVGSVGElement;
  private readonly brush: SVGElement;
  private readonly outline: SVGElement;
  private readonly line: HTMLElement;
  private readonly dot: HTMLElement;
  private readonly tooltip: TooltipBox;
  private scale: ValueScale | undefined;
  /** Key of the series that is outlined. */
  private outlined: string | undefined;
  private readonly endings: (() => void)[];

  constructor(element: HTMLElement, cursor: Cursor, content: SurfaceContent) {
    this.element = element;
    this.cursor = cursor;
    this.content = content;
    const { ownerDocument: document } = element;
    const makeSvg = (name: string, className: string): SVGElement => {
      const made = document.createElementNS('http://www.w3.org/2000/svg', name);
      made.setAttribute('class', className);
      return made;
    };
    const make = (className: string): HTMLElement => {
      const made = document.createElement('div');
      made.className = className;
      made.setAttribute('aria-hidden', 'true');
      return made;
    };
    this.drawing = make('cb-rec-drawing');
    this.overlay = makeSvg('svg', 'cb-rec-overlay') as SVGSVGElement;
    this.overlay.setAttribute('aria-hidden', 'true');
    this.outline = makeSvg('path', 'cb-rec-outline');
    this.brush = makeSvg('rect', 'cb-rec-brush');
    this.brush.setAttribute('visibility', 'hidden');
    this.overlay.append(this.outline, this.brush);
    // Apart from the drawing, so that a moving cursor does not paint thousands of points again.
    this.line = make('cb-rec-cursor');
    this.dot = make('cb-rec-dot');
    const tip = make('cb-rec-tip');
    this.tooltip = new TooltipBox(tip, content.texts);
    element.replaceChildren(this.drawing, this.overlay, this.line, this.dot, tip);
    this.endings = [cursor.listen(() => this.follow()), attachGestures(element, () => this.toTarget())];
    this.draw();
  }

  /** Draws anew where there is a new figure or width. */
  update(content: SurfaceContent): void {
    const { figure, width } = this.content;
    this.content = content;
    if (content.figure !== figure || content.width !== width) this.draw();
  }

  remove(): void {
    for (const end of this.endings) end();
    this.element.replaceChildren();
  }

  /** The drawing itself, to be taken away as a file. */
  get svg(): SVGSVGElement | null {
    return this.drawing.querySelector('svg');
  }

  private draw(): void {
    const { figure, width } = this.content;
    const chart = renderChart(figure.options(width));
    this.drawing.replaceChildren(chart);
    this.scale = (chart as unknown as { scale(name: string): ValueScale | undefined }).scale('y');
    this.outlined = undefined;
    this.outline.removeAttribute('d');
    const [top, bottom] = [chartMargins.top, figure.height - chartMargins.bottom];
    setAttributes(this.overlay, { width, height: figure.height });
    this.line.style.top = `${top}px`;
    this.line.style.height = `${bottom - top}px`;
    setAttributes(this.brush, { y: top, height: Math.max(0, bottom - top) });
    this.follow();
  }

  /** Puts everything where the cursor is. */
  private follow(): void {
    const { figure, view, window, width, texts } = this.content;
    const { place, emphasis } = this.cursor;
    const sample = place?.sample;
    const position = sample === undefined ? NaN : (view.axis.positions[sample] ?? NaN);
    const inside = position >= window[0] && position <= window[1];
    const x = inside ? pixelOfPosition({ window, width }, position) : 0;
    this.line.hidden = !inside;
    this.line.style.transform = `translateX(${x}px)`;

    const values =
      inside && sample !== undefined
        ? toHoverValues(figure.drawn, figure.metric, figure.stacked, sample, view.axis)
        : [];
    const here = place?.figure === figure.id;
    const nearest = figure.faceted ? undefined : this.toNearest(values, here ? place.y : undefined);
    const visible = nearest !== undefined && Number.isFinite(nearest.top) && this.scale !== undefined;
    this.dot.hidden = !visible;
    if (nearest && this.scale && visible) {
      this.dot.style.transform = `translate(${x}px, ${this.scale.apply(nearest.top)}px)`;
      this.dot.style.background = nearest.one.colour;
    }
    this.showOutline(emphasis ?? nearest?.one.series.key);
    if (!here || sample === undefined || !inside) {
      this.tooltip.hide();
      return;
    }
    const time = formatSample(view.axis, sample, view.zone);
    const firstIsZero = view.recording.format.startsWith('topid');
    this.tooltip.show({ time, values, nearest, x, width, figure, firstIsZero });
    // Screen readers speak the new value of what is a slider to them.
    const most = values.toSorted((a, b) => b.value - a.value).slice(0, 3);
    const told = most.map(({ one, value }) => `${one.label} ${formatMetric(value, figure.metric)}`);
    this.element.setAttribute('aria-valuenow', String(sample + 1));
    this.element.setAttribute(
      'aria-valuetext',
      [time, ...(told.length > 0 ? told : [texts.noValue])].join(', '),
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
    const { figure } = this.content;
    const index = figure.faceted ? -1 : figure.drawn.findIndex(({ series }) => series.key === key);
    const path = index < 0 ? null : this.drawing.querySelector(`.${seriesClass(index)} path`);
    const d = path?.getAttribute('d');
    if (!d) {
      this.outline.removeAttribute('d');
      return;
    }
    const stroke = figure.stacked ? 'var(--cb-ink)' : (figure.drawn[index]?.colour ?? 'none');
    const dash = path?.parentElement?.getAttribute('stroke-dasharray') ?? 'none';
    setAttributes(this.outline, {
      d,
      stroke,
      'stroke-dasharray': dash,
      'stroke-width': figure.stacked ? 1 : 3,
    });
  }

  private toTarget(): GestureTarget {
    const { figure, view, window, width, onWindow, onReset } = this.content;
    const { cursor } = this;
    const toSample = (position: number): number | undefined => findSample(view.axis, position);
    return {
      axis: view.axis,
      window,
      width,
      onWindow,
      onReset,
      onPoint(point) {
        const sample = point && toSample(point.position);
        cursor.hover(point && sample !== undefined ? { sample, figure: figure.id, y: point.y } : undefined);
      },
      onClick(point) {
        const sample = toSample(point.position);
        if (sample !== undefined) cursor.toggleLock({ sample, figure: figure.id, y: point.y });
      },
      onBrush: (stretch) => {
        this.brush.setAttribute('visibility', stretch ? 'visible' : 'hidden');
        if (stretch) setAttributes(this.brush, { x: stretch.from, width: stretch.to - stretch.from });
      },
    };
  }
}

function setAttributes(element: Element, attributes: Record<string, string | number>): void {
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
}
