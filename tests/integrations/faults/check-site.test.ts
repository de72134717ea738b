import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { toFaultMark, toFaultWords } from '#build/fault-mark.ts';
import { checkSite } from '#integrations/faults/check-site.ts';
import { sortFaults, toLine } from '#integrations/faults/fault.ts';
import { makeProject } from './project.ts';

/** What is said of built pages, by their paths, whose sources are given too. */
async function check(pages: Record<string, string>, sources: Record<string, string> = {}, base = '') {
  const made = await makeProject(sources);
  const folder = join(made.root, 'dist/client');
  for (const [path, html] of Object.entries({ 'index.html': '', ...pages })) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), html);
  }
  const isAnswered = (path: string) => path.startsWith(`${base}/c/`);
  return sortFaults(await checkSite({ project: made.project, folder, base, isAnswered })).map(toLine);
}

const source = (text: string) => `---\ntitle: A\n---\n\n${text}`;

describe('links of built pages', () => {
  test('that lead nowhere are said where the source has them, each time', async () => {
    const said = await check(
      {
        'cases/a/index.html':
          '<a href="/gone/">1</a> <a class="x" href="/gone/">2</a> <a href="/cases/a/#b&amp;c">3</a>',
        'zh-cn/index.html': '<p id="有"></p><a href="#没有">1</a><a href="#有">2</a>',
      },
      {
        'src/content/docs/cases/a.mdx': source('[a](/gone/)\n\nSee [b](/gone/), `/gone/`.\n'),
        'src/content/docs/zh-cn/index.mdx': source('<a href="#没有">1</a>\n'),
      },
    );
    expect(said).toEqual([
      'src/content/docs/cases/a.mdx:5:1: the link /gone/ leads nowhere: there is no page /gone/',
      'src/content/docs/cases/a.mdx:7:5: the link /gone/ leads nowhere: there is no page /gone/',
      'src/content/docs/zh-cn/index.mdx:5:1: the link #没有 leads to no place of its page: there is no #没有',
    ]);
  });

  test('that a field of the frontmatter has are found there; one of every page is said once', async () => {
    const said = await check(
      {
        'a/index.html': '<a href="/gone/">1</a><a href="/menu/">2</a>',
        'b/index.html': '<a href="/menu/">2</a>',
      },
      {
        'src/content/docs/a.mdx': '---\ntitle: A\nhero:\n  link: /gone/\n---\n',
        'src/content/docs/b.mdx': source('B'),
      },
    );
    expect(said).toEqual([
      'src/content/docs/a.mdx:1:1: the link /menu/ leads nowhere: there is no page /menu/',
      'src/content/docs/a.mdx:4:9: the link /gone/ leads nowhere: there is no page /gone/',
    ]);
  });

  test('to other files, to what the server answers, and to pages of one file are right', async () => {
    const links = ['/x.mjs', '/c/1', '/404.html', '/', '/a/', '/a'].map((url) => `<a href="${url}">x</a>`);
    expect(await check({ 'a/index.html': links.join(''), 'x.mjs': '', '404.html': '' })).toEqual([]);
  });

  test('below a base are said as the source has them', async () => {
    const said = await check(
      { 'a/index.html': '<a href="/casebook/gone/">1</a> <a href="/casebook/">2</a> <a href="/a/">3</a>' },
      { 'src/content/docs/a.mdx': source('[x](/gone/)') },
      '/casebook',
    );
    expect(said).toEqual([
      'src/content/docs/a.mdx:1:1: the link /a/ leads out of the site, which stands below /casebook/',
      'src/content/docs/a.mdx:5:1: the link /casebook/gone/ leads nowhere: there is no page /casebook/gone/',
    ]);
  });
});

test('images that are not there', async () => {
  const said = await check(
    {
      'a/index.html': '<img alt="" src="/gone.png"><img src="/x.png" alt=""><img src="data:,">',
      'x.png': '',
    },
    { 'src/content/docs/a.mdx': source('![a](/gone.png)') },
  );
  expect(said).toEqual(['src/content/docs/a.mdx:5:1: the image /gone.png is not there']);
});

test('what a part of a page could not be drawn for stands in the page, and is read there', async () => {
  const place = 'src/content/docs/cases/a "b".mdx:12:3';
  const mark = toFaultMark(place, toFaultWords(new Error('<Usage>: height:\n  expected "number" & no <b>')));
  expect(mark).not.toContain('<Usage>');
  expect(await check({ 'a/index.html': `<p>${mark}</p>` })).toEqual([
    `${place}: <Usage>: height: expected "number" & no <b>`,
  ]);
  expect(toFaultWords('thrown as text')).toBe('thrown as text');
});
