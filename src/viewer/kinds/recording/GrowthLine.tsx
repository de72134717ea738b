import { useMemo } from 'preact/hooks';
import { formatDuration } from '#locale/format.ts';
import { keepUnits } from '#locale/no-break.ts';
import { findGrowing } from '#model/recording/growth.ts';
import type { UsageWindow } from '#model/recording/usage-window.ts';
import type { RecordingTexts } from '#texts/recording.ts';
import { formatSigned } from './numbers.ts';
import { toLabel, type UsageView } from './usage-view.ts';

export interface GrowthLineProps {
  view: UsageView;
  usage: UsageWindow;
  /** That of a new window is being computed. */
  isStale: boolean;
  texts: RecordingTexts;
  onOnly(key: string): void;
}

/** Named at most. */
const MOST = 3;

/** Whose memory grows fastest in the window, hidden or not; nothing where no growth is sure. */
export function GrowthLine({ view, usage, isStale, texts, onOnly }: GrowthLineProps) {
  const series = useMemo(() => {
    // Threads have the memory of their process each.
    if (view.recording.threadRows) return [];
    const { shown, hidden } = view.selection;
    return [...shown, ...hidden.flatMap(({ series, by }) => (by === 'text' ? [] : [series]))];
  }, [view]);
  const growing = useMemo(() => findGrowing(series, (one) => usage.growth(one)), [usage, series]);
  if (growing.length === 0) return null;
  return (
    <p
      class="cb-rec-growth"
      title={texts.growthRule}
      // It keeps its place while that of a new window is computed, and says nothing.
      style={isStale ? { visibility: 'hidden' } : undefined}
    >
      {texts.fastestGrowing}
      {growing.slice(0, MOST).map(({ one, growth }, index) => (
        <span key={one.key}>
          {index > 0 && texts.growthNext}
          <button
            type="button"
            class="cb-rec-link"
            title={texts.only(toLabel(view.selection, one))}
            onClick={() => onOnly(one.key)}
          >
            {toLabel(view.selection, one)}
          </button>{' '}
          {keepUnits(
            texts.growthOf(
              formatSigned(growth.perHour),
              // As the table has it, and not the slope times the length.
              formatSigned(usage.memoryChange(one)),
              formatDuration(growth.seconds),
            ),
          )}
        </span>
      ))}
      {growing.length > MOST && texts.growthMore(growing.length - MOST)}
    </p>
  );
}
