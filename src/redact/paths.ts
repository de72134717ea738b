/**
 * Paths in text, and what of them stays. The folder goes, for a pseudonym of its own; the file's
 * name stays where it has an extension, since a stack is read by it: `/home/bob/src/x/main.go:12`
 * becomes `/path-1/main.go:12`. A path without a file's name goes as a whole.
 */

import { endMark } from './marks.ts';
import { trimEnd } from './trim-end.ts';

const segment = String.raw`[\p{L}\p{N}._+@%~$^&!#-]+`;

/** `"/home/bob/My files/x.go"`: quotes hold spaces together. */
export const quotedPathPattern = /(["'`])((?:~[\w.-]*|[A-Za-z]:)?[\\/][^"'`\n\uFDD0-\uFDEF]*?)\1/gu;

/** `/srv/x/y.go`, `~bob/x`, `C:\Users\bob\x.go`, `\\server\share\x`. */
export const absolutePathPattern = new RegExp(
  String.raw`(?<![\p{L}\p{N}_.\\/${endMark}~])(?:(?:~[\w.-]{0,64}|[A-Za-z]:)(?:[\\/]{1,2}${segment})+|(?:/{1,2}|\\\\)${segment}(?:[\\/]{1,2}${segment})*|\\${segment}(?:\\${segment})+)[\\/]?`,
  'gu',
);

/** Runs of what paths are made of; `findRelativePath` says which part is one. */
export const pathRunPattern = /[\p{L}\p{N}._+@%~$^&!#\\/-]+/gu;

/** `cmd/server/main.go`, `github.com/acme/x` within a run of the characters of paths. */
export function findRelativePath(run: string): { start: number; path: string } | undefined {
  if (!/[^\\/][\\/][^\\/]/.test(run)) return undefined;
  let start = 0;
  while (start < run.length && '@%~$^&!#+-'.includes(run[start] ?? '')) start++;
  const path = run.slice(start);
  return !/^[\\/]/.test(path) && isRelativePath(path) ? { start, path } : undefined;
}

/** Files that tell something by their extension; `x.git` is a repository, called after a project. */
const fileName = /\.(?!git$)[A-Za-z][A-Za-z0-9]{0,7}$/;

/** Folders that every machine has. What is directly in them stays. */
const commonFolder =
  /^\/(?:(?:usr\/(?:local\/)?)?(?:s?bin|lib(?:32|64|exec)?)|etc|dev|tmp|run|proc|proc\/(?:self|\d+|sys|net)|sys|var|var\/(?:log|run|tmp|lib)|usr|usr\/(?:local|share|src)|opt|mnt|srv|root|boot|home|media|data)?$/;

/** Whether something with slashes is a path, and not `linux/amd64`, a date or `buff/cache`. */
function isRelativePath(text: string): boolean {
  const parts = text.split(/[\\/]/);
  // A date, and `0.04+0.3/1.0/2.1+0.012 ms` of the garbage collector.
  if (parts.every((part) => /^[\d.:+-]*$/.test(part))) return false;
  if (/^(?:linux|darwin|windows|freebsd|js|wasip1)\/\w+$/.test(text)) return false;
  return (
    parts.length > 2 ||
    fileName.test(parts.at(-1) ?? '') ||
    (parts.at(-1) ?? '').endsWith('.git') ||
    // `github.com/acme`, and `./x` that says so itself.
    /^[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}$/i.test(parts[0] ?? '') ||
    /^\.{1,2}$/.test(parts[0] ?? '')
  );
}

export interface SplitPath {
  /** `/`, `~/`, `C:\`: kept. */
  root: string;
  /** Without the slashes around it. */
  folder: string;
  separator: string;
  /** What stays: the file's name; empty where the path is a folder. */
  file: string;
}

/**
 * @param command the path names a program, whose name stays without an extension too
 * @returns undefined where all of it may stay
 */
export function splitPath(path: string, command = false): SplitPath | undefined {
  const separator = path.includes('\\') && !path.includes('/') ? '\\' : '/';
  const root = /^(?:[A-Za-z]:)?[\\/]*/.exec(path)?.[0] ?? '';
  const rest = trimEnd(path.slice(root.length), '\\/');
  const cut = Math.max(rest.lastIndexOf('/'), rest.lastIndexOf('\\'));
  const last = rest.slice(cut + 1);
  const folder = rest.slice(0, Math.max(cut, 0));
  if (root === '/' && commonFolder.test(`/${folder}`) && !/^(?:home|media|mnt|srv|data|opt)$/.test(folder)) {
    return undefined;
  }
  if (root === '/' && folder === '' && commonFolder.test(`/${last}`)) return undefined;
  if (rest === '' || rest === '~') return undefined;
  if (folder !== '' && (command || fileName.test(last))) return { root, folder, separator, file: last };
  if (folder === '' && (command || fileName.test(last) || root === '')) return undefined;
  return { root, folder: rest, separator, file: '' };
}

/** The account whose home folder a path is in or is. */
export const homePattern =
  /(?:^|[^\p{L}\p{N}_])(?:\/(?:export\/|var\/)?home\/|\/Users\/|[A-Za-z]:\\+Users\\+|[A-Za-z]:\/Users\/|%2Fhome%2F|%2FUsers%2F)([\p{L}\p{N}._-]+)/giu;
