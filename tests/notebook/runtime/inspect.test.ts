import { parseHTML } from 'linkedom';
import { describe, expect, test } from 'vitest';
import { inspect } from '#notebook/runtime/inspect.ts';
import { type Entry, toEntries } from '#notebook/runtime/inspected-entries.ts';
import { toInspected } from '#notebook/runtime/inspected-text.ts';
import { cellTexts } from '#texts/cells.ts';

const words = cellTexts.en;
const { document, Event } = parseHTML('<!doctype html><html><body></body></html>');
const show = (value: unknown, isStill = false) => inspect(value, { document, words, isStill });

/** Opens a value as a press on it does. */
function open(element: Element): Element {
  (element as HTMLDetailsElement).open = true;
  element.dispatchEvent(new Event('toggle'));
  return element;
}

const items = (element: Element) =>
  [...(element.querySelector('ul')?.children ?? [])].map((item) => item.textContent);

class Span {
  readonly nelems = 5;
  get free(): number {
    return this.nelems - 1;
  }
  refill(): void {}
}

describe('a value that opens', () => {
  test('is its line, and is not gone through before it is opened', () => {
    let asked = 0;
    const value = {
      get late() {
        asked++;
        return 1;
      },
      sizes: [8, 16],
    };
    const element = show(value);
    expect(element.localName).toBe('details');
    expect(element.textContent).toBe('{late: (…), sizes: [8, 16]}');
    expect(element.querySelector('ul')).toBeNull();
    open(element);
    expect(items(element)).toEqual(['late: (…)', 'sizes: [8, 16]']);
    expect(asked).toBe(0);
    element.querySelector('button')?.dispatchEvent(new Event('click'));
    expect(asked).toBe(1);
    expect(items(element)).toEqual(['late: 1', 'sizes: [8, 16]']);
    const [inner] = element.querySelectorAll('li details');
    expect(items(open(inner as Element))).toEqual(['0: 8', '1: 16']);
  });

  test('a hundred at a time, of however many', () => {
    const element = open(show(new Float64Array(1_000_000)));
    expect(element.querySelectorAll('li')).toHaveLength(101);
    const button = element.querySelector('ul > li > button');
    expect(button?.textContent).toBe('Show 100 more of 999,900');
    button?.dispatchEvent(new Event('click'));
    expect(element.querySelectorAll('li')).toHaveLength(201);
    expect(items(element).at(-2)).toBe('199: 0');
  });

  test.each([
    [
      new Map<unknown, unknown>([
        [{ pid: 7 }, 'app'],
        ['b', 2],
      ]),
      ['{pid: 7} → "app"', '"b" → 2'],
    ],
    [new Set([1, 'two']), ['1', '"two"']],
    [Object.assign([1], { name: 'x' }), ['0: 1', 'name: "x"']],
    [new Span(), ['nelems: 5', 'free: (…)', 'methods: refill()']],
    [new Uint8Array([255]).buffer, ['bytes: Uint8Array(1) [255]']],
    [{ [Symbol('own')]: 1 }, ['Symbol(own): 1']],
    [Object.create(null), []],
    [{ when: new Date(0), re: /a/ }, ['when: 1970-01-01T00:00:00.000Z', 're: /a/']],
  ] as [unknown, string[]][])('%o', (value, told) => {
    expect(items(open(show(value)))).toEqual(told);
  });

  test('an error has its stack and its cause', () => {
    const error = new TypeError('no span', { cause: 'none' });
    expect(show(error).textContent).toBe('TypeError: no span');
    const [stack, cause] = items(open(show(error)));
    expect(stack).toMatch(/^TypeError: no span\n +at /);
    expect(cause).toBe('cause: "none"');
  });

  test('a function has its source', () => {
    expect(items(open(show((n: number) => n + 1)))).toEqual(['(n) => n + 1']);
  });

  test('what cannot be read says so, and the page goes on', () => {
    const hostile = new Proxy(
      {},
      {
        ownKeys() {
          throw new RangeError('never');
        },
      },
    );
    expect(show(hostile).textContent).toBe('(cannot be read: RangeError: never)');
    const broken = {
      get late(): number {
        throw new Error('no');
      },
    };
    const element = open(show(broken));
    element.querySelector('button')?.dispatchEvent(new Event('click'));
    expect(items(element)).toEqual(['late: "cannot be read: Error: no"']);
  });

  test('at build it is its text alone', () => {
    const element = show({ a: 1 }, true);
    expect([element.localName, element.textContent]).toEqual(['code', '{a: 1}']);
    expect(show(1).localName).toBe('code');
  });
});

test('a circle ends', () => {
  const circle: Record<string, unknown> = { name: 'c' };
  circle['self'] = circle;
  expect(toInspected(circle, 0, words)).toBe('{name: "c", self: {name: "c", self: {…}}}');
  const entries = toEntries(circle, words) as Generator<Entry>;
  expect([...entries].map(({ key }) => key)).toEqual(['name', 'self']);
});

test('long texts are cut, within a value and by themselves', () => {
  expect(toInspected({ text: 'x'.repeat(1000) }, 0, words)).toHaveLength(201 + '{text: ""}'.length);
  expect(toInspected('x'.repeat(100_100), 0, words)).toMatch(/x\n… 100 more characters$/);
});
