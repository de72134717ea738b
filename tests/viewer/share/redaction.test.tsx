import { inflateSync } from 'node:zlib';
import { afterEach, describe, expect, test } from 'vitest';
import { decodeView } from '#view/link.ts';
import type { Pin } from '#view/capture-state.ts';
import { readFixture } from '../../formats/read-fixture.ts';
import { emptySource, openFile } from '../captures/make-source.ts';
import { FakeWorker, openShare, type OpenShare, type ShareOptions } from './open-share.ts';

let page: OpenShare;
afterEach(() => page.close());

const secrets = {
  host: 'zetaboard',
  user: 'quentin',
  folder: 'projectx',
  ip: '10.182.105.138',
  password: 'hunter2hunter2',
};
const log = `${secrets.user}@${secrets.host}:~$ DB_PASSWORD=${secrets.password} ./board_app
Visit http://${secrets.ip}:9888/ and http://${secrets.ip}:9889/
panic: assignment to entry in nil map

goroutine 1 [running]:
main.main()
	/home/${secrets.user}/${secrets.folder}/main.go:12 +0x1d
`;
const pins: Pin[] = [{ text: `as ${secrets.user} said of ${secrets.host}`, line: 3 }];

const box = (name: RegExp | string): HTMLElement =>
  page.find('.cb-share-redact label', name).querySelector('input')!;
const preview = (): HTMLElement[] => page.all('.cb-share-preview');
/** What stands for what, how it was found, and how often. */
const taken = (): string[][] =>
  [...preview()[0]!.querySelectorAll('tbody tr')].map((row) =>
    [...row.children].map((cell) => page.text(cell)),
  );
/** The number beside a kind's switch. */
const countOf = (name: RegExp): string => {
  const item = page.all('.cb-share-kinds li').find((one) => name.test(page.text(one)))!;
  return page.text(item).match(/^\D*?(\d+)/)?.[1] ?? '';
};
const done = (): Promise<void> =>
  page.until(() => page.all('.cb-share-ways').length > 0 && preview().length === 2);
const open = async (options: ShareOptions = {}): Promise<void> => {
  page = await openShare([await openFile(`${secrets.host}.log`, new TextEncoder().encode(log))], {
    view: { captures: [], states: { [`${secrets.host}.log`]: { pins } } },
    ...options,
  });
};
const redact = async (options: ShareOptions = {}): Promise<void> => {
  await open(options);
  page.choose(box('Redact first'), true);
  await done();
};
function expectNoSecret(text: string): void {
  for (const secret of Object.values(secrets)) expect(text.toLowerCase()).not.toContain(secret);
}

test.each([
  [
    'en',
    'Left out of the view, since it names what is taken out: what is looked for and filtered by, chosen labels.',
  ],
  ['zh-cn', '视图中这些内容提到了要去掉的东西，不带上：搜索和筛选的内容，选中的标签。'],
] as const)('what of the view cannot go along is said, %s', async (locale, words) => {
  const what = (): string[] => page.all('.cb-share-what p').map((line) => page.text(line));
  const profile = await openFile('cpu.pb.gz', readFixture('pprof/valid/cpu-labels.pb.gz'));
  const state = { focus: '10\\.9\\.8\\.7', labels: [{ key: 'gone', value: 'x' }] };
  const view = { captures: [], states: { 'cpu.pb.gz': state } };
  page = await openShare([profile], { view, locale });
  await page.until(() => page.all('.cb-share-ways').length > 0);
  expect(what()).not.toContain(words);
  page.choose(page.all('.cb-share-switch input')[0] as HTMLInputElement, true);
  await page.until(() => what().includes(words));
});

describe('what is taken out', () => {
  test('is listed with what stands for it and how often, and counted beside its kind', async () => {
    await redact();
    const rows = new Map(taken().map(([before, after, times]) => [before!, [after, times]]));
    expect(rows.get(secrets.ip)).toEqual([expect.stringMatching(/ IP$/), '2']);
    expect(rows.get(secrets.host)).toEqual(['host-1 machine', expect.any(String)]);
    expect(rows.get(secrets.user)).toEqual(['user-1 user', expect.any(String)]);
    expect(rows.get(secrets.password)![0]).toMatch(/ secret$/);
    expect(page.text(preview()[0]!.querySelector('summary')!)).toBe(`Preview: ${rows.size} things taken out`);
    expect(countOf(/^IP addresses/)).toBe('1');
    expect(countOf(/^Names of machines/)).toBe('1');
    expect(countOf(/^MAC addresses/)).toBe('');
  });

  test('is not in the preview of the text, in the name of the file, in the notes, nor in any link', async () => {
    await redact();
    page.unfold(preview()[1]!);
    await page.until(() => page.text(preview()[1]!).includes('panic:'));
    const text = preview()[1]!.querySelector('pre')!.textContent!;
    expect(text).toContain('panic: assignment to entry in nil map\n');
    expect(text).not.toContain('more lines');
    expectNoSecret(text);
    expectNoSecret(page.text(page.root.querySelector('.cb-share-what')!));
    for (const name of ['Link with the data', 'Link without the data']) {
      const before = page.copied.length;
      page.click(page.find('button', `Copy link: ${name}`));
      await page.until(() => page.copied.length > before);
    }
    for (const link of page.copied) {
      const { view } = decodeView(link.slice(link.indexOf('#') + 1));
      const [{ slot, ref }] = view.captures as [(typeof view.captures)[number]];
      expect(view.states[slot]!.pins).toEqual([{ text: 'as user-1 said of host-1', line: 3 }]);
      expectNoSecret(decodeURIComponent(link));
      if (ref.from === 'link') {
        const bytes = inflateSync(Buffer.from(ref.data, 'base64url')).toString();
        expect(bytes).toContain('goroutine 1 [running]');
        expectNoSecret(bytes);
      }
    }
  });

  test('of a long log is shown for its first lines and things, and how many more there are is said', async () => {
    const lines = Array.from({ length: 600 }, (_, at) => `10.1.${at >> 8}.${at & 255} answers`);
    page = await openShare([await openFile('board.log', new TextEncoder().encode(lines.join('\n') + log))]);
    page.choose(box('Redact first'), true);
    await done();
    expect(taken()).toHaveLength(500);
    const total = Number(/\d+/.exec(page.text(preview()[0]!.querySelector('summary')!))![0]);
    expect(total).toBeGreaterThan(600);
    expect(page.text(preview()[0]!)).toContain(`… and ${total - 500} more lines`);
    page.unfold(preview()[1]!);
    await page.until(() => page.text(preview()[1]!).includes('answers'));
    const [button] = page.way('The redacted files').querySelectorAll('button');
    page.click(button!);
    const all = (await page.saved[0]!.blob.text()).split('\n');
    const shown = preview()[1]!.querySelector('pre')!.textContent!.split('\n');
    expect(shown).toEqual([...all.slice(0, 400), `… and ${all.length - 400} more lines`]);
  });

  test('is as the redacted file has it, which can be had by itself', async () => {
    await redact();
    const [button] = page.way('The redacted files').querySelectorAll('button');
    expect(button!.textContent).toMatch(/^crash-redacted-.*\.log$/);
    page.click(button!);
    expect(page.saved[0]!.name).toBe(button!.textContent);
    const text = await page.saved[0]!.blob.text();
    expect(text.split('\n')).toHaveLength(log.split('\n').length);
    expectNoSecret(text);
  });

  test('of a stored capture is not there for whoever has the link, on the capture’s own page too', async () => {
    const id = '0123456789abcdefghjkmnpqrs';
    const name = `${secrets.host}.log`;
    const bytes = new TextEncoder().encode(log);
    page = await openShare([await openFile(name, bytes, { ref: { from: 'store', id, name } })], {
      title: name,
      files: { '/one-file/viewer.en.js': '1', '/one-file/viewer.css': '' },
    });
    location.href = `https://casebook.test/c/${id}`;
    page.choose(box('Redact first'), true);
    await done();
    for (const way of ['Link with the data', 'Link without the data']) {
      const before = page.copied.length;
      page.click(page.find('button', `Copy link: ${way}`));
      await page.until(() => page.copied.length > before);
    }
    for (const link of page.copied) {
      expect(link.startsWith('https://casebook.test/open/#v=2&')).toBe(true);
      expect(link).not.toContain(id);
      expectNoSecret(decodeURIComponent(link));
    }
    page.click(page.find('button', 'Save HTML file'));
    await page.until(() => page.saved.length > 0);
    const html = await page.saved[0]!.blob.text();
    expectNoSecret(`${page.saved[0]!.name} ${html}`);
    expect(html).not.toContain(id);
    expectNoSecret(inflateSync(Buffer.from(/"data":"([\w-]+)"/.exec(html)![1]!, 'base64url')).toString());
  });

  test('goes into the page of one file no more than into a link, its title included', async () => {
    await redact({
      title: `${secrets.host} of ${secrets.user}`,
      files: { '/one-file/viewer.en.js': '1', '/one-file/viewer.css': '' },
    });
    page.click(page.find('button', 'Save HTML file'));
    await page.until(() => page.saved.length > 0);
    const html = await page.saved[0]!.blob.text();
    expectNoSecret(`${page.saved[0]!.name} ${html}`);
    const data = /"data":"([\w-]+)"/.exec(html)![1]!;
    expectNoSecret(inflateSync(Buffer.from(data, 'base64url')).toString());
  });
});

describe('the switches', () => {
  test('a kind that is let go stays in, and comes out again', async () => {
    await redact();
    page.choose(box(/^Names of machines/), false);
    await page.until(() => taken().every(([before]) => before !== secrets.host));
    await done();
    page.click(page.way('The redacted files').querySelector('button')!);
    expect(await page.saved[0]!.blob.text()).toContain(secrets.host);
    page.choose(box(/^Names of machines/), true);
    await page.until(() => taken().some(([before]) => before === secrets.host));
  });

  test('words of one’s own are taken out too, within longer words', async () => {
    await redact();
    page.type(page.root.querySelector('.cb-share-words input')!, 'assign, nil map');
    await page.until(() => taken().some(([, after]) => after!.endsWith('own word')));
    const words = taken().filter(([, after]) => after!.endsWith('own word'));
    expect(words.map(([before, , times]) => [before, times])).toEqual([
      ['assign', '1'],
      ['nil map', '1'],
    ]);
  });

  test('stay as they were left when the dialog is opened again', async () => {
    await redact();
    page.choose(box(/^Names of machines/), false);
    await done();
    page.click(page.find('dialog button', 'Close'));
    page.click(page.find('button', 'Share…'));
    await done();
    expect(taken().map(([before]) => before)).not.toContain(secrets.host);
    expect(taken().map(([before]) => before)).toContain(secrets.user);
    expect(page.workers.at(-1)!.request!.spec.kinds).not.toContain('host');
  });

  test('what is asked for only is off at first', async () => {
    await redact();
    const more = page.find('fieldset', /^Only where you ask for it/);
    const labels = [...more.querySelectorAll('label')].map((label) => page.text(label));
    expect(labels.some((label) => label.startsWith('Names of processes'))).toBe(true);
    expect(page.workers.at(-1)!.request!.spec.kinds).not.toContain('process');
    page.choose(box(/^Names of processes/), true);
    await page.until(() => page.workers.at(-1)!.request?.spec.kinds.includes('process') === true);
  });
});

describe('while it lasts', () => {
  test('nothing can go, how far it is is shown, and it can be cancelled and begun again', async () => {
    await open();
    await page.until(() => page.all('.cb-share-ways').length > 0);
    FakeWorker.held = true;
    page.choose(box('Redact first'), true);
    expect(page.all('.cb-share-ways')).toHaveLength(0);
    await page.until(() => page.all('progress').length > 0);
    page.workers[0]!.onmessage!({ data: { kind: 'progress', done: 0.426 } });
    await page.until(() => page.text().includes('Redacting: 42 %'));
    page.click(page.find('button', 'Cancel redaction'));
    await page.settle();
    expect(page.workers[0]!.terminated).toBe(true);
    expect(page.text()).toContain('Redaction was cancelled, so there is nothing to share yet.');
    expect(page.all('.cb-share-ways')).toHaveLength(0);
    FakeWorker.held = false;
    page.click(page.find('button', 'Redact again'));
    await done();
    expect(taken().map(([before]) => before)).toContain(secrets.host);
  });

  test('another choice ends the one before, and its answer counts for nothing', async () => {
    await redact();
    FakeWorker.held = true;
    page.choose(box(/^IP addresses/), false);
    await page.until(() => page.workers.length === 2 && page.workers[1]!.request !== undefined);
    FakeWorker.held = false;
    page.choose(box(/^Names of machines/), false);
    expect(page.workers[1]!.terminated).toBe(true);
    await page.until(() => page.workers.length === 3);
    await done();
    expect(taken().map(([before]) => before)).not.toContain(secrets.host);
  });

  test('a worker that fails is reported in words, and nothing can go', async () => {
    await open();
    await page.until(() => page.all('.cb-share-ways').length > 0);
    FakeWorker.held = true;
    page.choose(box('Redact first'), true);
    await page.until(() => page.all('progress').length > 0);
    page.workers[0]!.onmessage!({ data: { kind: 'failed', message: 'redact: out of words' } });
    await page.until(() => page.all('[role=alert]').length > 0);
    expect(page.text(page.all('[role=alert]')[0]!)).toBe('This did not work: redact: out of words');
    expect(page.all('progress')).toHaveLength(0);
    expect(page.all('.cb-share-ways')).toHaveLength(0);
  });
});

test('what cannot be read, and so not be redacted, is not said to be on the site already', async () => {
  page = await openShare([
    emptySource('notes', 3, { ref: { from: 'url', url: '/notes' }, status: 'failed' }),
    await openFile('shown', new TextEncoder().encode(log), { ref: { from: 'site', name: 'shown' } }),
  ]);
  page.choose(box('Redact first'), true);
  await page.until(() => page.text().includes('cannot be redacted and is left out: notes.'));
  expect(page.text()).toContain('No file.On this site already: shown.');
  expect(page.text()).not.toContain('everything that is open is on this site');
  // A link that does not hold the view is not the one to choose.
  expect(Object.keys(page.ways())).toEqual(['Link', 'One HTML file']);
  expect(page.ways()['Link']).toContain('The link opens without what is left out.');
});
