import { stat } from 'node:fs/promises';
import { extname, join } from 'node:path';

/** A file of the site, as one request gets it. */
export interface SiteFile {
  /** Of the bytes to send: the file itself or what is compressed beside it. */
  path: string;
  sizeBytes: number;
  modified: Date;
  encoding: 'br' | 'gzip' | undefined;
  /** Of the file, not of what is compressed. */
  type: string;
}

/** What a path of an address names: a file, a folder that wants a slash, or nothing. */
export type Found = { kind: 'file'; path: string } | { kind: 'redirect'; to: string } | { kind: 'none' };

/**
 * Finds what a path names in a folder. Nothing outside of the folder and no hidden file is ever
 * found, however the path is written.
 *
 * @param pathname of a request, still percent-encoded: `/cases/topid-crash/`
 */
export async function findInFolder(folder: string, pathname: string): Promise<Found> {
  const segments = toSegments(pathname);
  if (!segments) return { kind: 'none' };
  const path = join(folder, ...segments);
  const isFolder = (await stat(path).catch(() => undefined))?.isDirectory();
  if (!isFolder) {
    const isFile = !pathname.endsWith('/') && (await isFileAt(path));
    return isFile ? { kind: 'file', path } : { kind: 'none' };
  }
  const index = join(path, 'index.html');
  if (!(await isFileAt(index))) return { kind: 'none' };
  // Written anew from its parts: `//host` at the start would lead to another site.
  if (!pathname.endsWith('/'))
    return { kind: 'redirect', to: `/${segments.map(encodeURIComponent).join('/')}/` };
  return { kind: 'file', path: index };
}

/** The file as the request may have it: compressed beside it, where the client takes that. */
export async function toSiteFile(path: string, acceptEncoding: string | undefined): Promise<SiteFile> {
  const type = types[extname(path).toLowerCase()] ?? 'application/octet-stream';
  for (const encoding of acceptedEncodings(acceptEncoding)) {
    const packed = path + (encoding === 'br' ? '.br' : '.gz');
    const stats = await stat(packed).catch(() => undefined);
    if (stats?.isFile()) {
      return { path: packed, sizeBytes: stats.size, modified: stats.mtime, encoding, type };
    }
  }
  const stats = await stat(path);
  return { path, sizeBytes: stats.size, modified: stats.mtime, encoding: undefined, type };
}

/** Of ours, in our order of liking: `gzip, br;q=0` takes gzip alone. */
function acceptedEncodings(header = ''): ('br' | 'gzip')[] {
  const refused = new Set<string>();
  const accepted = new Set<string>();
  for (const one of header.toLowerCase().split(',')) {
    const [name = '', ...params] = one.split(';').map((part) => part.trim());
    (params.some((param) => /^q=0(?:\.0*)?$/.test(param)) ? refused : accepted).add(name);
  }
  return (['br', 'gzip'] as const).filter(
    (name) => (accepted.has(name) || accepted.has('*')) && !refused.has(name),
  );
}

/** The decoded parts of a path; undefined where one is no name: `..`, a hidden file, `%2F`, a broken escape. */
function toSegments(pathname: string): string[] | undefined {
  const segments: string[] = [];
  for (const raw of pathname.split('/').filter((part) => part !== '')) {
    let segment: string;
    try {
      segment = decodeURIComponent(raw);
    } catch {
      return undefined;
    }
    if (/^\.|[/\\\0]/.test(segment)) return undefined;
    // A drive or a stream of another file, where the server runs on Windows.
    if (process.platform === 'win32' && segment.includes(':')) return undefined;
    segments.push(segment);
  }
  return segments;
}

async function isFileAt(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined))?.isFile() ?? false;
}

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.webmanifest': 'application/manifest+json',
  '.xml': 'application/xml',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.webp': 'image/webp',
  '.avif': 'image/avif',
  '.gif': 'image/gif',
  '.ico': 'image/x-icon',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
  '.gz': 'application/gzip',
  '.txt': 'text/plain; charset=utf-8',
  '.log': 'text/plain; charset=utf-8',
  '.md': 'text/plain; charset=utf-8',
  '.sh': 'text/plain; charset=utf-8',
  '.go': 'text/plain; charset=utf-8',
  '.csv': 'text/csv; charset=utf-8',
  '.tsv': 'text/tab-separated-values; charset=utf-8',
};
