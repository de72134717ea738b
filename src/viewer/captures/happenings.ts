import { type ByKind, callByKind } from '#model/capture/models.ts';
import { findCrashTime } from '#model/crash/crash-time.ts';
import type { CrashFile } from '#model/crash/crash-log.ts';
import type { Recording } from '#model/recording/recording.ts';
import type { ViewState } from '#view/view-state.ts';
import type { OpenItem } from './source.ts';

/** Something of another capture that happened at a time of the clock. */
export interface Happening {
  slot: string;
  name: string;
  /** Unix seconds. */
  time: number;
}

/** When the crash that is looked at happened: as the reader says, or as its log does. */
export function toCrashMoment(
  file: CrashFile,
  { crash = 1, happened }: Pick<ViewState, 'crash' | 'happened'>,
): number | undefined {
  if (happened !== undefined) return happened;
  const chosen = file.crashes[Math.min(file.crashes.length, crash) - 1];
  const found = chosen && findCrashTime(file, chosen);
  return found?.kind === 'dated' ? found.time : undefined;
}

const moments: ByKind<number | undefined, [ViewState]> = {
  recording: () => undefined,
  'crash-log': toCrashMoment,
  profile: () => undefined,
};

/** What is open beside a capture and has a time. */
export function findHappenings(
  items: readonly OpenItem[],
  stateOf: (slot: string) => ViewState,
  titleOf: (item: OpenItem) => string,
): Happening[] {
  return items.flatMap((item) => {
    const time = item.value && callByKind(moments, item.value, stateOf(item.slot));
    return time === undefined ? [] : [{ slot: item.slot, name: titleOf(item), time }];
  });
}

/** Elapsed seconds of a time of the clock in a recording; undefined where it has no clock, or was not running then. */
export function toElapsedAt(
  { times, clock }: Recording,
  elapsed: Float64Array,
  time: number,
): number | undefined {
  if (clock === 'none') return undefined;
  for (let sample = times.length - 1; sample >= 0; sample--) {
    const [here, next] = [times[sample] as number, times[sample + 1]];
    if (time < here) continue;
    if (time === here) return elapsed[sample];
    // After the last sample, and where the clock was set, the time may be between no two.
    if (next === undefined || time > next) continue;
    return Math.min((elapsed[sample] as number) + time - here, elapsed[sample + 1] as number);
  }
  return undefined;
}

/** A window as wide in which a moment is, where it is not: in the middle, as far as there is something about it. */
export function toWindowAbout(
  window: ViewState['window'],
  at: number,
  end: number,
): ViewState['window'] | undefined {
  if (!window || (at >= window[0] && at <= window[1])) return window;
  const width = window[1] - window[0];
  const toMs = (seconds: number): number => Math.round(seconds * 1000) / 1000;
  const from = Math.max(0, Math.min(at - width / 2, end - width));
  return [toMs(from), toMs(from + width)];
}
