import { atPlace, type Notice } from '#model/notice.ts';
import type { Recording } from './recording.ts';
import { type RecordingSource, sayOfRecording } from './says.ts';

/** A sample whose time does not follow from the one before it. Times in Unix seconds. */
export interface ClockStep {
  /** The first sample after the step; from 0. */
  sample: number;
  fromTime: number;
  toTime: number;
  /** False for a long way forward between two times that may both be right: the recorder may have paused so long. */
  sure: boolean;
}

/** 2000-01-01: a clock before it was never set. */
const UNSET_BEFORE = 946_684_800;
/** A forward jump this long is the clock's. */
const LONG_JUMP = 30 * 86_400;
/** And this many intervals long, for recordings with a sample a week. */
const LONG_JUMP_INTERVALS = 100;
/** A way forward of so long is told, whatever made it. */
const LONG_HOLE = 86_400;

/**
 * Where the clock was set while the recording ran.
 *
 * A step back always is one. A step forward is one when it leads from a time before 2000 (a board
 * that started in 1970 and found its time server) to a later one, or when it skips more than 30
 * days and a hundred intervals. Shorter ones look the same as a pause (a board suspended, a
 * recorder stopped), and are taken for that: nothing is known to have been measured meanwhile. Of a
 * long one between two good times nobody knows which it was; it is drawn as a step and told as either.
 */
export function clockSteps(recording: Pick<Recording, 'times' | 'clock'>): ClockStep[] {
  const { times, clock } = recording;
  const steps: ClockStep[] = [];
  if (clock === 'none') return steps;
  const interval = medianOf(times, []) ?? 0;
  for (let sample = 1; sample < times.length; sample++) {
    const fromTime = times[sample - 1]!;
    const toTime = times[sample]!;
    if (!isStep(fromTime, toTime, interval)) continue;
    steps.push({ sample, fromTime, toTime, sure: toTime < fromTime || wasSet(fromTime, toTime) });
  }
  return steps;
}

function isStep(fromTime: number, toTime: number, interval: number): boolean {
  const forward = toTime - fromTime;
  if (forward < 0) return true;
  return wasSet(fromTime, toTime) || (forward > LONG_JUMP && forward > LONG_JUMP_INTERVALS * interval);
}

/** From a clock that nobody had set to one that was. */
function wasSet(fromTime: number, toTime: number): boolean {
  return fromTime < UNSET_BEFORE && toTime >= UNSET_BEFORE && toTime - fromTime > 86_400;
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

/**
 * Steps of the clock, and ways forward of a day and more, of which nobody knows whether the clock was
 * set or the recorder paused.
 *
 * @param source what the code begins with: `topid` gives `topid-clock-step`
 */
export function toClockNotices(recording: Recording, source: RecordingSource): Notice[] {
  const steps = clockSteps(recording);
  const jumps = [...steps.filter(({ sure }) => !sure), ...findHoles(recording, steps)];
  return [
    ...toNotices(
      steps.filter(({ sure }) => sure),
      (step) => toNotice(`${source}-clock-step`, step),
      (more) => sayOfRecording(`${source}-clock-more-steps`, { more }),
    ),
    ...toNotices(
      jumps.sort((a, b) => a.sample - b.sample),
      (jump) => toNotice(`${source}-time-jump`, jump),
      (more) => sayOfRecording(`${source}-time-more-jumps`, { more }),
    ),
  ];
}

function toNotices(
  steps: readonly ClockStep[],
  toNotice: (step: ClockStep) => Notice,
  toMore: (more: number) => Notice,
): Notice[] {
  const notices = steps.slice(0, MAX_NOTICES).map(toNotice);
  return steps.length > MAX_NOTICES ? [...notices, toMore(steps.length - MAX_NOTICES)] : notices;
}

/** A day and more forward, and many times what is usual, that is no step. */
function findHoles({ times, clock }: Recording, steps: readonly ClockStep[]): ClockStep[] {
  if (clock === 'none') return [];
  const holes: ClockStep[] = [];
  const interval = medianOf(times, steps) ?? 0;
  let step = 0;
  for (let sample = 1; sample < times.length; sample++) {
    if (steps[step]?.sample === sample) {
      step++;
      continue;
    }
    const [fromTime, toTime] = [times[sample - 1]!, times[sample]!];
    const forward = toTime - fromTime;
    if (forward >= LONG_HOLE && forward > LONG_JUMP_INTERVALS * interval)
      holes.push({ sample, fromTime, toTime, sure: false });
  }
  return holes;
}

function toNotice(
  code: `${RecordingSource}-${'clock-step' | 'time-jump'}`,
  { sample: index, fromTime, toTime }: ClockStep,
): Notice {
  const sample = index + 1;
  const seconds = toSeconds(fromTime, toTime);
  const said = sayOfRecording(code, { sample, seconds, from: toIso(fromTime), to: toIso(toTime) });
  return atPlace({ sample }, said);
}

/** To the millisecond. */
function toSeconds(fromTime: number, toTime: number): number {
  return Math.round((toTime - fromTime) * 1000) / 1000;
}

function toIso(time: number): string {
  return new Date(time * 1000).toISOString().replace('.000Z', 'Z');
}
