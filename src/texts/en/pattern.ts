import { formatCount } from '#locale/format.ts';
import type { PatternFault } from '#model/pattern/parse.ts';

/** What is wrong with a regular expression. */
export const texts = {
  patternBad: (why: string, at: number) => (at < 0 ? `${why}.` : `${why}, at character ${formatCount(at)}.`),
  patternFaults: {
    'never-opened': 'A bracket is closed that was never opened',
    'never-closed': 'A bracket is never closed',
    'class-never-closed': 'A class in square brackets is never closed',
    'unknown-group': 'Go has no brackets of this kind',
    'unknown-class': 'No class of characters has this name',
    'unknown-escape': 'A backslash before this means nothing',
    'no-character': 'No character has this number',
    'range-backwards': 'A range begins behind its end',
    'nothing-to-repeat': 'There is nothing to repeat',
    'repeated-twice': 'What is repeated already is repeated',
    'too-often': 'It is repeated more often than Go allows',
    'too-deep': 'Too many brackets stand in each other',
    'too-long': 'The expression comes to too much',
  } satisfies Record<PatternFault, string>,
};
