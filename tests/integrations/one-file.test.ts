import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { buildOneFileViewer } from '#integrations/one-file.ts';
import { toOneFile } from '#one-file/one-file.ts';

test('the viewer of a page of one file is one classic script and one style, within their budget', async () => {
  const { script, style } = await buildOneFileViewer();
  // A page that goes into a ticket should not weigh more than what it shows.
  expect(Buffer.byteLength(script)).toBeLessThan(720 * 1024);
  expect(gzipSync(script).length).toBeLessThan(240 * 1024);
  expect(Buffer.byteLength(style)).toBeLessThan(60 * 1024);
  expect(script).not.toMatch(/<\/script|<!--|^\s*import\s|\bimport\(|new Worker\(|process\.env/m);
  expect(style).not.toMatch(/<\/style|@import|url\((?!["']?data:)/);
  await expect(
    toOneFile({
      title: 't',
      lang: 'en',
      view: { captures: [], states: {} },
      files: [],
      script,
      style,
      noScript: '',
      madeAt: new Date(0),
    }),
  ).resolves.toBeInstanceOf(Blob);
}, 120_000);
