import { isZone } from '#model/zone.ts';
import type { TextKind } from '#view/held-text.ts';
import { isSortColumn } from '#view/recording-state.ts';
import { mapTexts } from '#view/state-fields.ts';
import type { View } from '#view/view-state.ts';
import { commonWords } from './common-names.ts';
import { isCommonType } from './common-types.ts';
import { toPlainPattern } from './patterns.ts';
import { toLabelName, toTypeName } from './redact-profile.ts';
import type { Redactor } from './redactor.ts';
import { isLongEnough } from './unspaced.ts';

/** What a capture calls now what a view names of it; undefined for what it has not. */
export type NewNamesOf = Pick<ReadonlyMap<string, string>, 'get'>;

/** How the names within a view change. */
export interface NewNames {
  slots: ReadonlyMap<string, string>;
  /** Keys of series, names of frames and labels, by the old slot. */
  keys: ReadonlyMap<string, NewNamesOf>;
  /** Names that stay, by the old slot of a public capture that has them. */
  publicNames: ReadonlyMap<string, ReadonlySet<string>>;
  /** Whether a text stands in what leaves, whatever its case. */
  stays(text: string): boolean;
}

/** What a text of a state is redacted by. */
interface Context {
  redactor: Redactor;
  slots: NewNames['slots'];
  /** New names of what the capture holds; none for the state that is for every capture. */
  keys: NewNamesOf | undefined;
  /** Names that everybody finds in the capture, if it is public. A link may name what it has not. */
  publicNames: ReadonlySet<string> | undefined;
  stays: NewNames['stays'];
}

/** Kinds of text whose loss is said: what is looked for, and what is chosen by a name that is no more. */
const lostKinds = ['search', 'frame', 'label', 'sample-type', 'cell'] as const;
export type LostKind = (typeof lostKinds)[number];

/**
 * What becomes of a text, by what it is. Undefined: it is left out, with what it is part of, since
 * another text in its place would say something else, or nothing.
 */
const rules: Record<TextKind, (text: string, context: Context) => string | undefined> = {
  slot: (text, { slots }) => slots.get(text),
  crash: toCrash,
  series: toSeriesKey,
  process: (text, { publicNames, redactor }) => (publicNames?.has(text) ? text : redactor.command(text)),
  package: (text, { publicNames, redactor }) => (publicNames?.has(text) ? text : redactor.package(text)),
  frame: (text, context) => toNewName(text, text, 'function', context),
  label: (text, context) => toNewName(toLabelName(text), text, 'label', context),
  'sample-type': (text, context) =>
    isCommonType(text) ? text : toNewName(toTypeName(text), text, 'function', context),
  'goroutine-state': (text, { redactor }) => redactor.line(text),
  search: (text, { redactor, stays }) =>
    isRedacted(text, redactor) || isRedacted(toPlainPattern(text), redactor) || tells(text, redactor, stays)
      ? undefined
      : text,
  note: toLines,
  column: (text) => (isSortColumn(text) ? text : undefined),
  zone: (text) => (isZone(text) ? text : undefined),
  cell: keepUnlessRedacted,
  code: toLines,
  digest: (text) => (/^[0-9a-f]{16}$/.test(text) ? text : undefined),
};

/** Texts of readers give names away that stand bare elsewhere. */
export function learnStates(states: View['states'], redactor: Redactor): void {
  for (const state of Object.values(states)) {
    const notes: string[] = [];
    mapTexts(state, (text, kind) => {
      if (kind === 'note') notes.push(...text.split('\n'));
      return text;
    });
    redactor.learn(notes);
  }
}

/**
 * The states of a view under their captures' new names, each of their texts by the rule for its
 * kind. Slots that are not among the new names are left out.
 */
export function redactStates(
  states: View['states'],
  names: NewNames,
  redactor: Redactor,
): { states: View['states']; lost: LostKind[] } {
  const lost = new Set<TextKind>();
  const redacted = Object.fromEntries(
    Object.entries(states).flatMap(([slot, state]) => {
      const after = slot === '' ? '' : names.slots.get(slot);
      if (after === undefined) return [];
      const context: Context = {
        redactor,
        slots: names.slots,
        keys: names.keys.get(slot),
        publicNames: names.publicNames.get(slot),
        stays: names.stays,
      };
      const toText = (text: string, kind: TextKind): string | undefined => {
        const changed = rules[kind](text, context);
        if (changed === undefined) lost.add(kind);
        return changed;
      };
      return [[after, mapTexts(state, toText)]];
    }),
  );
  return { states: redacted, lost: lostKinds.filter((kind) => lost.has(kind)) };
}

/** `x.log#2` is the second crash of x.log, `#2` that of the capture itself. */
function toCrash(text: string, { slots }: Context): string | undefined {
  const crash = /#\d+$/.exec(text)?.[0] ?? '';
  const file = text.slice(0, text.length - crash.length);
  const whole = slots.get(text);
  if (whole !== undefined) return whole;
  const after = slots.get(file) ?? (file === '' && crash !== '' ? '' : undefined);
  return after === undefined ? undefined : after + crash;
}

/** The key of a process; or of a sum, which goes by a name, and by a pid where it is of what one has started. */
function toSeriesKey(text: string, { publicNames, keys, redactor }: Context): string {
  if (publicNames?.has(text)) return text;
  const known = keys?.get(text);
  if (known !== undefined) return known;
  const [, kind = '', name = text, pid = ''] = /^((?:name|parent|pattern):)(.*?)( \d+)?$/s.exec(text) ?? [];
  return publicNames?.has(name) ? text : kind + redactor.command(name) + pid;
}

/** As the capture has it now; what it has not stays where nothing of its kind is taken out. */
function toNewName(
  key: string,
  text: string,
  kind: 'function' | 'label',
  { publicNames, keys, redactor }: Context,
): string | undefined {
  if (publicNames?.has(key)) return text;
  const name = keys?.get(key);
  if (name !== undefined) return name;
  return redactor.has(kind) || redactor.line(text) !== text ? undefined : text;
}

function keepUnlessRedacted(text: string, { redactor }: Context): string | undefined {
  return redactor.line(text) === text ? text : undefined;
}

function isRedacted(text: string, redactor: Redactor): boolean {
  return redactor.words(text) !== text;
}

/**
 * Whether something that is looked for tells of what is taken out: `Bigco` of Bigcorp, `10.9.8` of an address. It
 * does not where it stands in what leaves too. Where functions are taken out, a word that stands nowhere there may be of one.
 */
function tells(pattern: string, redactor: Redactor, stays: (text: string) => boolean): boolean {
  // Of a class of characters its letter is no text: `\w`, `\pL`; of `\x2e` it is a part.
  const plain = toPlainPattern(pattern.replace(/\\[pP](?:\{\^?\w+\}|\w)|\\(?!x)\p{L}/gu, ' ')).toLowerCase();
  const words = plain.match(/[\p{L}\p{N}_]+/gu) ?? [];
  const isSaid = (part: string): boolean => !isLongEnough(part) || commonWords.has(part) || stays(part);
  if (redactor.has('function') && !words.every(isSaid)) return true;
  const pieces = plain.split(/[|*+?{}[\]]/);
  return [...new Set([plain, ...pieces, ...words])]
    .map((part) => part.trim())
    .some((part) => redactor.isPartOfGone(part) && !isSaid(part));
}

function toLines(text: string, { redactor }: Context): string {
  return text
    .split('\n')
    .map((line) => redactor.words(line))
    .join('\n');
}
