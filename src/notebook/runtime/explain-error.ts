import { explainMember, explainUndefined } from './undefined-names.ts';
import type { CellWords } from './words.ts';

export interface ErrorContext {
  /** Names that a cell may read. */
  known: Iterable<string>;
  /** What the runtime hands to cells, by name, as far as a cell has read it. */
  objects?: ReadonlyMap<string, object>;
  /** Names that an edit took away, with the cells that declared them. */
  lost: Readonly<Record<string, string>>;
  words: CellWords;
  /** The cell runs where every request is refused. */
  isApart: boolean;
}

/** What is to be said after an error of a cell; undefined where nothing helps. */
export function explainError(
  error: unknown,
  { known, objects = new Map(), lost, words, isApart }: ErrorContext,
): string | undefined {
  return (
    explainUndefined(error, known, lost, words) ??
    explainMember(error, objects, words) ??
    (isApart && isOfNetwork(error) ? words.noNetwork : undefined)
  );
}

/** By what browsers call it: of a request, an image, a font, a script, a socket. */
function isOfNetwork(error: unknown): boolean {
  if (isErrorEvent(error)) return true;
  const { name = '', message = '' } = (error ?? {}) as { name?: string; message?: string };
  if (name === 'NetworkError' || name === 'EncodingError') return true;
  return /failed to fetch|load failed|networkerror|network error|content security policy/i.test(message);
}

/** What an image or a socket gives its listeners; it says nothing of why. */
function isErrorEvent(error: unknown): boolean {
  return typeof Event === 'function' && error instanceof Event && error.type === 'error';
}
