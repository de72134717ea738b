import { FormatError, type Verdict } from '#formats/format.ts';
import { findGobHead } from '#formats/gob/detect-gob.ts';
import type { GobEnd } from '#formats/gob/read-gob.ts';
import { type GobWanted, sayOfGob, toGobError } from '#formats/gob/says.ts';
import { atPlace } from '#model/notice.ts';
import { findSession } from '#model/recording/session.ts';

/** A gob stream of structs with a Timestamp and the field `field`; by name where the head is cut before that. */
export function detectGobOf(head: Uint8Array, name: string, part: string, field: string): Verdict {
  const gob = findGobHead(head);
  if (!gob) return 'no';
  const has = (wanted: string) =>
    gob.structs.some(({ fields }) => fields.some((each) => each.name === wanted));
  if (has('Timestamp') && has(field)) return 'certain';
  return !gob.whole && gob.structs.length === 0 && findSession(name)?.part === part ? 'likely' : 'no';
}

/** The error for a stream that holds nothing of what was looked for. */
export function toUnusable(end: GobEnd, file: string, wanted: GobWanted): FormatError {
  const { byte, firstProblem } = end;
  return new FormatError(
    firstProblem
      ? toGobError(firstProblem, file, wanted)
      : atPlace({ byte }, sayOfGob('gob-no-values', { file, wanted, byte })),
  );
}
