import { findCrashing } from './buckets.ts';
import type { CodePlace, CrashLog, CrashSignal, Goroutine } from './crash-log.ts';
import { findPlace } from './crash-place.ts';
import { findCrashGuide } from './crash-reasons.ts';
import { findLongestWaits } from './longest-waits.ts';
import { findCatcher } from './panic-catcher.ts';
import { findSignalCode } from './signal-meaning.ts';

/** How many frames go into a text for a ticket. */
const topFrames = 12;

/**
 * The reason and the top frames as text, for a ticket or a message:
 *
 *     fatal error: all goroutines are asleep - deadlock!
 *
 *     goroutine 1 [semacquire]:
 *     sync.runtime_Semacquire  runtime/sema.go:62
 */
export function toCrashText(crash: CrashLog): string {
  const lines = [toReasonText(crash)];
  if (crash.recovered) lines.push(toRecoveredText(crash));
  if (crash.signal && crash.reasonKind !== 'signal') lines.push(toSignalText(crash.signal));
  lines.push(...crash.runtimeLines.map(({ text }) => text), ...crash.contextLines.map(({ text }) => text));
  const place = isAsked(crash) || crash.races.length > 0 ? undefined : findPlace(crash);
  if (place) lines.push(`in your code: ${toFrameText(place)}`);
  const waits = isAsked(crash) ? findLongestWaits(crash.goroutines) : [];
  for (const { frames, waitMinutes, count, state } of waits) {
    const own = frames.find(({ owner }) => owner === 'user') ?? frames[0];
    lines.push(`${waitMinutes.max} minutes [${state}]: ${count} × ${own ? toFrameText(own) : 'no frames'}`);
  }
  const goroutine = findCrashing(crash);
  if (goroutine) lines.push('', `${toGoroutineTitle(goroutine)}:`, ...toFrameTexts(goroutine));
  const [race] = crash.races;
  for (const { title, frames } of race ? [...race.accesses, ...race.created] : []) {
    lines.push('', `${title}:`, ...frames.map(toFrameText));
  }
  return `${lines.join('\n')}\n`;
}

/** Whether somebody asked for the goroutines, so that none of them is where it happened: the waits tell. */
export function isAsked(crash: CrashLog): boolean {
  const guide = findCrashGuide(crash);
  if (guide === 'sigabrt') return findSignalCode(crash) === 'by-process';
  return guide === 'sigquit-dump' || guide === 'test-timeout' || guide === 'goleak';
}

/** `recovered by gin, the program went on` */
function toRecoveredText(crash: CrashLog): string {
  const catcher = findCatcher(crash);
  const by = catcher?.name ?? (catcher?.frame && toPlaceName(catcher.frame));
  const words = catcher?.wordsOf === undefined ? '' : ` (in the words of ${catcher.wordsOf})`;
  return `${by === undefined ? 'recovered' : `recovered by ${by}`}${words}, the program went on`;
}

/** With the prefix that it was printed with: `panic: boom`, `fatal error: fault`, `SIGQUIT: quit`. */
export function toReasonText({ reason, reasonKind, panics }: CrashLog): string {
  switch (reasonKind) {
    case 'panic':
      if (panics.length === 0) return `panic: ${reason}`;
      return panics
        .map(({ text, recovered, repanicked }, depth) => {
          const marks = recovered ? ` [recovered${repanicked ? ', repanicked' : ''}]` : '';
          return `${depth > 0 ? '\t' : ''}panic: ${text}${marks}`;
        })
        .join('\n');
    case 'fatal error':
    case 'goexit':
      return `fatal error: ${reason}`;
    case 'data race':
      return `DATA RACE: ${reason}`;
    case 'goroutine dump':
      return reason === '' ? 'goroutine dump' : `goroutine dump: ${reason}`;
    case 'signal':
      return reason;
  }
}

/** `[signal SIGSEGV: segmentation violation code=0x1 addr=0x0 pc=0x51a5c4]` */
function toSignalText(signal: CrashSignal): string {
  const { name, text } = signal;
  return `[signal ${[text ? `${name}: ${text}` : name, ...toSignalNumbers(signal)].join(' ')}]`;
}

/**
 * A signal in the log's own words: the runtime prints it in brackets below a reason, while what asks for goroutines, and an
 * exception of Windows, are a line of their own, which is the reason; their numbers stand elsewhere in the log.
 *
 * @param line of the log, that the signal was read from
 */
export function toPrintedSignal(
  { reason, reasonKind }: CrashLog,
  signal: CrashSignal,
  line: string,
): { quote: string; numbers: string[] } {
  const text = toSignalText(signal);
  if (line.includes(text)) return { quote: text, numbers: [] };
  return { quote: reasonKind === 'signal' ? reason : line.trim(), numbers: toSignalNumbers(signal) };
}

/** `code=0x1`, `addr=0x0`, `pc=0x51a5c4`: those that the log has. */
function toSignalNumbers({ code, addr, pc }: CrashSignal): string[] {
  return Object.entries({ code, addr, pc }).flatMap(([key, value]) => (value ? [`${key}=${value}`] : []));
}

/** `goroutine 18 [chan receive, 10 minutes, locked to thread]` */
export function toGoroutineTitle({ id, state, waitMinutes, lockedToThread, marks }: Goroutine): string {
  if (id === undefined) return state || 'goroutine ?';
  const inside = [
    state,
    ...(waitMinutes > 0 ? [`${waitMinutes} minutes`] : []),
    ...(lockedToThread ? ['locked to thread'] : []),
    ...marks,
  ];
  return `goroutine ${id} [${inside.join(', ')}]`;
}

/** `runtime.throw  runtime/panic.go:774` */
function toFrameText(place: CodePlace): string {
  const { function: name, file, fileLine } = place;
  if (file === undefined) return name;
  const where = fileLine === undefined ? file : `${file}:${fileLine}`;
  return name === '' ? where : `${name}  ${where}`;
}

/** The function, or the file and line where the log gives no function. */
export function toPlaceName(place: CodePlace): string {
  return place.function || toFrameText(place);
}

function toFrameTexts({ frames, elided, createdBy }: Goroutine): string[] {
  const lines = frames.slice(0, topFrames).map(toFrameText);
  const more = frames.length - lines.length + Math.max(0, elided);
  if (more > 0 || elided < 0) lines.push(`… ${elided < 0 ? 'more' : `${more} more`} frames`);
  if (createdBy) lines.push(`created by ${toFrameText(createdBy)}`);
  return lines;
}
