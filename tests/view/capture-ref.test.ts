import { expect, test } from 'vitest';
import { toOwnPath } from '#view/capture-ref.ts';

test('an address of the page’s own origin becomes its path, any other none', () => {
  const page = 'https://cases.example/open/#v=2';
  expect(toOwnPath('/captures/board.log', page)).toBe('/captures/board.log');
  expect(toOwnPath('../captures/a b.log?x=1#top', page)).toBe('/captures/a%20b.log?x=1');
  expect(toOwnPath('https://cases.example/captures/board.log', page)).toBe('/captures/board.log');
  expect(toOwnPath('http://cases.example/captures/board.log', page)).toBeUndefined();
  expect(toOwnPath('https://elsewhere.example/board.log', page)).toBeUndefined();
  expect(toOwnPath('//elsewhere.example/board.log', page)).toBeUndefined();
  expect(toOwnPath('/\\elsewhere.example/board.log', page)).toBeUndefined();
  expect(toOwnPath('data:text/plain,x', page)).toBeUndefined();
  expect(toOwnPath('https://', page)).toBeUndefined();
});

test('below a base a link names the path that it would have without one', () => {
  const page = 'https://cases.example/casebook/open/';
  const of = (address: string) => toOwnPath(address, page, '/casebook');
  expect(of('/casebook/captures/board.log')).toBe('/captures/board.log');
  expect(of('https://cases.example/casebook/captures/board.log?x=1')).toBe('/captures/board.log?x=1');
  expect(of('../captures/board.log')).toBe('/captures/board.log');
  expect(of('/captures/board.log')).toBe('/captures/board.log');
  expect(of('https://cases.example/captures/board.log')).toBeUndefined();
  expect(of('../../other/board.log')).toBeUndefined();
  expect(of('https://elsewhere.example/casebook/captures/board.log')).toBeUndefined();
  expect(of('//elsewhere.example/captures/board.log')).toBeUndefined();
  expect(of('/casebook//elsewhere.example/board.log')).toBeUndefined();
});
