import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { toRowTop, type FlameDirection } from '#charts/flame-graph.ts';
import { flameBoxes, type FlameLayout } from '#charts/flame-layout.ts';
import type { FlameChange, FlameTree } from '#charts/flame-tree.ts';
import { toPrintable } from '#model/printable.ts';
import { ROOT } from '#model/profile/call-tree.ts';
import type { FlameTexts } from '#texts/flame.ts';
import type { Drawable, Figure } from '#viewer/figure/figure.ts';
import { followPage } from '#viewer/figure/follow-page.ts';
import type { TooltipContent } from '#viewer/figure/tooltip.ts';
import { useDrawing } from '#viewer/figure/use-drawing.ts';
import { useUniqueId } from '#viewer/figure/use-unique-id.ts';
import { toFacts, toPlace } from './facts.ts';
import { FlameSurface } from './surface.ts';
import type { FlameValues } from './values.ts';
import { findBoxOf, findRow, walkFlame, type FlameStep } from './walk.ts';

export interface FlamePlotProps {
  figure: Figure;
  /** What draws it: the same as long as nothing of that changes. */
  drawable: Drawable;
  width: number;
  flame: FlameTree;
  layout: FlameLayout;
  direction: FlameDirection;
  values: FlameValues;
  total: number;
  change: FlameChange | undefined;
  leastHeight: number;
  greatestHeight: number;
  texts: FlameTexts;
  /** The node that the reader is at. */
  focused: number | undefined;
  isZoomed: boolean;
  onFocus(node: number): void;
  onZoom(node: number): void;
  onUndo(): void;
  onChoose: ((name: string) => void) | undefined;
  onSearch: (() => void) | undefined;
}

/** The drawing, with what moves over it. To keys it is one stop, in which arrows walk from frame to frame. */
export function FlamePlot(props: FlamePlotProps) {
  const { figure, width, flame, layout, direction, texts, focused } = props;
  const { onFocus, onZoom, onUndo, onChoose } = props;
  const keysId = useUniqueId();
  const itemId = useUniqueId();
  const { drawingRef, built } = useDrawing(props.drawable, width, figure.summary);
  const [said, setSaid] = useState('');
  const scrollRef = useRef<HTMLDivElement>(null);
  const elementRef = useRef<HTMLDivElement>(null);
  const canvasRef = useRef<HTMLCanvasElement>(null);
  const tipRef = useRef<HTMLDivElement>(null);
  const surfaceRef = useRef<FlameSurface | undefined>(undefined);
  /** Pixels between the lower edges of what scrolls and of what is seen: a flame graph stands on its root. */
  const belowRef = useRef(0);
  const clickedRef = useRef<number | undefined>(undefined);
  const focusedBox = focused === undefined ? undefined : findBoxOf(layout, focused);

  const item = toItem(props, focusedBox ?? findBoxOf(layout, layout.at) ?? 0);

  const tell = (index: number): Pick<TooltipContent, 'heading' | 'rows' | 'rest'> => {
    const node = layout.node[index]!;
    const box = layout.box[index]!;
    if (box !== flameBoxes.frame) {
      const words = box === flameBoxes.narrow ? texts.narrow : texts.callersMore;
      return { heading: words(layout.hidden[index]!), rows: [], rest: '' };
    }
    const frame = node === ROOT ? undefined : flame.tree.frames[flame.tree.frame[node]!]!;
    return {
      heading: frame ? toPrintable(frame.name) : texts.whole,
      rows: toFacts({ ...props, node, at: layout.at }).map(({ label, value }) => ({
        colour: 'transparent',
        label,
        value,
        near: false,
      })),
      rest: frame ? toPlace(frame) : '',
    };
  };

  useEffect(() => {
    if (!elementRef.current || !canvasRef.current || !tipRef.current || width <= 0) return;
    const content = { flame, layout, direction, focused: focusedBox, tell };
    const parts = { surface: elementRef.current, canvas: canvasRef.current, tip: tipRef.current };
    surfaceRef.current ??= new FlameSurface(parts, content);
    surfaceRef.current.update(content);
  });
  useEffect(() => {
    const redraw = (): void => surfaceRef.current?.redraw();
    return followPage(document, { onColours: redraw, onPaper: () => undefined });
  }, []);
  useLayoutEffect(() => {
    const { current } = scrollRef;
    if (current && direction === 'flame') {
      current.scrollTop = current.scrollHeight - current.clientHeight - belowRef.current;
    }
  }, [layout, direction]);

  const scrollTo = (index: number): void => {
    const { current } = scrollRef;
    if (!current) return;
    const y = toRowTop(layout, findRow(layout, index), direction);
    if (y < current.scrollTop) current.scrollTop = y;
    else if (y + ROW_ROOM > current.scrollTop + current.clientHeight) {
      current.scrollTop = y + ROW_ROOM - current.clientHeight;
    }
  };
  const nameOf = (node: number): string | undefined =>
    node === ROOT ? undefined : flame.tree.frames[flame.tree.frame[node]!]!.name;
  const walk = (step: FlameStep): void => {
    const start = focusedBox ?? findBoxOf(layout, layout.at) ?? 0;
    // The first key shows where one is.
    const next = focusedBox === undefined && step !== 'root' ? start : walkFlame(flame, layout, start, step);
    if (next === undefined || layout.node.length === 0) return;
    if (layout.box[next] === flameBoxes.narrow) {
      setSaid(texts.narrow(layout.hidden[next]!));
      return;
    }
    onFocus(layout.node[next]!);
    setSaid('');
    scrollTo(next);
  };
  const choose = (node: number | undefined): void => {
    const name = node === undefined ? undefined : nameOf(node);
    if (name !== undefined) onChoose?.(name);
  };
  const press = (event: KeyboardEvent): boolean => {
    if (event.ctrlKey || event.metaKey || event.altKey) return false;
    const isFlame = direction === 'flame';
    switch (event.key) {
      case 'ArrowUp':
        walk(isFlame ? 'callee' : 'caller');
        return true;
      case 'ArrowDown':
        walk(isFlame ? 'caller' : 'callee');
        return true;
      case 'ArrowLeft':
        walk('left');
        return true;
      case 'ArrowRight':
        walk('right');
        return true;
      case 'Home':
        walk('root');
        return true;
      case 'Enter':
        if (focused === undefined) return false;
        if (event.shiftKey) choose(focused);
        else onZoom(focused);
        return true;
      case 'Escape':
      case 'Backspace':
        // Else the key is of whatever is around.
        if (props.isZoomed) onUndo();
        return props.isZoomed;
      case '/':
        props.onSearch?.();
        return props.onSearch !== undefined;
      default:
        return false;
    }
  };
  const click = (event: MouseEvent): void => {
    const index = surfaceRef.current?.boxAt(event);
    // The second click of a double one meets what the first has zoomed.
    if (index === undefined || event.detail > 1) return;
    const node = layout.node[index]!;
    clickedRef.current = layout.box[index] === flameBoxes.frame ? node : undefined;
    onFocus(node);
    onZoom(node);
  };

  return (
    <div class="cb-flame-plot">
      <div
        ref={scrollRef}
        class="cb-flame-scroll"
        style={{
          maxHeight: `min(75vh, ${props.greatestHeight}px)`,
          minHeight: `min(75vh, ${props.greatestHeight}px, ${props.leastHeight + 2}px)`,
        }}
        onScroll={({ currentTarget: { scrollHeight, clientHeight, scrollTop } }) => {
          belowRef.current = scrollHeight - clientHeight - scrollTop;
          surfaceRef.current?.hover(undefined);
        }}
      >
        <div
          ref={elementRef}
          class="cb-flame-surface"
          data-direction={direction}
          role="tree"
          tabIndex={0}
          aria-activedescendant={`${itemId}-${item.node}`}
          aria-label={`${figure.title}. ${figure.summary}`}
          aria-describedby={keysId}
          onKeyDown={(event) => {
            if (!press(event)) return;
            event.preventDefault();
            event.stopPropagation();
          }}
          onPointerMove={(event) => {
            // A finger would cover it; what it touches stands below.
            if (event.pointerType !== 'touch') surfaceRef.current?.hover(event);
          }}
          onPointerLeave={() => surfaceRef.current?.hover(undefined)}
          onClick={click}
          onDblClick={() => choose(clickedRef.current)}
        >
          <div
            ref={drawingRef}
            class="cb-fig-drawing"
            style={{ minHeight: `${figure.height}px` }}
            {...built}
          />
          <canvas ref={canvasRef} class="cb-flame-over" width={1} height={1} aria-hidden="true" />
          {/* The one that keys are at stands for itself: another one is another element, so that it is said. */}
          <div
            key={item.node}
            id={`${itemId}-${item.node}`}
            class="cb-fig-unseen"
            role="treeitem"
            aria-selected={focused !== undefined}
            aria-level={item.level}
            aria-posinset={item.position}
            aria-setsize={item.siblings}
          >
            {item.words}
          </div>
        </div>
      </div>
      <div ref={tipRef} class="cb-fig-tip cb-flame-tip" aria-hidden="true" hidden />
      <p id={keysId} class="cb-fig-unseen">
        {texts.keys}
      </p>
      <p class="cb-fig-unseen" role="status">
        {said}
      </p>
    </div>
  );
}

/** Pixels of a row that is scrolled to, with a little of what is beyond. */
const ROW_ROOM = 20;

/** A box as an item of a tree, for those who do not see it. */
function toItem({ flame, layout, values, total, texts }: FlamePlotProps, index: number) {
  const { tree } = flame;
  const node = layout.node[index] ?? ROOT;
  const row = findRow(layout, index);
  let [first, last] = [index, index];
  const isSibling = (at: number): boolean =>
    layout.box[at] === flameBoxes.frame && tree.parent[layout.node[at]!] === tree.parent[node];
  while (first > layout.rowStarts[row]! && isSibling(first - 1)) first--;
  while (last + 1 < layout.rowStarts[row + 1]! && isSibling(last + 1)) last++;
  const name = node === ROOT ? texts.whole : toPrintable(tree.frames[tree.frame[node]!]!.name);
  const [all, self] = [tree.total[node]!, tree.self[node]!];
  return {
    node,
    level: row + 1,
    position: index - first + 1,
    siblings: last - first + 1,
    words:
      layout.box[index] === flameBoxes.callers
        ? texts.callersMore(layout.hidden[index]!)
        : texts.frameSays(name, values.own(all), values.share(all, total), values.own(self)),
  };
}
