import { describe, expect, test } from 'vitest';
import { findLinkFault, type LinkTargets } from '#integrations/faults/links.ts';

const pages: Record<string, string[] | null> = {
  '/': [],
  '/cases/a/': ['cause', '原因'],
  '/zh-cn/cases/a/': ['原因'],
  '/captures/a.log': null,
};

const toTargets = (base: string): LinkTargets => ({
  base,
  findIds: async (path) => {
    const own = path.startsWith(base) ? path.slice(base.length) : 'elsewhere';
    const ids = own in pages ? pages[own] : pages[`${own}/`];
    return ids && new Set(ids);
  },
});
const check = (url: string, from = '/cases/a/', base = '') =>
  findLinkFault(url, base + from, toTargets(base));

describe('a link', () => {
  test.each([
    '/',
    '/cases/a',
    '/cases/a/',
    '/cases/a/?x#cause',
    '#cause',
    '#原因',
    '#%E5%8E%9F%E5%9B%A0',
    '#_top',
    '../../zh-cn/cases/a/#原因',
    '/captures/a.log',
    '/captures/a.log#anything',
    'https://example.com/gone',
    '//example.com/',
    'mailto:a@example.com',
    '/cases/a/#v=2&open=site:topid-crash-1',
    '/cases/a/#tag=crash',
    '',
  ])('%j leads somewhere', async (url) => {
    expect(await check(url)).toBeUndefined();
  });

  test.each([
    ['/cases/b/', 'the link /cases/b/ leads nowhere: there is no page /cases/b/'],
    ['b/', 'the link b/ leads nowhere: there is no page /cases/a/b/'],
    ['/captures/b.log', 'the link /captures/b.log leads nowhere: there is no page /captures/b.log'],
    ['#fix', 'the link #fix leads to no place of its page: there is no #fix'],
    [
      '/zh-cn/cases/a/#cause',
      'the link /zh-cn/cases/a/#cause leads to no place of its page: there is no #cause',
    ],
    ['/%E6%B2%A1/', 'the link /%E6%B2%A1/ leads nowhere: there is no page /没/'],
  ])('%j does not', async (url, words) => {
    expect(await check(url)).toBe(words);
  });

  test('below a base has to have it', async () => {
    expect(await check('/casebook/cases/a/#cause', '/', '/casebook')).toBeUndefined();
    expect(await check('/casebook', '/', '/casebook')).toBeUndefined();
    expect(await check('/cases/a/', '/', '/casebook')).toBe(
      'the link /cases/a/ leads out of the site, which stands below /casebook/',
    );
    expect(await check('/casebook/cases/b/', '/', '/casebook')).toBe(
      'the link /casebook/cases/b/ leads nowhere: there is no page /casebook/cases/b/',
    );
  });
});
