import type { Owner } from './owner.ts';

/** A line of a file, and whose code it is. */
export interface SourcePlace {
  owner: Owner;
  file?: string | undefined;
  fileLine?: number | undefined;
}

/**
 * Where a frame's source can be read: the standard library's at the tag that built the program
 * (`go1.21.13`), where that is known; the user's by a template of theirs,
 * `https://git.example/board/blob/main/{path}#L{line}`. Undefined where it cannot be known.
 */
export function findSourceUrl(
  frame: SourcePlace,
  tag: string | undefined,
  template: string,
): string | undefined {
  const { owner, file, fileLine } = frame;
  if (file === undefined || fileLine === undefined) return undefined;
  if (owner === 'user') return fillTemplate(template, file, fileLine);
  if (owner === 'cgo' || tag === undefined) return undefined;
  // With -trimpath a file of std has no root; what is left must look like one of its packages.
  const path = file.replaceAll('\\', '/').replace(/^.*\/src\//, '');
  if (/^(?:\/|[A-Za-z]:|<|_)|\.\./.test(path)) return undefined;
  return `https://github.com/golang/go/blob/${tag}/src/${encodePath(path)}#L${fileLine}`;
}

/** The template with `{path}` and `{line}` filled in; undefined where it is no http(s) address. */
export function fillTemplate(template: string, file: string, line: number): string | undefined {
  const trimmed = template.trim();
  if (trimmed === '') return undefined;
  const path = encodePath(file.replaceAll('\\', '/').replace(/^\/+/, ''));
  const filled = trimmed.replaceAll('{path}', path).replaceAll('{line}', String(line));
  try {
    const url = new URL(filled);
    return url.protocol === 'https:' || url.protocol === 'http:' ? url.href : undefined;
  } catch {
    return undefined;
  }
}

function encodePath(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/');
}
