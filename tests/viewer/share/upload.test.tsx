import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { decodeView } from '#view/link.ts';
import { sayOfStore } from '#api/says.ts';
import type { UploadReceipt } from '#api/store-upload.ts';
import type { ShareStore, ShareUpload } from '#viewer/share/store.ts';
import { readCapture } from '../../formats/go-crash/read-log.ts';
import { readFixture } from '../../formats/read-fixture.ts';
import { openFile } from '../captures/make-source.ts';
import { openShare, type OpenShare, type ShareOptions } from './open-share.ts';

type Sent = Parameters<ShareStore['upload']> & { end(stored: UploadReceipt): void; fail(error: Error): void };

let page: OpenShare;
let sent: { file: Sent[0]; options: Sent[1]; end(stored: UploadReceipt): void; fail(error: Error): void }[] =
  [];
let asked: string[] = [];
let removed: [string, string][] = [];
beforeEach(() => {
  [sent, asked, removed] = [[], [], []];
});
afterEach(() => page.close());

/** A server that answers when the test says so. */
const store: ShareStore = {
  maxBytes: 50_000_000,
  keepDays: 30,
  keepChoices: [1, 30, 'never'],
  tokenNeeded: false,
  upload(file, options): ShareUpload {
    const done = new Promise<UploadReceipt>((end, fail) => sent.push({ file, options, end, fail }));
    const ask = (what: string) => () => void asked.push(what);
    return { done, pause: ask('pause'), resume: ask('resume'), cancel: ask('cancel') };
  },
  toRef: (id, name) => ({ from: 'store', id, name }),
  async remove(id, key) {
    if (key === 'wrong') throw new Error('the key is not the one of this capture');
    removed.push([id, key]);
  },
};
const log = readCapture('topid-crash-1.log');
const id = 'a'.repeat(26);
const stored: UploadReceipt = { id, link: `https://casebook.test/c/${id}`, key: 'the-key' };

const way = (): HTMLElement => page.way('Upload to this site');
const said = (): string => page.text(way().querySelector('.cb-share-said')!);
const field = (name: string): HTMLElement =>
  [...way().querySelectorAll('label')]
    .find((label) => page.text(label).startsWith(name))!
    .querySelector('input, select')!;
const open = async (options: ShareOptions = {}): Promise<void> => {
  page = await openShare([await openFile('board.log', log)], { store, ...options });
  await page.until(() => Object.keys(page.ways()).some((name) => name.startsWith('Upload')));
};
const start = async (): Promise<void> => {
  page.fire(way().querySelector('form')!, 'submit');
  await page.until(() => sent.length > 0);
};

test('what is sent is the file, its hash and kind, under the tag, for the days, with the token that was typed', async () => {
  await open({ store: { ...store, tokenNeeded: true } });
  expect(page.ways()['Upload to this site']).toMatch(
    /^Whoever has the link can have the files \(up to .+ each\)/,
  );
  expect([...field('Keep for').querySelectorAll('option')].map((option) => option.textContent)).toEqual([
    '1 day',
    '30 days',
    'until deleted',
  ]);
  page.type(field('Tag'), ' board-7 ');
  page.choose(field('Keep for'), 'never');
  page.type(field('Upload token'), ' secret-token ');
  await start();
  const [{ file, options }] = sent as [(typeof sent)[number]];
  expect(options).toMatchObject({ tag: 'board-7', keep: 'never', token: 'secret-token' });
  expect(file).toMatchObject({ name: 'board.log', kind: 'crash-log' });
  expect(new Uint8Array(await file.blob.arrayBuffer())).toEqual(new Uint8Array(log));
});

describe('an upload', () => {
  test('shows how far it is, and what it makes of its connection', async () => {
    await open();
    await start();
    const progress = (): string | null | undefined => way().querySelector('progress')?.getAttribute('value');
    const { options } = sent[0]!;
    expect(said()).toBe('Uploading board.log: 0 %');
    options.onProgress(log.length * 0.47);
    await page.until(() => Number(progress()) === 47);
    // Told at each tenth.
    expect(said()).toBe('Uploading board.log: 40 %');
    options.onRetry();
    await page.until(() => said().endsWith('The connection was lost; trying again…'));
    options.onProgress(log.length * 0.9);
    await page.until(() => said() === 'Uploading board.log: 90 %');
    options.onResumed();
    options.onProgress(log.length * 0.95);
    await page.until(() => said().endsWith('Goes on where it stood.'));
  });

  test('that is done gives the link to its page and the deletion key, which the browser keeps', async () => {
    await open({ view: { captures: [], states: { 'board.log': { line: [12, 12] } } } });
    await start();
    sent[0]!.end(stored);
    await page.until(() => said().startsWith('Uploaded.'));
    const link = way().querySelector('.cb-share-done input')!.getAttribute('value')!;
    expect(link.split('#')[0]).toBe(`https://casebook.test/c/${id}`);
    expect(decodeView(link.split('#')[1]!).view).toMatchObject({
      captures: [{ slot: 'board.log', ref: { from: 'store', id, name: 'board.log' } }],
      states: { 'board.log': { line: [12, 12] } },
    });
    expect(page.text(way().querySelector('.cb-share-done dl')!)).toBe('Deletion key of board.logthe-key');
    expect(page.text(way())).toContain('Shown once, and kept in this browser.');
    expect(page.text(way().querySelector('.cb-share-keys summary')!)).toBe('Uploaded from this browser: 1');
    page.click(way().querySelector('.cb-share-done button')!);
    await page.until(() => page.copied.length > 0);
    expect(page.copied).toEqual([link]);
    const status = (): HTMLElement => way().querySelector<HTMLElement>('.cb-share-done [role=status]')!;
    await page.until(() => page.text(status()) === 'Link copied.');
  });

  test('that is done is of what was chosen then: with another choice nothing is said of it', async () => {
    await open();
    await start();
    sent[0]!.end(stored);
    await page.until(() => said().startsWith('Uploaded.'));
    page.choose(page.find('label', 'Redact first').querySelector('input')!, true);
    await page.until(() => Object.keys(page.ways()).includes('The redacted files'));
    expect(said()).toBe('');
    expect(way().querySelector('.cb-share-done')).toBeNull();
  });

  test('of a session sends one file after the other into one link', async () => {
    page = await openShare(
      [
        await openFile(
          'process-20211111-normal.data',
          readFixture('topid-process/valid/process-20211111-normal.data'),
        ),
        await openFile(
          'info-20211111-normal.data',
          readFixture('topid-info/valid/info-20211111-normal.data'),
        ),
      ],
      { store },
    );
    await page.until(() => Object.keys(page.ways()).some((name) => name.startsWith('Upload')));
    await start();
    expect(sent.map(({ file }) => file.name)).toEqual(['process-20211111-normal.data']);
    sent[0]!.end(stored);
    await page.until(() => sent.length === 2);
    expect(sent[1]!.file).toMatchObject({ name: 'info-20211111-normal.data', kind: 'recording' });
    sent[1]!.end({ ...stored, id: 'b'.repeat(26), key: 'another' });
    await page.until(() => said().startsWith('Uploaded.'));
    const link = way().querySelector('.cb-share-done input')!.getAttribute('value')!;
    const { captures } = decodeView(link.split('#')[1]!).view;
    expect(captures.map(({ slot, ref }) => [slot, ref.from === 'store' && ref.id])).toEqual([
      ['20211111-normal', id],
      ['20211111-normal', 'b'.repeat(26)],
    ]);
  });

  test('that the server refuses says why, and can be begun again', async () => {
    await open();
    await start();
    sent[0]!.fail(new Error('the token is not right'));
    await page.until(() => said() !== 'Uploading board.log: 0 %');
    expect(said()).toBe('This did not work: the token is not right');
    page.fire(way().querySelector('form')!, 'submit');
    await page.until(() => sent.length === 2);
  });

  test('with a token that is not the server’s says so, in words of its own field', async () => {
    await open({ store: { ...store, tokenNeeded: true } });
    await start();
    const { StoreClientError } = await import('#api/store-client.ts');
    sent[0]!.fail(new StoreClientError(401, sayOfStore('token-needed', { what: 'upload' })));
    await page.until(() => said() !== 'Uploading board.log: 0 %');
    expect(said()).toBe('This did not work: this is not the upload token of this server.');
  });

  test('is paused, goes on, and is taken back', async () => {
    await open();
    await start();
    page.click(page.find('button', 'Pause'));
    expect(said()).toMatch(/^Paused\. What was sent stays on the server/);
    page.click(page.find('button', 'Go on'));
    sent[0]!.options.onProgress(log.length * 0.5);
    await page.until(() => said() === 'Uploading board.log: 50 %');
    page.click(page.find('button', 'Cancel upload'));
    expect(asked).toEqual(['pause', 'resume', 'cancel']);
    expect(said()).toBe('Cancelled; what was sent is deleted.');
    // Its end is no failure: it was the reader who ended it.
    sent[0]!.fail(new Error('aborted'));
    await page.settle();
    expect(said()).toBe('Cancelled; what was sent is deleted.');
  });

  test('is paused and not lost where the dialog closes', async () => {
    await open();
    await start();
    page.click(page.find('dialog button', 'Close'));
    expect(asked).toEqual(['pause']);
  });
});

describe('keys', () => {
  const keep = (key: string): void =>
    localStorage.setItem(
      'casebook-deletion-keys',
      JSON.stringify([{ id, name: 'old.log', link: stored.link, key, uploadedAt: '2026-11-20T10:00:00Z' }]),
    );

  test('of earlier uploads are listed with their day, and delete', async () => {
    await open();
    keep('the-key');
    page.click(page.find('dialog button', 'Close'));
    page.click(page.find('button', 'Share…'));
    await page.until(() => page.all('.cb-share-keys').length > 0);
    expect(page.text(page.all('.cb-share-keys li')[0]!)).toBe('old.log 2026-11-20 ×');
    page.click(page.find('button', 'Delete old.log from the server'));
    await page.until(() => said() !== '');
    expect(said()).toBe('old.log is deleted from the server.');
    expect(removed).toEqual([[id, 'the-key']]);
    expect(page.all('.cb-share-keys')).toHaveLength(0);
    expect(localStorage.getItem('casebook-deletion-keys')).toBe('[]');
  });

  test('that the server refuses stay, with what it says', async () => {
    await open();
    keep('wrong');
    page.click(page.find('dialog button', 'Close'));
    page.click(page.find('button', 'Share…'));
    await page.until(() => page.all('.cb-share-keys').length > 0);
    page.click(page.find('button', 'Delete old.log from the server'));
    await page.until(() => said() !== '');
    expect(said()).toBe('This did not work: the key is not the one of this capture');
    expect(page.all('.cb-share-keys li')).toHaveLength(1);
  });

  test('that the browser does not keep have to be noted down, and the page says so', async () => {
    await open();
    localStorage.setItem = () => {
      throw new Error('storage is switched off');
    };
    await start();
    sent[0]!.end(stored);
    await page.until(() => said().startsWith('Uploaded.'));
    expect(page.text(way())).toContain(
      'Shown once. This browser keeps nothing: note it down to be able to delete.',
    );
  });
});

test('a file larger than the server takes is not offered to it, and the way says so', async () => {
  await open({ store: { ...store, maxBytes: 1000 } });
  expect(page.ways()['Upload to this site']).toMatch(/^A file is larger than this server takes \(.+\)\.$/);
  expect(way().querySelector('form')).toBeNull();
});

test('what the site publishes is not uploaded: there is no such way', async () => {
  page = await openShare([await openFile('shown', log, { ref: { from: 'site', name: 'shown' } })], { store });
  await page.until(() => page.all('.cb-share-way').length > 0);
  await page.settle();
  expect(Object.keys(page.ways())).toEqual(['Link suggested', 'One HTML file']);
});
