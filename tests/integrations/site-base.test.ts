import { mdxToJs } from 'satteri';
import { expect, test } from 'vitest';
import { linksBelow } from '#integrations/site-base.ts';

async function compile(mdx: string): Promise<string> {
  return (await mdxToJs(mdx, { mdastPlugins: [linksBelow('/casebook')] })).code;
}

test('what an author links by a path from the root leads below the base', async () => {
  const code = await compile(
    [
      '[a](/cases/x/) [b](/guides/links/#y "t") [c][d] ![e](/img/e.png) <a href="/open/">f</a>',
      '',
      '<figure><img src="/img/g.png" alt="" /></figure>',
      '',
      '<a href="/outer/">',
      '',
      '[h](/h/)',
      '',
      '</a>',
      '',
      '[d]: /guides/share/',
    ].join('\n'),
  );
  const addresses = [...code.matchAll(/(?:href|src): "([^"]*)"/g)].map(([, address]) => address);
  expect(addresses).toEqual([
    '/casebook/cases/x/',
    '/casebook/guides/links/#y',
    '/casebook/guides/share/',
    '/casebook/img/e.png',
    '/casebook/open/',
    '/casebook/img/g.png',
    '/casebook/outer/',
    '/casebook/h/',
  ]);
});

test('other addresses, code, and what components are given stay as they are', async () => {
  const code = await compile(
    [
      '[a](https://go.dev/x) [b](//elsewhere.example/) [c](../y/) [d](#e) `/cases/x/`',
      '',
      '<Usage href="/cases/x/" />',
    ].join('\n'),
  );
  expect(code).not.toContain('/casebook');
});
