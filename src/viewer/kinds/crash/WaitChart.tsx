import { formatCount } from '#locale/format.ts';
import { useMemo } from 'preact/hooks';
import { renderChart } from '#charts/render.ts';
import { toWaitHeight, toWaitStates, waitTimes } from '#charts/wait-times.ts';
import type { Locale } from '#locale/locale.ts';
import type { Goroutine } from '#model/crash/crash-log.ts';
import { countWaits, type WaitCount } from '#model/crash/wait-times.ts';
import { toCsv } from '#viewer/figure/csv.ts';
import type { Figure } from '#viewer/figure/figure.ts';
import type { CrashTexts } from '#texts/crash.ts';
import { WideFigure } from './WideFigure.tsx';

/** How long goroutines have waited; nothing where the log says of none. */
export function WaitChart({
  goroutines,
  name,
  texts,
  locale,
}: {
  goroutines: readonly Goroutine[];
  name: string;
  texts: CrashTexts;
  locale: Locale;
}) {
  const figure = useMemo(() => {
    const all = countWaits(goroutines);
    // States in which nobody is known to wait are left out: running, runnable, idle.
    const waiting = new Set(all.filter(({ minutes }) => minutes > 0).map(({ state }) => state));
    return toFigure(
      all.filter(({ state }) => waiting.has(state)),
      texts,
    );
  }, [goroutines, texts]);
  return figure ? <WideFigure figure={figure} name={name} locale={locale} /> : null;
}

function toFigure(waits: readonly WaitCount[], texts: CrashTexts): Figure | undefined {
  const [longest] = waits;
  if (!longest) return undefined;
  const long = waits.filter(({ minutes }) => minutes > 0).reduce((sum, { count }) => sum + count, 0);
  const axisTexts = { axis: texts.waitsAxis, count: formatCount };
  return {
    id: 'waits',
    title: texts.waits,
    summary: `${texts.waitsSummary(long, longest.minutes, longest.state)} ${texts.waitsNote}`,
    height: toWaitHeight(toWaitStates(waits).length),
    draw: (width, document) => renderChart(waitTimes(waits, { width, texts: axisTexts }), document),
    table: {
      columns: [texts.state, texts.minutes, texts.count],
      rows: waits.map(({ state, minutes, count }) => ({
        key: `${state} ${minutes}`,
        label: state,
        cells: [String(minutes), String(count)],
      })),
    },
    csv: () =>
      toCsv([
        ['state', 'minutes', 'goroutines'],
        ...waits.map((wait) => [wait.state, wait.minutes, wait.count]),
      ]),
  };
}
