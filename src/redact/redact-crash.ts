import type { CrashFile } from '#model/crash/crash-log.ts';
import { toPlaceName } from '#model/crash/crash-text.ts';
import { findCodeLines, findPlaces } from './code-places.ts';
import type { RedactedFile } from './redact-recording.ts';
import type { NewNamesOf } from './redact-view.ts';
import { redactLines, toPieces } from './redact-text.ts';
import type { Redactor } from './redactor.ts';

export function learnCrash(file: CrashFile, redactor: Redactor): void {
  redactor.learn(file.lines);
  for (const [text, place] of findPlaces(file)) redactor.learnPlace(text, place);
}

/** The log as text, line for line: what a view marks by its line stays where it was. */
export function redactCrash(file: CrashFile, redactor: Redactor): RedactedFile {
  // Lists of processes among the rest have columns to keep.
  const lines = redactLines(file.lines, redactor, findCodeLines(file));
  return { name: 'crash.log', kind: 'crash-log', pieces: toPieces(lines) };
}

/** What its frames are called in the redacted log, by their names of before: worked out, and counted, where a view asks. */
export function toCrashNames({ crashes }: CrashFile, redactor: Redactor): NewNamesOf {
  const stacks = crashes.flatMap(({ goroutines }) => goroutines).map(({ frames }) => frames);
  const names = new Set(stacks.flatMap((frames) => frames.map(toPlaceName)));
  return { get: (name) => (names.has(name) ? redactor.code(name) : undefined) };
}
