import type { CodePlace, Frame, Goroutine } from './crash-log.ts';

/** Beginnings that many names or paths share; empty where none is worth to be left out. */
export interface PathPrefixes {
  /** Of functions of the user's code: `github.com/acme/boardd/`. */
  functions: string;
  /** Of the files of that code: `/home/build/boardd/`. */
  files: string;
  /** Of the files of Go's own: `/usr/local/go/src/`. */
  goFiles: string;
}

/** A shorter beginning is read faster than what stands for it, and so is one that fewer have. */
const shortest = 5;
const fewest = 3;

/** The beginnings that the stacks of these goroutines share: a module's, and the folders of its files and of Go's. */
export function findPathPrefixes(goroutines: readonly Goroutine[]): PathPrefixes {
  const functions = new Set<string>();
  const files = new Set<string>();
  const goFiles = new Set<string>();
  const add = ({ function: name, file, owner }: CodePlace & { owner: Frame['owner'] }): void => {
    if (owner === 'cgo') return;
    if (owner === 'user') functions.add(name);
    if (file !== undefined) (owner === 'user' ? files : goFiles).add(file);
  };
  for (const { frames, createdBy } of goroutines) {
    frames.forEach(add);
    if (createdBy) add(createdBy);
  }
  return {
    functions: findPrefix(functions, toNameFolders),
    files: findPrefix(files, toFolders),
    // Below it are packages, whose names say something: `runtime/`.
    goFiles: findPrefix(goFiles, (path) => toFolders(path).filter((folder) => /[\\/]src[\\/]$/.test(folder))),
  };
}

/** Which of the beginnings is that of a place's file. */
export function toFilePrefix({ files, goFiles }: PathPrefixes, owner: Frame['owner']): string {
  if (owner === 'cgo') return '';
  return owner === 'user' ? files : goFiles;
}

/** The folder whose leaving out saves most, of those that enough paths are in. */
function findPrefix(paths: ReadonlySet<string>, foldersOf: (path: string) => string[]): string {
  const counts = new Map<string, number>();
  for (const path of paths) {
    for (const folder of foldersOf(path)) counts.set(folder, (counts.get(folder) ?? 0) + 1);
  }
  let best = '';
  let most = 0;
  for (const [folder, count] of counts) {
    const saved = folder.length < shortest || count < fewest ? 0 : (count - 1) * folder.length;
    if (saved > most) [best, most] = [folder, saved];
  }
  return best;
}

/** `/src/`, `/src/boardd/` of `/src/boardd/port.go`. */
function toFolders(path: string): string[] {
  return [...path.matchAll(/[\\/]/g)].flatMap(({ index }) => (index > 0 ? [path.slice(0, index + 1)] : []));
}

/** Slashes within type arguments and receivers part nothing. */
function toNameFolders(name: string): string[] {
  const end = name.search(/[[(]/);
  return toFolders(end < 0 ? name : name.slice(0, end));
}
