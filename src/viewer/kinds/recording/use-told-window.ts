import { useEffect, useMemo, useState } from 'preact/hooks';
import type { Series } from '#model/recording/recording.ts';
import type { UsageWindow } from '#model/recording/usage-window.ts';
import type { UsageView } from './usage-view.ts';

/** Samples of all series that are looked at in one go. */
const AT_ONCE = 60_000;

/**
 * The window that tables and sentences are of: where what they say of it is much, it is computed piece by
 * piece after the charts were drawn, and until then they are of the window before. Undefined before the first.
 *
 * @param isAtOnce however much it is
 */
export function useToldWindow(
  view: UsageView,
  usage: UsageWindow,
  isAtOnce: boolean,
): UsageWindow | undefined {
  const series = useMemo(() => toldSeries(view), [view]);
  const [first, end] = usage.samples;
  const perPiece = Math.max(1, Math.floor(AT_ONCE / Math.max(1, end - first)));
  const isLittle = isAtOnce || series.length <= perPiece;
  const [told, setTold] = useState<UsageWindow>();
  useEffect(() => {
    if (isLittle) return undefined;
    let done = 0;
    let timer = 0;
    const step = (): void => {
      for (const one of series.slice(done, done + perPiece)) compute(usage, one);
      done += perPiece;
      if (done < series.length) timer = Number(setTimeout(step, 0));
      else setTold(usage);
    };
    // The charts are seen first.
    const frame = requestAnimationFrame(() => (timer = Number(setTimeout(step, 0))));
    return () => {
      cancelAnimationFrame(frame);
      clearTimeout(timer);
    };
  }, [usage, series, perPiece, isLittle]);
  return isLittle ? usage : told;
}

/** Whatever a table may list, and may be looked through for whose memory grows. */
function toldSeries({ selection, other }: UsageView): Series[] {
  const hidden = selection.hidden.flatMap(({ series, by }) => (by === 'text' ? [] : [series]));
  return [...selection.shown, ...(other ? [other] : []), ...hidden];
}

/** The window keeps what was computed of it. */
function compute(usage: UsageWindow, series: Series): void {
  usage.statistics(series);
  usage.cpuSeconds(series);
  usage.memoryChange(series);
  usage.growth(series);
}
