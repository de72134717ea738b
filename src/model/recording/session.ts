import type { Session } from './recording.ts';

/**
 * `process-20211111-xdtfmvhd.data`, `snapshot-1992780262.data.gz`, and what browsers make of them
 * when the name is taken: `info-1992780262 (1).data`, `process-1992780262.data (2).gz`. A session that
 * was redacted has the same names, but is a table and two texts: `process-ID.csv`, `snapshot-ID.txt`.
 */
const FILE_NAME =
  /^(process|snapshot|info)-(.+?)(?: ?\(\d+\))?\.(?:data|(?<!\.data\.)(?:csv|txt))(?: ?\(\d+\))?(?:\.gz)?(?: ?\(\d+\))?$/i;

/** The session that a file belongs to, by its name; folders before it do not matter. */
export function findSession(name: string): Session | undefined {
  const base = name.slice(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
  const match = FILE_NAME.exec(base);
  if (!match) return undefined;
  return { id: match[2]!, part: match[1]!.toLowerCase() as Session['part'] };
}
