import { gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { decodeProfile } from '#formats/pprof/decode-profile.ts';
import { foldStacks } from '#model/profile/call-tree.ts';
import { ProfileBuilder } from '#model/profile/profile-builder.ts';
import type { Profile } from '#model/profile/profile.ts';
import { makeProfile } from '../../../model/profile/make-profile.ts';
import { readPprofFixture, topOf, typeOf } from '../../../model/profile/read-profile.ts';
import { openProfile, type OpenProfile, rowsOf } from './open-profile.ts';

vi.mock('#model/profile/call-tree.ts', async (load) => {
  const real = await load<typeof import('#model/profile/call-tree.ts')>();
  return { ...real, foldStacks: vi.fn(real.foldStacks) };
});

let page: OpenProfile;
beforeEach(() => {
  vi.mocked(foldStacks).mockClear();
});
afterEach(() => page.close());

const radio = (name: string): void =>
  page.choose(page.find('.cb-choice label', name).querySelector('input')!, true);
const select = (name: RegExp): HTMLElement => page.find('.cb-labelled', name).querySelector('select')!;

describe('what a profile says of itself', () => {
  test('stands in a line, the rest behind a disclosure', async () => {
    page = await openProfile('cpu-labels.pb.gz');
    const facts = page.root.querySelector('.cb-prof-facts')!;
    const line = [...facts.querySelectorAll('p > span')].map((part) => page.text(part));
    expect(line).toEqual([
      'pprof',
      expect.stringMatching(/^\d+ samples$/),
      expect.stringMatching(/^over 1\.\d+ s$/),
      'one every 10 ms of cpu',
      expect.stringMatching(/^20\d\d-\d\d-\d\d \d\d:\d\d:\d\d UTC$/),
      'profiles',
    ]);
    page.unfold(facts.querySelector('details')!);
    const about = page.text(facts.querySelector('dl')!);
    expect(about).toMatch(/cpu 760 ms 760,000,000 nanoseconds/);
    expect(about).toMatch(/Build ID [0-9a-f]{40}/);
  });

  test('of memory names each sample type with its total, and what is dropped', async () => {
    page = await openProfile('heap.pb.gz');
    page.unfold(page.root.querySelector('.cb-prof-facts details')!);
    const about = page.text(page.root.querySelector('.cb-prof-about')!);
    for (const type of ['alloc_objects', 'alloc_space', 'inuse_objects', 'inuse_space']) {
      expect(about).toContain(type);
    }
    if (page.profile.dropFrames !== '') expect(about).toContain(page.profile.dropFrames);
    expect(page.text(page.root.querySelector('.cb-prof-facts p')!)).toContain('one every 4 KiB of space');
  });
});

describe('the view', () => {
  test('shows the type that the profile says, else the last; another is chosen by its name', async () => {
    page = await openProfile('heap.pb.gz');
    expect(page.find('section', /^Flame graph: /)).toBeDefined();
    expect(page.text(page.find('section', /^Flame graph: /).querySelector('h3')!)).toContain('inuse_space');
    page.choose(select(/^Sample type/), 'alloc_objects');
    expect(page.state.sample).toBe('alloc_objects');
    expect(page.text(page.find('section', /^Flame graph: /).querySelector('h3')!)).toContain('alloc_objects');
  });

  test('is a graph, a sandwich, a table, a tree, as the state says', async () => {
    page = await openProfile('cpu-labels.pb.gz', { state: { frame: 'main.descend' } });
    radio('Icicle');
    expect(page.state.figure).toBe('icicle');
    expect(page.all('section', /^Icicle graph: /)).toHaveLength(1);
    radio('Sandwich');
    expect(page.all('section', /^Callers of main\.descend: /)).toHaveLength(1);
    radio('Call tree');
    expect(page.all('table', 'Call tree')).toHaveLength(1);
    radio('Flame graph');
    expect(page.state).toEqual({ frame: 'main.descend' });
  });

  test('asks for a frame where the sandwich has none, and takes one from the table', async () => {
    page = await openProfile('cpu-labels.pb.gz', { state: { figure: 'sandwich' } });
    expect(page.text()).toContain('Choose a frame');
    page.click(page.find('table', 'Top').querySelector('tbody tr')!);
    expect(page.state.figure).toBe('sandwich');
    expect(page.all('section', /^Callers of /)).toHaveLength(1);
  });

  test('of other frames begins anew: what was zoomed to and chosen has another name there', async () => {
    page = await openProfile('cpu-labels.pb.gz', {
      state: { figure: 'top', zoom: ['main.main'], frame: 'main.main' },
    });
    page.choose(select(/^Frames/), 'packages');
    expect(page.state).toEqual({ figure: 'top', by: 'packages' });
    const names = rowsOf(page, page.find('table', 'Top')).map(([name]) => name);
    const wanted = topOf(page.profile, typeOf(page.profile, 'cpu'), { granularity: 'packages' });
    expect(names).toEqual([...wanted.keys()]);
  });

  test('folds its stacks once, whatever is searched, chosen or ordered', async () => {
    page = await openProfile('cpu-labels.pb.gz', { state: { figure: 'top' } });
    expect(foldStacks).toHaveBeenCalledTimes(1);
    page.type(page.root.querySelector('.cb-prof-search')!, 'main');
    page.click(page.find('.cb-prof-top thead button', /^Cum/));
    page.choose(select(/^Sample type/), 'samples');
    page.choose(select(/^Colour/), 'owner');
    expect(foldStacks).toHaveBeenCalledTimes(1);
    page.choose(page.find('.cb-prof-tick', 'Merge recursion').querySelector('input')!, true);
    expect(foldStacks).toHaveBeenCalledTimes(2);
    expect(page.state.recursion).toBe(true);
  });

  test('within a case has the figure, and the rest behind a disclosure', async () => {
    page = await openProfile('cpu-labels.pb.gz', { compact: true });
    const rest = page.root.querySelector('.cb-prof-rest')!;
    expect(rest.querySelector('.cb-prof-facts')).not.toBeNull();
    expect(rest.querySelector('.cb-prof-filters')).not.toBeNull();
    expect(page.all('.cb-prof-facts')).toHaveLength(1);
    expect(page.all('section', /^Flame graph: /)).toHaveLength(1);
  });
});

describe('the chosen frame', () => {
  const panel = (): HTMLElement => page.find('section', 'Chosen frame');
  const press = (name: string): void => page.click(page.find('section button', name));

  test('is shown line by line; its lines add up to it', async () => {
    page = await openProfile('cpu-labels.pb.gz', { state: { frame: 'main.words' } });
    const lines = topOf(page.profile, typeOf(page.profile, 'cpu'), { granularity: 'lines' });
    const own = [...lines].filter(([name]) => name.startsWith('main.words '));
    expect(own.length).toBeGreaterThan(0);
    const shown = rowsOf(page, panel().querySelector('table')!);
    expect(shown).toHaveLength(own.length);
    for (const [place] of shown) {
      expect(own.some(([name]) => name.endsWith(`/${place}`))).toBe(true);
    }
    const [flat] = topOf(page.profile, typeOf(page.profile, 'cpu')).get('main.words')!;
    expect(own.reduce((sum, [, [value]]) => sum + value, 0)).toBe(flat);
  });

  test('is linked by the reader’s template, once that is kept', async () => {
    page = await openProfile('cpu-labels.pb.gz', { state: { frame: 'main.words' } });
    expect(panel().querySelector('a')).toBeNull();
    const form = page.root.querySelector('.cb-source form')!;
    page.type(form.querySelector('input')!, 'https://git.example/blob/main/{path}#L{line}');
    page.fire(form, 'submit');
    const links = [...panel().querySelectorAll('table a')].map((link) => link.getAttribute('href')!);
    expect(links.length).toBeGreaterThan(0);
    for (const link of links) expect(link).toMatch(/^https:\/\/git\.example\/blob\/main\/.*main\.go#L\d+$/);
  });

  test('becomes a filter that matches nothing else', async () => {
    page = await openProfile('cpu-labels.pb.gz', { state: { frame: 'strings.(*Builder).WriteString' } });
    press('Ignore it');
    expect(page.state).toEqual({ ignore: '^strings\\.\\(\\*Builder\\)\\.WriteString$' });
    page.close();
    page = await openProfile('cpu-labels.pb.gz', { state: { frame: 'main.words', hideFrames: 'x' } });
    press('Hide it');
    expect(page.state).toEqual({ hideFrames: 'x|^main\\.words$' });
    page.close();
    page = await openProfile('cpu-labels.pb.gz', { state: { frame: 'main.words' } });
    press('Show from it');
    expect(page.state).toEqual({ frame: 'main.words', showFrom: '^main\\.words$' });
    press('Focus on it');
    expect(page.state.focus).toBe('^main\\.words$');
    press('Callers and callees');
    expect(page.state.figure).toBe('sandwich');
  });

  test('that is in no stack is said, and let go of', async () => {
    page = await openProfile('cpu-labels.pb.gz', { state: { figure: 'top', frame: 'gone' } });
    expect(page.text(panel())).toContain('gone is in none of the stacks that are shown.');
    press('Close');
    expect(page.state).toEqual({ figure: 'top' });
  });
});

describe('nothing to see', () => {
  test('a profile without samples says what there is', async () => {
    const builder = new ProfileBuilder([{ type: 'cpu', unit: 'nanoseconds' }]);
    page = await openProfile(builder.finish({ format: 'pprof', comments: ['made by hand'] }));
    expect(page.text(page.root.querySelector('.cb-prof-empty')!)).toBe(
      'No samples in this profileSample types: cpu (nanoseconds)',
    );
    page.unfold(page.root.querySelector('.cb-prof-facts details')!);
    expect(page.text()).toContain('made by hand');
    page.close();
    page = await openProfile(new ProfileBuilder().finish({ format: 'pprof' }));
    expect(page.text(page.root.querySelector('.cb-prof-empty')!)).toBe('No samples in this profile');
  });

  test('of thousands of sample types a hundred are listed, and any is found by its text', async () => {
    const types = Array.from({ length: 20_000 }, (_, at) => ({ type: `type-${at}`, unit: 'count' }));
    const builder = new ProfileBuilder(types);
    builder.startSample(builder.stackOf(0, builder.addNamedLocation(builder.functionOf('main'))));
    builder.addBigValue(12_345, 7n);
    page = await openProfile(builder.finish({ format: 'pprof' }));
    const options = (): string[] =>
      [...select(/^Sample type/).querySelectorAll('option')].map((one) => page.text(one));
    // The one that is shown first is the last.
    expect([options().length, options()[0]]).toEqual([101, 'type-19999 (count)']);
    expect(page.text()).toContain('and 19,900 more sample types: find them by their text'.slice(4));
    expect(page.text(page.root.querySelector('.cb-prof-empty')!)).toContain('It has values of: type-12345.');
    page.type(page.root.querySelector('[aria-label="Find a sample type"]')!, 'TYPE-12345');
    expect(options()).toEqual(['type-19999 (count)', 'type-12345 (count)']);
    page.choose(select(/^Sample type/), 'type-12345');
    expect(page.state.sample).toBe('type-12345');
    page.unfold(page.root.querySelector('.cb-prof-facts details')!);
    expect(page.root.querySelectorAll('.cb-prof-about li')).toHaveLength(30);
  });

  test.each([
    ['https://example.com/blocks?x=1', 'https://example.com/blocks?x=1'],
    ['javascript:alert(1)//https://x', undefined],
    ['http://', undefined],
  ])('what its maker says of it is a link where it is on the web: %s', async (docUrl, href) => {
    const builder = new ProfileBuilder([{ type: 'cpu', unit: 'nanoseconds' }]);
    page = await openProfile(builder.finish({ format: 'pprof', docUrl }));
    const facts = page.root.querySelector('.cb-prof-facts details')!;
    page.unfold(facts);
    expect(page.text(facts)).toContain(docUrl);
    expect(facts.querySelector('a')?.getAttribute('href') ?? undefined).toBe(href);
  });

  test('of a type whose values are all 0 names those that have some', async () => {
    const builder = new ProfileBuilder([
      { type: 'objects', unit: 'count' },
      { type: 'space', unit: 'bytes' },
    ]);
    builder.startSample(builder.stackOf(0, builder.addNamedLocation(builder.functionOf('main'))));
    builder.addBigValue(0, 7n);
    page = await openProfile(builder.finish({ format: 'pprof' }));
    expect(page.text(page.root.querySelector('.cb-prof-empty')!)).toBe(
      'All samples of space are 0.It has values of: objects.',
    );
  });
});

describe('what is taken away', () => {
  const take = async (name: string): Promise<{ name: string; blob: Blob }> => {
    const { length } = page.saved;
    page.click(page.find('.cb-prof-take button', name));
    await page.until(() => page.saved.length > length);
    return page.saved.at(-1)!;
  };
  const decode = async (blob: Blob): Promise<Profile> =>
    decodeProfile(new Uint8Array(gunzipSync(new Uint8Array(await blob.arrayBuffer())))).profile!;

  test('as pprof holds what is shown, with all sample types', async () => {
    page = await openProfile('cpu-labels.pb.gz', {
      state: { focus: 'descend', labels: [{ key: 'kind', value: 'parse' }] },
    });
    const { name, blob } = await take('pprof');
    expect(name).toBe('cpu-labels.pb.gz-cpu.pb.gz');
    const taken = await decode(blob);
    radio('Top');
    const exact = [...page.find('table', 'Top').querySelectorAll('tbody tr[data-index]')].map((row) => [
      page.text(row.querySelector('.cb-prof-frame')!),
      ...[...row.querySelectorAll('td[title]')].map((cell) =>
        Number(cell.getAttribute('title')!.replace(/,| .*/g, '')),
      ),
    ]);
    expect(exact.length).toBeGreaterThan(3);
    expect(exact).toEqual([...topOf(taken, typeOf(taken, 'cpu'))].map(([frame, sums]) => [frame, ...sums]));
    expect(typeOf(taken, 'samples')).toBe(0);
  });

  test('as folded stacks adds up to the table', async () => {
    page = await openProfile('cpu-labels.pb.gz');
    const { blob } = await take('Folded stacks');
    const text = await blob.text();
    const sums = new Map<string, number>();
    for (const line of text.trimEnd().split('\n')) {
      const [, stack = '', value] = /^(.*) (\d+)$/.exec(line)!;
      const leaf = stack.split(';').at(-1)!;
      sums.set(leaf, (sums.get(leaf) ?? 0) + Number(value));
    }
    const top = topOf(page.profile, typeOf(page.profile, 'cpu'));
    expect([...sums].sort()).toEqual(
      [...top].flatMap(([name, [flat]]) => (flat === 0 ? [] : [[name, flat] as const])).sort(),
    );
  });

  test('as CSV has every row, as Markdown the first twenty and the link', async () => {
    page = await openProfile('cpu-labels.pb.gz');
    const { blob } = await take('CSV of the top table');
    const top = [...topOf(page.profile, typeOf(page.profile, 'cpu'))];
    const lines = (await blob.text()).trimEnd().split('\n');
    expect(lines[0]).toBe('function,file,flat cpu nanoseconds,cum cpu nanoseconds');
    expect(lines).toHaveLength(top.length + 1);
    page.click(page.find('.cb-prof-take button', 'Markdown of the top table'));
    await page.settle();
    const markdown = page.copied.at(-1)!.split('\n');
    expect(markdown[0]).toBe('**cpu-labels.pb.gz**, cpu (nanoseconds), 760 ms');
    expect(markdown[2]).toBe('| Function | Flat | Flat % | Sum % | Cum. | Cum. % |');
    expect(markdown.filter((line) => line.startsWith('| '))).toHaveLength(2 + Math.min(20, top.length));
    expect(markdown.at(-2)).toBe('[Open this view](<https://casebook.test/open/#v=2>)');
    expect(page.text(page.root.querySelector('.cb-prof-take [role=status]')!)).toBe('Copied');
  });
});

test('in Chinese its words are Chinese', async () => {
  page = await openProfile('cpu-labels.pb.gz', { state: { figure: 'top', focus: 'main' }, locale: 'zh-cn' });
  expect(page.all('table', 'Top')).toHaveLength(1);
  expect(page.text()).toContain('已过滤');
  expect(page.text()).not.toMatch(/Filtered|Sample type|Function\b/);
});

test('a profile that was made of a base says so, and is coloured by what changed', async () => {
  const colours = (): string[] =>
    page
      .all('option')
      .map((option) => option.getAttribute('value')!)
      .filter((value) => ['change', 'package', 'owner'].includes(value));
  page = await openProfile('diff.pb.gz', {});
  expect(page.text()).toContain('a difference: what is below 0 has become less');
  expect(colours()).toEqual(['change', 'package', 'owner']);
  expect(page.text()).toContain('less than before');
  page.close();
  page = await openProfile('cpu-labels.pb.gz', {});
  expect(page.text()).not.toContain('a difference');
  expect(colours()).toEqual(['package', 'owner']);
});

test('a profile that was made of a base is read with its negative values', async () => {
  page = await openProfile('diff.pb.gz', { state: { figure: 'top' } });
  const flats = rowsOf(page, page.find('table', 'Top')).map(([, flat]) => flat!);
  expect(flats.some((flat) => flat.startsWith('−'))).toBe(true);
  expect(readPprofFixture('pprof/valid/diff.pb.gz').samples.count).toBe(page.profile.samples.count);
  page.close();
  page = await openProfile(makeProfile([{ stack: ['a'], value: -5 }]), { state: { figure: 'top' } });
  expect(rowsOf(page, page.find('table', 'Top'))[0]!.slice(1, 3)).toEqual(['−5 ns', '−100 %']);
});
