/** The header of a goroutine of a traceback: `goroutine 7 [select (no cases)]:` */
const header = /^goroutine \d+ (?:gp=\S+ m=\S+ (?:mp=\S+ )?)?\[/;

/** What keeps syscall/js ready for events of the page: linked in so that a deadlock is found, no part of the program. */
const ownFrame = /^syscall\/js\.handleEvent\(/;

/**
 * What a program printed, without the goroutine that the runner brings into it: a dump of all goroutines
 * would show one that the author's text does not start. Anything else stays as it was.
 */
export function toCrashText(text: string): string {
  const lines = text.split('\n');
  const kept: string[] = [];
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? '';
    if (header.test(line) && ownFrame.test(lines[at + 1] ?? '')) {
      while (at < lines.length && lines[at] !== '') at++;
      continue;
    }
    kept.push(line);
  }
  return kept.join('\n');
}

/** A panic, a throw of the runtime, or the trace of a goroutine: what a crash view has something to say of. */
const crash = /^(?:panic: |fatal error: |SIG[A-Z]+: |runtime: (?:out of memory|goroutine stack exceeds)|goroutine \d+ \[)/m;

/** `gc 1 @0.156s 4%: 0.38+7.2+0.50 ms clock, …`, as GODEBUG=gctrace=1 has them. */
const collection = /^gc \d+ @[\d.]+s \d+%: /m;

/** Whether what a program printed is worth reading as a crash log, and of what kind. */
export function findCrash(text: string): 'crash' | 'collections' | undefined {
  if (crash.test(text)) return 'crash';
  return collection.test(text) ? 'collections' : undefined;
}
