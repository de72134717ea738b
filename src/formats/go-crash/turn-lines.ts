import { readOnce } from './line-patterns.ts';
import type { PlainLine } from './unwrap-lines.ts';

function startsStack(kind: string | undefined): boolean {
  return kind === 'header' || kind === 'runtime-stack' || kind === 'race-title';
}

/**
 * Whether the lines stand newest first, as Grafana, Kibana and CloudWatch export them: headers have
 * their calls above them, and positions theirs below.
 */
export function isNewestFirst(lines: readonly PlainLine[]): boolean {
  let above = 0;
  let below = 0;
  let calls = 0;
  let before: string | undefined;
  let after: string | undefined;
  for (const line of lines) {
    const { kind } = readOnce(line);
    if (kind === 'blank') continue;
    // Of three lines in a row the middle one is judged.
    if (startsStack(after)) {
      if (before === 'call') above++;
      if (kind === 'call') below++;
    }
    if (after === 'position' && (kind === 'call' || kind === 'created')) calls++;
    if ((after === 'call' || after === 'created') && kind === 'position') calls--;
    before = after;
    after = kind;
  }
  if (startsStack(after) && before === 'call') above++;
  // A header between two goroutines has calls on neither side or one; pairs alone are of headless pieces.
  return above > below && calls > 0;
}
