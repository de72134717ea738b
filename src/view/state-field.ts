import type { Holds } from './held-text.ts';

/** How one field of a state stands in a link, and what redaction has to know of it. */
export interface StateField<T> {
  /** The values of its parameters, `''` being a bare key; none for the default. */
  encode(value: T): string[];
  /**
   * @param raws the values as they stand, at least one; one alone unless the field repeats
   * @throws LinkValueError, URIError
   */
  decode(raws: string[]): T;
  /** Stands several times, once an entry. */
  repeats?: true;
  /** A change of it is a step: the browser's Back undoes it. */
  step?: true;
  /** Entries of its list that are read, where each costs the page something. */
  most?: number;
  /** What text is in it: nothing leaves that is not said here. */
  holds: Holds<T>;
  /** A value with all its parts that is not the default, as guides and tests show it. */
  example: Example<T>;
}

/** A table of the fields of a state, in the order in which a link has them. */
export type StateFields<S> = { [K in keyof Required<S>]: StateField<Required<S>[K]> };

type Example<T> = T extends readonly [unknown, ...unknown[]]
  ? T
  : T extends readonly (infer One)[]
    ? readonly [Example<One>, ...Example<One>[]]
    : T extends object
      ? Required<T>
      : T;

/**
 * Entries of a field that repeats, pins say, that are read of one capture. Each is drawn on the
 * charts and listed beside them; nobody writes a thousand by hand, and tens of thousands would hang
 * the page.
 */
export const mostEntries = 1000;
