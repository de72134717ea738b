import { useCallback, useMemo } from 'preact/hooks';
import { toWaitHeight, toWaitStates, waitTimes } from '#charts/wait-times.ts';
import type { Goroutine } from '#model/crash/crash-log.ts';
import { countWaits } from '#model/crash/wait-times.ts';
import type { CrashMessages } from './messages.ts';
import { PlotFigure } from './PlotFigure.tsx';
import { toCsv } from './TakeAway.tsx';

/** How long goroutines have waited; nothing where the log says of none. */
export function WaitChart({
  goroutines,
  name,
  texts,
}: {
  goroutines: readonly Goroutine[];
  name: string;
  texts: CrashMessages;
}) {
  const waits = useMemo(() => {
    const all = countWaits(goroutines);
    // States in which nobody is known to wait are left out: running, runnable, idle.
    const waiting = new Set(all.filter(({ minutes }) => minutes > 0).map(({ state }) => state));
    return all.filter(({ state }) => waiting.has(state));
  }, [goroutines]);
  const options = useCallback(
    (width: number) =>
      waitTimes(waits, { width, texts: { axis: texts.waitsAxis, count: (count) => count.toLocaleString() } }),
    [waits, texts],
  );
  const [longest] = waits;
  if (!longest) return null;
  const long = waits.filter(({ minutes }) => minutes > 0).reduce((sum, { count }) => sum + count, 0);
  return (
    <section aria-label={texts.waits}>
      <h3>{texts.waits}</h3>
      <PlotFigure
        title={texts.waitsOf(name)}
        summary={`${texts.waitsSummary(long, longest.minutes, longest.state)} ${texts.waitsNote}`}
        options={options}
        height={toWaitHeight(toWaitStates(waits).length)}
        name={name}
        csv={() =>
          toCsv([
            ['state', 'minutes', 'goroutines'],
            ...waits.map((wait) => [wait.state, wait.minutes, wait.count]),
          ])
        }
        texts={texts}
        table={
          <div class="cb-crash-scroll" role="group" aria-label={texts.table} tabIndex={0}>
            <table>
              <thead>
                <tr>
                  <th scope="col">{texts.state}</th>
                  <th scope="col">{texts.minutes}</th>
                  <th scope="col">{texts.count}</th>
                </tr>
              </thead>
              <tbody>
                {waits.map(({ state, minutes, count }) => (
                  <tr key={`${state} ${minutes}`}>
                    <th scope="row">{state}</th>
                    <td>{minutes}</td>
                    <td>{count}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        }
      />
    </section>
  );
}
