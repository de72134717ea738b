import { useEffect, useState } from 'preact/hooks';
import type { Locale, Messages } from '#locale/locale.ts';
import type { LiveState, OpenItem } from './source.ts';

interface LiveTexts {
  growing(seconds: number): string;
  stalled(since: string): string;
  complete: string;
  cut: string;
}

const liveTexts: Messages<LiveTexts> = {
  en: {
    growing: (seconds) => `Live: drawn as it is sent. Last data ${seconds} s ago.`,
    stalled: (since) =>
      `Nothing has come since ${since} UTC. The sender may have gone; this page goes on waiting.`,
    complete: 'Complete: its sender has ended it.',
    cut: 'Cut off: its sender went away. What came before is here.',
  },
  'zh-cn': {
    growing: (seconds) => `实时：边接收边绘制。最近一次数据在 ${seconds} 秒前。`,
    stalled: (since) => `自 ${since} UTC 起没有新数据。发送方可能已断开；本页会继续等待。`,
    complete: '已完整：发送方已结束。',
    cut: '已中断：发送方断开了。中断前收到的数据都在这里。',
  },
};

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
      {toText(live, now, liveTexts[locale])}
    </p>
  );
}

function toMark({ state, stalled }: LiveState): string {
  return state === 'growing' && stalled ? 'stalled' : state;
}

function toText({ state, stalled, changedAt }: LiveState, now: number, texts: LiveTexts): string {
  if (state !== 'growing') return texts[state];
  if (stalled) return texts.stalled(new Date(changedAt).toISOString().slice(11, 19));
  return texts.growing(Math.max(0, Math.round((now - changedAt) / 1000)));
}
