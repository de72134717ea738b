import type { Notice } from './notice.ts';
import type { Recording } from './recording.ts';

/** A sample whose time does not follow from the one before it. Times in Unix seconds. */
export interface ClockStep {
  /** The first sample after the step; from 0. */
  sample: number;
  fromTime: number;
  toTime: number;
}

/** 2000-01-01: a clock before it was never set. */
const UNSET_BEFORE = 946_684_800;
/** A forward jump this long is the clock's. */
const LONG_JUMP = 30 * 86_400;
/** And this many intervals long, for recordings with a sample a week. */
const LONG_JUMP_INTERVALS = 100;

/**
 * Where the clock was set while the recording ran.
 *
 * A step back always is one. A step forward is one when it leads from a time before 2000 (a board
 * that started in 1970 and found its time server) to a later one, or when it skips more than 30
 * days and a hundred intervals. Shorter ones look the same as a pause (a board suspended, a
 * recorder stopped), and are taken for that: nothing is known to have been measured meanwhile.
 */
export function clockSteps(recording: Pick<Recording, 'times' | 'clock'>): ClockStep[] {
  const { times, clock } = recording;
  const steps: ClockStep[] = [];
  if (clock === 'none') return steps;
  const interval = medianOf(times, []) ?? 0;
  for (let sample = 1; sample < times.length; sample++) {
    const fromTime = times[sample - 1]!;
    const toTime = times[sample]!;
    if (isStep(fromTime, toTime, interval)) steps.push({ sample, fromTime, toTime });
  }
  return steps;
}

function isStep(fromTime: number, toTime: number, interval: number): boolean {
  const forward = toTime - fromTime;
  if (forward < 0) return true;
  const wasSet = fromTime < UNSET_BEFORE && toTime >= UNSET_BEFORE;
  return (wasSet && forward > 86_400) || (forward > LONG_JUMP && forward > LONG_JUMP_INTERVALS * interval);
}

/**
 * The usual seconds between samples: the median of the moves forward that are no steps of the
 * clock. The stream does not say how often its recorder sampled. Undefined where time never moves on.
 */
export function medianInterval(recording: Pick<Recording, 'times' | 'clock'>): number | undefined {
  return medianOf(recording.times, clockSteps(recording));
}

/** The median of the moves forward, those of `steps` (ascending) left out. */
function medianOf(times: Float64Array, steps: readonly ClockStep[]): number | undefined {
  const forward = new Float64Array(times.length);
  let count = 0;
  let step = 0;
  for (let sample = 1; sample < times.length; sample++) {
    const interval = times[sample]! - times[sample - 1]!;
    if (steps[step]?.sample === sample) step++;
    else if (interval > 0) forward[count++] = interval;
  }
  return count === 0 ? undefined : forward.subarray(0, count).sort()[(count - 1) >> 1];
}

/**
 * Seconds since the first sample, never falling, whatever the clock did: a step of the clock counts
 * as one median interval (1 second where there is none), a pause as long as it was.
 */
export function elapsedSeconds(recording: Pick<Recording, 'times' | 'clock'>): Float64Array {
  const { times } = recording;
  const elapsed = new Float64Array(times.length);
  const steps = clockSteps(recording);
  const interval = medianOf(times, steps) ?? 1;
  let step = 0;
  for (let sample = 1; sample < times.length; sample++) {
    const stepped = steps[step]?.sample === sample;
    if (stepped) step++;
    elapsed[sample] = elapsed[sample - 1]! + (stepped ? interval : times[sample]! - times[sample - 1]!);
  }
  return elapsed;
}

/** Steps told one by one; a clock that is set more often is told in one sentence. */
const MAX_NOTICES = 10;

/** @param format what the code begins with: `topid` gives `topid-clock-step` */
export function toClockNotices(recording: Recording, format: string): Notice[] {
  const steps = clockSteps(recording);
  const notices = steps.slice(0, MAX_NOTICES).map(({ sample, fromTime, toTime }): Notice => {
    const seconds = Math.round((toTime - fromTime) * 1000) / 1000;
    const way = seconds < 0 ? 'back' : 'forward';
    const params = { sample: sample + 1, seconds, from: toIso(fromTime), to: toIso(toTime) };
    const by = `${Math.abs(seconds)} seconds`;
    return {
      code: `${format}-clock-step`,
      message: `${format}: the clock steps ${way} by ${by} before sample ${sample + 1}, from ${params.from} to ${params.to}`,
      params,
      where: { sample: sample + 1 },
    };
  });
  if (steps.length > MAX_NOTICES) {
    const more = steps.length - MAX_NOTICES;
    notices.push({
      code: `${format}-clock-more-steps`,
      message: `${format}: the clock steps ${more} more times`,
      params: { more },
    });
  }
  return notices;
}

function toIso(time: number): string {
  return new Date(time * 1000).toISOString().replace('.000Z', 'Z');
}
