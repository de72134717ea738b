import { axisLength, elapsedAt, type TimeAxis } from '#model/recording/time-axis.ts';
import { formatClock, formatDate, formatElapsed, zoneOffsetSeconds, type Zone } from '#model/zone.ts';

export interface TimeTick {
  /** On the axis. */
  position: number;
  /** One line, or two: the time, and below it the date where it begins or changes. */
  label: string;
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
  const digits = secondDigits(step);
  const first = Math.ceil(elapsedAt(axis, from) / step - 1e-9);
  const last = Math.floor(elapsedAt(axis, to) / step + 1e-9);
  for (let index = first; index <= last; index++) {
    // The elapsed axis stands at elapsed time.
    ticks.push({ position: index * step, label: formatElapsed(index * step, digits) });
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
  let date = '';
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
      const clock = formatClock(time, zone, digits).slice(0, step >= 60 ? 5 : undefined);
      const label = step >= DAY ? day : day === date ? clock : `${clock}\n${day}`;
      date = day;
      ticks.push({ position, label });
    }
  });
  return ticks;
}

function* roundTimes(from: number, to: number, step: number, zone: Zone): Generator<number> {
  let local = Math.ceil((from + zoneOffsetSeconds(zone, from)) / step - 1e-6) * step;
  for (let guard = 0; guard < 1000; guard++) {
    const guess = local - zoneOffsetSeconds(zone, from);
    const time = local - zoneOffsetSeconds(zone, guess);
    if (time > to + 1e-6) return;
    if (time >= from - 1e-6) yield time;
    local = Math.round((local + step) / step) * step;
  }
}

function roundStep(seconds: number): number {
  for (const step of STEPS) if (step >= seconds) return step;
  return Math.ceil(seconds / (365 * DAY)) * 365 * DAY;
}
