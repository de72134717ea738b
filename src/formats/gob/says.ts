import type { Reason } from '#bytes/reasons.ts';
import { type Codes, type Said, toSay } from '#codes/said.ts';
import type { Failure, Where } from '#model/notice.ts';

/** Why a message of a stream cannot be read. */
export const gobReasons = {
  'gob-empty-message': () => 'empty message',
  'gob-long-value': ({ messages }: { messages: number }) => `value of more than ${messages} messages`,
  'gob-unfinished-value': () => 'value that goes on in a message that is not there',
  'gob-bytes-left': ({ bytes }: { bytes: number }) => `${bytes} bytes left over in a message`,
  'gob-type-id': ({ id }: { id: number }) => `unexpected type id ${id}`,
  'gob-basic-type': ({ id }: { id: number }) => `description of the basic type id ${id}`,
  'gob-no-type': () => 'description of no type',
  'gob-struct-fields': ({ fields }: { fields: number }) => `struct of ${fields} fields`,
  'gob-no-field': ({ type, field }: { type: string; field: number }) => `${type} has no field ${field}`,
  'gob-depth': ({ depth }: { depth: number }) => `values nested ${depth} deep`,
  'gob-elements': ({ count, left }: { count: number; left: number }) => `${count} elements in ${left} bytes`,
  'gob-length': ({ bytes, left }: { bytes: number; left: number }) => `${bytes} bytes in the ${left} left`,
  'gob-no-zero': ({ value }: { value: number }) => `${value} before a value instead of 0`,
};

/** What a stream was read for. */
export type GobWanted = 'samples' | 'snapshots';

/** Where nothing else could be read of a file, the first problem is its error. */
type OrError<Params> = Params | (Params & { file: string; wanted: GobWanted });

const wantedNames: Record<GobWanted, string> = { samples: 'samples of processes', snapshots: 'snapshots' };

function orError<Params extends object>(sentence: (params: Params) => string) {
  return (params: OrError<Params>): string =>
    'wanted' in params
      ? `${params.file}: no ${wantedNames[params.wanted]} could be read: ${sentence(params)}`
      : sentence(params);
}

interface BadRun {
  messages: number;
  from: number;
  to: number;
  bytes: number;
  reason: Reason;
  /** Where the reason was found, if not at `from`. */
  byte: number | undefined;
}

/** What is wrong in a stream: notices, or the error where no value could be read. */
const gobProblems = {
  'gob-cut': orError(({ byte, from, length }: { byte: number; from: number; length: number | '?' }) => {
    const of = length === '?' ? '' : ` of ${length} bytes`;
    return `gob: the data ends at byte ${byte}, inside a message${of} that begins at byte ${from}; what came before it was read, that message is lost`;
  }),
  'gob-zeros': orError(
    ({ bytes, from }: { bytes: number; from: number; to: number }) =>
      `gob: ${bytes} zero bytes from byte ${from} on, as a power loss leaves them in a file`,
  ),
  'gob-bad-messages': orError(({ messages, from, to, reason, byte }: BadRun) => {
    const count = messages === 1 ? 'a message' : `${messages} messages`;
    const where = byte === undefined ? '' : ` at byte ${byte}`;
    return `gob: ${count} from byte ${from} to ${to} could not be read: ${reason.message}${where}`;
  }),
  'gob-stopped': orError(({ length, byte, lost }: { length: number | '?'; byte: number; lost: number }) => {
    const what = length === '?' ? 'no length of a message' : `message of ${length} bytes`;
    return `gob: ${what} at byte ${byte}; the ${lost} bytes from there on could not be read`;
  }),
};

const gobNotices = {
  'gob-more-bad-messages': ({ more }: { more: number }) => `gob: ${more} more places could not be read`,
  'gob-restart': ({ byte }: { byte: number }) =>
    `gob: another stream begins at byte ${byte}: the file was written to by more than one run`,
};

const gobErrors = {
  'gob-no-values': ({ file, wanted, byte }: { file: string; wanted: GobWanted; byte: number }) =>
    `${file}: no ${wantedNames[wanted]} in ${byte} bytes of gob`,
};

declare module '#bytes/reasons.ts' {
  interface Reasons extends Codes<typeof gobReasons> {}
}

declare module '#model/notice.ts' {
  interface Notices extends Codes<typeof gobProblems>, Codes<typeof gobNotices> {}
  interface Failures extends Codes<typeof gobProblems>, Codes<typeof gobErrors> {}
}

export const gobReason = toSay(gobReasons);
export const gobSentences = { ...gobProblems, ...gobNotices, ...gobErrors };
export const sayOfGob = toSay(gobSentences);

/** The error of a file of which nothing else could be read: its first problem, and what was wanted of it. */
export function toGobError({ code, params, where }: GobProblem, file: string, wanted: GobWanted): Failure {
  // The compiler does not see that a code and its own parameters stay together.
  return { ...sayOfGob(code, { ...params, file, wanted } as never), where };
}

/** A notice that can be the error too. */
export type GobProblem = Said<Codes<typeof gobProblems>> & { where?: Where };
