import { formatCount } from '#locale/format.ts';
import type { ComponentChildren } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import { countGoroutines, countStates, countThreads, findCrashing, toBuckets } from '#model/crash/buckets.ts';
import type { Bucket, CrashLog } from '#model/crash/crash-log.ts';
import { countPackages, matchesGoroutine } from '#model/crash/goroutine-filter.ts';
import { findPathPrefixes } from '#model/crash/path-prefixes.ts';
import type { CrashState } from '#view/crash-state.ts';
import type { StateChange } from '#view/state-change.ts';
import type { Locale } from '#locale/locale.ts';
import type { FrameContext } from './FrameList.tsx';
import { GoroutineFlame } from './GoroutineFlame.tsx';
import { BucketRows } from './BucketRows.tsx';
import { FigureChoice } from './FigureChoice.tsx';
import { GoroutineBucket } from './GoroutineBucket.tsx';
import { PathNote } from './PathNote.tsx';
import type { CrashTexts } from '#texts/crash.ts';

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
  name,
  locale,
}: {
  crash: CrashLog;
  /** The file that it is of. */
  name: string;
  locale: Locale;
  shared: number;
  state: CrashState;
  change(next: StateChange<CrashState>): void;
  context: FrameContext;
}) {
  const { texts } = context;
  const { goroutines } = crash;
  const prefixes = useMemo(() => findPathPrefixes(goroutines), [goroutines]);
  const within = state.paths === 'full' ? context : { ...context, prefixes };
  const [limit, setLimit] = useState(bucketStep);
  const states = useMemo(() => countStates(goroutines.filter(({ thread }) => !thread)), [goroutines]);
  const packages = useMemo(() => countPackages(goroutines), [goroutines]);
  const shown = useMemo(() => {
    const filter = { state: state.state, package: state.package, text: state.text };
    return goroutines.filter((goroutine) => matchesGoroutine(goroutine, filter));
  }, [goroutines, state.state, state.package, state.text]);
  const buckets = useMemo(() => toBuckets(shown.filter(({ thread }) => !thread)), [shown]);
  const threads = useMemo(() => toBuckets(shown.filter(({ thread }) => thread)), [shown]);
  const greatest = [...buckets, ...threads].reduce((most, { count }) => Math.max(most, count), 1);
  const crashing = findCrashing(crash);
  const total = countGoroutines(goroutines);
  const bucketOf = (bucket: Bucket, open: boolean) => (
    <GoroutineBucket
      key={bucket.goroutines[0]!.line}
      bucket={bucket}
      open={open || bucket.goroutines[0] === crashing}
      shared={bucket.goroutines[0] === crashing ? shared : 0}
      greatest={greatest}
      context={within}
    />
  );
  const hasStates = states.some(({ state: one }) => one !== '');
  const isThreadFirst = goroutines[0]?.thread === true;
  const filtered = state.state !== undefined || state.package !== undefined || (state.text ?? '') !== '';
  const isFlame = state.goroutines === 'flame' && total > 0;
  return (
    <section class="cb-crash-goroutines" aria-label={texts.goroutines}>
      <h3>{texts.goroutines}</h3>
      <p class="cb-crash-note" role="status">
        {filtered
          ? texts.shownOf(countGoroutines(shown), total)
          : texts.goroutineCount(total, buckets.length, countThreads(goroutines))}
      </p>
      {total > 1 && <FigureChoice isFlame={isFlame} change={change} texts={texts} />}
      {goroutines.length > 1 && (
        <div class="cb-crash-filters">
          {hasStates && (
            <fieldset class="cb-crash-states">
              <legend>{texts.states}</legend>
              {states.map(({ state: one, count }) => (
                <button
                  key={one}
                  type="button"
                  aria-pressed={state.state === one}
                  onClick={() => change({ state: state.state === one ? undefined : one })}
                >
                  <span class="cb-crash-bar" style={{ width: `${(100 * count) / total}%` }} />
                  <span>{one || texts.unknownState}</span> <b>{formatCount(count)}</b>
                </button>
              ))}
            </fieldset>
          )}
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
                  {texts.packageOption(one.package, texts.owners[one.owner], one.count)}
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
      {isFlame ? (
        <GoroutineFlame
          goroutines={shown}
          name={name}
          state={state}
          change={change}
          context={context}
          locale={locale}
        />
      ) : (
        <>
          <PathNote prefixes={prefixes} paths={state.paths} change={change} texts={texts} />
          {/* A throw stands on a thread's own stack, before every goroutine. */}
          {isThreadFirst && <Threads buckets={threads} bucketOf={bucketOf} texts={texts} />}
          <BucketRows buckets={buckets} texts={texts}>
            {buckets.slice(0, limit).map((bucket) => bucketOf(bucket, buckets.length <= openBuckets))}
          </BucketRows>
          {buckets.length > limit && (
            <button type="button" class="cb-button" data-quiet onClick={() => setLimit(limit + bucketStep)}>
              {texts.moreBuckets(Math.min(bucketStep, buckets.length - limit))}
            </button>
          )}
          {!isThreadFirst && <Threads buckets={threads} bucketOf={bucketOf} texts={texts} />}
        </>
      )}
    </section>
  );
}

/** The stacks of threads: the scheduler's, on which a throw or C code runs. They count as no goroutines. */
function Threads({
  buckets,
  bucketOf,
  texts,
}: {
  buckets: readonly Bucket[];
  bucketOf(bucket: Bucket, open: boolean): ComponentChildren;
  texts: CrashTexts;
}) {
  if (buckets.length === 0) return null;
  return (
    <div class="cb-crash-threads" role="group" aria-label={texts.threads}>
      <p class="cb-crash-note">
        <b>{texts.threads}</b> {texts.threadsNote}
      </p>
      <BucketRows buckets={buckets} texts={texts}>
        {buckets.map((bucket) => bucketOf(bucket, buckets.length === 1))}
      </BucketRows>
    </div>
  );
}
