import { useEffect, useState } from 'preact/hooks';
import type { Locale } from '#locale/locale.ts';
import type { CrashFile } from '#model/crash/crash-log.ts';
import { findCrashTime, parseMoment } from '#model/crash/crash-time.ts';
import { elapsedSeconds } from '#model/recording/clock.ts';
import type { Recording } from '#model/recording/recording.ts';
import { formatDateTime } from '#model/zone.ts';
import { captureTexts } from '#texts/captures.ts';
import type { CrashState } from '#view/crash-state.ts';
import { withState } from '#view/state-change.ts';
import { toCrashMoment, toElapsedAt } from './happenings.ts';

export interface CrashMomentProps {
  file: CrashFile;
  state: CrashState;
  /** Recordings that are open beside it. */
  recordings: readonly { slot: string; name: string; recording: Recording }[];
  /** Shows a recording with its cursor at so many elapsed seconds, of those that it has. */
  onGo(slot: string, elapsed: number, end: number): void;
  onState(next: CrashState): void;
  locale: Locale;
}

/** When a crash happened, and the way to that moment in the recordings beside it; the reader may say it. */
export function CrashMoment({ file, state, recordings, onGo, onState, locale }: CrashMomentProps) {
  const texts = captureTexts[locale];
  const time = toCrashMoment(file, state);
  const crash = file.crashes[Math.min(file.crashes.length, state.crash ?? 1) - 1];
  const found = crash ? findCrashTime(file, crash) : { kind: 'none' as const };
  const written = state.happened === undefined ? '' : toIso(state.happened);
  const [typed, setTyped] = useState(written);
  const [isBad, setIsBad] = useState(false);
  useEffect(() => {
    setTyped(written);
    setIsBad(false);
  }, [written]);
  const keep = (): void => {
    if (typed.trim() === '') {
      if (state.happened !== undefined) onState(withState(state, { happened: undefined }));
      return;
    }
    const moment = parseMoment(typed);
    setIsBad(!moment);
    if (moment) onState(withState(state, { happened: moment.time }));
  };
  const said =
    state.happened !== undefined
      ? texts.momentGiven
      : found.kind === 'dated'
        ? found.hasZone
          ? texts.momentFound(toIso(found.time))
          : texts.momentZoneless(formatDateTime(found.time, 'UTC'))
        : found.kind === 'yearless'
          ? texts.momentYearless(found.text)
          : texts.momentNone;
  return (
    <div class="cb-moment" role="group" aria-label={texts.moment}>
      <label class="cb-labelled">
        <span>{texts.moment}</span>
        <input
          size={26}
          value={typed}
          placeholder="2026-11-23T10:00:05+08:00"
          aria-invalid={isBad}
          onInput={(event) => setTyped(event.currentTarget.value)}
          onBlur={keep}
          onKeyDown={(event) => {
            if (event.key === 'Enter') keep();
            else if (event.key === 'Escape') setTyped(written);
          }}
        />
      </label>
      <span role="status">{isBad ? texts.momentBad : said}</span>
      {time !== undefined &&
        recordings.map(({ slot, name, recording }) => {
          const all = elapsedSeconds(recording);
          const elapsed = toElapsedAt(recording, all, time);
          if (elapsed === undefined) return <span key={slot}>{texts.momentOutside(name)}</span>;
          return (
            <button
              key={slot}
              type="button"
              class="cb-button"
              data-quiet
              onClick={() => onGo(slot, elapsed, all.at(-1) ?? 0)}
            >
              {texts.momentIn(formatDateTime(time, 'UTC'), name)}
            </button>
          );
        })}
    </div>
  );
}

function toIso(time: number): string {
  return new Date(time * 1000).toISOString().replace('.000Z', 'Z');
}
