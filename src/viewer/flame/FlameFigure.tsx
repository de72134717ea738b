import { useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { toFlameLegend, toFlamePaint } from '#charts/flame-colour.ts';
import { toFlameHeight, type FlameLook } from '#charts/flame-graph.ts';
import { layOutFlame } from '#charts/flame-layout.ts';
import type { FlameTree } from '#charts/flame-tree.ts';
import { ROOT } from '#model/profile/call-tree.ts';
import { flameTexts } from '#texts/flame.ts';
import type { Figure } from '#viewer/figure/figure.ts';
import { FigureFrame } from '#viewer/figure/FigureFrame.tsx';
import { useWidth } from '#viewer/figure/use-width.ts';
import { toFlameDrawable } from './drawing.ts';
import { FlamePath } from './FlamePath.tsx';
import { FlamePlot } from './FlamePlot.tsx';
import { FrameLine } from './FrameLine.tsx';
import { toFlameCsv, toFlameTable } from './numbers.ts';
import type { FlameProps } from './props.ts';
import { toSummary } from './summary.ts';
import { toFlameValues } from './values.ts';
import './flame.css';

export interface FlameFigureProps extends FlameProps {
  /** Its own within the view. */
  id: string;
  title: string;
  flame: FlameTree;
  /** The node that fills the width. */
  at: number;
  onZoom(node: number): void;
  /** The outermost node that is drawn, and whether its row is left out. */
  top?: number;
  isTopless?: boolean;
  /** An index into the tree's frames. */
  chosen?: number | undefined;
  onChoose?: ((name: string) => void) | undefined;
}

/** Pixels, before the width of the page is known. */
const GUESSED_WIDTH = 736;
const GREATEST_HEIGHT = 560;

/** A tree as a figure that is walked through: zoomed by clicks and keys, with the frame that it is at below. */
export function FlameFigure(props: FlameFigureProps) {
  const { id, title, flame, at, onZoom, top = ROOT, isTopless = false } = props;
  const { direction, colours, found, chosen, change, total, format, unit, place, onChoose } = props;
  const texts = flameTexts[place.locale];
  const [boxRef, width] = useWidth<HTMLDivElement>();
  const [focus, setFocus] = useState<{ flame: FlameTree; node: number } | undefined>();
  // Of another tree it says nothing.
  const focused = focus?.flame === flame ? focus.node : undefined;
  const values = useMemo(() => toFlameValues({ format, change }), [format, change]);
  const paint = useMemo(() => toFlamePaint(flame, colours), [flame, colours]);
  const whole = useMemo(
    () => layOutFlame(flame, { width: width || GUESSED_WIDTH, top, isTopless }),
    [flame, width, top, isTopless],
  );
  const layout = useMemo(
    () => (at === top ? whole : layOutFlame(flame, { width: whole.width, at, top, isTopless })),
    [flame, whole, at, top, isTopless],
  );
  const legend = useMemo(() => toFlameLegend(flame, layout, colours, texts), [flame, layout, colours, texts]);
  const look: FlameLook = useMemo(
    () => ({ direction, paint, found, chosen, texts: { whole: texts.whole, callers: texts.callersMore } }),
    [direction, paint, found, chosen, texts],
  );
  const drawable = useMemo(
    () => toFlameDrawable({ flame, at, top, isTopless }, look, layout),
    [flame, at, top, isTopless, look, layout],
  );
  const summary = useMemo(() => toSummary(flame, total, values, texts), [flame, total, values, texts]);
  const figure: Figure = useMemo(() => {
    const numbers = { tree: flame.tree, change, total, at };
    return {
      ...drawable,
      id,
      title,
      unit,
      summary,
      height: toFlameHeight(layout),
      note: layout.rowsLeft > 0 ? texts.rowsLeft(layout.rowsLeft) : undefined,
      legend,
      table: () => toFlameTable(numbers, values, texts),
      csv: () => toFlameCsv(numbers, texts),
    };
  }, [drawable, id, title, unit, summary, layout, legend, flame, change, total, at, values, texts]);

  /** The nodes that were zoomed before; of another tree they are nothing. */
  const historyRef = useRef<{ flame: FlameTree; nodes: readonly number[] }>({ flame, nodes: [] });
  const before = (): readonly number[] =>
    historyRef.current.flame === flame ? historyRef.current.nodes : [];
  const zoom = (node: number): void => {
    if (node === at) return;
    historyRef.current = { flame, nodes: [...before(), at] };
    onZoom(node);
  };
  const undo = (): void => {
    const last = before().findLastIndex((node) => node !== at);
    onZoom(before()[last] ?? top);
    historyRef.current = { flame, nodes: before().slice(0, Math.max(0, last)) };
  };

  /** A button of the path was pressed, which may be gone with the zoom: keys then go on in the graph, not at the page's top. */
  const pressedRef = useRef(false);
  const press = (go: () => void): void => {
    pressedRef.current = true;
    go();
  };
  useLayoutEffect(() => {
    if (!pressedRef.current) return;
    pressedRef.current = false;
    const box = boxRef.current;
    if (box && !box.contains(box.ownerDocument.activeElement))
      box.querySelector<HTMLElement>('[role="tree"]')?.focus({ preventScroll: true });
  }, [at, boxRef]);

  return (
    <div ref={boxRef} class="cb-flame">
      <FigureFrame figure={figure} place={place} width={width}>
        <FlamePlot
          figure={figure}
          drawable={drawable}
          width={width}
          flame={flame}
          layout={layout}
          direction={direction}
          values={values}
          total={total}
          change={change}
          // What is below stays where it is while one zooms.
          leastHeight={toFlameHeight(whole)}
          greatestHeight={props.greatestHeight ?? GREATEST_HEIGHT}
          texts={texts}
          focused={focused}
          isZoomed={at !== top}
          onFocus={(node) => setFocus({ flame, node })}
          onZoom={zoom}
          onUndo={undo}
          onChoose={onChoose}
          onSearch={props.onSearch}
        />
        <FlamePath
          flame={flame}
          at={at}
          top={top}
          texts={texts}
          onZoom={(node) => press(() => zoom(node))}
          onUndo={() => press(undo)}
        />
        <FrameLine
          flame={flame}
          node={focused}
          at={at}
          total={total}
          change={change}
          values={values}
          texts={texts}
          sourceOf={props.sourceOf}
          onZoom={zoom}
          onChoose={onChoose}
        />
        {legend.length > 0 && (
          <ul class="cb-flame-legend" aria-label={texts.legend}>
            {legend.map(({ label, colour }) => (
              <li key={label}>
                <i class="cb-fig-swatch" style={{ background: colour }} />
                <bdi>{label}</bdi>
              </li>
            ))}
          </ul>
        )}
      </FigureFrame>
    </div>
  );
}
