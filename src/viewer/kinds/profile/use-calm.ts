import { useEffect, useState } from 'preact/hooks';
import type { Profile } from '#model/profile/profile.ts';
import type { ProfileState } from '#view/profile-state.ts';

/** Samples and stacks from which on a change holds the page longer than a hand notices. */
const MANY = 100_000;

/** What a change of goes through all of a profile; a zoom and an order of rows do not. */
const heavyFields = [
  'sample',
  'figure',
  'by',
  'colour',
  'frame',
  'text',
  'focus',
  'ignore',
  'hideFrames',
  'showFrames',
  'showFrom',
  'labels',
  'recursion',
  'base',
  'normalised',
  'added',
] as const satisfies readonly (keyof ProfileState)[];

/** A state of the view as it is drawn, and whether another one is still to be computed. */
export interface Calm {
  drawn: ProfileState;
  isBusy: boolean;
}

/**
 * The state that is drawn: of a large profile what takes long is computed once the page has shown that it is being
 * computed, so that controls answer at once and letters that are typed meanwhile are not waited for one by one.
 */
export function useCalm(profile: Profile, state: ProfileState): Calm {
  const [drawn, setDrawn] = useState(state);
  const isLarge = profile.samples.count + profile.stacks.caller.length >= MANY;
  const isBusy = isLarge && heavyFields.some((field) => !isSame(drawn[field], state[field]));
  if (!isBusy && drawn !== state) setDrawn(state);
  useEffect(() => {
    return isBusy ? afterPaint(() => setDrawn(state)) : undefined;
  }, [isBusy, state]);
  return { drawn: isBusy ? drawn : state, isBusy };
}

/** States come anew with every change: what is in them is compared by value. */
function isSame(a: unknown, b: unknown): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}

/** Milliseconds after which a page that paints nothing, since nobody sees it, goes on. */
const UNSEEN = 250;

/** Calls once what stands in the page now is painted. @returns what calls it off */
function afterPaint(then: () => void): () => void {
  let timer = setTimeout(then, UNSEEN);
  const frame = requestAnimationFrame(() => {
    clearTimeout(timer);
    // The frame is painted when this task has ended.
    timer = setTimeout(then);
  });
  return () => {
    cancelAnimationFrame(frame);
    clearTimeout(timer);
  };
}
