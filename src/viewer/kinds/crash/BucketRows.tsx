import { formatCount } from '#locale/format.ts';
import type { ComponentChildren } from 'preact';
import type { Bucket } from '#model/crash/crash-log.ts';
import type { CrashTexts } from '#texts/crash.ts';
import './buckets.css';

/** Longer states go on in a second line. */
const widestState = 19;

/** Rows of buckets whose parts stand below one another, below what they are. */
export function BucketRows({
  buckets,
  children,
  texts,
}: {
  /** All of them, those too that are not on the page yet: columns do not move when they come. */
  buckets: readonly Bucket[];
  children: ComponentChildren;
  texts: CrashTexts;
}) {
  if (buckets.length === 0) return null;
  const longest = (lengths: readonly number[]): number =>
    lengths.reduce((most, one) => Math.max(most, one), 0);
  // A profile has no states.
  const hasStates = buckets.some(({ state }) => state !== '');
  const waits = buckets.map(({ waitMinutes: { min, max } }) => (max > 0 ? texts.waitedShort(min, max) : ''));
  const hasWaits = waits.some((wait) => wait !== '');
  const names = [texts.state, texts.count, texts.function, texts.waitedHead];
  const widths = {
    '--cb-state-width': `${Math.min(widestState, longest(buckets.map(({ state }) => (state || texts.unknownState).length)))}ch`,
    '--cb-count-width': `${longest(buckets.map(({ count }) => formatCount(count).length)) + 2}ch`,
  };
  return (
    <div
      class="cb-crash-buckets"
      data-stateless={!hasStates || undefined}
      data-waits={hasWaits || undefined}
      style={widths}
    >
      {buckets.length > 1 && (
        // Each row says by itself what it is of.
        <div class="cb-crash-bucket-head" aria-hidden="true">
          {hasStates && <span>{names[0]}</span>}
          <span class="cb-crash-count-head">{names[1]}</span>
          <span>{names[2]}</span>
          {hasWaits && <span class="cb-crash-wait">{names[3]}</span>}
        </div>
      )}
      {children}
    </div>
  );
}
