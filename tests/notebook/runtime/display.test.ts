import { describe, expect, test } from 'vitest';
import { displayLimits } from '#notebook/runtime/display.ts';
import { runCells } from '../run-cells.ts';

describe('what is too much is left out, and said', () => {
  test('values', async () => {
    const { runs, root } = runCells({ many: 'for (let n = 0; n < 1500; n++) display(n);' });
    await runs('many');
    expect(root('many').querySelectorAll('.cb-cell-value')).toHaveLength(displayLimits.displays);
    await expect
      .poll(() => root('many').lastElementChild?.textContent)
      .toBe('500 more values were displayed and are left out: a cell shows at most 1,000.');
  });

  test('elements of one drawing', async () => {
    const { runs, root } = runCells({
      large: `
        const list = document.createElement('ul');
        for (let n = 0; n < 100001; n++) list.append(document.createElement('li'));
        display(list);
        display('after');`,
      small: 'html`<b>small</b>`',
    });
    // What cells call the document is the browser's: here it is the notebook's.
    Object.assign(globalThis, { document: root('large').ownerDocument });
    await Promise.all([runs('large'), runs('small')]);
    Reflect.deleteProperty(globalThis, 'document');
    expect(root('large').textContent).toBe(
      'A drawing of 100,002 elements is left out: a cell shows at most 100,000.after',
    );
    expect(root('small').innerHTML).toBe('<b>small</b>');
  });

  test('text, of all that a run displays', async () => {
    const { runs, root } = runCells({
      text: 'for (let n = 0; n < 12; n++) display("x".repeat(100000));',
      next: 'display("x".repeat(5e6))',
    });
    await Promise.all([runs('text'), runs('next')]);
    expect(root('text').querySelectorAll('.cb-cell-value')).toHaveLength(10);
    expect(root('text').lastElementChild?.textContent).toMatch(/100,000 characters of text are left out/);
    expect(root('next').textContent).toMatch(/x\n… 4,900,000 more characters$/);
  });

  test('a node that is displayed again counts once, and a new run begins anew', async () => {
    const { notebook, runs, root } = runCells({
      again: 'const b = html`<b>${"x".repeat(400000)}</b>`; for (let n = 0; n < capture; n++) display(b);',
    });
    notebook.setValue('capture', 5);
    await runs('again');
    notebook.setValue('capture', 6);
    await runs('again', 2);
    expect([...root('again').children].map(({ localName }) => localName)).toEqual(['b']);
  });
});

describe('a name that is not defined', () => {
  test.each([
    ['goall * 2', 'ReferenceError|RuntimeError', 'Did you mean goal?'],
    ['Plott.plot()', '', 'Did you mean Plot?'],
    ['captur("a")', '', 'Did you mean capture?'],
    ['FileAttachment("a.csv")', '', 'Files come as captures: capture(name) gives one'],
    ['viewof + 1', '', 'Write const x = view('],
  ])('%s', async (text, _, hint) => {
    const { runs, root } = runCells({ typo: text, goal: 'const goal = 1' });
    expect((await runs('typo')).hint).toContain(hint);
    expect(root('typo').textContent).toContain(`is not defined\n${hint}`);
  });

  test('nothing is guessed where nothing is near', async () => {
    const { runs } = runCells({ typo: 'something', goal: 'const goal = 1' });
    const { error, hint } = await runs('typo');
    expect([String(error), hint]).toEqual([expect.stringContaining('something is not defined'), undefined]);
  });

  test('taken away by an edit, also for those that read its readers', async () => {
    const { runs } = runCells({ a: 'const a = goal', b: 'a' }, {}, 640, { lost: { goal: 'rule' } });
    expect((await runs('a')).hint).toBe('Cell rule declares it as published; as edited it does not.');
    expect((await runs('b')).hint).toBe('Cell rule declares it as published; as edited it does not.');
  });

  test.each([
    [
      'd3.scaleLinear()',
      'd3.scaleLinear is not here, d3 has the functions of d3-array alone. Use Plot.scale(',
    ],
    ['d3.csv("x.csv")', 'A cell loads nothing'],
    ['d3.select("p")', 'Use html and svg'],
    ['d3.rollups([1], (v) => v.length, String).length', undefined],
    ['d3.meen([1])', 'Did you mean d3.mean?'],
    ['d3.ticks(0, 1, 2).length', undefined],
  ])('%s', async (text, said) => {
    const { runs } = runCells({ d: text });
    const { error } = await runs('d');
    if (said === undefined) expect(error).toBeUndefined();
    else expect(String(error)).toContain(said);
  });
});

describe('a member that is not there', () => {
  test.each([
    ['Plot.dott([])', 'Did you mean Plot.dot?'],
    ['Inputs.serach([])', 'Did you mean Inputs.search?'],
    ['Inputs.slider([1, 2])', 'There are range, number, text,'],
    ['Plot.everything()', undefined],
    // The cell's own, whatever it is called.
    ['const Inputs2 = {}; Inputs2.slider()', undefined],
  ])('%s', async (text, said) => {
    const { runs } = runCells({ d: text });
    const { error, hint } = await runs('d');
    expect(String(error)).toContain('is not a function');
    if (said === undefined) expect(hint).toBeUndefined();
    else expect(hint).toContain(said);
  });
});

describe('a request that is refused', () => {
  const network = /^An edited cell has no network/;

  test.each([
    ['throw new TypeError("Failed to fetch")', 'TypeError: Failed to fetch'],
    ['throw new DOMException("failed", "NetworkError")', 'NetworkError: failed'],
    [
      'await new Promise((_, no) => { const t = new EventTarget(); t.addEventListener("error", no); t.dispatchEvent(new Event("error")); })',
      'Error: error of EventTarget',
    ],
  ])('%s', async (text, said) => {
    const apart = runCells({ refused: text }, {}, 640, { isApart: true });
    expect((await apart.runs('refused')).hint).toMatch(network);
    expect(apart.root('refused').textContent).toContain(said);
    // A published cell may ask the site for something.
    const onPage = runCells({ refused: text });
    expect((await onPage.runs('refused')).hint).toBeUndefined();
  });

  test('other errors are not explained by it', async () => {
    const { runs } = runCells({ other: 'throw new TypeError("no")' }, {}, 640, { isApart: true });
    expect((await runs('other')).hint).toBeUndefined();
  });
});

test('the window of another origin is out of reach, in words', async () => {
  const refuse = () => {
    throw new Error('Blocked a frame with origin "null"');
  };
  Object.assign(globalThis, { top: new Proxy({}, { get: refuse }) });
  const { runs, root } = runCells({ up: 'top.location' });
  await runs('up');
  Reflect.deleteProperty(globalThis, 'top');
  expect(root('up').textContent).toBe(
    "RuntimeError: top is a page around this one, which is out of a cell's reach",
  );
});

test('a result has its time, and a variable its value', async () => {
  const values: [string, unknown][] = [];
  const { runs } = runCells(
    { a: 'const a = (await new Promise((resolve) => setTimeout(resolve, 30)), 4); const b = a + 1;' },
    {},
    640,
    { onValue: (name, value) => values.push([name, value]) },
  );
  const { durationMs } = await runs('a');
  expect(durationMs).toBeGreaterThanOrEqual(25);
  await expect
    .poll(() => values.toSorted())
    .toEqual([
      ['a', 4],
      ['b', 5],
    ]);
});
