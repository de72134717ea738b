import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Recording } from '#model/recording/recording.ts';
import { redactCaptures, usualKinds } from '#redact/index.ts';
import type { AnyHolds, TextKind } from '#view/held-text.ts';
import { decodeView, encodeView } from '#view/link.ts';
import type { StateField } from '#view/state-field.ts';
import { fieldsByKind } from '#view/state-fields.ts';
import type { View, ViewState } from '#view/view-state.ts';
import { read, readFixture, readRecording } from '../formats/read-fixture.ts';
import { type Secrets, secretsArbitrary, toCrash, toForms, toRecording } from './secrets.ts';

/**
 * Texts in which a secret may stand in a state. Each gives it away by itself, or by what the
 * captures say of it.
 */
const plantings: ((secret: Secrets) => string)[] = [
  ({ user }) => user,
  ({ host }) => `${host}-agent`,
  ({ ip }) => ip,
  ({ ip6 }) => ip6,
  ({ mac }) => mac,
  ({ mailbox }) => `${mailbox}@example.org`,
  ({ user, folder }) => `/home/${user}/${folder}/x.db`,
  ({ folder }) => `git.${folder}.example/fw/${folder}/board`,
  ({ user, ip, token }) => `ssh ${user}@${ip}\nAPI_TOKEN=${token}`,
  ({ user, password, ip }) => `fetch("http://${user}:${password}@${ip}:9888/")`,
];

type AnyFields = Record<string, StateField<unknown>>;

/** Gives what stands in a text's place. */
type ToText = (kind: TextKind, example: string) => string;

/** The example of each field, with another text in every place that holds one. */
function plant(fields: AnyFields, toText: ToText): ViewState {
  return Object.fromEntries(
    Object.entries(fields).map(([name, { example, holds }]) => [name, plantIn(example, holds, toText)]),
  );
}

function plantIn(value: unknown, holds: AnyHolds, toText: ToText): unknown {
  if (holds === 'plain') return value;
  if (Array.isArray(value)) return value.map((one) => plantIn(one, holds, toText));
  if (typeof holds === 'string') return toText(holds, String(value));
  const parts = Object.entries(value as object);
  return Object.fromEntries(
    parts.map(([part, one]) => [part, plantIn(one, holds[part] as AnyHolds, toText)]),
  );
}

const kinds = Object.entries(fieldsByKind) as [string, AnyFields][];
const allFields: AnyFields = Object.assign({}, ...kinds.map(([, fields]) => fields));

/** What texts there are, but for those that the codec itself holds to their form. */
function listTextKinds(): TextKind[] {
  const found = new Set<TextKind>();
  plant(allFields, (kind, example) => {
    found.add(kind);
    return example;
  });
  found.delete('digest');
  return [...found];
}

/** Every field of every kind under every slot: of each capture, of whatever is looked at, of the page. */
function toView(slots: readonly string[], toText: ToText): View {
  const state = plant(allFields, toText);
  const page = plant(fieldsByKind.page as unknown as AnyFields, toText);
  return {
    captures: [],
    states: { ...Object.fromEntries(slots.map((slot) => [slot, state])), cells: page },
  };
}

const shown = await readRecording(
  'process-20211111-normal.data',
  readFixture('topid-process/valid/process-20211111-normal.data'),
);

test('a secret in any field of any state does not leave with the link', async () => {
  await fc.assert(
    fc.asyncProperty(secretsArbitrary, fc.array(fc.nat(), { minLength: 1 }), async (secret, picks) => {
      const [recording, crash] = await Promise.all([toRecording(secret), toCrash(secret)]);
      const slots = [`${secret.host}.data`, `${secret.user}.log`, '', 'shown', 'not-at-hand'] as const;
      // One kind of text at a time: what is left out takes with it what stands beside it.
      for (const planted of listTextKinds()) {
        let at = 0;
        // As it came in a link.
        const { view, problems } = decodeView(
          encodeView(
            toView(slots, (kind, example) => {
              const pick = picks[at++ % picks.length] ?? 0;
              return kind === planted ? (plantings[pick % plantings.length]?.(secret) ?? '') : example;
            }),
          ),
        );
        // What is no zone, column or chart comes in by no link.
        const others = problems.filter(
          ({ message }) => !/\.(?:zone|sort|columns|maximized) has/.test(message),
        );
        expect(others).toEqual([]);
        const redaction = redactCaptures(
          [
            { slot: slots[0], value: recording },
            { slot: slots[1], value: crash },
          ],
          view,
          { kinds: usualKinds },
          {
            kept: [
              { before: 'cells', slot: 'cells', value: undefined },
              { before: 'shown', slot: 'shown', value: shown },
              { before: 'not-at-hand', slot: 'not-at-hand', value: undefined },
            ],
          },
        );
        const link = encodeView(redaction.view);
        const left = [link, JSON.stringify(redaction.view), JSON.stringify(decodeView(link))]
          .join('\n')
          .toLowerCase();
        for (const [what, word] of Object.entries(secret)) {
          for (const form of toForms(word)) {
            expect(left.includes(form.toLowerCase()), `${planted}: ${what} as ${form} in ${left}`).toBe(
              false,
            );
          }
        }
      }
    }),
    { numRuns: 25 },
  );
});

test('what is planted is in the link before, in each field that holds text', () => {
  for (const [kind, fields] of kinds) {
    for (const [name, field] of Object.entries(fields)) {
      if ((field.holds as AnyHolds) === 'plain') continue;
      const state = plant({ [name]: field }, (text, example) => (text === 'digest' ? example : 'zusecret'));
      expect(encodeView({ captures: [], states: { x: state } }), `${kind}.${name}`).toContain('zusecret');
    }
  }
});

describe('what a link says of a public capture', () => {
  const none: View = { captures: [], states: {} };
  const spec = { kinds: usualKinds };
  const log = [
    'panic: x',
    '',
    'goroutine 1 [running]:',
    'git.acme.dev/fw/board.Read()',
    '\t/src/board.go:3 +0x1d',
    'created by git.acme.dev/fw/start.Go in goroutine 1',
    '\t/src/start.go:9 +0x1d',
    '',
  ].join('\n');
  const planted = [
    'password=hunter2hunter2',
    'carol@example.com',
    '10.9.8.7',
    `ghp_${'a1'.repeat(18)}`,
    '/home/carol/secret',
    'board_app --token=hunter2hunter2',
  ];
  const secrets = /hunter2|carol|10\.9|ghp_|example/;

  test('stays where it names what is in it, whatever that looks like', async () => {
    const value: Recording = {
      ...shown,
      series: shown.series
        .slice(0, 1)
        .map((one) => ({ ...one, key: 'app -t 10.9.8.7-3', name: 'app -t 10.9.8.7' })),
    };
    const state: ViewState = {
      only: ['app -t 10.9.8.7-3'],
      hide: ['app -t 10.9.8.7-3'],
      show: ['app -t 10.9.8.7-3'],
      names: ['app -t 10.9.8.7'],
      pins: [{ text: 'here', series: 'app -t 10.9.8.7-3' }],
    };
    const { value: crash } = await read('x.log', new TextEncoder().encode(log));
    const states = {
      a: state,
      b: { package: 'git.acme.dev/fw/board' },
      c: { package: 'git.acme.dev/fw/start' },
    };
    const kept = [
      { before: 'a', slot: 'a', value },
      { before: 'b', slot: 'b', value: crash },
      { before: 'c', slot: 'c', value: crash },
    ];
    expect(redactCaptures([], { ...none, states }, spec, { kept }).view.states).toEqual(states);
    // One chart may show several.
    const together = kept.map((one) => ({ ...one, before: 'a', slot: 'a' }));
    const all = { a: { ...state, package: 'git.acme.dev/fw/board' } };
    expect(redactCaptures([], { ...none, states: all }, spec, { kept: together }).view.states).toEqual(all);
  });

  test.each(planted)('is redacted where it names what is not: %s', (text) => {
    const state: ViewState = {
      only: [text],
      hide: [text],
      show: [text],
      names: [text],
      pins: [{ text: 'here', series: text }],
      package: text,
    };
    const kept = [
      { before: 'a', slot: 'a', value: shown },
      { before: 'b', slot: 'b', value: undefined },
    ];
    const { view } = redactCaptures([], { ...none, states: { a: state, b: state } }, spec, { kept });
    expect(Object.keys(view.states)).toEqual(['a', 'b']);
    expect(encodeView(view)).not.toMatch(secrets);
    expect(JSON.stringify(view)).not.toMatch(secrets);
  });

  test.each(planted)('is left out where no capture is at hand and its slot tells something: %s', (slot) => {
    const states = {
      [slot]: { line: [1, 2] as [number, number] },
      heap: { compare: { slot, align: 'start' as const } },
    };
    const kept = [slot, 'heap'].map((one) => ({ before: one, slot: one, value: undefined }));
    const { view } = redactCaptures([], { ...none, active: slot, states }, spec, { kept });
    expect(view).toEqual({ captures: [], states: { heap: {} } });
  });
});

test('what is no secret stays, and what belongs together is told together', () => {
  const view: View = {
    captures: [],
    states: {
      'a.log': {
        sort: '-mem',
        zone: 'Asia/Shanghai',
        beside: ['b.log#2', '#3', 'c.log'],
        state: 'chan receive',
        fold: ['std'],
      },
      'b.log': { sort: 'zusecret', zone: 'Zu/Secret', compare: { slot: 'a.log', align: 'clock' } },
      cells: {
        edits: [
          { cell: 'goal', of: '9f86d081884c7d65', text: 'goal = 1' },
          { cell: 'a@example.org', of: '9f86d081884c7d65', text: 'goal = 2' },
          { cell: 'own-1', of: '9f86d081884c7d65', text: 'goal = 3', after: 'a@example.org' },
          { cell: 'own-2', of: '9f86d081884c7d65', text: 'goal = 4', after: 'goal' },
        ],
      },
    },
  };
  const text = { kind: 'text' as const, lines: ['nothing'] };
  const { captures, view: after } = redactCaptures(
    [
      { slot: 'a.log', value: text },
      { slot: 'b.log', value: text },
    ],
    view,
    { kinds: usualKinds },
    { kept: [{ before: 'cells', slot: 'cells', value: undefined }] },
  );
  const [a = '', b = ''] = captures.map(({ slot }) => slot);
  expect(after.states).toEqual({
    [a]: {
      sort: '-mem',
      zone: 'Asia/Shanghai',
      beside: [`${b}#2`, '#3'],
      state: 'chan receive',
      fold: ['std'],
    },
    [b]: { compare: { slot: a, align: 'clock' } },
    cells: {
      edits: [
        { cell: 'goal', of: '9f86d081884c7d65', text: 'goal = 1' },
        { cell: 'own-2', of: '9f86d081884c7d65', text: 'goal = 4', after: 'goal' },
      ],
    },
  });
});

test.each([
  String.raw`10\.9\.8\.7`,
  '10[.]9[.]8[.]7',
  String.raw`^10\x2e9\x{2e}8\.7$`,
  String.raw`\/home\/carol\/x`,
  'aa[:]bb:cc:dd:ee:f1',
])('what is looked for by an expression is known behind its escapes: %s', (focus) => {
  const states = { a: { focus, ignore: String.raw`^runtime\.(?:mallocgc|gcBgMarkWorker)$` } };
  const text = { kind: 'text' as const, lines: ['nothing'] };
  const { view } = redactCaptures(
    [{ slot: 'a', value: text }],
    { captures: [], states },
    { kinds: usualKinds },
  );
  expect(Object.values(view.states)).toEqual([{ ignore: states.a.ignore }]);
});

test('the frames that a view names of a crash log go along under their new names', async () => {
  const log = [
    'panic: x',
    '',
    'goroutine 1 [running]:',
    'git.acme.dev/fw/board.(*Board).Read(0xc000012345)',
    '\t/home/carol/board.go:3 +0x1d',
    'main.main()',
    '\t/home/carol/main.go:9 +0x1d',
    '',
  ].join('\n');
  const { value } = await read('x.log', new TextEncoder().encode(log));
  const name = 'git.acme.dev/fw/board.(*Board).Read';
  const state = { stackZoom: ['main.main', name], stackFrame: name };
  const redaction = redactCaptures(
    [{ slot: 'x.log', value }],
    { captures: [], states: { 'x.log': state, y: { stackFrame: name } } },
    { kinds: usualKinds },
    { kept: [{ before: 'y', slot: 'y', value: undefined }] },
  );
  const [capture] = redaction.captures;
  const after = await read(
    capture!.slot,
    new TextEncoder().encode(capture!.files.flatMap(({ pieces }) => pieces).join('')),
  );
  if (after.value.kind !== 'crash-log') throw new Error(after.value.kind);
  const [inner, outer] = after.value.crashes[0]!.goroutines[0]!.frames.map((frame) => frame.function);
  expect(inner).toMatch(/^path-\d+\/board\.\(\*Board\)\.Read$/);
  expect(redaction.view.states[capture!.slot]).toEqual({ stackZoom: [outer, inner], stackFrame: inner });
  // Of a capture that is not at hand nobody knows what it would be called.
  expect(redaction.view.states['y']).toEqual({});
});
