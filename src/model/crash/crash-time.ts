import type { CrashFile, CrashLog } from './crash-log.ts';

/** A moment as a log or a reader writes it. */
export interface Moment {
  /** Unix seconds. */
  time: number;
  /** False where no zone is said: read as UTC then. */
  hasZone: boolean;
}

// `2026-11-23T10:00:05.123Z`, `2026-11-23 10:00:05 +0800`, `2026/11/23 10:00:05`
const DATED =
  /(?<!\d)(\d{4})[-/](\d\d)[-/](\d\d)[T ](\d\d):(\d\d):(\d\d)(?:[.,](\d{1,9}))?(?: ?(Z|UTC|GMT|[+-]\d\d:?\d\d)(?!\d))?/;
// `1637305200`, `1637305200.5`
const UNIX = /^\d{9,11}(?:\.\d{1,9})?$/;
// `Nov 23 10:00:05`, of syslog and journald
const YEARLESS = /(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) [ \d]\d \d\d:\d\d:\d\d/;

/** Lines before a crash in which its time may stand: what was logged right before. */
const LINES_BEFORE = 3;

/** What a log says of when a crash happened. */
export type CrashTime =
  | (Moment & { kind: 'dated' })
  /** A time without a year, as it stands. */
  | { kind: 'yearless'; text: string }
  | { kind: 'none' };

/** The time in a crash's first line, or in the last line before it that has one. */
export function findCrashTime({ lines }: CrashFile, { firstLine }: CrashLog): CrashTime {
  let yearless: string | undefined;
  for (let line = firstLine; line >= Math.max(1, firstLine - LINES_BEFORE); line--) {
    // A prefix or a field of JSON stands at the front.
    const text = (lines[line - 1] ?? '').slice(0, 500);
    const dated = DATED.exec(text);
    const moment = dated && toMoment(dated);
    if (moment) return { kind: 'dated', ...moment };
    yearless ??= YEARLESS.exec(text)?.[0];
  }
  return yearless === undefined ? { kind: 'none' } : { kind: 'yearless', text: yearless };
}

/** What a reader has written: Unix seconds, or a date and time with a zone or without. Undefined for anything else. */
export function parseMoment(text: string): Moment | undefined {
  const trimmed = text.trim();
  if (UNIX.test(trimmed)) return { time: Number(trimmed), hasZone: true };
  const dated = DATED.exec(trimmed);
  return dated?.[0] === trimmed ? toMoment(dated) : undefined;
}

function toMoment([, year, month, day, hour, minute, second, fraction, zone]: RegExpExecArray):
  Moment | undefined {
  const date = `${year}-${month}-${day}`;
  const midnight = Date.parse(`${date}T00:00:00Z`);
  // The 31st of February is none.
  if (Number.isNaN(midnight) || new Date(midnight).toISOString().slice(0, 10) !== date) return undefined;
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 60) return undefined;
  const ofDay = Number(hour) * 3600 + Number(minute) * 60 + Number(second) + Number(`0.${fraction ?? 0}`);
  return { time: midnight / 1000 + ofDay - toOffset(zone), hasZone: zone !== undefined };
}

/** Seconds that a zone is ahead of UTC. */
function toOffset(zone: string | undefined): number {
  const match = /^([+-])(\d\d):?(\d\d)$/.exec(zone ?? '');
  if (!match) return 0;
  return (match[1] === '-' ? -1 : 1) * (Number(match[2]) * 3600 + Number(match[3]) * 60);
}
