/** A window as a state has it: elapsed seconds; undefined for the whole. */
export type TrailWindow = readonly [from: number, to: number] | undefined;

/** The way that led to the window that is shown. Of this reader alone: no link carries it. */
export interface ZoomTrail {
  current: TrailWindow;
  /** Windows before this one, the last left first to go back to. */
  past: readonly TrailWindow[];
  /** Zooms that hold each other, the widest first, the current one last; without the whole. */
  path: readonly (readonly [from: number, to: number])[];
  /** Where a step of the reader's is about to lead: onwards, be it where the reader came from. */
  expected?: { window: TrailWindow };
}

/** Steps that are kept to go back. */
const MOST = 100;

/** The trail of a window that was there from the start. */
export function beginTrail(current: TrailWindow): ZoomTrail {
  // What a link opens can be left for the whole.
  return { current, past: current ? [undefined] : [], path: current ? [current] : [] };
}

/** The trail that is kept, where its end is what is shown; else one that begins there. */
export function resumeTrail(kept: ZoomTrail | undefined, current: TrailWindow): ZoomTrail {
  return kept && isSame(kept.current, current) ? kept : beginTrail(current);
}

/** The trail before a step to a window: a zoom, one of the listed, the whole. */
export function expectStep(trail: ZoomTrail, window: TrailWindow): ZoomTrail {
  return { ...trail, expected: { window } };
}

/** The trail after the window has become another; the same where it has not. */
export function followTrail(trail: ZoomTrail, next: TrailWindow): ZoomTrail {
  if (isSame(trail.current, next)) return trail;
  const isStep = trail.expected !== undefined && isSame(trail.expected.window, next);
  const isBack = !isStep && trail.past.length > 0 && isSame(trail.past[trail.past.length - 1], next);
  const past = isBack ? trail.past.slice(0, -1) : [...trail.past, trail.current].slice(-MOST);
  // What was listed where one goes back to is listed again: the steps that led there are known.
  const path = isBack ? [...past, next].reduce(toPath, []) : toPath(trail.path, next);
  return { current: next, past, path };
}

/** What is wider than the next window and around it stays; what was beside it, or within, is gone. */
function toPath(path: ZoomTrail['path'], next: TrailWindow): ZoomTrail['path'] {
  if (!next) return [];
  const around = path.filter(
    ([from, to]) => from <= next[0] && to >= next[1] && to - from > next[1] - next[0] + HAIR,
  );
  return [...around, next];
}

/** Less than what a window is rounded to. */
const HAIR = 0.0005;

function isSame(one: TrailWindow, other: TrailWindow): boolean {
  return one === other || (one?.[0] === other?.[0] && one?.[1] === other?.[1]);
}
