import { useMemo, useState } from 'preact/hooks';
import type { Bucket, Goroutine } from '#model/crash/crash-log.ts';
import { toPlaceName } from '#model/crash/crash-text.ts';
import { FrameList, Place, type FrameContext } from './FrameList.tsx';
import { GoroutineIds } from './GoroutineIds.tsx';
import { LineLink } from './LineLink.tsx';
import { findOwnFrame } from './own-frame.ts';

/** Goroutines whose labels are looked at for a bucket's line. */
const mostLabels = 3;

/** Goroutines of one stack: how many, in what state, for how long, and the stack. */
export function GoroutineBucket({
  bucket,
  open,
  shared,
  context,
}: {
  bucket: Bucket;
  open: boolean;
  shared: number;
  context: FrameContext;
}) {
  const { texts } = context;
  const [shown, setShown] = useState(open);
  const { count, state, frames, waitMinutes, goroutines } = bucket;
  const own = useMemo(() => findOwnFrame(frames), [frames]);
  const [first] = goroutines;
  // A profile has no states at all.
  const isProfile = state === '' && first !== undefined && isBare(first);
  return (
    <details class="cb-crash-bucket" open={shown} onToggle={(event) => setShown(event.currentTarget.open)}>
      <summary>
        <span class="cb-crash-count">{texts.times(count)}</span>
        {!isProfile && <span class="cb-crash-state">{state || texts.unknownState}</span>}
        {own && (
          <span class="cb-crash-own" data-owner={own.owner}>
            <bdi>{toPlaceName(own)}</bdi>
          </span>
        )}
        <span class="cb-crash-marks">
          {[
            waitMinutes.max > 0 && texts.waited(waitMinutes.min, waitMinutes.max),
            goroutines.some(({ lockedToThread }) => lockedToThread) && texts.locked,
            ...new Set(goroutines.flatMap(({ marks }) => marks)),
            // Of the profiler; those of a whole profile tell its buckets apart.
            ...new Set(goroutines.slice(0, mostLabels).map(({ attributes }) => attributes['labels'])),
          ]
            .filter(Boolean)
            .join(' · ')}
        </span>
      </summary>
      {shown && (
        <>
          <GoroutineIds goroutines={goroutines} context={context} />
          {frames.length > 0 && (
            <FrameList frames={frames} shared={shared} bare={isBare(first)} context={context} />
          )}
          {first && <Ends goroutine={first} context={context} />}
        </>
      )}
    </details>
  );
}

/** Whether the log gives this stack as a bare list of functions. */
function isBare(goroutine: Goroutine | undefined): boolean {
  if (!goroutine || goroutine.id !== undefined || goroutine.thread) return false;
  return goroutine.frames.every(({ args }) => args === '');
}

/** What stands below a stack: what was left out, who made the goroutine, and who made that. */
function Ends({ goroutine, context }: { goroutine: Goroutine; context: FrameContext }) {
  const { texts, onLine } = context;
  const { createdBy, elided, cut, stackUnavailable, frames, ancestors = [] } = goroutine;
  return (
    <div class="cb-crash-ends">
      {stackUnavailable && <p>{texts.unavailable}</p>}
      {frames.length === 0 && !stackUnavailable && <p>{texts.noFrames}</p>}
      {elided !== 0 && <p>{texts.elided(elided)}</p>}
      {cut && <p data-warn>{texts.cutHere}</p>}
      {createdBy && (
        <p>
          {texts.createdBy} <bdi class="cb-crash-creator">{toPlaceName(createdBy)}</bdi>{' '}
          {createdBy.goroutine !== undefined && texts.inGoroutine(createdBy.goroutine)}{' '}
          <LineLink line={createdBy.line} onLine={onLine} texts={texts} />{' '}
          <Place place={createdBy} owner={createdBy.owner} context={context} />
        </p>
      )}
      {ancestors.map((ancestor) => (
        <div key={ancestor.line}>
          <p>{texts.ancestor(ancestor.goroutine)}</p>
          <FrameList frames={ancestor.frames} context={context} />
        </div>
      ))}
    </div>
  );
}
