import { formatClock } from '#model/zone.ts';
import { useEffect, useState } from 'preact/hooks';
import type { Locale } from '#locale/locale.ts';
import { captureTexts, type CaptureTexts } from '#texts/captures.ts';
import type { LiveState, OpenItem } from './source.ts';

/** How a capture grows that is looked at while it is made. */
export function LiveNote({ item, locale }: { item: OpenItem; locale: Locale }) {
  const live = item.sources.map((source) => source.live).find((one) => one !== undefined);
  const [now, setNow] = useState(Date.now);
  const growing = live?.state === 'growing';
  useEffect(() => {
    if (!growing) return undefined;
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, [growing]);
  if (!live) return null;
  return (
    <p
      class="cb-live"
      role="status"
      aria-live={growing && !live.stalled ? 'off' : 'polite'}
      data-live={toMark(live)}
    >
      {toText(live, now, captureTexts[locale].live)}
    </p>
  );
}

function toMark({ state, stalled }: LiveState): string {
  return state === 'growing' && stalled ? 'stalled' : state;
}

function toText({ state, stalled, changedAt }: LiveState, now: number, texts: CaptureTexts['live']): string {
  if (state !== 'growing') return texts[state];
  if (stalled) return texts.stalled(formatClock(changedAt / 1000, 'UTC'));
  return texts.growing(Math.max(0, Math.round((now - changedAt) / 1000)));
}
