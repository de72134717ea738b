import type { ComponentChildren } from 'preact';
import { useRef, useState } from 'preact/hooks';
import type { Figure, FigurePlace } from './figure.ts';
import { FigureKey } from './FigureKey.tsx';
import { DataTable, FigureData, FigureDataToggle } from './FigureData.tsx';
import { figureTexts } from '#texts/figure.ts';
import { StillFigure } from './StillFigure.tsx';
import { TakeAway } from './TakeAway.tsx';
import './figure.css';

export interface FigureFrameProps {
  figure: Figure;
  place: FigurePlace;
  /** Pixels; the figure is drawn once there are any. */
  width: number;
  /** The summary stands on the page too, and not only for those who do not see the drawing. */
  summarized?: boolean;
  /** Buttons of its own, beside what it is taken away by. */
  tools?: ComponentChildren;
  /** What draws it, where it is more than looked at. */
  children?: ComponentChildren;
}

/** A figure with all that belongs to it: title, unit, what to take away, the drawing, its numbers. */
export function FigureFrame({ figure, place, width, summarized = false, tools, children }: FigureFrameProps) {
  const texts = figureTexts[place.locale];
  const drawnRef = useRef<HTMLDivElement>(null);
  const [isOpen, setOpen] = useState(false);
  const { table } = figure;
  const isAsked = typeof table === 'function';
  return (
    <section class="cb-fig" aria-label={texts.titleOf(figure.title, place.name)}>
      <header class="cb-fig-head">
        <h3 class="cb-fig-title">
          {figure.title}
          {figure.unit && (
            <>
              {' '}
              <small>{figure.unit}</small>
            </>
          )}
        </h3>
        <span class="cb-fig-tools">
          {isAsked && <FigureDataToggle figure={figure} texts={texts} onToggle={setOpen} />}
          {tools}
          <TakeAway
            figure={figure}
            place={place}
            width={width}
            texts={texts}
            drawn={() => drawnRef.current?.querySelector('.cb-fig-drawing > *') ?? null}
          />
        </span>
      </header>
      {summarized && <p class="cb-fig-note">{figure.summary}</p>}
      <div ref={drawnRef} class="cb-fig-body">
        {children ?? <StillFigure figure={figure} width={width} />}
      </div>
      {figure.keyed && figure.legend && <FigureKey legend={figure.legend} />}
      {figure.note && <p class="cb-fig-note">{figure.note}</p>}
      {isAsked && isOpen && <DataTable figure={figure} texts={texts} />}
      {table && !isAsked && <FigureData figure={figure} texts={texts} />}
    </section>
  );
}
