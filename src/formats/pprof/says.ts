import type { Reason } from '#bytes/reasons.ts';
import { type Codes, type Said, toSay } from '#codes/said.ts';
import type { ProfileField } from './fields.ts';

/** What one message refers to in another. */
export type PprofReference = 'location' | 'function' | 'mapping' | 'string';

/** Why a message cannot be read. */
export const pprofReasons = {
  'pprof-varint': ({ bytes }: { bytes: number }) => `integer of more than ${bytes} bytes`,
  'pprof-field-number': ({ field }: { field: number }) => `no field has the number ${field}`,
  'pprof-wire-type': ({ field, type }: { field: number; type: number }) =>
    `field ${field} is of wire type ${type}`,
  'pprof-packed': ({ field }: { field: number }) => `the last number of field ${field} is cut off`,
  'pprof-values': ({ values, types }: { values: number; types: number }) =>
    `${values} values for ${types} sample types`,
  'pprof-too-many': ({ field, most }: { field: number; most: number }) =>
    `field ${field} stands more than ${most} times`,
  'pprof-no-id': () => 'the id is 0',
  'pprof-same-id': () => 'another one before it has its id',
};

/** What ends the reading early: notices, or a part of the error where nothing came before. */
const pprofProblems = {
  'pprof-cut': ({ byte, from }: { byte: number; from: number }) =>
    `pprof: the data ends at byte ${byte}, within what begins at byte ${from}; what came before it was read`,
  'pprof-stopped': ({ reason, byte, lost }: { reason: Reason; byte: number; lost: number }) =>
    `pprof: ${reason.message} at byte ${byte}; the ${lost} bytes from there on could not be read`,
};

const pprofNotices = {
  'pprof-left-out': ({ field, count, reason, byte }: LeftOut) =>
    `pprof: ${count} of ${field} left out, the first for this: ${reason.message} at byte ${byte}`,
  'pprof-missing': ({ what, count, byte }: { what: PprofReference; count: number; byte: number }) =>
    `pprof: ${count} references to a ${what} that is not there, the first at byte ${byte}`,
  'pprof-first-string': () => 'pprof: the first string is not empty, as it has to be; it is taken for empty',
  'pprof-no-samples': () => 'pprof: the profile has no samples: nothing was counted while it was made',
};

const pprofErrors = {
  'pprof-none': ({
    file,
    bytes,
    problem,
  }: {
    file: string;
    bytes: number;
    problem?: PprofProblem | undefined;
  }) =>
    `${file}: no sample type with a name in ${bytes} bytes of a pprof profile${problem ? `: ${problem.message}` : ''}`,
  'pprof-joined': ({ file, byte }: { file: string; byte: number }) =>
    `${file}: another pprof profile begins before byte ${byte}: several were written into one file, and their ids cannot be told apart`,
};

interface LeftOut {
  field: ProfileField;
  count: number;
  /** Of the first of them. */
  reason: Reason;
  byte: number;
}

declare module '#bytes/reasons.ts' {
  interface Reasons extends Codes<typeof pprofReasons> {}
}

declare module '#model/notice.ts' {
  interface Notices extends Codes<typeof pprofProblems>, Codes<typeof pprofNotices> {}
  interface Failures extends Codes<typeof pprofErrors> {}
}

/** What ended the reading of a profile before its end. */
export type PprofProblem = Said<Codes<typeof pprofProblems>>;

export const pprofReason = toSay(pprofReasons);
export const pprofSentences = { ...pprofProblems, ...pprofNotices, ...pprofErrors };
export const sayOfPprof = toSay(pprofSentences);
