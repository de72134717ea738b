import { axisLength, elapsedAt, hasHours, timeAt, type TimeAxis } from '#model/recording/time-axis.ts';
import { formatClock, formatDate, formatElapsed, zoneOffsetSeconds, type Zone } from '#model/zone.ts';

export interface TimeTick {
  /** On the axis. */
  position: number;
  /** The time; the date where a day turns; both, on two lines, where the clock was set to another day. */
  label: string;
  /** A day begins here, and the chart began on another one. */
  turns: boolean;
}

const DAY = 86_400;
const STEPS = [
  0.001,
  0.002,
  0.005,
  0.01,
  0.02,
  0.05,
  0.1,
  0.2,
  0.5,
  1,
  2,
  5,
  10,
  15,
  30,
  60,
  120,
  300,
  600,
  900,
  1800,
  3600,
  7200,
  10_800,
  21_600,
  43_200,
  DAY,
  2 * DAY,
  5 * DAY,
  10 * DAY,
  30 * DAY,
  90 * DAY,
  180 * DAY,
  365 * DAY,
];

/** About `count` round ticks between two positions, told in wall time or elapsed time as the axis is. */
export function toTimeTicks(axis: TimeAxis, from: number, to: number, count: number, zone: Zone): TimeTick[] {
  if (!(to > from) || count < 1) return [];
  const step = roundStep((to - from) / count);
  return axis.mode === 'wall' ? wallTicks(axis, from, to, step, zone) : elapsedTicks(axis, from, to, step);
}

/** Decimals of a second that tell ticks of this step apart. */
export function secondDigits(step: number): number {
  return step >= 1 ? 0 : Math.min(3, Math.ceil(-Math.log10(step) - 1e-9));
}

function elapsedTicks(axis: TimeAxis, from: number, to: number, step: number): TimeTick[] {
  const ticks: TimeTick[] = [];
  const isLong = hasHours(axis, from, to);
  const digits = secondDigits(step);
  const first = Math.ceil(elapsedAt(axis, from) / step - 1e-9);
  const last = Math.floor(elapsedAt(axis, to) / step + 1e-9);
  for (let index = first; index <= last; index++) {
    // The elapsed axis stands at elapsed time.
    ticks.push({ position: index * step, label: formatElapsed(index * step, digits, isLong), turns: false });
  }
  return ticks;
}

/** The clock runs in stretches, each between two steps back of it; ticks are round in each. */
function wallTicks(axis: TimeAxis, from: number, to: number, step: number, zone: Zone): TimeTick[] {
  const { positions, times } = axis;
  const starts = [0];
  for (let sample = 1; sample < times.length; sample++) {
    if ((times[sample] as number) < (times[sample - 1] as number)) starts.push(sample);
  }
  const digits = secondDigits(step);
  const ticks: TimeTick[] = [];
  let date = beginDate(axis, from, zone);
  starts.forEach((start, index) => {
    const origin = (positions[start] ?? 0) - (times[start] ?? 0);
    const next = starts[index + 1];
    // Before its first sample a stretch says nothing, but the recording's own beginning may.
    const low = Math.max(from, index === 0 ? -Infinity : (positions[start] as number));
    const high = Math.min(
      to,
      next === undefined ? Math.max(axisLength(axis), to) : (positions[next] as number),
    );
    if (high < low) return;
    for (const time of roundTimes(low - origin, high - origin, step, zone)) {
      const position = time + origin;
      // Where the next stretch begins, time is the new one.
      if (next !== undefined && position > (positions[next] as number) - 1e-6) continue;
      const previous = ticks[ticks.length - 1];
      if (previous && position - previous.position < step * 0.6) continue;
      const day = formatDate(time, zone);
      const turns = step <= DAY && position > low + 1e-6 && day !== formatDate(time - 0.001, zone);
      const clock = formatClock(time, zone, digits).slice(0, step >= 60 ? 5 : undefined);
      const label = step >= DAY || turns ? day : day === date ? clock : `${clock}\n${day}`;
      date = day;
      ticks.push({ position, label, turns });
    }
  });
  return ticks;
}

/** The day on which a stretch of wall time begins; nothing on an axis that knows of no days. */
export function beginDate(axis: TimeAxis, from: number, zone: Zone): string {
  return axis.mode === 'wall' && axis.times.length > 0 ? formatDate(timeAt(axis, from), zone) : '';
}

/**
 * Times that are round on the clock of a zone. Where that is put forward or back, each time of day that
 * there is comes, once or twice, as it was.
 */
function* roundTimes(from: number, to: number, step: number, zone: Zone): Generator<number> {
  const offsetAt = (time: number): number => zoneOffsetSeconds(zone, time);
  const toTime = (local: number, near: number): number => {
    const guess = local - offsetAt(near);
    const time = local - offsetAt(guess);
    // What is left out of a clock that is put forward is where it is put forward.
    return time + offsetAt(time) === local ? time : Math.max(guess, time);
  };
  let time = toTime(Math.ceil((from + offsetAt(from)) / step - 1e-6) * step, from);
  for (let guard = 0; guard < 1000 && time <= to + 1e-6; guard++) {
    if (time >= from - 1e-6) yield time;
    const next = time + step;
    const local = Math.floor((next + offsetAt(next)) / step + 1e-6) * step;
    const last = toTime(local, next);
    // Hours that come twice may lead back to where it was.
    time = last - time > step / 2 ? last : toTime(local + step, next);
  }
}

function roundStep(seconds: number): number {
  for (const step of STEPS) if (step >= seconds) return step;
  return Math.ceil(seconds / (365 * DAY)) * 365 * DAY;
}
