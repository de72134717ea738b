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

test.each([
  ['/api/captures//a.log', /a tag or a name missing/],
  ['/api/captures/t//', /a tag or a name missing/],
  ['/api/captures/t//a.log', /a tag or a name missing/],
  ['/api/tags//', /a tag or a name missing/],
  ['/api/captures', /A tag is missing/],
  ['/api/captures/', /A tag is missing/],
  ['/api/captures/t/a/b.log', /a part too many/],
  ['/api/../_image', /a dot or two/],
  ['/api/%2E%2e/_image', /a dot or two/],
  ['/c/./x', /a dot or two/],
  ['/zh-cn/t/../../x', /a dot or two/],
  ['/api\\..\\_image', undefined],
  ['/c/a\\b', /backslash/],
])('%s is refused', (written, message) => {
  const address = toAddress(written);
  // What does not begin as an address of the app is one of a file.
  if (message === undefined) expect(isOfApp(written)).toBe(false);
  else expect(address).toMatchObject({ kind: 'refused', message: expect.stringMatching(message) as string });
});
