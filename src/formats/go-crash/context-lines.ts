import type { TextLine } from '#model/crash/crash-log.ts';
import type { ReadLine } from './line-patterns.ts';
import type { PlainLine } from './unwrap-lines.ts';

/** What C's libraries and C++'s say on standard error right before they abort the program. */
const lastWords = new RegExp(
  [
    // boardd: io.c:6: inner: Assertion `x > 0' failed.
    /[Aa]ssertion .{1,2000} failed/,
    /\bASSERT(?:ION)?\b/,
    // double free or corruption (out); malloc(): corrupted top size; free(): invalid pointer
    /double free|corrupt(?:ed|ion)|^(?:free|malloc|realloc|munmap_chunk|calloc)\(\)|invalid (?:pointer|next size)/,
    // *** stack smashing detected ***: terminated
    /^\*\*\* |stack smashing|buffer overflow detected/,
    // terminate called after throwing an instance of 'std::bad_alloc'
    /^terminate called|^\s*what\(\):|^libc\+\+abi|pure virtual (?:method|function) called/,
    /(?:Address|Thread|Memory|UndefinedBehavior|Leak)Sanitizer|runtime error: .*(?:overflow|null pointer|misaligned)/,
    /\b(?:SIG)?abort(?:ed|ing)?\b|\bfatal\b|\bpanic\b/i,
  ]
    .map(({ source }) => `(?:${source})`)
    .join('|'),
);

/** More is not said at once. */
const mostLines = 8;

/** The last words of C's above a signal's line: the lines right before it that are such, in order. */
export function findContextLines(
  lines: readonly PlainLine[],
  read: readonly ReadLine[],
  at: number,
): TextLine[] {
  const found: TextLine[] = [];
  for (let i = at - 1; i >= 0 && at - i <= mostLines; i--) {
    const { text, line } = lines[i]!;
    if (read[i]!.kind === 'runtime' || read[i]!.kind === 'runtime-word') continue;
    if (read[i]!.kind !== 'text' || text.length > 2000 || !lastWords.test(text)) break;
    found.unshift({ text: text.trim(), line });
  }
  return found;
}
