import sharp from 'sharp';
import { expect, test } from 'vitest';
import { drawIcon, iconNames, toIconPath } from '#build/app-icons.ts';
import { toManifest } from '#build/app-manifest.ts';
import { locales } from '#locale/locale.ts';

interface Manifest {
  id: string;
  scope: string;
  start_url: string;
  icons: { src: string; sizes: string; purpose: string }[];
  file_handlers: { action: string; name: string; accept: Record<string, string[]> }[];
  share_target: { action: string };
}

const manifests = locales.map((locale) => toManifest(locale) as Manifest);

test('one app in every language, each of which begins and opens files in its own', () => {
  expect(new Set(manifests.map(({ id }) => id)).size).toBe(1);
  expect(manifests.map(({ start_url }) => start_url)).toEqual(['/', '/zh-cn/']);
  for (const { start_url, file_handlers, share_target } of manifests) {
    expect(new Set([...file_handlers, share_target].map(({ action }) => action))).toEqual(
      new Set([`${start_url}open/`]),
    );
    expect(file_handlers.every(({ name }) => name.length > 0)).toBe(true);
  }
});

test('a name of a file is offered once, and what Casebook’s makers of files call them is among those', () => {
  const names = manifests[0]?.file_handlers.flatMap(({ accept }) => Object.values(accept).flat()) ?? [];
  expect(new Set(names).size).toBe(names.length);
  expect(names).toEqual(expect.arrayContaining(['.data', '.log', '.txt', '.csv', '.tsv', '.pb', '.gz']));
});

test.each(iconNames)('the icon %s is as large as the manifest says, and shows something', async (name) => {
  const png = await drawIcon(name);
  const { width, height } = await sharp(png).metadata();
  const said = manifests[0]?.icons.find(({ src }) => src === toIconPath(name))?.sizes;
  if (name === 'touch') expect(said).toBeUndefined();
  else expect(said).toBe(`${width}x${height}`);
  const { channels } = await sharp(png).stats();
  expect(channels.some(({ min, max }) => max - min > 100)).toBe(true);
});

test('an icon that a system cuts has no see-through corner', async () => {
  const { data, info } = await sharp(await drawIcon('maskable'))
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  expect(data[3]).toBe(255);
  expect(data[info.width * 4 - 1]).toBe(255);
});
