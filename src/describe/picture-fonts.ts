import { createHash } from 'node:crypto';
import { access, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { inflateSync } from 'node:zlib';

/** Noto Sans (OFL 1.1), as the package @fontsource/noto-sans brings it: a file a script and weight. */
const files = ['latin', 'latin-ext', 'cyrillic', 'greek'].flatMap((script) =>
  [400, 700].map((weight) => `noto-sans-${script}-${weight}-normal.woff`),
);
const source = resolve(import.meta.dirname, '../../node_modules/@fontsource/noto-sans/files');

export const pictureFont = 'Noto Sans';

/**
 * Makes the pictures' font known to the renderer, the same on every machine: a container has none at
 * all. The system's own come after it, for characters that it has not (Chinese, say). To be called
 * before the renderer is loaded, which reads the setting once.
 */
export async function installFonts(): Promise<void> {
  const fonts = await Promise.all(files.map((file) => readFile(join(source, file))));
  const hash = createHash('sha256');
  for (const font of fonts) hash.update(font);
  const folder = join(
    tmpdir(),
    `casebook-fonts-${hash.digest('hex').slice(0, 16)}-${process.getuid?.() ?? 0}`,
  );
  const config = join(folder, 'fonts.conf');
  process.env['FONTCONFIG_FILE'] = config;
  if (await isThere(config)) return;
  const fresh = await mkdtemp(`${folder}-`);
  await mkdir(join(fresh, 'cache'));
  await Promise.all(
    files.map((file, index) =>
      writeFile(join(fresh, file.replace(/woff$/, 'ttf')), unpackWoff(fonts[index] ?? Buffer.alloc(0))),
    ),
  );
  const folders = [folder, '/usr/share/fonts', '/usr/local/share/fonts'];
  await writeFile(
    join(fresh, 'fonts.conf'),
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>${folders
      .map((dir) => `<dir>${dir}</dir>`)
      .join('')}<cachedir>${join(folder, 'cache')}</cachedir></fontconfig>`,
  );
  // Another process may have been faster.
  await rename(fresh, folder).catch(() => rm(fresh, { recursive: true, force: true }));
}

/**
 * A font as OpenType from its compressed form (https://www.w3.org/TR/WOFF/): the tables unpacked,
 * and their directory written anew.
 */
function unpackWoff(woff: Buffer): Buffer {
  if (woff.toString('latin1', 0, 4) !== 'wOFF') throw new Error('no WOFF font');
  const count = woff.readUInt16BE(12);
  const headerBytes = 12 + 16 * count;
  const header = Buffer.alloc(headerBytes);
  const power = 2 ** Math.floor(Math.log2(count));
  header.writeUInt32BE(woff.readUInt32BE(4), 0);
  header.writeUInt16BE(count, 4);
  header.writeUInt16BE(power * 16, 6);
  header.writeUInt16BE(Math.log2(power), 8);
  header.writeUInt16BE((count - power) * 16, 10);
  const tables: Buffer[] = [];
  let offset = headerBytes;
  for (let n = 0; n < count; n++) {
    const entry = 44 + 20 * n;
    const from = woff.readUInt32BE(entry + 4);
    const packedBytes = woff.readUInt32BE(entry + 8);
    const plainBytes = woff.readUInt32BE(entry + 12);
    const packed = woff.subarray(from, from + packedBytes);
    const plain = packedBytes < plainBytes ? inflateSync(packed) : packed;
    const at = 12 + 16 * n;
    woff.copy(header, at, entry, entry + 4);
    header.writeUInt32BE(woff.readUInt32BE(entry + 16), at + 4);
    header.writeUInt32BE(offset, at + 8);
    header.writeUInt32BE(plainBytes, at + 12);
    const padding = Buffer.alloc((4 - (plainBytes % 4)) % 4);
    tables.push(plain, padding);
    offset += plainBytes + padding.length;
  }
  return Buffer.concat([header, ...tables]);
}

function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
