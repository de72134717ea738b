import { afterEach, describe, expect, test, vi } from 'vitest';
import { belowBase, fromBase, toBase } from '#locale/base-path.ts';
import { localeOfPath, pathIn } from '#locale/paths.ts';
import { siteAddress, siteBase, toSitePath } from '#locale/site-path.ts';

afterEach(() => {
  vi.unstubAllEnvs();
  vi.unstubAllGlobals();
});

test.each([
  ['', ''],
  ['/', ''],
  ['//', ''],
  ['casebook', '/casebook'],
  ['/casebook', '/casebook'],
  ['/casebook/', '/casebook'],
  ['team/casebook/', '/team/casebook'],
])('the base of %j is %j', (text, base) => {
  expect(toBase(text)).toBe(base);
});

test.each([
  ['/', '/casebook/'],
  ['/cases/x/#y', '/casebook/cases/x/#y'],
  ['https://go.dev/', 'https://go.dev/'],
  ['//elsewhere.example/', '//elsewhere.example/'],
  ['../x/', '../x/'],
  ['#here', '#here'],
  ['', ''],
])('%j stands below a base at %j, and at the root where it is', (path, below) => {
  expect(belowBase('/casebook', path)).toBe(below);
  expect(belowBase('', path)).toBe(path);
});

test.each([
  ['/casebook', '/'],
  ['/casebook/', '/'],
  ['/casebook/c/0', '/c/0'],
  ['/casebooks/c/0', undefined],
  ['/c/0', undefined],
  ['/', undefined],
])('of %j the path of the site is %j', (path, own) => {
  expect(fromBase('/casebook', path)).toBe(own);
  expect(fromBase('', path)).toBe(path);
});

describe('within a site', () => {
  test.each([
    ['/', '', '/cases/', '/zh-cn/cases/'],
    ['/casebook/', '/casebook', '/casebook/cases/', '/casebook/zh-cn/cases/'],
  ])('that was built for %s', (url, base, english, chinese) => {
    vi.stubEnv('BASE_URL', url);
    vi.stubGlobal('location', { origin: 'https://example.net' });
    expect(siteBase()).toBe(base);
    expect(siteAddress()).toBe(`https://example.net${base}`);
    expect(toSitePath('/captures/a.log')).toBe(`${base}/captures/a.log`);
    expect(pathIn('en', '/cases/')).toBe(english);
    expect(pathIn('zh-cn', '/cases/')).toBe(chinese);
    expect(localeOfPath(chinese)).toBe('zh-cn');
    expect(localeOfPath(english)).toBe('en');
  });

  test('a base that is called as a language is none', () => {
    vi.stubEnv('BASE_URL', '/zh-cn/');
    expect(localeOfPath('/zh-cn/c/0')).toBe('en');
    expect(localeOfPath('/zh-cn/zh-cn/c/0')).toBe('zh-cn');
  });
});
