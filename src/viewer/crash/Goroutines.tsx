import { useMemo, useState } from 'preact/hooks';
import { countGoroutines, countStates, countThreads, findCrashing, toBuckets } from '#model/buckets.ts';
import type { CrashLog } from '#model/crash-log.ts';
import { countPackages, matchesGoroutine } from '#model/goroutine-filter.ts';
import type { ViewState } from '#share/view-state.ts';
import type { StateChange } from '../recording/state.ts';
import type { FrameContext } from './FrameList.tsx';
import { GoroutineBucket } from './GoroutineBucket.tsx';

/** Buckets on the page at first, and with each press of the button. */
const bucketStep = 40;
/** So few buckets are all opened. */
const openBuckets = 3;

/** The goroutines of a crash in buckets of the same stack, and what chooses among them. */
export function Goroutines({
  crash,
  shared,
  state,
  change,
  context,
}: {
  crash: CrashLog;
  shared: number;
  state: ViewState;
  change(next: StateChange): void;
  context: FrameContext;
}) {
  const { texts } = context;
  const { goroutines } = crash;
  const [limit, setLimit] = useState(bucketStep);
  const states = useMemo(() => countStates(goroutines), [goroutines]);
  const packages = useMemo(() => countPackages(goroutines), [goroutines]);
  const shown = useMemo(() => {
    const filter = { state: state.state, package: state.package, text: state.text };
    return goroutines.filter((goroutine) => matchesGoroutine(goroutine, filter));
  }, [goroutines, state.state, state.package, state.text]);
  const buckets = useMemo(() => toBuckets(shown), [shown]);
  const crashing = findCrashing(crash);
  const total = countGoroutines(goroutines);
  const all = total + countThreads(goroutines);
  const filtered = state.state !== undefined || state.package !== undefined || (state.text ?? '') !== '';
  return (
    <section class="cb-crash-goroutines" aria-label={texts.goroutines}>
      <h3>{texts.goroutines}</h3>
      <p class="cb-crash-note" role="status">
        {filtered
          ? texts.shownOf(countGoroutines(shown), total)
          : texts.goroutineCount(total, buckets.length)}
      </p>
      {goroutines.length > 1 && (
        <div class="cb-crash-filters">
          <fieldset class="cb-crash-states">
            <legend>{texts.states}</legend>
            {states.map(({ state: name, count }) => (
              <button
                key={name}
                type="button"
                aria-pressed={state.state === name}
                onClick={() => change({ state: state.state === name ? undefined : name })}
              >
                <span class="cb-crash-bar" style={{ width: `${(100 * count) / all}%` }} />
                <span>{name || texts.unknownState}</span> <b>{count.toLocaleString()}</b>
              </button>
            ))}
          </fieldset>
          <label>
            <span>{texts.package}</span>
            <select
              class="cb-field"
              value={state.package ?? ''}
              onChange={(event) => change({ package: event.currentTarget.value || undefined })}
            >
              <option value="">{texts.allPackages}</option>
              {state.package !== undefined && !packages.some((one) => one.package === state.package) && (
                <option value={state.package}>{state.package}</option>
              )}
              {packages.map((one) => (
                <option key={one.package} value={one.package}>
                  {`${one.package} (${texts.owners[one.owner]}, ${one.count})`}
                </option>
              ))}
            </select>
          </label>
          <label>
            <span>{texts.search}</span>
            <input
              class="cb-field"
              type="search"
              value={state.text ?? ''}
              onInput={(event) => change({ text: event.currentTarget.value || undefined })}
            />
          </label>
          {filtered && (
            <button
              type="button"
              class="cb-button"
              data-quiet
              onClick={() => change({ state: undefined, package: undefined, text: undefined })}
            >
              {texts.clear}
            </button>
          )}
        </div>
      )}
      {shown.length === 0 && goroutines.length > 0 && <p class="cb-crash-note">{texts.noneFits}</p>}
      {buckets.slice(0, limit).map((bucket, at) => (
        <GoroutineBucket
          key={bucket.goroutines[0]!.line}
          bucket={bucket}
          open={buckets.length <= openBuckets || (at === 0 && bucket.goroutines[0] === crashing)}
          shared={bucket.goroutines[0] === crashing ? shared : 0}
          context={context}
        />
      ))}
      {buckets.length > limit && (
        <button type="button" class="cb-button" data-quiet onClick={() => setLimit(limit + bucketStep)}>
          {texts.moreBuckets(Math.min(bucketStep, buckets.length - limit))}
        </button>
      )}
    </section>
  );
}
