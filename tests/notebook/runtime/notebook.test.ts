import { describe, expect, test } from 'vitest';
import { createCapture } from '#notebook/runtime/captures.ts';
import { runCells } from '../run-cells.ts';
import { twoProcesses } from './recordings.ts';

const ownEvent = (document: Document) =>
  new (document.defaultView as unknown as typeof globalThis).Event('input');

describe('dataflow', () => {
  test('cells run in the order of what they read, whatever the order on the page', async () => {
    const { runs, root } = runCells({ sum: 'a + b', b: 'const b = a * 10', a: 'const a = 4' });
    await runs('sum');
    expect(root('sum').textContent).toBe('44');
    expect(root('a').textContent).toBe('');
  });

  test('a cell runs again when what it reads changes, and only then', async () => {
    const { document, runs, root, results } = runCells({
      slider: "const goal = view(Inputs.range([0, 400], {label: 'Goal', value: 100, step: 25}))",
      twice: 'goal * 2',
      alone: '"alone"',
    });
    await runs('twice');
    expect(root('twice').textContent).toBe('200');
    const control = root('slider').querySelector('input') as HTMLInputElement;
    control.value = '150';
    control.dispatchEvent(ownEvent(document));
    control.closest('label')?.dispatchEvent(ownEvent(document));
    await runs('twice', 2);
    expect(root('twice').textContent).toBe('300');
    expect(results.filter(({ cell }) => cell === 'alone')).toHaveLength(1);
    // The slider itself is not made again: its cell reads nothing that changed.
    expect(root('slider').querySelector('input')).toBe(control);
  });

  test('promises are waited for, within a cell and between cells', async () => {
    const { runs, root } = runCells({
      late: 'const late = new Promise((resolve) => setTimeout(() => resolve(7), 5))',
      later: 'const later = (await Promise.resolve(late)) + 1;',
      shown: 'late + later',
    });
    await runs('shown');
    expect(root('shown').textContent).toBe('15');
  });

  test('a generator gives one value after another', async () => {
    const { runs, root } = runCells({
      count: 'const count = (function* () { yield 1; yield 2; yield 3; })()',
      shown: 'count * 2',
    });
    await runs('shown', 3);
    expect(root('shown').textContent).toBe('6');
  });

  test('what a cell tells its console stands in lines of its own, of its last run alone', async () => {
    const { notebook, runs, root, lines } = runCells(
      {
        said: 'console.log("goal", capture); console.warn("late"); capture * 2',
        other: 'console.error(new RangeError("no"))',
        many: 'for (let n = 0; n < 700; n++) console.log(n);',
      },
      {},
      640,
      { isStill: true },
    );
    notebook.setValue('capture', 3);
    await Promise.all([runs('said'), runs('other'), runs('many')]);
    notebook.setValue('capture', 4);
    await runs('said', 2);
    expect(root('said').textContent).toBe('');
    const said = [...lines('said').children].map((line) => [
      line.getAttribute('data-level'),
      line.textContent,
    ]);
    expect(said).toEqual([
      ['log', 'goal4'],
      ['warn', 'late'],
    ]);
    expect(lines('other').textContent).toBe('RangeError: no');
    expect(lines('many').children).toHaveLength(501);
    expect(lines('many').lastElementChild?.textContent).toBe('200 more');
  });

  test('display shows any number of values, and a new run takes their place', async () => {
    const { notebook, runs, root } = runCells({
      shown: 'for (let n = 0; n < capture; n++) display(html`<b>${n}</b>`);',
    });
    notebook.setValue('capture', 3);
    await runs('shown');
    expect(root('shown').innerHTML).toBe('<b>0</b><b>1</b><b>2</b>');
    notebook.setValue('capture', 1);
    await runs('shown', 2);
    expect(root('shown').innerHTML).toBe('<b>0</b>');
    notebook.setValue('capture', 0);
    await runs('shown', 3);
    expect(root('shown').innerHTML).toBe('');
  });

  test('an error stands in its cell, and in those that read it; the others go on', async () => {
    const { runs, root } = runCells({
      bad: 'const bad = null.x',
      reader: 'bad + 1',
      typo: 'goall',
      good: '1 + 1',
    });
    const { error } = await runs('bad');
    expect(error).toBeInstanceOf(TypeError);
    await Promise.all([runs('reader'), runs('typo'), runs('good')]);
    expect(root('bad').textContent).toMatch(/^TypeError: Cannot read properties of null/);
    expect(root('bad').querySelector('[role=alert]')).not.toBeNull();
    expect(root('reader').textContent).toMatch(/^bad failed: Cannot read properties of null/);
    expect(root('typo').textContent).toMatch(/goall is not defined/);
    expect(root('good').textContent).toBe('2');
  });

  test('a circle is told', async () => {
    const { runs, root } = runCells({ a: 'const a = b + 1', b: 'const b = a + 1' });
    await runs('a');
    expect(root('a').textContent).toMatch(/circular definition/);
  });

  test('text of a capture never becomes markup', async () => {
    const { runs, root } = runCells({
      shown: 'html`<p title=${"<i>"}>${"<img src=x onerror=alert(1)>"}</p>`',
    });
    await runs('shown');
    expect(root('shown').querySelector('img')).toBeNull();
    expect(root('shown').querySelector('p')?.textContent).toBe('<img src=x onerror=alert(1)>');
  });

  test('Plot draws on the given document, in variables that both themes set', async () => {
    const { runs, root } = runCells({
      chart: 'Plot.plot({ariaLabel: "Heap", marks: [Plot.lineY([1, 3, 2], {stroke: colours.series[0]})]})',
    });
    expect((await runs('chart')).error).toBeUndefined();
    const svg = root('chart').querySelector('svg');
    expect(svg?.getAttribute('aria-label')).toBe('Heap');
    expect(svg?.outerHTML).toContain('stroke="var(--cb-series-0)"');
  });
});

describe('capture', () => {
  test('another capture of the same name makes its readers run again', async () => {
    const { notebook, runs, root } = runCells(
      { names: 'capture("run").keys.join(" ")' },
      { run: twoProcesses() },
    );
    await runs('names');
    expect(root('names').textContent).toBe('app-7 idle-8');
    notebook.setValue('capture', createCapture({ run: twoProcesses('mine') }));
    await runs('names', 2);
    expect(root('names').textContent).toBe('mine-7 idle-8');
  });

  test('a name that the page does not declare', async () => {
    const { runs } = runCells({ names: 'capture("runn")' }, { run: twoProcesses(), log: { failure: 'x' } });
    expect(String((await runs('names')).error)).toBe(
      'RangeError: capture: the page declares no runn; there are run, log',
    );
  });

  test('a file that could not be read', async () => {
    const { runs } = runCells(
      { names: 'capture("run")' },
      { run: { failure: 'gob: stream ends at byte 3' } },
    );
    expect(String((await runs('names')).error)).toBe('Error: capture run: gob: stream ends at byte 3');
  });
});
