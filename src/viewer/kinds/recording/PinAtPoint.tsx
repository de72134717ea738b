import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { sidesOf } from '#charts/margins.ts';
import { elapsedAt } from '#model/recording/time-axis.ts';
import type { RecordingTexts } from '#texts/recording.ts';
import type { Pin } from '#view/capture-state.ts';
import { pixelOfPosition } from '#viewer/figure/gestures.ts';
import { formatPosition } from './numbers.ts';
import type { UsageFigure } from './usage-figure.ts';
import type { UsageView } from './usage-view.ts';
import type { PinPoint } from './pin-draft.ts';

export interface PinAtPointProps {
  view: UsageView;
  window: readonly [number, number];
  width: number;
  /** What it is of. */
  draft: PinPoint;
  /** The charts that it may stand on, from above. */
  figures: readonly Pick<UsageFigure, 'id' | 'kind'>[];
  texts: RecordingTexts;
  onSave(pin: Pin): void;
  onCancel(): void;
}

/** Pixels that it takes, at most. */
const WIDTH = 300;

/** A note being written where it will stand: Enter keeps it, Escape drops it. */
export function PinAtPoint(props: PinAtPointProps) {
  const { view, window, width, draft, figures, texts, onSave, onCancel } = props;
  const formRef = useRef<HTMLFormElement>(null);
  const inputRef = useRef<HTMLInputElement>(null);
  const [problem, setProblem] = useState('');
  const [top, setTop] = useState(0);
  const { from, to, y } = draft;
  const index = figures.filter(({ kind }) => kind === 'time').findIndex(({ id }) => id === draft.figure);
  useLayoutEffect(() => {
    const [surface, parent] = [findChart(formRef.current, index), formRef.current?.parentElement];
    if (surface && parent) {
      const above = surface.getBoundingClientRect().top - parent.getBoundingClientRect().top;
      setTop(above + parent.scrollTop + (y ?? 24));
    }
    inputRef.current?.focus();
  }, [index, y]);

  // Who goes on beside it with nothing written wants no note. Not by the focus: a tap that opens it has that move after it.
  useEffect(() => {
    const leave = ({ target }: PointerEvent): void => {
      if (formRef.current?.contains(target as Node) === false && inputRef.current?.value.trim() === '')
        onCancel();
    };
    document.addEventListener('pointerdown', leave);
    return () => document.removeEventListener('pointerdown', leave);
  }, [onCancel]);

  const end = (pin: Pin | undefined): void => {
    // What comes next is the chart's again.
    findChart(formRef.current, index)?.focus({ preventScroll: true });
    if (pin) onSave(pin);
    else onCancel();
  };
  const save = (event: SubmitEvent): void => {
    event.preventDefault();
    const text = inputRef.current?.value.trim() ?? '';
    if (text === '') {
      setProblem(texts.pinEmpty);
      return;
    }
    const toMs = (position: number): number => Math.round(elapsedAt(view.axis, position) * 1000) / 1000;
    end({ text, time: toMs(from), ...(to === undefined ? {} : { until: toMs(to) }) });
  };
  const { axis, zone } = view;
  const ends = [from, ...(to === undefined ? [] : [to])];
  const x = pixelOfPosition({ window, width, margins: sidesOf(width) }, from);
  return (
    <form
      ref={formRef}
      class="cb-rec-pinpoint"
      style={{ left: `${Math.max(0, Math.min(x, width - Math.min(WIDTH, width)))}px`, top: `${top}px` }}
      aria-label={texts.pin}
      onSubmit={save}
    >
      <label>
        <span class="cb-fig-unseen">{texts.pinText}</span>
        <input
          ref={inputRef}
          class="cb-rec-input"
          maxLength={500}
          placeholder={texts.pinText}
          aria-invalid={problem !== ''}
          onKeyDown={(event) => {
            // Keys of the charts around are letters here.
            event.stopPropagation();
            if (event.key === 'Escape') end(undefined);
          }}
        />
      </label>
      <button type="submit" class="cb-rec-button">
        {texts.pinSave}
      </button>
      <button type="button" class="cb-rec-button" onClick={() => end(undefined)}>
        {texts.pinCancel}
      </button>
      <small>{ends.map((at) => formatPosition(axis, at, zone)).join(' – ')}</small>
      <p class="cb-rec-problem" role="alert">
        {problem}
      </p>
    </form>
  );
}

/** A chart of those that the form stands over. */
function findChart(form: HTMLElement | null, index: number): HTMLElement | undefined {
  const charts = form?.parentElement?.querySelectorAll<HTMLElement>('.cb-fig-surface');
  return charts?.[index] ?? charts?.[0];
}
