import { describe, expect, test } from 'vitest';
import { type Holds, mapHeldTexts } from '#view/held-text.ts';
import { decodeView, encodeView } from '#view/link.ts';
import { oneOf, subset } from '#view/field-codecs.ts';
import type { StateField } from '#view/state-field.ts';
import { fieldsByKind, stateFields, toStateOf, withStateOf } from '#view/state-fields.ts';
import type { StateKind, ViewState } from '#view/view-state.ts';

const kinds = Object.keys(fieldsByKind) as StateKind[];

describe('the fields of each kind', () => {
  test('a name means the same in every kind that has it', () => {
    for (const kind of kinds) {
      for (const [name, field] of Object.entries(fieldsByKind[kind])) {
        expect(field, `${kind}.${name}`).toBe(stateFields[name as keyof ViewState]);
      }
    }
  });

  test('each has an example that a link says, and gives back', () => {
    for (const [name, { example }] of Object.entries(stateFields)) {
      const state = { [name]: example } as ViewState;
      const fragment = encodeView({ captures: [], states: { x: state } });
      expect(fragment, name).toContain(`x.${name}`);
      expect(decodeView(fragment)).toEqual({
        view: { captures: [], states: { x: state } },
        version: 2,
        problems: [],
      });
    }
  });
});

test('a state is narrowed to its kind, and what belongs to another stays where it is put back', () => {
  const state: ViewState = {
    text: 'board',
    chart: 'stack',
    line: [4, 5],
    edits: [{ cell: 'goal', text: 'goal = 1', of: '9f86d081884c7d65' }],
  };
  expect(toStateOf('recording', state)).toEqual({ text: 'board', chart: 'stack' });
  expect(toStateOf('crash-log', state)).toEqual({ text: 'board', line: [4, 5] });
  expect(toStateOf('page', state)).toEqual({ edits: state.edits });
  expect(withStateOf('recording', state, { chart: 'share' })).toEqual({
    chart: 'share',
    line: [4, 5],
    edits: state.edits,
  });
  // What every object has is no field.
  expect(toStateOf('page', JSON.parse('{"constructor":1,"__proto__":2}') as ViewState)).toEqual({});
});

describe('what a value holds', () => {
  test('texts are changed by what they are, and take with them what they are part of', () => {
    const holds: Holds<{ name: string; at?: number; tags?: string[] }> = {
      name: 'note',
      at: 'plain',
      tags: 'series',
    };
    const change = (text: string, kind: string) => (text === 'secret' ? undefined : `${kind}:${text}`);
    expect(mapHeldTexts({ name: 'a', at: 3, tags: ['b', 'secret'] }, holds, change)).toEqual({
      name: 'note:a',
      at: 3,
      tags: ['series:b'],
    });
    expect(mapHeldTexts([{ name: 'secret', at: 3 }, { name: 'c' }], holds, change)).toEqual([
      { name: 'note:c' },
    ]);
    // Nothing is said of it, so it does not go on.
    expect(mapHeldTexts({ name: 'a', more: 'secret' }, holds, change)).toEqual({ name: 'note:a' });
  });

  test('a text cannot be called plain: the compiler says so', () => {
    const word: Holds<'lines' | 'stack'> = 'plain';
    const numbers: Holds<[number, number]> = 'plain';
    // @ts-expect-error any text fits
    const text: Holds<string> = 'plain';
    // @ts-expect-error in a list too
    const list: Holds<string[]> = 'plain';
    // @ts-expect-error and where a pattern leaves it open
    const pattern: Holds<`#${string}`> = 'plain';
    // @ts-expect-error or as a part of something
    const part: Holds<{ at: number; note?: string }> = 'plain';
    // @ts-expect-error each part says for itself
    const half: Holds<{ at: number; note?: string }> = { at: 'plain' };
    // @ts-expect-error a field says what it holds
    const field: Omit<StateField<string>, 'encode' | 'decode' | 'repeats'> = { example: 'x' };
    // @ts-expect-error words are the program's own, not any text
    const words: StateField<string> = oneOf<string>(['a', 'b']);
    // @ts-expect-error nor is a list of them
    const chosen: StateField<string[]> = subset<string>(['a']);
    expect([word, numbers, text, list, pattern, part, half, field, words, chosen]).toHaveLength(10);
  });

  test('nor can what may have any key, or of which nothing is known', () => {
    const shape: Holds<{ at?: number; on: boolean; by: 'cpu' | 'memory'; to: [number, { x: 1 }][] }> =
      'plain';
    // @ts-expect-error a key is a text
    const map: Holds<Record<string, number>> = 'plain';
    // @ts-expect-error that not every key is there changes nothing
    const some: Holds<Partial<Record<string, 'cpu' | 'memory'>>> = 'plain';
    // @ts-expect-error in a list
    const maps: Holds<{ [key: string]: boolean }[]> = 'plain';
    // @ts-expect-error a pattern leaves keys open
    const patterns: Holds<{ [key: `#${string}`]: 1 }> = 'plain';
    // @ts-expect-error beside parts that are named
    const half: Holds<{ at: number; more: Record<string, number> }> = { at: 'plain', more: 'plain' };
    // @ts-expect-error texts of a map have no kind
    const texts: Holds<Record<string, string>> = { any: 'note' };
    // @ts-expect-error a map of the language's own
    const own: Holds<Map<string, number>> = 'plain';
    // @ts-expect-error bytes may spell anything
    const bytes: Holds<Uint8Array> = 'plain';
    // @ts-expect-error nothing is known of it
    const unknown: Holds<unknown> = 'plain';
    // @ts-expect-error anything goes for it
    const any: Holds<any> = 'plain';
    // @ts-expect-error it may be one with any key
    const object: Holds<object> = 'plain';
    // @ts-expect-error a text is one too
    const empty: Holds<{}> = 'plain';
    // @ts-expect-error whatever else it may be
    const either: Holds<number | Record<string, number>> = 'plain';
    const said = [
      shape,
      map,
      some,
      maps,
      patterns,
      half,
      texts,
      own,
      bytes,
      unknown,
      any,
      object,
      empty,
      either,
    ];
    expect(said).toHaveLength(14);
  });
});
