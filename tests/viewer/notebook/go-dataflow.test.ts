import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { CellValue, ProgramEnd } from '#notebook/go/program.ts';
import type { GoCellDefinition } from '#notebook/runtime/cell-definition.ts';
import { GoDataflow, type GoDataflowOptions } from '#viewer/notebook/go-dataflow.ts';
import type { GoRun, GoRunEnd } from '#viewer/notebook/go-run-listener.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const loop: GoCellDefinition = {
  name: 'loop',
  emits: true,
  inputs: ['sleepMs'],
  open: [],
  env: { GOGC: '50' },
  values: [{ name: 'n', value: 1 }],
};

/** A page with these Go cells: what it was told, and the inputs of the cells to change by hand. */
function createPage(...definitions: Partial<GoCellDefinition>[]) {
  const told: string[] = [];
  const watchers: [name: string, tell: (value: unknown) => void][] = [];
  let frame: (() => void)[] = [];
  const notebook: GoDataflowOptions['notebook'] = {
    setValue: (name, value) => void told.push(`${name} = ${JSON.stringify(value)}`),
    setFailure: (name, message) => void told.push(`${name}: ${message}`),
    watch: (name, tell) => void watchers.push([name, tell]),
  };
  const dataflow = new GoDataflow({
    definitions: definitions.map((definition) => ({ ...loop, ...definition })),
    notebook,
    findInputs: async (_, text) => {
      const names = text.split(' ').filter(Boolean);
      return {
        inputs: names.filter((name) => !name.endsWith('?')),
        open: names.filter((name) => name.endsWith('?')),
      };
    },
    rerun: (cell, isEdited) => void told.push(`rerun ${cell}${isEdited ? ' edited' : ''}`),
    showChanged: (cell, changed) => {
      if (changed) told.push(`changed ${cell} ${JSON.stringify(changed)}`);
    },
    showEditedInputs: (cell, names) => {
      if (names.length > 0) told.push(`${cell} reads edited ${names.join(', ')}`);
    },
    showState: (cell, { isEdited }) => {
      if (isEdited) told.push(`edited ${cell}`);
    },
    showCaptures: ({ cell }) => void told.push(`captures ${cell}`),
    hideCaptures: () => {},
    beforeNextFrame: (call) => void frame.push(call),
  });
  return {
    dataflow,
    set(input: string, value: unknown) {
      for (const [name, tell] of watchers) if (name === input) tell(value);
    },
    draw() {
      const calls = frame;
      frame = [];
      for (const call of calls) call();
    },
    /** What has been told since the last time. */
    take: () => told.splice(0),
  };
}

const toRun = (isEdited = false): GoRun => ({ cell: 'loop', isEdited, element: undefined as never });

const toEnd = (
  values: Record<string, unknown> = {},
  end: ProgramEnd = { how: 'exit', code: 0 },
): GoRunEnd => ({
  result: { end, elapsedMs: 1, memoryBytes: 1, droppedBytes: 0 },
  output: [],
  values: new Map(Object.entries(values).map(([name, json]): [string, CellValue] => [name, { json }])),
});

describe('values', () => {
  test('are the recorded ones before a run; without a record reading them fails in words', () => {
    expect(createPage({}).take()).toEqual(['loop = {"n":1}']);
    expect(createPage({ values: undefined }).take()).toEqual(['loop: cell loop has no values yet: run it']);
    expect(createPage({ emits: false }).take()).toEqual([]);
  });

  test('of a run are one object a frame, the newest of each name', () => {
    const { dataflow, draw, take } = createPage({});
    const run = toRun();
    dataflow.begun(run);
    take();
    dataflow.emitted(run, 'n', { json: 2 });
    dataflow.emitted(run, 'n', { json: 3 });
    dataflow.emitted(run, 'm', { json: 'x' });
    expect(take()).toEqual([]);
    draw();
    expect(take()).toEqual(['loop = {"n":3,"m":"x"}']);
    dataflow.emitted(run, 'n', { json: 4 });
    dataflow.ended(run, toEnd({ n: 4, m: 'x' }));
    draw();
    expect(take()).toEqual(['loop = {"n":4,"m":"x"}', 'captures loop']);
    expect(dataflow.states['loop']?.values).toEqual({ n: 4, m: 'x' });
  });

  test('that a program did not emit again are not its own; those of one that was stopped stay', () => {
    const { dataflow, draw, take } = createPage({});
    const first = toRun();
    dataflow.begun(first);
    dataflow.emitted(first, 'n', { json: 2 });
    dataflow.emitted(first, 'm', { json: 2 });
    dataflow.ended(first, toEnd({ n: 2, m: 2 }));
    const stopped = toRun();
    dataflow.begun(stopped);
    dataflow.emitted(stopped, 'n', { json: 3 });
    dataflow.ended(stopped, toEnd({ n: 3 }, { how: 'stopped' }));
    draw();
    expect(take().findLast((one) => one.startsWith('loop ='))).toBe('loop = {"n":3,"m":2}');
    const silent = toRun();
    dataflow.begun(silent);
    dataflow.ended(silent, toEnd({}, { how: 'time', limitMs: 1 }));
    expect(dataflow.states['loop']?.values).toEqual({ n: 3, m: 2 });
    const last = toRun();
    dataflow.begun(last);
    dataflow.emitted(last, 'n', { json: 4 });
    dataflow.ended(last, toEnd({ n: 4 }));
    expect(take().findLast((one) => one.startsWith('loop ='))).toBe('loop = {"n":4}');
    dataflow.begun(silent);
    dataflow.ended(silent, toEnd());
    expect(dataflow.states['loop']?.values).toEqual({});
  });

  test('of a run that another has taken the place of are not heard', () => {
    const { dataflow, draw, take } = createPage({});
    const [old, fresh] = [toRun(), toRun()];
    dataflow.begun(old);
    dataflow.begun(fresh);
    take();
    dataflow.emitted(old, 'n', { json: 9 });
    dataflow.ended(old, toEnd({ n: 9 }, { how: 'stopped' }));
    draw();
    expect(take()).toEqual([]);
  });

  test('of a text of the reader say so, until it is put away', () => {
    const { dataflow, take } = createPage({});
    const run = toRun(true);
    dataflow.begun(run);
    dataflow.emitted(run, 'n', { json: 5 });
    take();
    dataflow.ended(run, toEnd({ n: 5 }));
    expect(take()).toEqual(['loop = {"n":5}', 'edited loop', 'captures loop']);
    expect(dataflow.states['loop']).toEqual({ values: { n: 5 }, isEdited: true });
    dataflow.closed('loop');
    expect(take()).toEqual(['loop = {"n":1}']);
    expect(dataflow.states['loop']).toEqual({ values: { n: 1 }, isEdited: false });
  });

  test('of a cell that emits since it was edited are for the edited cells alone', () => {
    const { dataflow, take } = createPage({ emits: false, values: undefined });
    expect(dataflow.states).toEqual({});
    const run = toRun(true);
    dataflow.begun(run);
    dataflow.emitted(run, 'n', { json: 5 });
    dataflow.ended(run, toEnd({ n: 5 }));
    expect(take()).toEqual(['edited loop', 'captures loop']);
    expect(dataflow.states['loop']?.values).toEqual({ n: 5 });
  });

  test('bytes are bytes', () => {
    const { dataflow } = createPage({});
    const run = toRun();
    dataflow.begun(run);
    dataflow.emitted(run, 'n', { bytes: Uint8Array.of(1, 2) });
    dataflow.ended(run, { ...toEnd(), values: new Map([['n', { bytes: Uint8Array.of(1, 2) }]]) });
    expect(dataflow.states['loop']?.values).toEqual({ n: Uint8Array.of(1, 2) });
  });

  test('change what listens', () => {
    const { dataflow, draw } = createPage({});
    const heard: string[] = [];
    const end = dataflow.subscribe((cell) => heard.push(cell));
    const run = toRun();
    dataflow.begun(run);
    dataflow.emitted(run, 'n', { json: 2 });
    draw();
    end();
    dataflow.ended(run, toEnd({ n: 2 }));
    expect(heard).toEqual(['loop']);
  });
});

describe('inputs', () => {
  test('are handed over with the environment, once each has come to something', async () => {
    const { dataflow, set } = createPage({ inputs: ['sleepMs', 'other'] });
    let given: unknown;
    void dataflow.giveTo('loop').then((one) => (given = one));
    set('sleepMs', 10n);
    await Promise.resolve();
    expect(given).toBeUndefined();
    set('other', undefined);
    await vi.waitFor(() => expect(given).toEqual({ inputs: { sleepMs: 10 }, env: { GOGC: '50' } }), {
      timeout: 30_000,
    });
    expect(await dataflow.giveTo('unknown')).toEqual({ inputs: {}, env: {} });
  });

  test('are those of the text that runs', async () => {
    const { dataflow, set, take } = createPage({});
    set('sleepMs', 10);
    const given = dataflow.giveTo('loop', 'other');
    await vi.advanceTimersByTimeAsync(0);
    set('other', 7);
    expect((await given).inputs).toEqual({ other: 7 });
    const run = toRun(true);
    dataflow.begun(run);
    dataflow.ended(run, toEnd());
    take();
    set('sleepMs', 20);
    vi.runAllTimers();
    expect(take()).toEqual([]);
    set('other', 8);
    vi.runAllTimers();
    expect(take()).toEqual(['rerun loop edited']);
    dataflow.closed('loop');
    expect(take()).toContain('changed loop [{"name":"sleepMs","value":20}]');
    expect((await dataflow.giveTo('loop')).inputs).toEqual({ sleepMs: 20 });
  });

  test('that change between what a program is given and its begin run it again', async () => {
    const { dataflow, set, take } = createPage({});
    set('sleepMs', 10);
    expect((await dataflow.giveTo('loop')).inputs).toEqual({ sleepMs: 10 });
    set('sleepMs', 20);
    take();
    dataflow.begun(toRun());
    vi.runAllTimers();
    expect(take()).toEqual(['rerun loop']);
  });

  test('that edits declare count as long as those run, not the page’s', async () => {
    const { dataflow, set, take } = createPage({});
    set('sleepMs', 10);
    take();
    dataflow.setEditedInput('sleepMs', 70);
    expect(take()).toEqual(['loop reads edited sleepMs', 'changed loop [{"name":"sleepMs","value":70}]']);
    set('sleepMs', 20);
    expect((await dataflow.giveTo('loop')).inputs).toEqual({ sleepMs: 70 });
    const run = toRun();
    dataflow.begun(run);
    dataflow.ended(run, toEnd());
    take();
    set('sleepMs', 30);
    dataflow.setEditedCells([{ name: 'settings', inputs: [], outputs: ['sleepMs', 'other'] }]);
    vi.runAllTimers();
    expect(take()).toEqual([]);
    dataflow.setEditedInput('sleepMs', 80);
    vi.runAllTimers();
    expect(take()).toEqual(['loop reads edited sleepMs', 'rerun loop']);
    dataflow.setEditedCells([]);
    vi.runAllTimers();
    expect(take()).toEqual(['rerun loop']);
    expect((await dataflow.giveTo('loop')).inputs).toEqual({ sleepMs: 30 });
  });

  test('that an edit declares before the page has come to its own are enough to run with', async () => {
    const { dataflow, set, take } = createPage({});
    dataflow.setEditedInput('sleepMs', 70);
    expect((await dataflow.giveTo('loop')).inputs).toEqual({ sleepMs: 70 });
    dataflow.closed('loop');
    set('sleepMs', 10);
    dataflow.setEditedCells([]);
    take();
    // What is recorded was made with what the page had first.
    set('sleepMs', 20);
    expect(take()).toEqual(['changed loop [{"name":"sleepMs","value":20}]']);
  });

  test('are asked of edits by name, also those that a text of the reader reads since', async () => {
    const { dataflow, set } = createPage({});
    expect(dataflow.inputNames).toEqual(['sleepMs']);
    const heard: string[] = [];
    const end = dataflow.subscribeInputs((name) => heard.push(name));
    set('other', 1);
    void dataflow.giveTo('loop', 'sleepMs other');
    await vi.advanceTimersByTimeAsync(0);
    end();
    void dataflow.giveTo('loop', 'third');
    await vi.advanceTimersByTimeAsync(0);
    expect({ heard, names: dataflow.inputNames }).toEqual({
      heard: ['other'],
      names: ['sleepMs', 'other', 'third'],
    });
  });

  test('that the page has nothing of are what edits declare, as long as those run', async () => {
    const { dataflow, set, take } = createPage({ open: ['limit'] });
    expect(dataflow.inputNames).toEqual(['sleepMs', 'limit']);
    set('sleepMs', 10);
    expect((await dataflow.giveTo('loop')).inputs).toEqual({ sleepMs: 10 });
    take();
    const own = [{ name: 'own-1', inputs: [], outputs: ['limit'] }];
    dataflow.setEditedCells(own);
    dataflow.setEditedInput('limit', 5);
    expect(take()).toEqual([
      'loop reads edited limit',
      'changed loop [{"name":"sleepMs","value":10},{"name":"limit","value":5}]',
    ]);
    expect((await dataflow.giveTo('loop')).inputs).toEqual({ sleepMs: 10, limit: 5 });
    const run = toRun();
    dataflow.begun(run);
    dataflow.ended(run, toEnd());
    take();
    dataflow.setEditedInput('limit', 6);
    vi.runAllTimers();
    expect(take()).toEqual(['loop reads edited limit', 'rerun loop']);
    dataflow.setEditedCells([]);
    vi.runAllTimers();
    expect(take()).toEqual(['rerun loop']);
    expect((await dataflow.giveTo('loop')).inputs).toEqual({ sleepMs: 10 });
  });

  test('that the page has nothing of are asked of edits that run when a text asks for them', async () => {
    const { dataflow, set, take } = createPage({ inputs: [] });
    const heard: string[] = [];
    dataflow.subscribeInputs((name) => heard.push(name));
    dataflow.setEditedCells([{ name: 'own-1', inputs: [], outputs: ['mine?'] }]);
    expect(await dataflow.giveTo('loop', 'mine?')).toMatchObject({ inputs: {} });
    expect(heard).toEqual(['mine?']);
    dataflow.begun(toRun(true));
    take();
    dataflow.setEditedInput('mine?', 3);
    vi.runAllTimers();
    expect(take()).toEqual(['loop reads edited mine?', 'rerun loop edited']);
    expect(await dataflow.giveTo('loop', 'mine?')).toMatchObject({ inputs: { 'mine?': 3 } });
    set('mine?', 4);
    vi.runAllTimers();
    expect(take()).toEqual(['loop reads edited mine?']);
  });

  test('that change before a run are said, and said no more when they are as before', () => {
    const { set, take } = createPage({});
    set('sleepMs', 10);
    take();
    set('sleepMs', 20);
    expect(take()).toEqual(['changed loop [{"name":"sleepMs","value":20}]']);
    set('sleepMs', 10);
    vi.runAllTimers();
    expect(take()).toEqual([]);
  });

  test.each([false, true])(
    'that change after a run run it again, 300 ms after the last (edited: %s)',
    async (isEdited) => {
      const { dataflow, set, take } = createPage({});
      set('sleepMs', 10);
      await dataflow.giveTo('loop');
      const run = toRun(isEdited);
      dataflow.begun(run);
      dataflow.ended(run, toEnd());
      take();
      set('sleepMs', 20);
      vi.advanceTimersByTime(299);
      set('sleepMs', 30);
      vi.advanceTimersByTime(299);
      expect(take()).toEqual([]);
      vi.advanceTimersByTime(1);
      expect(take()).toEqual([`rerun loop${isEdited ? ' edited' : ''}`]);
      // Back to what was run with before the time is over: nothing is to be done.
      expect(await dataflow.giveTo('loop')).toMatchObject({ inputs: { sleepMs: 30 } });
      set('sleepMs', 40);
      set('sleepMs', 30);
      vi.runAllTimers();
      expect(take()).toEqual([]);
    },
  );

  test('that change after the reader has put the run away are said again', async () => {
    const { dataflow, set, take } = createPage({});
    set('sleepMs', 10);
    await dataflow.giveTo('loop');
    const run = toRun(true);
    dataflow.begun(run);
    dataflow.ended(run, toEnd());
    set('sleepMs', 20);
    take();
    dataflow.closed('loop');
    vi.runAllTimers();
    expect(take()).toEqual(['loop = {"n":1}', 'changed loop [{"name":"sleepMs","value":20}]']);
    set('sleepMs', 10);
    vi.runAllTimers();
    expect(take()).toEqual([]);
  });
});
