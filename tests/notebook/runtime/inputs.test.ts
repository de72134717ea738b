import { parseHTML } from 'linkedom';
import { describe, expect, test, vi } from 'vitest';
import { createHtml } from '#notebook/runtime/html.ts';
import { createInputs } from '#notebook/runtime/inputs.ts';
import { toInspected } from '#notebook/runtime/inspected-text.ts';
import { cellTexts } from '#texts/cells.ts';

const { document, Event } = parseHTML('<!doctype html><html><body></body></html>');
const inputs = createInputs(document, cellTexts.en);
const html = createHtml(document);
const outer = (node: Element | DocumentFragment) => (node as Element).outerHTML;

describe('inputs', () => {
  test('a control stands within its label, so that it has a name without an id', () => {
    for (const input of [
      inputs.range([0, 10], { label: 'Poll' }),
      inputs.number([0, 10], { label: 'Poll' }),
      inputs.text({ label: 'Poll' }),
      inputs.checkbox({ label: 'Poll' }),
      inputs.select(['a'], { label: 'Poll' }),
    ]) {
      expect(input.localName).toBe('label');
      expect(input.querySelector('.cb-input-label')?.textContent).toBe('Poll');
      expect(input.querySelectorAll('input, select')).toHaveLength(1);
    }
  });

  test('none without a label', () => {
    expect(() => inputs.range([0, 1], { label: ' ' })).toThrow('an input needs a label');
    expect(() => inputs.button('Go', {} as { label: string })).toThrow('an input needs a label');
    // Called as anybody would first: without options at all.
    const bare = inputs as unknown as Record<string, (first?: unknown) => unknown>;
    for (const [name, first] of Object.entries({
      range: [0, 1],
      number: [0, 1],
      text: undefined,
      checkbox: undefined,
      toggle: undefined,
      select: ['a'],
      radio: ['a'],
      search: ['a'],
      button: 'Go',
    })) {
      expect(() => bare[name]?.(first), name).toThrow('an input needs a label');
    }
    expect(() => bare['checkbox']?.(['a'])).toThrow('an input needs a label');
  });

  test('a slider tells its number with the unit, and keeps within its range', () => {
    const slider = inputs.range([0, 400], { label: 'Live', value: 64, unit: 'MiB', step: 1 });
    const control = slider.querySelector('input') as HTMLInputElement;
    expect([slider.value, slider.querySelector('output')?.textContent]).toEqual([64, '64 MiB']);
    expect(control.getAttribute('aria-valuetext')).toBe('64 MiB');
    control.value = '128';
    control.dispatchEvent(new Event('input'));
    expect([slider.value, slider.querySelector('output')?.textContent]).toEqual([128, '128 MiB']);
    slider.value = 1000;
    expect([slider.value, control.value]).toEqual([400, '400']);
  });

  test('a number half typed leaves the last one', () => {
    const input = inputs.number([1, 50], { label: 'n', value: 5 });
    const control = input.querySelector('input') as HTMLInputElement;
    for (const [typed, value] of [
      ['', 5],
      ['-', 5],
      ['7', 7],
      ['99', 50],
    ] as const) {
      control.value = typed;
      control.dispatchEvent(new Event('input'));
      expect(input.value).toBe(value);
    }
  });

  test('a select gives the choice itself', () => {
    const choices = [{ n: 1 }, { n: 2 }];
    const input = inputs.select(choices, {
      label: 'n',
      value: choices[1] as { n: number },
      format: ({ n }) => `n = ${n}`,
    });
    expect(input.value).toBe(choices[1]);
    expect([...input.querySelectorAll('option')].map((option) => option.textContent)).toEqual([
      'n = 1',
      'n = 2',
    ]);
    const control = input.querySelector('select') as HTMLSelectElement;
    // linkedom's select has no setter of its own.
    Object.defineProperty(control, 'value', { value: '0' });
    control.dispatchEvent(new Event('input'));
    expect(input.value).toBe(choices[0]);
  });

  test('of a Map the keys are read, and the values chosen', () => {
    const choices = new Map([
      ['one', 1],
      ['two', 2],
    ]) as unknown as Iterable<number>;
    const select = inputs.select(choices, { label: 'n', value: 2 });
    expect(select.value).toBe(2);
    expect([...select.querySelectorAll('option')].map(({ textContent }) => textContent)).toEqual([
      'one',
      'two',
    ]);
    const radio = inputs.radio(choices, { label: 'n', value: 1 });
    expect([radio.value, radio.textContent]).toEqual([1, 'nonetwo']);
    const boxes = inputs.checkbox(choices, { label: 'n', value: [2], format: (n: number) => `#${n}` });
    expect([boxes.value, boxes.textContent]).toEqual([[2], 'n#1#2']);
  });

  test('buttons change one value, and tell each press', () => {
    const input = inputs.button(
      [
        ['Next', (n: number) => n + 2],
        ['Reset', () => 0],
      ],
      { label: 'Step', value: 1 },
    );
    const told: number[] = [];
    input.addEventListener('input', () => told.push(input.value));
    const [next, reset] = input.querySelectorAll('button');
    next?.dispatchEvent(new Event('click'));
    next?.dispatchEvent(new Event('click'));
    reset?.dispatchEvent(new Event('click'));
    expect(told).toEqual([3, 5, 0]);
  });

  test('a range that is none', () => {
    expect(() => inputs.range([5, 1], { label: 'n' })).toThrow('n: from 5 to 1 is no range');
  });
});

describe('html', () => {
  test('text, nodes, lists, nothing', () => {
    const item = html`<li>one</li>`;
    expect(outer(html`<ul>${item}${[html`<li>${2}</li>`, 'x']}${null}${false}</ul>`)).toBe(
      '<ul><li>one</li><li>2</li>x</ul>',
    );
  });

  test('attributes: parts of text, flags, what is left out', () => {
    expect(outer(html`<p class="a ${'b'} c" data-x=${1} hidden=${true} title=${null}>t</p>`)).toBe(
      '<p class="a b c" data-x="1" hidden>t</p>',
    );
    expect(outer(html`<p title=${'" onclick="x'}></p>`)).toBe('<p title="&quot; onclick=&quot;x"></p>');
  });

  test('a function is a listener', () => {
    let pressed = 0;
    const button = html`<button onclick=${() => pressed++}>x</button>` as Element;
    button.dispatchEvent(new Event('click'));
    expect(pressed).toBe(1);
    expect(button.hasAttribute('onclick')).toBe(false);
  });

  test('no place of a listener comes into the document as text to run', () => {
    const imported = vi.spyOn(document, 'importNode');
    void html`<p><button onclick=${() => 0} title=${'x'}>x</button></p>`;
    const [content] = imported.mock.calls[0]!;
    const [button] = (content as DocumentFragment).querySelectorAll('button');
    expect(button?.getAttributeNames().filter((name) => name.startsWith('on'))).toEqual([]);
    imported.mockRestore();
  });

  test('a quote or a sign within text is no tag', () => {
    expect(outer(html`<p>it's 1 < 2, ${'so'} "quoted" ${'on'}</p>`)).toBe(
      '<p>it\'s 1 &lt; 2, so "quoted" on</p>',
    );
  });

  test('several roots are a fragment', () => {
    expect(html`<b>1</b><i>2</i>`.nodeType).toBe(11);
  });
});

describe('values as text', () => {
  test.each([
    ['text', 'text'],
    [['a', 1], '["a", 1]'],
    [{ a: 1, b: { c: [1, { d: 2 }] } }, '{a: 1, b: {c: […]}}'],
    [new Float64Array([1, 2]), 'Float64Array(2) [1, 2]'],
    [Array.from({ length: 30 }, (_, n) => n), /^Array\(30\) \[0, 1, .*19, … 10 more\]$/],
    [new Map([['a', 1]]), 'Map {"a" → 1}'],
    [undefined, 'undefined'],
    [new Date(0), '1970-01-01T00:00:00.000Z'],
  ])('%o', (value, text) => {
    if (text instanceof RegExp) expect(toInspected(value, 0, cellTexts.en)).toMatch(text);
    else expect(toInspected(value, 0, cellTexts.en)).toBe(text);
  });

  test('whole numbers beyond 2^53', () => {
    expect(toInspected({ freeindex: 2n ** 60n }, 0, cellTexts.en)).toBe('{freeindex: 1152921504606846976n}');
  });
});

describe('choices', () => {
  const change = (control: Element | undefined, properties: object) => {
    Object.assign(control ?? {}, properties);
    control?.dispatchEvent(new Event('input', { bubbles: true }));
  };

  test('radio: one of several, none at first', () => {
    const input = inputs.radio(['cpu', 'memory'], { label: 'Metric' });
    const [, memory] = input.querySelectorAll('input');
    expect([input.getAttribute('role'), input.getAttribute('aria-label'), input.value]).toEqual([
      'radiogroup',
      'Metric',
      undefined,
    ]);
    change(memory, { checked: true });
    expect(input.value).toBe('memory');
    const names = (element: Element) => [...element.querySelectorAll('input')].map(({ name }) => name);
    expect(new Set(names(input)).size).toBe(1);
    expect(names(inputs.radio(['a'], { label: 'Other' }))).not.toEqual(names(input).slice(1));
  });

  test('checkbox: with choices any number of them, in their order', () => {
    const input = inputs.checkbox(['user', 'system', 'idle'], { label: 'Parts', value: ['idle'] });
    const [user] = input.querySelectorAll('input');
    change(user, { checked: true });
    expect(input.value).toEqual(['user', 'idle']);
    change(user, { checked: false });
    expect(input.value).toEqual(['idle']);
  });

  test('toggle: yes or no, or one of two', () => {
    expect(inputs.toggle({ label: 'x', value: true }).value).toBe(true);
    const input = inputs.toggle({ label: 'x', values: ['memory', 'cpu'] });
    expect(input.value).toBe('cpu');
    change(input.querySelector('input') ?? undefined, { checked: true });
    expect(input.value).toBe('memory');
  });

  test('search: rows with every word, in any column or in those named', () => {
    const rows = [
      { name: 'app', pid: 7 },
      { name: 'idle app', pid: 17 },
    ];
    const input = inputs.search(rows, { label: 'Find' });
    expect([input.value, input.querySelector('output')?.textContent]).toEqual([rows, '2 of 2']);
    change(input.querySelector('input') ?? undefined, { value: 'APP 17' });
    expect([input.value, input.querySelector('output')?.textContent]).toEqual([[rows[1]], '1 of 2']);
    expect(inputs.search(rows, { label: 'Find', value: '7', columns: ['name'] }).value).toEqual([]);
    // No word is found across two columns.
    expect(inputs.search([{ a: 'x', b: 'y' }], { label: 'Find', value: 'xy' }).value).toEqual([]);
  });

  test('a choice that is an object reads by its name', () => {
    const input = inputs.select([{ name: 'run', kind: 'recording' }, { n: 1 }], { label: 'c' });
    expect([...input.querySelectorAll('option')].map((option) => option.textContent)).toEqual([
      'run',
      '{n: 1}',
    ]);
  });
});
