import { useMemo } from 'preact/hooks';
import { withState } from '#view/state-change.ts';
import type { RecordingState } from '#view/recording-state.ts';
import { FigureSections, type FigureSectionsProps } from './FigureSections.tsx';
import { findLifetimes, toLifetimes, toLifetimesFigure } from './lifetimes-figure.ts';
import type { FigureScene } from './usage-figure.ts';

export interface LifetimesPartProps extends Omit<FigureSectionsProps, 'figures'> {
  state: RecordingState;
  scene: FigureScene;
  onState(next: RecordingState): void;
}

/** Who lived when, below the charts: unfolded on demand, and by the link. */
export function LifetimesPart({ state, scene, onState, ...shared }: LifetimesPartProps) {
  const { view, texts } = shared;
  const isOpen = state.lifetimes === true;
  const series = useMemo(() => findLifetimes(view), [view]);
  const lived = useMemo(() => (isOpen ? toLifetimes(view, series) : undefined), [isOpen, view, series]);
  const figures = useMemo(() => (lived ? [toLifetimesFigure(view, lived, scene)] : []), [view, lived, scene]);
  if (series.length === 0) return null;
  const label = view.recording.threadRows ? texts.lifetimesOfThreads : texts.lifetimes;
  return (
    <details
      class="cb-rec-lifetimes"
      open={isOpen}
      onToggle={(event) => {
        const { open } = event.currentTarget;
        if (open !== isOpen) onState(withState(state, { lifetimes: open || undefined }));
      }}
    >
      <summary>{label(series.length)}</summary>
      <FigureSections {...shared} figures={figures} />
    </details>
  );
}
