import { afterEach, describe, expect, test } from 'vitest';
import { readOneFile } from '#one-file/one-file.ts';
import { decodeView } from '#view/link.ts';
import { unpackCapture } from '../../view/unpack.ts';
import type { View } from '#view/view-state.ts';
import { readCapture } from '../../formats/go-crash/read-log.ts';
import { readFixture } from '../../formats/read-fixture.ts';
import { emptySource, openFile } from '../captures/make-source.ts';
import { pseudoRandom } from '../captures/pseudo-random.ts';
import { openShare, type OpenShare } from './open-share.ts';

let page: OpenShare;
afterEach(() => page.close());

const log = readCapture('topid-crash-1.log');
const process = readFixture('topid-process/valid/process-20211111-normal.data');
const viewer = {
  '/one-file/viewer.en.js': '/* the viewer */',
  '/one-file/viewer.zh-cn.js': '/* 查看器 */',
  '/one-file/viewer.css': 'p { margin: 0 }',
};
const what = (): string[] =>
  [...page.root.querySelectorAll('.cb-share-what > p')].map((line) => page.text(line));
/** Until the ways are offered. */
const ready = (): Promise<void> => page.until(() => page.all('.cb-share-ways').length > 0);
const decode = (link: string): View => decodeView(link.slice(link.indexOf('#') + 1)).view;
/** A log that does not shrink to what a link holds; or that takes about `kb` of it. */
function noisyLog(kb = 40): Uint8Array {
  const random = pseudoRandom(5);
  const hex = Array.from({ length: kb * 2048 }, () => Math.floor(random.next().value * 16).toString(16));
  return new TextEncoder().encode(`${new TextDecoder().decode(log)}\n${hex.join('')}`);
}

describe('what leaves', () => {
  test('is told by name and size, apart from what is published, not here, or not readable', async () => {
    page = await openShare(
      [
        await openFile('board.log', log),
        await openFile('shown', log, { ref: { from: 'site', name: 'shown' } }),
        emptySource('gone.log', 9, {
          ref: { from: 'file', name: 'gone.log', sizeBytes: 9, sha256: 'a'.repeat(64) },
          status: 'missing',
        }),
        emptySource('noise.bin', 3, { status: 'failed' }),
      ],
      { view: { captures: [], states: { 'board.log': { pins: [{ text: 'here', line: 3 }] } } } },
    );
    expect(page.text()).toContain('Preparing…');
    await ready();
    expect(what()).toEqual([
      expect.stringMatching(/^1 file, [\d.]+ \S+\. Nothing leaves before you choose a way below\.$/),
      'With 1 note.',
      'On this site already: shown.',
      'Named, but not here, so it cannot go along: gone.log.',
      'Not ready or not readable, so left out: noise.bin.',
    ]);
    const files = [...page.root.querySelectorAll('.cb-share-what li .cb-share-name')];
    expect(files.map((file) => file.textContent)).toEqual(['board.log']);
  });

  test('is nothing where all is published: one link, and it is the one suggested', async () => {
    page = await openShare([await openFile('shown', log, { ref: { from: 'site', name: 'shown' } })]);
    await ready();
    expect(what()).toEqual([
      'No file: everything that is open is on this site already.',
      'On this site already: shown.',
    ]);
    expect(Object.keys(page.ways())).toEqual(['Link suggested', 'One HTML file']);
    page.click(page.find('button', 'Copy link: Link'));
    await page.until(() => page.said() !== '');
    expect(page.said()).toBe('Link copied.');
    expect(decode(page.copied[0]!).captures).toEqual([
      { slot: 'shown', ref: { from: 'site', name: 'shown' } },
    ]);
  });
});

describe('links', () => {
  const state = { line: [12, 14] as [number, number], fold: ['runtime' as const] };

  test('with the data has the bytes in it, and the view', async () => {
    page = await openShare([await openFile('board.log', log)], {
      view: { captures: [], states: { 'board.log': state } },
    });
    await ready();
    expect(Object.keys(page.ways())).toEqual([
      'Link with the data suggested',
      'Link without the data',
      'One HTML file',
    ]);
    page.click(page.find('button', 'Copy link: Link with the data'));
    await page.until(() => page.said() !== '');
    expect(page.said()).toBe('Link copied, the data in it.');
    const [link] = page.copied as [string];
    expect(link.startsWith('https://casebook.test/open/#v=2&')).toBe(true);
    // As long as the way says.
    const length = /([\d,]+) characters\. (.*)$/.exec(page.ways()['Link with the data suggested']!)!;
    expect(length[1]).toBe(link.length.toLocaleString('en'));
    expect(length[2]).toBe(
      link.length <= 2000
        ? 'Fits nearly everywhere.'
        : 'Some chats cut it (Discord at 2,000): send it as a file there.',
    );
    const { captures, states } = decode(link);
    expect(states).toEqual({ 'board.log': state });
    const [capture] = captures;
    if (capture?.ref.from !== 'link') throw new Error('no data');
    expect(await unpackCapture(capture.ref.data)).toEqual(new Uint8Array(log));
  });

  test('without the data names the files by size and hash, and says who is asked for them', async () => {
    const source = await openFile('board.log', log);
    page = await openShare([source]);
    await ready();
    page.click(page.find('button', 'Copy link: Link without the data'));
    await page.until(() => page.said() !== '');
    expect(page.said()).toBe('Link copied without the data. Its receiver will be asked for: board.log.');
    expect(decode(page.copied[0]!).captures).toEqual([
      {
        slot: 'board.log',
        ref: { from: 'file', name: 'board.log', sizeBytes: log.length, sha256: source.files[0]!.sha256 },
      },
    ]);
  });

  test.each([
    [2, 'Some chats cut it (Discord at 2,000): send it as a file there.'],
    [10, 'Browsers, GitHub and Slack take it; other chats and mail programs may cut it.'],
  ])('with the data of %i KB says who takes a link that long', async (kb, says) => {
    page = await openShare([await openFile('board.log', noisyLog(kb))]);
    await ready();
    expect(page.ways()['Link with the data suggested']).toContain(` characters. ${says}`);
  });

  test('too large for the data say so, and the page of one file is suggested instead', async () => {
    page = await openShare([await openFile('noisy.log', noisyLog())]);
    await ready();
    expect(page.ways()['Link with the data']).toBe(
      'Too large for a link: the files take more than 24 KiB, compressed.',
    );
    expect(page.way('Link with the data').querySelector('button')).toBeNull();
    expect(Object.keys(page.ways())).toContain('One HTML file suggested');
  });

  test('that the browser does not copy stand there to be copied by hand', async () => {
    page = await openShare([await openFile('board.log', log)]);
    await ready();
    navigator.clipboard.writeText = () => Promise.reject(new Error('denied'));
    page.click(page.find('button', 'Copy link: Link without the data'));
    await page.until(() => page.all('textarea').length > 0);
    expect(page.said()).toBe('The browser did not let the page copy. The link, to copy by hand:');
    const link = page.find('textarea', 'Link').textContent!;
    expect(decode(link).captures[0]!.ref).toMatchObject({ from: 'file', name: 'board.log' });
  });
});

describe('one file', () => {
  const data = async (): Promise<Awaited<ReturnType<typeof readOneFile>>> => {
    const html = await page.saved[0]!.blob.text();
    return readOneFile(/<script type="application\/json"[^>]*>(.*?)<\/script>/s.exec(html)![1]!);
  };

  test('has the viewer, every file with its bytes, published ones too, and the view', async () => {
    page = await openShare(
      [
        await openFile('process-20211111-normal.data', process),
        await openFile('shown', log, { ref: { from: 'site', name: 'shown' } }),
      ],
      { files: viewer, view: { captures: [], states: { '20211111-normal': { chart: 'stack' } } } },
    );
    await ready();
    page.click(page.find('button', 'Save HTML file'));
    await page.until(() => page.saved.length > 0);
    await page.until(() => page.said().startsWith('Saved'));
    expect(page.saved[0]!.name).toMatch(/^Two-captures.*\.html$/i);
    expect(page.said()).toContain(page.saved[0]!.name);
    const html = await page.saved[0]!.blob.text();
    expect(html).toContain('<script>/* the viewer */</script>');
    expect(html).toContain('<title>Two captures</title>');
    const { files, view } = await data();
    expect(files.map(({ slot, blob }) => [slot, blob.size])).toEqual([
      ['shown', log.length],
      ['20211111-normal', process.length],
    ]);
    expect(new Uint8Array(await files[1]!.blob.arrayBuffer())).toEqual(new Uint8Array(process));
    expect(view.states).toEqual({ '20211111-normal': { chart: 'stack' } });
  });

  test('of a case’s chart has that chart alone, as the author set it', async () => {
    page = await openShare([await openFile('board.log', log)], {
      files: viewer,
      chart: { slot: 'heap', state: { text: 'sync' } },
      view: { captures: [], states: { heap: { line: [1, 2] }, other: { chart: 'stack' } } },
    });
    await ready();
    page.click(page.find('button', 'Save HTML file'));
    await page.until(() => page.saved.length > 0);
    const { view, files } = await data();
    expect(view).toMatchObject({ active: 'board.log', states: { 'board.log': { text: 'sync' } } });
    expect(Object.keys(view.states)).toEqual(['board.log']);
    expect(files.map(({ slot }) => slot)).toEqual(['board.log']);
  });

  test('whose viewer cannot be had is not saved, and the dialog says which part failed', async () => {
    page = await openShare([await openFile('board.log', log)]);
    await ready();
    page.click(page.find('button', 'Save HTML file'));
    await page.until(() => page.said().startsWith('This'));
    expect(page.said()).toBe('This did not work: /one-file/viewer.en.js: 404');
    expect(page.saved).toEqual([]);
  });
});

test('the dialog closes by its button, and opens anew', async () => {
  page = await openShare([await openFile('board.log', log)]);
  await ready();
  expect(page.find('dialog h2', 'Share this view')).toBeDefined();
  page.click(page.find('dialog button', 'Close'));
  expect(page.all('dialog')).toHaveLength(0);
  page.click(page.find('button', 'Share…'));
  expect(page.all('dialog')).toHaveLength(1);
});

test('in Chinese the ways are Chinese, and so is the saved page', async () => {
  page = await openShare([await openFile('board.log', log)], { locale: 'zh-cn', files: viewer });
  await ready();
  expect(page.find('dialog h2', '分享当前视图')).toBeDefined();
  expect(page.text(page.root.querySelector('dialog')!)).not.toMatch(/Copy|Link|Save/);
  page.click(page.way('单个').querySelector('button')!);
  await page.until(() => page.saved.length > 0);
  expect(await page.saved[0]!.blob.text()).toContain('<html lang="zh-CN">');
});
