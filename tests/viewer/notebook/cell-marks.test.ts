import { parseHTML } from 'linkedom';
import { afterAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { markCells, type RunningEdits } from '#viewer/notebook/cell-marks.ts';
import { CellView } from '#viewer/notebook/cell-view.ts';
import { findEditReaders } from '#viewer/notebook/edited-cells.ts';
import { createOwnCell, placeOwnCells, toOwnSource } from '#viewer/notebook/own-cells.ts';
import { notebookTexts } from '#texts/notebook.ts';

const texts = notebookTexts.en;
const page = (body: string) => {
  const { document } = parseHTML(`<!doctype html><html><body>${body}</body></html>`);
  vi.stubGlobal('document', document);
  return document;
};
const cell = (name: string, output: string) =>
  `<div class="cb-cell" data-cell="${name}"><div class="cb-cell-output">${output}</div><div data-source></div></div>`;
afterAll(() => vi.unstubAllGlobals());

describe('what is said of outputs', () => {
  const published = {
    slider: 'const goal = view(Inputs.range([0, 1], {label: "x"}))',
    rule: 'const twice = goal * 2',
    chart: 'Plot.plot({y: twice})',
    other: 'display("nothing to do with it")',
  };
  const sources = Object.entries(published).map(([name, text]) => ({ ...toOwnSource(name), text }));
  let views: CellView[] = [];
  const ran: string[] = [];

  beforeEach(() => {
    ran.length = 0;
    const document = page(
      cell('slider', '<input>') +
        cell('rule', '') +
        cell('chart', '<p>chart</p>') +
        cell('other', '<p>other</p>'),
    );
    views = [...document.querySelectorAll<HTMLElement>('.cb-cell')].map((element) => new CellView(element));
  });
  const viewOf = (name: string) => views.find((view) => view.name === name) as CellView;
  const mark = (edits: Record<string, string>, running?: RunningEdits, go: [string?, string?] = []) => {
    const readers = findEditReaders(sources, edits);
    const goEdits = go[0] === undefined ? {} : { other: go[0] };
    const goRan = new Map(go[1] === undefined ? [] : [['other', go[1]]]);
    const runCell = (name: string) => ran.push(name);
    markCells({ views, texts, edits, goEdits, goRan, readers, running, run: runCell });
    return Object.fromEntries(
      views.flatMap(({ name, mark: text }) => (text === undefined ? [] : [[name, text.split('\n')[0]]])),
    );
  };
  const run = (name: string, edits: Record<string, string>): RunningEdits => ({
    view: viewOf(name),
    texts: edits,
    readers: findEditReaders(sources, edits),
  });

  test('nothing, where nothing is edited', () => {
    expect(mark({})).toEqual({});
  });

  test('an edit of a cell in Go that has not run, or has changed since', () => {
    expect(mark({}, undefined, ['for {}'])).toEqual({ other: texts.notRun });
    expect(mark({}, undefined, ['for {}', 'for {}'])).toEqual({});
    expect(mark({}, undefined, ['for { }', 'for {}'])).toEqual({ other: texts.changedSince });
    viewOf('other').element.querySelector('button')?.click();
    expect(ran).toEqual(['other']);
  });

  test('an edit that has not run, and who reads it', () => {
    expect(mark({ rule: 'const twice = 7' })).toEqual({
      rule: texts.notRunSilent,
      chart: texts.readsPublished(['rule']),
    });
    expect(viewOf('chart').element.textContent).toContain(texts.runWithEdit);
    viewOf('chart').element.querySelector('button')?.click();
    expect(ran).toEqual(['chart']);
    expect(mark({ other: '1' })).toEqual({ other: texts.notRun });
    expect(mark({})).toEqual({});
  });

  test('an edit that runs: in its own place nothing, elsewhere where it is', () => {
    const edits = { rule: 'const twice = 7' };
    expect(mark(edits, run('rule', edits))).toEqual({ chart: texts.readsPublished(['rule']) });
    expect(viewOf('chart').element.textContent).toContain(texts.showWithEdit);
    expect(mark(edits, run('chart', edits))).toEqual({ rule: texts.runsThere('chart') });
  });

  test('a text that has changed since, and inputs that are there twice', () => {
    const edits = { rule: 'const twice = goal * 7' };
    const running = run('rule', edits);
    expect(mark(edits, running)['slider']).toBe(texts.inputTwice);
    const later = mark({ rule: 'const twice = goal * 8' }, running);
    expect(later['rule']).toBe(texts.changedSince);
    expect(viewOf('chart').element.textContent).toContain(texts.runWithEdit);
  });

  test('a name that is gone', () => {
    expect(mark({ rule: 'const double = 1' })['chart']).toBe(
      `${texts.readsPublished(['rule'])} ${texts.readsLost('twice', 'rule')}`,
    );
  });

  test('what is said already stays, under the pointer of who presses it', () => {
    mark({ rule: 'const twice = 7' });
    const before = viewOf('chart').element.querySelector('.cb-cell-mark');
    mark({ rule: 'const twice = 8' });
    expect(viewOf('chart').element.querySelector('.cb-cell-mark')).toBe(before);
  });
});

test('own cells stand where they are to, and what stands there is not touched', () => {
  const document = page(
    `<main>${cell('a', '')}<p>text</p>${cell('b', '')}<div class="cb-own-add"></div></main>`,
  );
  const own = Object.fromEntries(['x', 'y', 'z'].map((name) => [name, createOwnCell(name, texts)])) as Record<
    'x' | 'y' | 'z',
    HTMLElement
  >;
  const moved: string[] = [];
  const place = (places: Partial<Record<'x' | 'y' | 'z', string>>) => {
    placeOwnCells(
      Object.entries(places).map(([name, after]) => ({ element: own[name as 'x'], after })),
      (name) => document.querySelector<HTMLElement>(`[data-cell="${name}"]:not(.cb-own-cell)`) ?? undefined,
      (element) => moved.push(element.dataset['cell'] ?? ''),
    );
    return [...(document.querySelector('main')?.children ?? [])]
      .map((element) => element.getAttribute('data-cell') ?? element.localName)
      .join(' ');
  };
  expect(place({ x: 'a', y: 'a', z: '' })).toBe('a x y p b div z div');
  expect(moved).toEqual([]);
  own.x.before(Object.assign(document.createElement('div'), { className: 'cb-cell-notice' }));
  expect(place({ x: 'a', y: 'a', z: '' })).toBe('a div x y p b div z div');
  expect(moved).toEqual([]);
  expect(place({ y: 'a', x: 'b', z: 'gone' })).toBe('a y div p b x div z div');
  expect(moved).toEqual(['y', 'x']);
});
