import { h } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { afterEach, describe, expect, test } from 'vitest';
import { createDocument } from '#build/document.ts';
import { toExampleTree } from '#charts/examples/profiles.ts';
import { toTop } from '#model/profile/top.ts';
import { flameTexts } from '#texts/flame.ts';
import { BuildDrawingContext } from '#viewer/figure/build-drawing.ts';
import { FlameGraph } from '#viewer/flame/FlameGraph.tsx';
import { change, changeTree, openFlame, type OpenFlame, total, tree } from './open-flame.ts';

let page: OpenFlame;
afterEach(() => page.close());

const poll = ['main.main', 'main.poll'];
const path = (): string[] => page.all('nav li').map((item) => page.text(item));
const line = (): string => page.text(page.root.querySelector('.cb-flame-line')!);
const tip = (): HTMLElement => page.root.querySelector('.cb-fig-tip')!;
const rows = (): string[] =>
  page.all('tbody tr').map((row) => [...row.children].map((cell) => page.text(cell)).join(' | '));

describe('zoom', () => {
  test('a click fills the width with a frame, its callers stay as wide', () => {
    page = openFlame();
    expect(page.painted().labels).toContain('runtime.mcall');
    page.point(poll, 'click');
    expect(page.state.zoom).toEqual(poll);
    const { labels } = page.painted();
    expect(labels).toEqual(['all', 'main.main', 'main.poll', 'time.Sleep', 'time.Now', 'runtime.gopark']);
    expect(path()).toEqual(['all', 'main.main', 'main.poll']);
  });

  test('each caller of the path is a button, and undo goes back as one came', () => {
    page = openFlame();
    page.point(poll, 'click');
    page.point([...poll, 'time.Sleep'], 'click');
    page.click(page.find('nav button', 'main.main'));
    expect(page.state.zoom).toEqual(['main.main']);
    const undo = (): void => page.click(page.find('button', 'Undo zoom'));
    undo();
    expect(page.state.zoom).toEqual([...poll, 'time.Sleep']);
    undo();
    expect(page.state.zoom).toEqual(poll);
    undo();
    expect(page.state.zoom).toEqual([]);
    expect(page.all('nav')).toEqual([]);
  });

  test('where a button of the path is gone with its zoom the keys go on in the graph', () => {
    page = openFlame();
    // The document of these tests knows no focus.
    let focused: Element = page.surface();
    page.surface().focus = () => (focused = page.surface());
    Object.defineProperty(page.document, 'activeElement', {
      get: () => (page.document.contains(focused) ? focused : page.document.body),
    });
    const press = (selector: string, text: string): Element | null => {
      focused = page.find(selector, text);
      page.click(focused);
      return page.document.activeElement;
    };
    page.point(poll, 'click');
    page.point([...poll, 'time.Sleep'], 'click');
    // It stays as long as there is something to undo.
    expect(press('button', 'Undo zoom')?.textContent).toBe('Undo zoom');
    expect(press('button', 'Undo zoom')?.getAttribute('role')).toBe('tree');
    page.point(poll, 'click');
    expect(press('nav button', 'main.main')?.getAttribute('role')).toBe('tree');
  });

  test('what a link has zoomed is undone to the whole; a path is followed as far as it goes', () => {
    page = openFlame({ zoom: [...poll, 'gone'] });
    expect(path()).toEqual(['all', 'main.main', 'main.poll']);
    expect(page.key('Escape')).toBe(true);
    expect(page.state.zoom).toEqual([]);
    // Then the key is of whatever is around.
    expect([page.key('Escape'), page.key('Backspace')]).toEqual([false, false]);
  });

  test('of a long path the nearest callers are shown, and the others when they are asked for', () => {
    const names = Array.from({ length: 20 }, (_, at) => `f${at}`);
    const parent = Uint32Array.from({ length: 21 }, (_, at) => Math.max(0, at - 1));
    const self = Float64Array.from(parent, (_, at) => Number(at === 20));
    const deep = {
      frames: names.map((name) => ({ name, file: '', line: 0 })),
      parent,
      frame: Uint32Array.from(parent, (_, at) => Math.max(0, at - 1)),
      self,
      total: self.map(() => 1),
    };
    page = openFlame({ tree: deep, total: 1, zoom: names });
    expect(path()).toEqual(['all', '… 12 more callers', ...names.slice(-8)]);
    page.click(page.find('nav button', '… 12 more callers'));
    expect(path()).toEqual(['all', ...names]);
  });
});

describe('keys', () => {
  test('walk from caller to callee and between the calls of one caller, and are said', () => {
    page = openFlame();
    const steps = (keys: string): string[] =>
      keys.split(' ').map((key) => {
        expect(page.key(key)).toBe(true);
        return page.item().split(':')[0]!;
      });
    expect(
      steps('ArrowUp ArrowUp ArrowRight ArrowRight ArrowLeft ArrowUp ArrowUp ArrowRight ArrowDown Home'),
    ).toEqual([
      'all',
      'main.main',
      'runtime.mcall',
      'runtime.mcall',
      'main.main',
      'main.poll',
      'time.Sleep',
      'time.Now',
      'main.poll',
      'all',
    ]);
    const item = page.find('[role=treeitem]', /./);
    expect(page.surface().getAttribute('aria-activedescendant')).toBe(item.id);
    expect(item.getAttribute('aria-level')).toBe('1');
    steps('ArrowUp ArrowUp ArrowRight');
    const second = page.find('[role=treeitem]', /./);
    expect(page.item()).toBe('main.draw: cum 14 ms, 18.2 %; flat 0 ms');
    expect(['level', 'posinset', 'setsize'].map((name) => second.getAttribute(`aria-${name}`))).toEqual([
      '3',
      '2',
      '3',
    ]);
    expect(second.id).not.toBe(item.id);
  });

  test('go the other way in an icicle', () => {
    page = openFlame({ direction: 'icicle' });
    for (const key of ['ArrowDown', 'ArrowDown', 'ArrowDown']) page.key(key);
    expect(page.item()).toMatch(/^main\.poll:/);
    page.key('ArrowUp');
    expect(page.item()).toMatch(/^main\.main:/);
  });

  test('zoom in and out, choose, and lead to the search', () => {
    const asked: string[] = [];
    page = openFlame({ onSearch: () => asked.push('search') });
    for (const key of ['ArrowUp', 'ArrowUp', 'ArrowUp', 'Enter']) expect(page.key(key)).toBe(true);
    expect(page.state.zoom).toEqual(poll);
    page.key('Enter', { shiftKey: true });
    expect(page.state.chosen).toBe('main.poll');
    expect(page.key('Backspace')).toBe(true);
    expect(page.state.zoom).toEqual([]);
    expect(page.key('/')).toBe(true);
    expect(asked).toEqual(['search']);
    // Those of the browser stay its own.
    expect([page.key('x'), page.key('ArrowUp', { ctrlKey: true }), page.key('Tab')]).toEqual([
      false,
      false,
      false,
    ]);
  });

  test('say where calls are too narrow to be walked to', () => {
    const parent = Uint32Array.from({ length: 3002 }, (_, at) => Math.min(1, Math.max(0, at - 1)));
    const self = Float64Array.from(parent, (_, at) => Number(at > 1));
    const frames = Array.from({ length: 3001 }, (_, at) => ({ name: `f${at}`, file: '', line: 0 }));
    page = openFlame({
      tree: {
        frames,
        parent,
        frame: parent.map((_, at) => Math.max(0, at - 1)),
        self,
        total: self.map((value, at) => (at < 2 ? 3000 : value)),
      },
      total: 3000,
    });
    for (const key of ['ArrowUp', 'ArrowUp', 'ArrowUp']) page.key(key);
    expect(page.item()).toMatch(/^f0:/);
    expect(page.find('[role=status]', '3,000 calls too narrow to draw')).toBeDefined();
  });
});

describe('the pointer', () => {
  test('is told a frame and its numbers, in a zoom also the part of that', () => {
    page = openFlame();
    page.point([...poll, 'time.Sleep'], 'pointermove');
    expect(tip().hidden).toBe(false);
    expect(page.text(tip())).toMatch(
      /^time\.Sleepflat0 mscum22 msof the total28\.6 %of what is shown28\.6 %/,
    );
    page.point(poll, 'click');
    page.point([...poll, 'time.Sleep'], 'pointermove');
    expect(page.text(tip())).toContain('of what is shown57.9 %');
    page.fire(page.surface(), 'pointerleave');
    expect(tip().hidden).toBe(true);
  });

  test('outlines a frame wherever it is', () => {
    const a = { frames: ['a', 'b'].map((name) => ({ name, file: '', line: 0 })) };
    page = openFlame({
      tree: {
        ...a,
        parent: Uint32Array.of(0, 0, 1, 2),
        frame: Uint32Array.of(0, 0, 1, 0),
        self: Float64Array.of(0, 0, 0, 4),
        total: Float64Array.of(4, 4, 4, 4),
      },
      total: 4,
    });
    const over = page.root.querySelector('.cb-flame-over')!;
    const outlines = (): number => page.paintedOn(over).outlines;
    page.point(['a'], 'pointermove');
    // Both, and the one that is pointed at once more.
    expect(outlines()).toBe(3);
    page.point(['a', 'b'], 'pointermove');
    expect(outlines()).toBe(2);
  });

  test('a finger gets no tooltip, and what it touches stands below', () => {
    page = openFlame();
    page.point(poll, 'pointermove', { pointerType: 'touch' });
    expect(tip().hidden).toBe(true);
    page.point(poll, 'click');
    expect(line()).toContain('main.poll');
    expect(line()).toContain('flat4 ms');
  });

  test('a double click chooses the frame that its first click was on', () => {
    page = openFlame();
    page.point(poll, 'click', { detail: 1 });
    page.point(['main.main'], 'click', { detail: 2 });
    page.fire(page.surface(), 'dblclick', { clientX: 5, clientY: 5 });
    expect(page.state).toEqual({ zoom: poll, chosen: 'main.poll' });
  });
});

describe('the frame that one is at', () => {
  test('has its source, and what can be done with it', () => {
    const placed = { ...tree, frames: tree.frames.map((frame) => ({ ...frame, file: 'loop.go', line: 12 })) };
    page = openFlame({ tree: placed, sourceOf: ({ file, line: at }) => `https://code.test/${file}#L${at}` });
    expect(line()).toBe(flameTexts.en.hint);
    for (const key of ['ArrowUp', 'ArrowUp', 'ArrowUp']) page.key(key);
    const link = page.find('a', 'loop.go:12');
    expect(link.getAttribute('href')).toBe('https://code.test/loop.go#L12');
    page.click(page.find('.cb-flame-line button', 'Zoom in'));
    expect(page.state.zoom).toEqual(poll);
    expect(page.all('.cb-flame-line button', 'Zoom in')).toEqual([]);
    page.click(page.find('.cb-flame-line button', 'Callers and callees'));
    expect(page.state.chosen).toBe('main.poll');
  });
});

describe('a search', () => {
  const found = (...names: string[]): Uint8Array =>
    Uint8Array.from(tree.frames, ({ name }) => Number(names.includes(name)));
  const said = (): string => page.text(page.root.querySelector('.cb-flame-found')!);

  test('says how many frames it found and their part of the whole, each stack once', () => {
    page = openFlame({ found: found('main.poll', 'time.Sleep', 'syscall.Read') });
    expect(said()).toBe('3 frames found: 51.9 % of the total (40 ms), each stack counted once.');
  });

  test('that finds nothing says so; without one nothing is said', () => {
    page = openFlame({ found: found() });
    expect(said()).toBe('No frame is found.');
    page.close();
    page = openFlame();
    expect(said()).toBe('');
  });
});

describe('its numbers', () => {
  test('are the frames of what is shown, those with the most of their own first', () => {
    page = openFlame();
    page.unfold(page.root.querySelector('.cb-fig-data')!);
    const [first] = toTop(tree);
    expect(rows()).toHaveLength(tree.frames.length);
    expect(rows()[0]).toBe(`${first!.frame.name} | 22 ms | 28.6 % | 22 ms | 28.6 %`);
    expect(rows()).toContain('main.poll | 4 ms | 5.2 % | 38 ms | 49.4 %');
  });

  test('of a zoom are those of the frame and of what it calls', () => {
    page = openFlame({ zoom: poll });
    page.unfold(page.root.querySelector('.cb-fig-data')!);
    expect(rows().map((row) => row.split(' |')[0])).toEqual([
      'runtime.gopark',
      'time.Now',
      'main.poll',
      'time.Sleep',
    ]);
  });

  test('go out as CSV', async () => {
    page = openFlame({ zoom: poll });
    page.click(page.find('button', /^CSV/));
    expect((await page.saved[0]!.blob.text()).split('\n')).toEqual([
      'frame,place,line,flat,cum',
      'runtime.gopark,,,22,22',
      'time.Now,,,12,12',
      'main.poll,,,4,38',
      'time.Sleep,,,0,22',
      '',
    ]);
  });
});

describe('a difference', () => {
  const open = (): void => {
    page = openFlame({ tree: changeTree, change, colours: 'change', total });
  };

  test('says both sides of a frame', () => {
    open();
    page.point(poll, 'pointermove');
    expect(page.text(tip())).toMatch(/^main\.pollbefore38 msafter0 mschange−38 msof the total−49\.4 %/);
    page.point(['main.main', 'main.wait'], 'click');
    expect(line()).toContain('before2 ms');
    expect(line()).toContain('after9 ms');
    expect(line()).toContain('change+7 ms');
  });

  test('has a table of both sides, what changed most first, and what did not', () => {
    open();
    page.unfold(page.root.querySelector('.cb-fig-data')!);
    expect(page.all('thead th').map((head) => page.text(head))).toEqual([
      'frame',
      'before',
      'after',
      'change',
      'cum %',
      'flat change',
    ]);
    expect(rows()[0]).toBe('main.poll | 38 ms | 0 ms | −38 ms | −49.4 % | −4 ms');
    expect(rows()).toContain('fmt.Fprintf | 8 ms | 8 ms | 0 ms | 0.0 % | 0 ms');
    expect(rows()).toHaveLength(changeTree.frames.length);
    expect(page.all('.cb-flame-legend li').map((entry) => page.text(entry))).toEqual([
      'more than before',
      'the same',
      'less than before',
    ]);
  });
});

test('a part that is hardly there is not said to be nothing', () => {
  const frames = ['most', 'little'].map((name) => ({ name, file: '', line: 0 }));
  const self = Float64Array.of(0, 99_990, 10);
  page = openFlame({
    tree: {
      frames,
      parent: new Uint32Array(3),
      frame: Uint32Array.of(0, 0, 1),
      self,
      total: Float64Array.of(100_000, 99_990, 10),
    },
    total: 100_000,
  });
  page.unfold(page.root.querySelector('.cb-fig-data')!);
  expect(rows()).toEqual([
    'most | 99990 ms | 100.0 % | 99990 ms | 100.0 %',
    'little | 10 ms | < 0.1 % | 10 ms | < 0.1 %',
  ]);
});

describe('nothing to show', () => {
  test('in what a link has zoomed: the whole is shown', () => {
    page = openFlame({ tree: toExampleTree(({ later }) => later), zoom: poll, total: 28 });
    expect(page.painted().labels).toContain('main.wait');
  });

  test('is said, and why', () => {
    const empty = toExampleTree(() => 0);
    page = openFlame({ tree: empty });
    expect(page.text()).toContain('every stack has the value 0');
    page.close();
    const none = {
      frames: [],
      parent: new Uint32Array(1),
      frame: new Uint32Array(1),
      self: new Float64Array(1),
      total: new Float64Array(1),
    };
    page = openFlame({ tree: none });
    expect(page.text()).toContain('no stack is left');
    expect(page.all('canvas')).toEqual([]);
  });
});

test('rows that are not drawn are counted below', () => {
  const depth = 400;
  const parent = Uint32Array.from({ length: depth + 1 }, (_, at) => Math.max(0, at - 1));
  const self = Float64Array.from(parent, (_, at) => Number(at === depth));
  page = openFlame({
    tree: {
      frames: [{ name: 'f', file: '', line: 0 }],
      parent,
      frame: new Uint32Array(depth + 1),
      self,
      total: self.map(() => 1),
    },
    total: 1,
  });
  expect(page.text()).toContain('201 more rows are not drawn');
});

test('another theme draws it anew; on paper it is an SVG', async () => {
  page = openFlame();
  const drawn = (): Element => page.root.querySelector('.cb-fig-drawing')!.firstElementChild!;
  const before = drawn();
  page.document.documentElement.setAttribute('data-theme', 'light');
  await page.settle();
  expect(drawn()).not.toBe(before);
  page.fire(page.document.defaultView!, 'beforeprint');
  expect(drawn().localName).toBe('svg');
  expect(drawn().querySelectorAll('text').length).toBeGreaterThan(5);
});

test('a built page has it as an SVG for each width, with its words', () => {
  page = openFlame();
  const props = {
    tree,
    total,
    format: String,
    direction: 'flame' as const,
    colours: 'package' as const,
    zoom: [],
    onZoom: () => undefined,
    place: { name: 'x', linkOf: () => '', locale: 'zh-cn' as const },
  };
  const html = renderToString(
    h(
      BuildDrawingContext.Provider,
      {
        value: { document: createDocument(), widths: [736, 358], write: (chart: Element) => chart.outerHTML },
      },
      h(FlameGraph, props),
    ),
  );
  const built = createDocument(html);
  expect([...built.querySelectorAll('.cb-fig-drawing svg')].map((svg) => svg.getAttribute('width'))).toEqual([
    '736',
    '358',
  ]);
  expect(built.querySelector('[role=tree]')!.getAttribute('aria-label')).toBe(
    '火焰图. 共 77。自身占用最多的是 runtime.gopark（28.6 %）、runtime.findRunnable（18.2 %）、time.Now（15.6 %）。',
  );
});
