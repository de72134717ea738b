import { useEffect, useMemo, useState } from 'preact/hooks';
import type { Series } from '#model/recording/recording.ts';
import { findGrowing, type Growth } from '#model/recording/growth.ts';
import type { UsageWindow } from '#model/recording/usage-window.ts';

/** Samples of all series that are looked at in one go. */
const AT_ONCE = 60_000;

type Growing = readonly { one: Series; growth: Growth }[];

/** Whose memory grows in a window: computed at once where it is little, else piece by piece after the charts were drawn. */
export function useGrowing(
  usage: UsageWindow,
  series: readonly Series[],
): { growing: Growing; isStale: boolean } {
  const [first, end] = usage.samples;
  const perPiece = Math.max(1, Math.floor(AT_ONCE / Math.max(1, end - first)));
  const little = useMemo(
    () => (series.length <= perPiece ? find(usage, series) : undefined),
    [usage, series, perPiece],
  );
  const isLittle = little !== undefined;
  const [later, setLater] = useState<{ usage: UsageWindow; series: readonly Series[]; growing: Growing }>();
  useEffect(() => {
    if (isLittle) return undefined;
    let done = 0;
    let timer = 0;
    const step = (): void => {
      // The window keeps what was computed of it.
      for (const one of series.slice(done, done + perPiece)) usage.growth(one);
      done += perPiece;
      if (done < series.length) timer = Number(setTimeout(step, 0));
      else setLater({ usage, series, growing: find(usage, series) });
    };
    timer = Number(setTimeout(step, 0));
    return () => clearTimeout(timer);
  }, [usage, series, perPiece, isLittle]);
  if (little) return { growing: little, isStale: false };
  return { growing: later?.growing ?? [], isStale: later?.usage !== usage || later.series !== series };
}

function find(usage: UsageWindow, series: readonly Series[]): Growing {
  return findGrowing(series, (one) => usage.growth(one));
}
