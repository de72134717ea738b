import { useMemo, useState } from 'preact/hooks';
import type { Bucket, Goroutine } from '#model/crash/crash-log.ts';
import { toPlaceName } from '#model/crash/crash-text.ts';
import { CopyStack } from './CopyStack.tsx';
import { FoldedPath } from './FoldedPath.tsx';
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
  greatest,
  context,
}: {
  bucket: Bucket;
  open: boolean;
  shared: number;
  /** The count that fills the bar. */
  greatest: number;
  context: FrameContext;
}) {
  const { texts, prefixes } = context;
  const [shown, setShown] = useState(open);
  const { count, state, frames, waitMinutes, goroutines } = bucket;
  const own = useMemo(() => findOwnFrame(frames), [frames]);
  const [first] = goroutines;
  // A profile has no states at all.
  const isProfile = state === '' && first !== undefined && isBare(first);
  return (
    <details class="cb-crash-bucket" open={shown} onToggle={(event) => setShown(event.currentTarget.open)}>
      <summary>
        {!isProfile && <span class="cb-crash-state">{state || texts.unknownState}</span>}
        <span class="cb-crash-count-bar" aria-hidden="true">
          <span style={{ width: `${(100 * count) / greatest}%` }} />
        </span>
        <span class="cb-crash-count">{texts.times(count)}</span>
        <span class="cb-crash-own" data-owner={own?.owner}>
          <bdi>
            {own ? <FoldedPath text={toPlaceName(own)} prefix={prefixes?.functions} /> : texts.noFrames}
          </bdi>
        </span>
        {waitMinutes.max > 0 && (
          <span class="cb-crash-wait" title={texts.waited(waitMinutes.min, waitMinutes.max)}>
            <span aria-hidden="true">{texts.waitedShort(waitMinutes.min, waitMinutes.max)}</span>
            <span class="cb-crash-unseen">{texts.waited(waitMinutes.min, waitMinutes.max)}</span>
          </span>
        )}
        <span class="cb-crash-marks">
          {[
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
          <div class="cb-crash-bucket-tools">
            <GoroutineIds goroutines={goroutines} context={context} />
            {first && <CopyStack goroutine={first} texts={texts} />}
          </div>
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
          {texts.createdBy}{' '}
          <bdi class="cb-crash-creator">
            <FoldedPath text={toPlaceName(createdBy)} prefix={context.prefixes?.functions} />
          </bdi>{' '}
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
