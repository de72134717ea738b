import type { CrashLog, Frame } from '#model/crash/crash-log.ts';
import { isPanicCall } from '#model/crash/crash-place.ts';
import type { LoggedWords } from './logged-words.ts';

/**
 * What a crash is about, once all of it has been read: of several panics the first that is not marked
 * recovered, or the last; for a stack that a program printed itself, what was said with it.
 *
 * @param listed its frames are a list of functions without arguments, which the runtime never prints
 */
export function settleReason(crash: CrashLog, words: LoggedWords | undefined, listed: boolean): void {
  const { panics } = crash;
  if (crash.reasonKind === 'panic') {
    const panic = panics.find(({ recovered }) => !recovered) ?? panics.at(-1);
    if (panic) crash.reason = panic.text;
    if (listed || isPrinted(crash)) markRecovered(crash);
    return;
  }
  if (crash.reasonKind !== 'goroutine dump' || crash.reason !== '') return;
  const printed = isPrinted(crash);
  const panicking = crash.goroutines[0]?.frames.some(isPanicCall) ?? false;
  if (!words?.isPanic && !(panicking && (printed || listed || words))) {
    if (words && listed) {
      // An error that was logged with its stack.
      crash.reason = words.reason;
      crash.reasonFrom = 'logger';
    }
    if (words) crash.contextLines.push(...words.context);
    return;
  }
  crash.reasonKind = 'panic';
  crash.reason = words?.reason ?? '';
  if (words) {
    panics.push({ text: words.reason, recovered: !words.isFatal, repanicked: false, line: words.line });
    crash.contextLines.push(...words.context);
    crash.firstLine = Math.min(crash.firstLine, words.line);
  }
  markRecovered(crash);
  // What was logged as fatal did not go on.
  if (words?.isFatal) crash.recovered = false;
}

function markRecovered(crash: CrashLog): void {
  crash.recovered = true;
  crash.reasonFrom = 'logger';
}

/** Whether the program printed the stack itself, in a deferred function: it goes on with `debug.Stack`, or above `panic(` one of a recovery. */
function isPrinted({ goroutines }: CrashLog): boolean {
  const frames = goroutines[0]?.frames ?? [];
  const panic = frames.findIndex(isPanicCall);
  return panic >= 0 && frames.slice(0, panic).some(isPrinting);
}

function isPrinting({ function: name }: Frame): boolean {
  return name === 'runtime/debug.Stack' || name === 'runtime/debug.PrintStack';
}
