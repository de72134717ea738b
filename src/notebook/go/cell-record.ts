import { hashText } from '#bytes/text-hash.ts';
import type { ProgramResult } from './program.ts';

/** What a published cell printed when its author had it run: `src/content/records/<page>/<cell>.json`. */
export interface CellRecord {
  /** `hashSource` of what ran. */
  sourceHash: string;
  /** `go1.26.8` */
  goVersion: string;
  /** ISO 8601, UTC. */
  recordedAt: string;
  result: ProgramResult;
  /** In the order in which it was written, what followed on the same stream in one piece. */
  output: { fd: 1 | 2; text: string }[];
  /** The newest of each name: what JSON can say, or bytes as base64. */
  values: ({ name: string; value: unknown } | { name: string; bytes: string })[];
}

/** A Go cell as the build publishes it. */
export interface PublishedGoCell {
  name: string;
  text: string;
  /** The program and the runtime that it needs, below the site's base; undefined where the build had no Go. */
  program: PublishedProgram | undefined;
  /** Undefined where nothing is recorded. */
  record: CellRecord | undefined;
  /** The record is of another text than the cell's, or of another environment. */
  isRecordOld: boolean;
}

export interface PublishedProgram {
  /** `_astro/hello.1b2c3d4e.wasm` */
  path: string;
  sizeBytes: number;
  /** Of Go's own `wasm_exec.js`. */
  runtimePath: string;
  goVersion: string;
}

/** By which a record knows the program that it is of: its text, and the environment in which it ran. */
export function hashSource(text: string, env: Readonly<Record<string, string>>): string {
  const variables = Object.entries(env).map(([name, value]) => `\0${name}=${value}`);
  // Neither a text of Go nor a variable has a zero byte in it. The order of variables changes nothing.
  return hashText([text, ...variables.sort()].join(''));
}

/**
 * Where the record of a cell may stand, the first that is there counts, below `src/content/records`:
 * a page in another language shares the English one where its text is the same.
 *
 * @param page as cells call it: `content/docs/zh-cn/guides/go-in-a-cell`
 * @param languages folders of languages but English: `['zh-cn']`
 */
export function recordPaths(page: string, cell: string, languages: readonly string[]): string[] {
  const own = page.replace(/^content\/docs\//, '');
  const language = languages.find((one) => own.startsWith(`${one}/`));
  const english = language === undefined ? own : own.slice(language.length + 1);
  return [...new Set([own, english])].map((folder) => `${folder}/${cell}.json`);
}

/** @throws Error in words, where a text is no record */
export function parseRecord(text: string): CellRecord {
  const record = JSON.parse(text) as Partial<CellRecord> | null;
  const { sourceHash, goVersion, recordedAt, result, output, values } = record ?? {};
  const isWhole =
    typeof sourceHash === 'string' &&
    typeof goVersion === 'string' &&
    !Number.isNaN(Date.parse(recordedAt ?? '')) &&
    typeof result?.end?.how === 'string' &&
    Array.isArray(output) &&
    output.every(({ fd, text: part }) => (fd === 1 || fd === 2) && typeof part === 'string') &&
    Array.isArray(values) &&
    values.every(
      (one) => typeof one?.name === 'string' && ('bytes' in one ? typeof one.bytes === 'string' : 'value' in one),
    );
  if (!isWhole) throw new Error('it is no record of a cell: npm run record makes it anew');
  return record as CellRecord;
}
