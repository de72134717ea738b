/**
 * Wall time in a named zone, as text. Dates are written as in ISO 8601, whatever the language:
 * every reader of a link must see the same.
 */

/** An IANA zone name; `UTC` where nothing else is chosen. */
export type Zone = string;

const formatters = new Map<Zone, Intl.DateTimeFormat>();

/** Zones that were asked for and are known: to ask again costs a formatter each time. */
const knownZones = new Set<Zone>();

/** True where this machine knows the zone. */
export function isZone(zone: string): boolean {
  if (knownZones.has(zone)) return true;
  try {
    const isKnown = new Intl.DateTimeFormat('en-US', { timeZone: zone }).resolvedOptions().timeZone !== '';
    if (isKnown) knownZones.add(zone);
    return isKnown;
  } catch {
    return false;
  }
}

/** Seconds that the zone is ahead of UTC at a time (Unix seconds); 0 for a zone that is not known. */
export function zoneOffsetSeconds(zone: Zone, unixSeconds: number): number {
  if (zone === 'UTC' || !isDate(unixSeconds)) return 0;
  let formatter = formatters.get(zone);
  if (!formatter) {
    if (!isZone(zone)) return 0;
    formatter = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' });
    formatters.set(zone, formatter);
  }
  const name = formatter
    .formatToParts(unixSeconds * 1000)
    .find((part) => part.type === 'timeZoneName')?.value;
  // `GMT`, `GMT+08:00`, and for times before zones were round `GMT+08:05:43`
  const match = /^GMT(?:([+-])(\d{1,2}):(\d{2})(?::(\d{2}))?)?$/.exec(name ?? '');
  if (!match?.[1]) return 0;
  const seconds = Number(match[2]) * 3600 + Number(match[3]) * 60 + Number(match[4] ?? 0);
  return match[1] === '-' ? -seconds : seconds;
}

/**
 * `UTC`, or `Asia/Shanghai, UTC+08:00` with the offset of that time; `Europe/Berlin, UTC+02:00 → UTC+01:00`
 * where it is another one at the end of a stretch of time.
 */
export function zoneLabel(zone: Zone, unixSeconds: number, untilSeconds = unixSeconds): string {
  if (zone === 'UTC') return 'UTC';
  const [begin, end] = [offsetLabel(zone, unixSeconds), offsetLabel(zone, untilSeconds)];
  return `${zone}, ${begin}${end === begin ? '' : ` → ${end}`}`;
}

function offsetLabel(zone: Zone, unixSeconds: number): string {
  const offset = zoneOffsetSeconds(zone, unixSeconds);
  const minutes = Math.round(Math.abs(offset) / 60);
  const text = `${pad(Math.floor(minutes / 60))}:${pad(minutes % 60)}`;
  return `UTC${offset < 0 ? '-' : '+'}${text}`;
}

/** `2026-11-23`; years beyond what dates hold give the bare seconds. */
export function formatDate(unixSeconds: number, zone: Zone): string {
  return isDate(unixSeconds) ? local(unixSeconds, zone).slice(0, -14) : `${unixSeconds} s`;
}

/** `14:03:07`, with `digits` decimals of the second, cut and not rounded up into the next one. */
export function formatClock(unixSeconds: number, zone: Zone, digits = 0): string {
  if (!isDate(unixSeconds)) return '';
  return local(unixSeconds, zone).slice(-13, digits === 0 ? -5 : -4 + digits);
}

/** `2026-11-23 14:03:07` */
export function formatDateTime(unixSeconds: number, zone: Zone, digits = 0): string {
  return `${formatDate(unixSeconds, zone)} ${formatClock(unixSeconds, zone, digits)}`.trimEnd();
}

/** `2026-11-23 14:03`: where seconds say nothing more. */
export function formatToMinute(unixSeconds: number, zone: Zone): string {
  return `${formatDate(unixSeconds, zone)} ${formatClock(unixSeconds, zone).slice(0, -3)}`.trimEnd();
}

/** `0:05`, `12:07`, `1:02:03`, `2d 01:02:03`; seconds with `digits` decimals, hours also where there are none if asked. */
export function formatElapsed(seconds: number, digits = 0, hasHours = false): string {
  if (!Number.isFinite(seconds)) return String(seconds);
  const unit = 10 ** digits;
  const ticks = Math.round(Math.abs(seconds) * unit);
  const whole = Math.floor(ticks / unit);
  const fraction = digits === 0 ? '' : `.${String(ticks % unit).padStart(digits, '0')}`;
  const sign = seconds < 0 && ticks > 0 ? '−' : '';
  const [days, hours, minutes] = [
    Math.floor(whole / 86_400),
    Math.floor(whole / 3600) % 24,
    Math.floor(whole / 60) % 60,
  ];
  const tail = `${pad(whole % 60)}${fraction}`;
  if (days > 0) return `${sign}${days}d ${pad(hours)}:${pad(minutes)}:${tail}`;
  if (hours > 0 || hasHours) return `${sign}${hours}:${pad(minutes)}:${tail}`;
  return `${sign}${minutes}:${tail}`;
}

function local(unixSeconds: number, zone: Zone): string {
  // Floats of Unix seconds carry milliseconds only to about a quarter of a microsecond; a bare
  // truncation would turn 7.001 into 7.000.
  const milliseconds = Math.floor((unixSeconds + zoneOffsetSeconds(zone, unixSeconds)) * 1000 + 1e-3);
  return new Date(milliseconds).toISOString();
}

/** A day's margin to what Date holds, for the zone's offset. */
function isDate(unixSeconds: number): boolean {
  return Math.abs(unixSeconds) < 8.64e12 - 86_400;
}

function pad(value: number): string {
  return String(value).padStart(2, '0');
}
