import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { drawnBefore } from '#build/drawn-before.ts';

const { place } = vi.hoisted(() => ({ place: { folder: '' } }));
vi.mock('#go-toolchain/kept-files.ts', async (original) => ({
  ...(await original<object>()),
  keptFolder: () => place.folder,
}));

beforeEach(async () => {
  place.folder = await mkdtemp(join(tmpdir(), 'drawn-'));
  vi.stubEnv('DRAWN_BY', 'this code');
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(place.folder, { recursive: true });
});

const draw = vi.fn(() => Promise.resolve('<svg>€</svg>'));
beforeEach(() => draw.mockClear());

test('what was drawn of the same is drawn once, and else anew', async () => {
  const parts = ['figure', '{}', Buffer.from('bytes')];
  for (let build = 0; build < 2; build++) expect(await drawnBefore(parts, draw)).toBe('<svg>€</svg>');
  expect(draw).toHaveBeenCalledTimes(1);
  await drawnBefore(['figure', '{}', Buffer.from('other bytes')], draw);
  expect(draw).toHaveBeenCalledTimes(2);
  vi.stubEnv('DRAWN_BY', 'other code');
  await drawnBefore(parts, draw);
  expect(draw).toHaveBeenCalledTimes(3);
});

test('what is not whole is drawn anew, and then kept', async () => {
  await drawnBefore(['figure'], draw);
  const [name = ''] = await readdir(place.folder);
  const path = join(place.folder, name);
  const whole = await readFile(path);
  const flipped = Uint8Array.from(whole, (byte, at) => (at === whole.length - 6 ? byte ^ 1 : byte));
  for (const spoilt of [whole.subarray(0, -3), flipped, Buffer.alloc(0), Buffer.from('no zstd')]) {
    await writeFile(path, spoilt);
    draw.mockClear();
    expect(await drawnBefore(['figure'], draw)).toBe('<svg>€</svg>');
    expect(draw).toHaveBeenCalledTimes(1);
    expect(await readFile(path)).toEqual(whole);
  }
});

test('keeps nothing that is not to be kept, nor outside of a build', async () => {
  for (let build = 0; build < 2; build++) await drawnBefore(['cells'], draw, () => false);
  expect(draw).toHaveBeenCalledTimes(2);
  vi.stubEnv('DRAWN_BY', '');
  for (let look = 0; look < 2; look++) await drawnBefore(['figure'], draw);
  expect(draw).toHaveBeenCalledTimes(4);
  expect(await readdir(place.folder)).toEqual([]);
});
