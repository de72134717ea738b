import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';

/** Made of the site's favicon, which is 32 wide. */
const icons = {
  small: { size: 192, margin: 0, background: undefined },
  large: { size: 512, margin: 0, background: undefined },
  /** A system cuts it into a shape of its own: what matters stands within the inner 80 %. */
  maskable: { size: 512, margin: 8, background: '#e8eef0' },
  touch: { size: 180, margin: 4, background: '#e8eef0' },
} as const;

export type IconName = keyof typeof icons;

export const iconNames = Object.keys(icons) as IconName[];

export function toIconPath(name: IconName): string {
  return `/icons/${name}.png`;
}

/** An icon of the installed app, as PNG. */
export async function drawIcon(name: IconName): Promise<Buffer> {
  const { size, margin, background } = icons[name];
  const svg = await readFile(join(process.cwd(), 'public/favicon.svg'), 'utf8');
  const box = `${-margin} ${-margin} ${32 + 2 * margin} ${32 + 2 * margin}`;
  const ground = background
    ? `<rect x="${-margin}" y="${-margin}" width="100%" height="100%" fill="${background}"/>`
    : '';
  const drawn = svg
    .replace('viewBox="0 0 32 32"', `viewBox="${box}" width="${size}" height="${size}"`)
    .replace(/(<svg[^>]*>)/, `$1${ground}`);
  return sharp(Buffer.from(drawn)).png({ compressionLevel: 9 }).toBuffer();
}
