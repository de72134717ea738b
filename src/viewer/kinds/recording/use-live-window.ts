import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { TimeAxis } from '#model/recording/time-axis.ts';
import type { RecordingState } from '#view/recording-state.ts';
import { fromWindow, toWindow } from './state.ts';
import { withState } from '#view/state-change.ts';
import { expectStep, followTrail, resumeTrail, type TrailWindow, type ZoomTrail } from './zoom-trail.ts';

/** The wheel has no end: this long after its last turn the window is taken as chosen. */
const SETTLE_MS = 180;

/** Of what was looked at before another capture was: the steps back are there again with it. */
const trails = new WeakMap<TimeAxis, ZoomTrail>();

export interface LiveWindow {
  /** Positions on the axis. */
  window: readonly [number, number];
  /** The same, but where it last rested: what takes its time is computed for this one. */
  rested: readonly [number, number];
  /** `done` ends a movement and puts the window into the state, and so into the link. */
  setWindow(window: [number, number], done: boolean): void;
  resetWindow(): void;
  /** How the window came to be, widest first. */
  trail: ZoomTrail;
  /** The window before this one; nothing where there is none. */
  undo(): void;
  /** A window of the trail. */
  goTo(window: TrailWindow): void;
  zoomed: boolean;
}

/** The window of the state, or the one that is being moved and becomes it. */
export function useLiveWindow(
  axis: TimeAxis,
  state: RecordingState,
  onState: (next: RecordingState) => void,
): LiveWindow {
  const [live, setLive] = useState<[number, number]>();
  const [known, setKnown] = useState(() => resumeTrail(trails.get(axis), state.window));
  const timerRef = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const latestRef = useRef({ axis, state, onState });
  useLayoutEffect(() => {
    latestRef.current = { axis, state, onState };
  });

  const goTo = (window: TrailWindow): void => {
    clearTimeout(timerRef.current);
    const { state, onState } = latestRef.current;
    setLive(undefined);
    onState(withState(state, { window: window && [...window] }));
  };
  const stepTo = (window: TrailWindow): void => {
    // A zoom that is listed, and the whole, may be what Back would lead to: this is a step all the same.
    setKnown((known) => expectStep(known, window));
    goTo(window);
  };
  const settle = (window: readonly [number, number]): void =>
    stepTo(fromWindow(latestRef.current.axis, window));
  const setWindow = (window: [number, number], done: boolean): void => {
    clearTimeout(timerRef.current);
    if (done) {
      settle(window);
      return;
    }
    setLive(window);
    timerRef.current = setTimeout(() => settle(window), SETTLE_MS);
  };
  useEffect(() => () => clearTimeout(timerRef.current), []);
  const rested = toWindow(axis, state.window);
  const window = live ?? rested;
  // Follows whatever changes the state: the charts, a pin, the browser's Back.
  const trail = followTrail(known, state.window);
  if (trail !== known) setKnown(trail);
  useEffect(() => void trails.set(axis, trail), [axis, trail]);
  return {
    window,
    rested,
    setWindow,
    resetWindow: () => stepTo(undefined),
    trail,
    undo: () => {
      if (trail.past.length > 0) goTo(trail.past[trail.past.length - 1]);
    },
    goTo: stepTo,
    zoomed: fromWindow(axis, window) !== undefined,
  };
}
