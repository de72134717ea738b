import { createHash } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { locales } from '#locale/locale.ts';
import { isCompressible, isWorthIt, type Packed } from '../packed.ts';

/** A file of the built site that is kept at the first visit. */
export interface KeptFile {
  /** Below the site's root: `cases/index.html`. */
  path: string;
  bytes: number;
  /** As it is sent, where the server compresses. */
  sentBytes: number;
  /** Of its content; none of what has a hash in its name. */
  revision: string | null;
}

/** What is kept at most, unpacked. */
export interface Limits {
  /** All together: more than most sites have, and less than a browser gives any of them. */
  bytes: number;
  /** One capture; the others are kept as they are looked at. */
  captureBytes: number;
}

const usual: Limits = { bytes: 64 << 20, captureBytes: 2 << 20 };

/** What pages are made of, and what they need to be of use. */
const isPart = new RegExp(
  [
    // Scripts and styles; programs of Go are kept as they are run.
    String.raw`^_astro/.+\.(?:js|css|woff2?|svg|png|webp)$`,
    // Pagefind has looks of its own, which the site does not use.
    String.raw`^pagefind/(?:pagefind(?:-worker)?\.js|pagefind-entry\.json|wasm\.[\w-]+\.pagefind|.+\.pf_\w+)$`,
    String.raw`^favicon\.svg$|^icons/|^(?:[\w-]+/)?app\.webmanifest$`,
    String.raw`^img/`,
    // Without a network a file is the way to share what no link holds.
    String.raw`^one-file/viewer\.(?:[\w-]+\.js|css)$`,
  ].join('|'),
);
const hasHash = /^_astro\/|\.pf_\w+$/;

/** Everything else is reached from these. */
const first = new RegExp(
  `^(?:(?:${locales.join('|')})/)?(?:index|open/index|offline/index)\\.html$|^notebook-frame/`,
);

/**
 * What of the built site is kept at the first visit: every page, what it is made of, the search, and the captures. The pages
 * and captures of a site that has very many are kept as they are visited, from where there is too much.
 *
 * @param packed compresses as the site is compressed
 */
export async function findFiles(
  folder: string,
  packed: Packed,
  limits = usual,
): Promise<{ kept: KeptFile[]; left: string[] }> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .filter(
      (path) =>
        isPart.test(path) ||
        path.endsWith('/index.html') ||
        path === 'index.html' ||
        path.startsWith('captures/'),
    )
    .toSorted((a, b) => toRank(a) - toRank(b) || (a < b ? -1 : 1));
  const kept: KeptFile[] = [];
  const left: string[] = [];
  let sum = 0;
  for (const path of paths) {
    const { size } = await stat(join(folder, path));
    const rank = toRank(path);
    const isTooMuch = rank > 1 && sum + size > limits.bytes;
    if (isTooMuch || (rank === 3 && size > limits.captureBytes)) {
      left.push(path);
      continue;
    }
    sum += size;
    const content = await readFile(join(folder, path));
    const isPacked = isCompressible(path) && isWorthIt(size);
    kept.push({
      path,
      bytes: size,
      sentBytes: isPacked ? Math.min(size, (await packed.gzip(content)).length) : size,
      revision: hasHash.test(path) ? null : createHash('sha256').update(content).digest('hex').slice(0, 16),
    });
  }
  return { kept, left };
}

/** By which the worker keeps them: relative to itself, and a folder as pages are linked. */
export function toEntries(files: readonly KeptFile[]): { url: string; revision: string | null }[] {
  return files.map(({ path, revision }) => ({
    url: `./${path.replace(/(^|\/)index\.html$/, '$1')}`,
    revision,
  }));
}

function toRank(path: string): number {
  if (first.test(path)) return 0;
  if (isPart.test(path)) return 1;
  return path.startsWith('captures/') ? 3 : 2;
}
