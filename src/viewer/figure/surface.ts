import { TooltipBox } from './tooltip.ts';

/** One part of a drawing once more on top of it. */
export interface Outline {
  d: string;
  stroke: string;
  width: number;
  dash: string;
  /** How much of the ink lies over what it encloses, from 0 to 1. */
  shade: number;
}

/**
 * What lies over a drawing and follows the cursor: a line, a dot, an outline, a stretch that is being
 * dragged, a tooltip. The drawing is handed over; moving what is over it draws nothing anew.
 */
export class Surface {
  readonly tooltip: TooltipBox;
  private readonly element: HTMLElement;
  private readonly drawing: HTMLElement;
  /** In the place of the drawing, for as long as it changes with each frame. */
  private readonly canvas: HTMLCanvasElement;
  /** Over a drawing that is a canvas: what is pointed out of it. */
  private readonly pointed: HTMLCanvasElement;
  private readonly overlay: SVGElement;
  private readonly outline: SVGElement;
  private readonly brush: SVGElement;
  private readonly line: HTMLElement;
  private readonly dot: HTMLElement;
  /** Of what was put, in pixels. */
  private width = 1;

  constructor(element: HTMLElement) {
    this.element = element;
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
    this.drawing = make('cb-fig-drawing');
    // In the page from the beginning: what is put into it later makes the browser ask anew what styles ask of its root.
    const makeCanvas = (className: string): HTMLCanvasElement => {
      const made = document.createElement('canvas');
      made.className = className;
      made.setAttribute('aria-hidden', 'true');
      made.hidden = true;
      return made;
    };
    this.canvas = makeCanvas('cb-fig-frames');
    this.pointed = makeCanvas('cb-fig-pointed');
    this.overlay = makeSvg('svg', 'cb-fig-overlay');
    this.overlay.setAttribute('aria-hidden', 'true');
    this.outline = makeSvg('path', 'cb-fig-outline');
    this.brush = makeSvg('rect', 'cb-fig-brush');
    this.brush.setAttribute('visibility', 'hidden');
    this.overlay.append(this.outline, this.brush);
    // Apart from the drawing, so that a moving cursor does not paint thousands of points again.
    this.line = make('cb-fig-cursor');
    this.dot = make('cb-fig-dot');
    const tip = make('cb-fig-tip');
    const tipPlace = make('cb-fig-tip-place');
    tipPlace.append(tip);
    this.tooltip = new TooltipBox(tip);
    element.replaceChildren(
      this.drawing,
      this.pointed,
      this.canvas,
      this.overlay,
      this.line,
      this.dot,
      tipPlace,
    );
  }

  /** @param inner from where to where the line and the stretch go, in pixels from above */
  put(drawn: Element, width: number, height: number, inner: readonly [top: number, bottom: number]): void {
    const [top, bottom] = inner;
    this.drawing.replaceChildren(drawn);
    this.endFrames();
    this.setOutline(undefined);
    // On paper it is stretched as the drawing is.
    const viewBox = `0 0 ${width} ${height}`;
    setAttributes(this.overlay, { width, height, viewBox, preserveAspectRatio: 'none' });
    this.width = width;
    this.line.style.top = `${top}px`;
    this.line.style.height = `${bottom - top}px`;
    // On paper a drawing is as wide as the sheet, and the line stands and ends at the same parts of it.
    this.line.style.setProperty('--cb-top', `${(100 * top) / height}%`);
    this.line.style.setProperty('--cb-bottom', `${100 - (100 * bottom) / height}%`);
    setAttributes(this.brush, { y: top, height: Math.max(0, bottom - top) });
  }

  /** Another drawing in the place of the one that was put, and of a frame of a movement. */
  replace(drawn: Element): void {
    this.drawing.replaceChildren(drawn);
    this.endFrames();
  }

  /** A canvas of the size, empty, that is seen instead of the drawing until there is a new one. */
  beginFrame(width: number, height: number): CanvasRenderingContext2D | undefined {
    const context = prepareCanvas(this.canvas, width, height);
    if (!context) return undefined;
    if (this.canvas.hidden) {
      this.canvas.hidden = false;
      // Not its visibility, which each of its thousand parts would have to be told.
      this.drawing.style.opacity = '0';
    }
    return context;
  }

  /** What is seen is a frame of a movement. */
  get isMoving(): boolean {
    return !this.canvas.hidden;
  }

  private endFrames(): void {
    this.canvas.hidden = true;
    this.drawing.style.opacity = '';
  }

  /** Pixels from the left; undefined where the cursor is outside. */
  setLine(x: number | undefined): void {
    this.line.hidden = x === undefined;
    this.line.style.transform = `translateX(${x ?? 0}px)`;
    this.line.style.setProperty('--cb-at', `${(100 * (x ?? 0)) / this.width}%`);
  }

  /** What stands below makes room for the values that stay there; those that come and go lie over it. */
  setRoom(isKept: boolean): void {
    const room = isKept ? this.tooltip.heightBelow : 0;
    const margin = room > 0 ? `${room}px` : '';
    if (this.element.style.marginBottom !== margin) this.element.style.marginBottom = margin;
  }

  setDot(dot: { x: number; y: number; colour: string } | undefined): void {
    this.dot.hidden = dot === undefined;
    if (!dot) return;
    this.dot.style.transform = `translate(${dot.x}px, ${dot.y}px)`;
    this.dot.style.background = dot.colour;
  }

  /** The path of something drawn, once more on top; nothing is pointed out where none is given. */
  setOutline(outline: Outline | undefined): void {
    this.pointed.hidden = true;
    if (!outline) {
      this.outline.removeAttribute('d');
      return;
    }
    const { d, stroke, width, dash, shade } = outline;
    setAttributes(this.outline, {
      d,
      stroke,
      'stroke-dasharray': dash,
      'stroke-width': width,
      'fill-opacity': shade,
    });
  }

  /** A canvas of the size over the drawing, empty, for what is pointed out of one that was painted. */
  beginOutline(width: number, height: number): CanvasRenderingContext2D | undefined {
    const context = prepareCanvas(this.pointed, width, height);
    this.pointed.hidden = !context;
    return context;
  }

  setBrush(stretch: { from: number; to: number } | undefined): void {
    this.brush.setAttribute('visibility', stretch ? 'visible' : 'hidden');
    if (stretch) setAttributes(this.brush, { x: stretch.from, width: stretch.to - stretch.from });
  }

  /** A part of the drawing. */
  find(selector: string): Element | null {
    return this.drawing.querySelector(selector);
  }

  remove(): void {
    this.element.replaceChildren();
  }
}

function setAttributes(element: Element, attributes: Record<string, string | number>): void {
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
}

/** The context of a canvas of a size on the page: empty, in pixels of the page. */
export function prepareCanvas(
  canvas: HTMLCanvasElement,
  width: number,
  height: number,
): CanvasRenderingContext2D | undefined {
  const context = canvas.getContext('2d');
  if (!context) return undefined;
  const dots = canvas.ownerDocument.defaultView?.devicePixelRatio ?? 1;
  const [wide, high] = [Math.round(width * dots), Math.round(height * dots)];
  if (canvas.width !== wide) canvas.width = wide;
  if (canvas.height !== high) canvas.height = high;
  canvas.style.width = `${width}px`;
  canvas.style.height = `${height}px`;
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.clearRect(0, 0, wide, high);
  context.setTransform(dots, 0, 0, dots, 0, 0);
  return context;
}
