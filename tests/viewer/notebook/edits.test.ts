import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { diffLines } from '#viewer/notebook/diff-lines.ts';
import { compileEdited, findEditReaders } from '#viewer/notebook/edited-cells.ts';
import { hashText } from '#bytes/text-hash.ts';
import { Edits } from '#viewer/notebook/edits.ts';
import type { CellSource } from '#notebook/compile/cell.ts';

function storage(initial: Record<string, string> = {}) {
  const kept = new Map(Object.entries(initial));
  return {
    kept,
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  };
}

describe('edits', () => {
  test('are kept by page and cell, with the hash of what was edited', () => {
    const store = storage();
    const edits = new Edits('/cases/a/', store);
    edits.set('goal', 'const goal = 2', 'const goal = 1');
    expect(new Edits('/cases/a/', store).find('goal')).toEqual({
      text: 'const goal = 2',
      of: hashText('const goal = 1'),
    });
    expect(new Edits('/cases/b/', store).names).toEqual([]);
  });

  test("the author's text again is no edit, and nothing is left in the store", () => {
    const store = storage();
    const edits = new Edits('/', store);
    let told = 0;
    edits.subscribe(() => told++);
    edits.set('goal', 'x', 'y');
    edits.set('goal', 'y', 'y');
    expect([edits.names, store.kept.size, told]).toEqual([[], 0, 2]);
  });

  test('a store that is broken, full or missing', () => {
    expect(new Edits('/', storage({ 'casebook:cells:/': '{"a":' })).names).toEqual([]);
    expect(new Edits('/', storage({ 'casebook:cells:/': '{"a":{"text":1},"b":null}' })).names).toEqual([]);
    const full = {
      ...storage(),
      setItem: () => {
        throw new DOMException('full', 'QuotaExceededError');
      },
    };
    for (const store of [full, undefined]) {
      const edits = new Edits('/', store);
      edits.set('goal', 'x', 'y');
      expect(edits.find('goal')?.text).toBe('x');
    }
  });

  test('own cells: named, kept, set, and told from edits of the page', () => {
    const store = storage();
    const edits = new Edits('/', store);
    edits.set('goal', 'const goal = 2', 'const goal = 1');
    expect([edits.addOwn('goal', ['goal', 'own-2']), edits.addOwn('', ['goal', 'own-2'])]).toEqual([
      'own-1',
      'own-3',
    ]);
    edits.setOwn('own-1', '1 + 1');
    edits.setOwn('goal', 'not an own one');
    const again = new Edits('/', store);
    expect([again.own, again.names]).toEqual([
      ['own-1', 'own-3'],
      ['goal', 'own-1', 'own-3'],
    ]);
    expect(again.find('own-1')).toEqual({ text: '1 + 1', of: hashText(''), after: 'goal' });
    expect(again.find('goal')?.text).toBe('const goal = 2');
    // A text that is empty again is a cell all the same.
    edits.setOwn('own-1', '');
    expect(edits.own).toEqual(['own-1', 'own-3']);
    edits.reset(['own-1']);
    expect([edits.own, edits.undoReset(), edits.own.toSorted()]).toEqual([
      ['own-3'],
      ['own-1'],
      ['own-1', 'own-3'],
    ]);
  });

  test('own cells move past each other and past the cells of the page, from end to end', () => {
    const edits = new Edits('/', storage());
    const anchors = ['a', 'b'];
    edits.addOwn('a', []);
    edits.addOwn('a', []);
    const places = () =>
      ['a', 'b', ''].map((after) => edits.own.filter((name) => edits.find(name)?.after === after));
    expect(places()).toEqual([['own-1', 'own-2'], [], []]);
    const down = () => edits.moveOwn('own-1', 1, anchors);
    expect([down(), places()]).toEqual([true, [['own-2', 'own-1'], [], []]]);
    expect([down(), places()]).toEqual([true, [['own-2'], ['own-1'], []]]);
    expect([down(), places()]).toEqual([true, [['own-2'], [], ['own-1']]]);
    expect([down(), places()]).toEqual([false, [['own-2'], [], ['own-1']]]);
    const up = () => edits.moveOwn('own-1', -1, anchors);
    expect([up(), up(), places()]).toEqual([true, true, [['own-2', 'own-1'], [], []]]);
    expect([up(), up(), places()]).toEqual([true, false, [['own-1', 'own-2'], [], []]]);
  });

  test('what is reset is put back, unless it has been edited anew', () => {
    const edits = new Edits('/', storage());
    edits.set('a', '1', '0');
    edits.set('b', '2', '0');
    edits.set('c', '3', '0');
    edits.reset(['a', 'b', 'nowhere']);
    expect([edits.names, edits.taken]).toEqual([['c'], ['a', 'b']]);
    edits.set('b', '4', '0');
    expect(edits.taken).toEqual(['a']);
    expect(edits.undoReset()).toEqual(['a']);
    expect(['a', 'b', 'c'].map((name) => edits.find(name)?.text)).toEqual(['1', '4', '3']);
    expect(edits.taken).toEqual([]);
  });

  test('a cell named like a property of every object', () => {
    const edits = new Edits('/', storage());
    expect(edits.find('constructor')).toBeUndefined();
  });

  test('the hash is the beginning of SHA-256', () => {
    expect(hashText('test')).toBe('9f86d081884c7d65');
  });
});

describe('the difference of two texts', () => {
  const show = (before: string, after: string) =>
    diffLines(before, after).map(
      ({ kind, text }) => `${{ same: ' ', removed: '-', added: '+' }[kind]}${text}`,
    );

  test.each([
    ['a\nb\nc', 'a\nc', [' a', '-b', ' c']],
    ['a', 'a\nb', [' a', '+b']],
    ['a\nb', 'x\nb', ['-a', '+x', ' b']],
    // An empty text has no line to lose.
    ['', 'a\n\nb', ['+a', '+', '+b']],
    ['a', '', ['-a']],
    ['a', 'a', [' a']],
  ])('%j to %j', (before, after, lines) => {
    expect(show(before, after)).toEqual(lines);
  });

  test('leads from one to the other', () => {
    const text = fc
      .array(fc.constantFrom('a', 'b', 'c', ''), { maxLength: 12 })
      .map((lines) => lines.join('\n'));
    fc.assert(
      fc.property(text, text, (before, after) => {
        const lines = diffLines(before, after);
        const side = (left: string) =>
          lines
            .filter(({ kind }) => kind !== left)
            .map((line) => line.text)
            .join('\n');
        expect([side('added'), side('removed')]).toEqual([before, after]);
      }),
    );
  });
});

describe('edited cells made ready for the frame', () => {
  const source = (name: string, text: string): CellSource => ({
    name,
    text,
    language: 'js',
    options: { fold: false, hidden: false },
    fenceLine: 1,
    indent: 0,
  });
  const sources = [
    source('slider', 'const goal = view(Inputs.range([0, 1], {label: "x"}))'),
    source('twice', 'const twice = goal * 2'),
    source('chart', 'Plot.plot({y: twice})'),
    source('other', 'display("nothing to do with it")'),
  ];
  const shown = (edits: Record<string, string>) =>
    (compileEdited(sources, edits).cells ?? []).map((cell) => `${cell.name}${cell.shown ? '' : ' unseen'}`);

  test('an edited cell, what reads it, and the inputs behind it are shown', () => {
    expect(shown({ twice: 'const twice = goal * 3' })).toEqual(['slider', 'twice unseen', 'chart']);
    expect(shown({ chart: 'twice' })).toEqual(['slider', 'twice unseen', 'chart']);
    expect(shown({ other: '"alone"' })).toEqual(['other']);
    expect(shown({ slider: 'const goal = 1' })).toEqual(['slider unseen', 'twice unseen', 'chart']);
  });

  test('loops are guarded', () => {
    const [cell] = compileEdited(sources, { other: 'for (;;) {}' }).cells ?? [];
    expect(cell?.body).toContain('for (;;) {__casebookRound();}');
  });

  test('who reads an edited cell, how far below it stands ever', () => {
    const { affected, inputs } = findEditReaders(sources, { slider: 'const goal = 1' });
    expect([...affected]).toEqual([
      ['twice', ['slider']],
      ['chart', ['slider']],
    ]);
    expect([...inputs]).toEqual([]);
    const both = findEditReaders(sources, { slider: 'const goal = 1', twice: 'const twice = goal' });
    expect([...both.affected]).toEqual([['chart', ['slider', 'twice']]]);
    expect([...findEditReaders(sources, { chart: 'twice' }).inputs]).toEqual(['slider']);
    expect([...findEditReaders(sources, { other: '1' }).affected]).toEqual([]);
  });

  test('a name that nothing declares any more: its readers run with the edit, and are known', () => {
    const { cells, readers } = compileEdited(sources, { twice: 'const double = goal * 2' }) as {
      cells: { name: string }[];
      readers: ReturnType<typeof findEditReaders>;
    };
    expect(cells.map(({ name }) => name)).toEqual(['slider', 'twice', 'chart']);
    expect(readers.lost).toEqual({ twice: 'twice' });
    expect([...readers.affected]).toEqual([['chart', ['twice']]]);
    expect(readers.lostTo.get('chart')).toEqual(['twice']);
  });

  test('a name that another edited cell declares instead is not lost', () => {
    const edits = { twice: 'const double = goal * 2', other: 'const twice = 7' };
    expect(findEditReaders(sources, edits).lost).toEqual({});
    expect([...findEditReaders(sources, edits).affected]).toEqual([['chart', ['other']]]);
  });

  test('a text that is half typed counts as published', () => {
    const { affected, lost } = findEditReaders(sources, { twice: 'const twice = (' });
    expect([...affected.keys()]).toEqual(['chart']);
    expect(lost).toEqual({});
  });

  test('what is wrong is told by cell and line', () => {
    expect(compileEdited(sources, { twice: 'const twice =\n;' }).fault).toEqual({
      cell: 'twice',
      message: 'Unexpected token ";"',
      line: 2,
      column: 1,
    });
    expect(compileEdited(sources, { other: 'const twice = 1' }).fault).toMatchObject({
      cell: 'other',
      message: 'twice is declared by cell twice already',
    });
    expect(compileEdited(sources, { other: 'import "npm:d3"' }).fault?.message).toMatch(
      /^a cell cannot import/,
    );
  });

  test('one that a cell in Go reads and that is made of what that gives is refused, at its place', () => {
    const goSource: CellSource = {
      ...source('loop', ''),
      language: 'go',
      text: 'n := cell.Input("limit", 1)\ncell.Emit("n", n)',
    };
    const page = [...sources, goSource];
    const own = [...page, source('own-1', '')];
    expect(compileEdited(own, { 'own-1': 'const limit = 3' }).fault).toBeUndefined();
    expect(compileEdited(own, { 'own-1': 'const limit = loop.n + 1' }).fault).toEqual({
      cell: 'loop',
      line: 1,
      column: 6,
      message: 'it reads limit, which is made of its own values: loop → limit → loop',
    });
    // As the reader has edited it, it does not read that any more.
    const goEdits = { loop: 'cell.Emit("n", 1)' };
    expect(compileEdited(own, { 'own-1': 'const limit = loop.n + 1' }, goEdits).fault).toBeUndefined();
  });
});
