import { useMemo } from 'preact/hooks';
import { toFound } from '#model/profile/found-share.ts';
import { flameTexts } from '#texts/flame.ts';
import type { FlameProps } from './props.ts';
import { toFlameValues } from './values.ts';

/** What a search has found in a tree, and how much of the whole its stacks have. */
export function FlameFound({ tree, found, total, format, change, place }: FlameProps) {
  const texts = flameTexts[place.locale];
  const sums = useMemo(() => found && toFound(tree, found), [tree, found]);
  const values = toFlameValues({ format, change });
  const words =
    sums &&
    (sums.frames === 0
      ? texts.foundNone
      : texts.found(sums.frames, values.share(sums.total, total), values.own(sums.total)));
  // It stays where it is when nothing is looked for, so that what comes into it is said.
  return (
    <p class="cb-fig-note cb-flame-found" role="status">
      {words}
    </p>
  );
}
