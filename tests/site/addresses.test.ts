import { expect, test } from 'vitest';
import { isOfApp, toAddress } from '../../src/site/addresses.ts';

test.each([
  ['/', '/'],
  ['//open/', '/open/'],
  ['///c/x', '/c/x'],
  ['/guides//deploy///', '/guides/deploy/'],
  ['//api/captures/t/a.log', '/api/captures/t/a.log'],
  ['/api//store', '/api/store'],
  ['//api///captures/t/', '/api/captures/t/'],
  ['/api/captures/t/a/', '/api/captures/t/a/'],
  ['/t/board-7/', '/t/board-7/'],
  ['/api/captures/t/..a', '/api/captures/t/..a'],
  // A file's path is taken apart elsewhere, where none of these leads anywhere.
  ['/_astro/../x', '/_astro/../x'],
])('%s is %s', (written, pathname) => {
  expect(toAddress(written)).toEqual({ kind: 'path', pathname });
});

test('what only begins as the API does is a file', () => {
  for (const path of ['/api', '/api/', '/api/store', '/c/x']) expect(isOfApp(path), path).toBe(true);
  for (const path of ['/apiary', '/api.html', '/c', '/cases/']) expect(isOfApp(path), path).toBe(false);
});

test.each([
  ['/api/captures//a.log', 'empty-part'],
  ['/api/captures/t//', 'empty-part'],
  ['/api/captures/t//a.log', 'empty-part'],
  ['/api/tags//', 'empty-part'],
  ['/api/captures', 'no-tag'],
  ['/api/captures/', 'no-tag'],
  ['/api/captures/t/a/b.log', 'many-parts'],
  ['/api/../_image', 'dots'],
  ['/api/%2E%2e/_image', 'dots'],
  ['/c/./x', 'dots'],
  ['/zh-cn/t/../../x', 'dots'],
  ['/api\\..\\_image', undefined],
  ['/c/a\\b', 'backslash'],
])('%s is refused', (written, what) => {
  const address = toAddress(written);
  // What does not begin as an address of the app is one of a file.
  if (what === undefined) expect(isOfApp(written)).toBe(false);
  else expect(address).toEqual({ kind: 'refused', what });
});
