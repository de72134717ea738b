import type { Reason } from '#bytes/reasons.ts';
import type { Notice } from '#model/notice.ts';

/** A parameter of a notice, whichever notice it is; undefined where it has none of that name. */
export function paramOf(notice: Notice | undefined, name: string): unknown {
  return (notice?.params as Record<string, unknown> | undefined)?.[name];
}

/** The reason within a notice, in English. */
export function reasonOf(notice: Notice | undefined): string | undefined {
  return (paramOf(notice, 'reason') as Reason | undefined)?.message;
}
