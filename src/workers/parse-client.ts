import type { ParsedCapture, ParseSource } from './messages.ts';
import { ParsePool } from './parse-pool.ts';
import type { ParseOptions } from './parse-task.ts';

let pool: ParsePool | undefined;

/**
 * Reads a file in a worker; what of it is packed is unpacked there. Aborting the signal stops it at once.
 *
 * @throws FormatError where nothing of it can be read, with a code, a place and the numbers of its
 *   message; the signal's reason where it was aborted
 */
export function parseFile(
  file: ParseSource,
  name: string,
  options: ParseOptions = {},
): Promise<ParsedCapture> {
  pool ??= new ParsePool(
    () => new Worker(new URL('./parse.worker.ts', import.meta.url), { type: 'module' }),
    // The page needs a core of its own; more than four are no use, the disk is one.
    Math.min(4, Math.max(1, navigator.hardwareConcurrency - 1)),
  );
  return pool.parse(file, name, options);
}
