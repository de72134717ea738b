import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { redactCaptures, usualKinds } from '#redact/index.ts';
import type { AnyHolds, TextKind } from '#view/held-text.ts';
import { decodeView, encodeView } from '#view/link.ts';
import type { StateField } from '#view/state-field.ts';
import { fieldsByKind } from '#view/state-fields.ts';
import type { View, ViewState } from '#view/view-state.ts';
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

test('a secret in any field of any state does not leave with the link', async () => {
  await fc.assert(
    fc.asyncProperty(secretsArbitrary, fc.array(fc.nat(), { minLength: 1 }), async (secret, picks) => {
      const [recording, crash] = await Promise.all([toRecording(secret), toCrash(secret)]);
      const slots = [`${secret.host}.data`, `${secret.user}.log`, ''] as const;
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
        expect(problems).toEqual([]);
        const redaction = redactCaptures(
          [
            { slot: slots[0], value: recording },
            { slot: slots[1], value: crash },
          ],
          view,
          { kinds: usualKinds },
          { kept: ['cells'] },
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
    { kept: ['cells'] },
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
    cells: { edits: [{ cell: 'goal', of: '9f86d081884c7d65', text: 'goal = 1' }] },
  });
});
