import { collectBytes } from '#bytes/chunks.ts';
import { ReadError } from '#bytes/reader.ts';
import { type Format, FormatError, type ParseContext, type Parsed, type Verdict } from '#formats/format.ts';
import { atPlace } from '#model/notice.ts';
import type { Profile } from '#model/profile/profile.ts';
import { decodeProfile } from './decode-profile.ts';
import { isMessage, isProfileField, PROFILE_FIELDS } from './fields.ts';
import { sayOfPprof } from './says.ts';
import { WireReader } from './wire.ts';

/**
 * A profile as pprof's tools write it (profile.proto), of whatever was counted: CPU, heap, goroutines,
 * waiting. It has no magic bytes, so it is told by its structure: a sample type, or what else may stand
 * first, and nothing that cannot be.
 */
export const pprof: Format<Profile> = {
  id: 'pprof',
  title: 'pprof profile',
  detect: detectPprof,
  parse: parsePprof,
};

/** A later version of the message may have more fields than are read (`doc_url`, the 15th, came late), if not many more. */
const NEWEST_FIELD = 31;

export function detectPprof(head: Uint8Array): Verdict {
  const reader = new WireReader(head);
  let types = 0;
  try {
    while (reader.next()) {
      const { field, offset, valueEnd } = reader;
      if (field > NEWEST_FIELD) return 'no';
      if (!isProfileField(field) || !isMessage(field)) continue;
      reader.wantBytes();
      if (field !== PROFILE_FIELDS.sample_type) continue;
      if (!isValueType(new WireReader(head, offset, valueEnd))) return 'no';
      types++;
    }
  } catch (error) {
    // The head ends in the middle of something, as a rule; a field that cannot be is another thing.
    if (!(error instanceof ReadError)) throw error;
    if (error.reason.code !== 'bytes-wanted') return 'no';
  }
  return types > 0 ? 'certain' : 'no';
}

/** Indexes of a type and a unit, and nothing else. */
function isValueType(reader: WireReader): boolean {
  let fields = 0;
  for (; reader.next(); fields++) {
    if (reader.field > 2) return false;
    reader.readNumber();
  }
  return fields > 0;
}

export async function parsePprof(
  chunks: AsyncIterable<Uint8Array>,
  { name, signal }: ParseContext,
): Promise<Parsed<Profile>> {
  const bytes = await collectBytes(chunks, signal);
  const { profile, notices, problem, joinedAt } = decodeProfile(bytes);
  if (joinedAt !== undefined) {
    throw new FormatError(
      atPlace({ byte: joinedAt }, sayOfPprof('pprof-joined', { file: name, byte: joinedAt })),
    );
  }
  if (!profile) {
    const said = sayOfPprof('pprof-none', { file: name, bytes: bytes.length, problem });
    throw new FormatError(problem ? atPlace(problem.where, said) : said);
  }
  return { value: profile, notices, end: { byte: problem?.where.byte ?? bytes.length, complete: !problem } };
}
