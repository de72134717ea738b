import type { Kind } from '#model/kind.ts';
import type { Locale } from '#locale/locale.ts';
import type { editorTexts } from '#texts/editor.ts';
import cellDocs from './cell-docs.json';

/** What a page gives to the editors of its cells. */
export interface CompletionContext {
  /** What cells may read by its name, and the cell that declares it; undefined for what is built in. */
  names: readonly { name: string; cell: string | undefined }[];
  captures: readonly { name: string; kind: Kind }[];
  /** Names of the processes and rows of a recording, once it has been read; none of another kind. */
  seriesOf(capture: string): readonly string[];
  /** The texts of the page's cells, in which variables are declared. */
  texts: readonly string[];
  locale: Locale;
  /** What each kind is called. */
  kindNames: Readonly<Record<Kind, string>>;
  editorTexts: (typeof editorTexts)[Locale];
}

/** One of what an editor offers. */
export interface Offer {
  name: string;
  /** `(range, options)`, a type. */
  detail: string;
  /** What it is. */
  info: string;
  /** In another language than the page. */
  isEnglish: boolean;
  what: 'variable' | 'function' | 'property' | 'text';
}

/** In English, and in other languages where somebody has written it. */
type Doc = { name: string; type: string; en: string } & Partial<Record<Locale, string>>;
const docs: Readonly<Record<string, readonly Doc[]>> = cellDocs;

/** The type that cells are given of each kind. */
const dataTypes: Record<Kind, string> = {
  recording: 'RecordingData',
  'crash-log': 'CrashData',
  profile: 'ProfileData',
};

/** Of `capture` itself. */
const captureMembers = ['names', 'list'];

/**
 * What may stand at a place of a cell's text.
 *
 * @param before the text up to there
 * @returns the offers, and how many characters before the place they take the place of; undefined
 *   where nothing is known of what may stand there
 */
export function findOffers(
  before: string,
  context: CompletionContext,
): { typed: number; offers: Offer[] } | undefined {
  const place = findPlace(before);
  if (place === 'comment') return undefined;
  if (place !== 'code') {
    const offers = toTextOffers(before.slice(0, place.quoteAt), context);
    return offers && { typed: before.length - place.quoteAt - 1, offers };
  }
  // An expression that ends here is hardly longer, and what is looked through takes time.
  const near = before.slice(-500);
  const member =
    /(?:^|[^\w$.])((?:[\w$]+)(?:\((?:[^()]|\([^()]*\))*\))?(?:\.\w+(?:\((?:[^()]|\([^()]*\))*\))?)*)\.(\w*)$/.exec(
      near,
    );
  if (member) {
    const [, object = '', typed = ''] = member;
    const offers = toMemberOffers(object, context);
    return offers && { typed: typed.length, offers };
  }
  const word = /(?<![\w$.])[A-Za-z_$][\w$]*$/.exec(near)?.[0];
  if (/\.\s*\w*$/.test(near) || (word === undefined && /[\w$]$/.test(near))) return undefined;
  return { typed: word?.length ?? 0, offers: context.names.map((one) => toNameOffer(one, context)) };
}

/** What is known of a name at a place of a text, for who points at it. */
export function findOffer(text: string, at: number, context: CompletionContext): Offer | undefined {
  const start = at - (/[\w$]*$/.exec(text.slice(0, at))?.[0].length ?? 0);
  const name = /^[\w$]+/.exec(text.slice(start))?.[0];
  if (name === undefined) return undefined;
  return findOffers(text.slice(0, start), context)?.offers.find((offer) => offer.name === name);
}

/** Whether the end of a text is code, a comment, or a string: then where that begins. */
function findPlace(before: string): 'code' | 'comment' | { quoteAt: number } {
  // What is open around: strings, and the braces of code, which may stand within a template.
  const open: { sign: string; at: number }[] = [];
  for (let at = 0; at < before.length; at++) {
    const sign = before[at] as string;
    const { sign: around } = open.at(-1) ?? { sign: '' };
    if (/['"`]/.test(around)) {
      if (sign === '\\') at++;
      else if (sign === around || (sign === '\n' && around !== '`')) open.pop();
      else if (around === '`' && sign === '$' && before[at + 1] === '{') open.push({ sign: '{', at: ++at });
    } else if (/['"`{]/.test(sign)) open.push({ sign, at });
    else if (sign === '}') open.pop();
    else if (sign === '/' && /[/*]/.test(before[at + 1] ?? '')) {
      const end = before[at + 1] === '/' ? '\n' : '*/';
      const close = before.indexOf(end, at + 2);
      if (close < 0) return 'comment';
      at = close + end.length - 1;
    }
  }
  const last = open.at(-1);
  return last && /['"`]/.test(last.sign) ? { quoteAt: last.at } : 'code';
}

/** Within a text: names of captures in `capture('…`, names of series where series are asked for. */
function toTextOffers(before: string, context: CompletionContext): Offer[] | undefined {
  const toOffer = (name: string, info: string): Offer => ({
    name,
    detail: '',
    info,
    isEnglish: false,
    what: 'text',
  });
  if (/(?<![\w$.])capture\(\s*$/.test(before)) {
    return context.captures.map(({ name, kind }) => toOffer(name, context.kindNames[kind]));
  }
  if (/\.list\(\s*$/.test(before)) {
    return [...new Set(context.captures.map(({ kind }) => kind))].map((kind) =>
      toOffer(kind, context.kindNames[kind]),
    );
  }
  if (!/\.(?:series|all|rows|statistics)\((?:[^()]*,)?\s*$|\bnames:\s*\[[^\]]*$/.test(before))
    return undefined;
  const named = [...before.matchAll(/\bcapture\(\s*['"`]([^'"`]+)['"`]\s*\)/g)].at(-1)?.[1];
  const within = context.captures.filter(({ name }) => named === undefined || name === named);
  const offers = within.flatMap(({ name }) =>
    context.seriesOf(name).map((series) => toOffer(series, context.editorTexts.seriesOf(name))),
  );
  return [...new Map(offers.map((offer) => [offer.name, offer])).values()];
}

function toMemberOffers(object: string, context: CompletionContext): Offer[] | undefined {
  if (object === 'capture') return captureMembers.map((name) => toOwnOffer(`capture.${name}`, name, context));
  const types = toTypes(object, context);
  if (types.length === 0) return undefined;
  const offers = types.flatMap((type) => (docs[type] ?? []).map((doc) => toDocOffer(doc, context.locale)));
  return [...new Map(offers.map((offer) => [offer.name, offer])).values()];
}

/** The groups of docs that an expression's members are in. */
function toTypes(object: string, context: CompletionContext): string[] {
  if (Object.hasOwn(docs, object) && !object.endsWith('Data')) return [object];
  const steps =
    object.match(/^[\w$]+(?:\((?:[^()]|\([^()]*\))*\))?|\.\w+(?:\((?:[^()]|\([^()]*\))*\))?/g) ?? [];
  const [first = '', ...rest] = steps;
  let types = toFirstTypes(first, context);
  for (const step of rest) {
    const name = /^\.(\w+)/.exec(step)?.[1];
    if (name === 'series') types = ['SeriesData'];
    else if (name !== 'window' || !types.includes('RecordingData')) return [];
  }
  return types;
}

/** `capture('run')` by the kind of the capture; a variable by what it was set to. */
function toFirstTypes(first: string, context: CompletionContext): string[] {
  const call = /^capture\(([\s\S]*)\)$/.exec(first);
  if (call) {
    const name = /^\s*['"`]([^'"`]*)['"`]\s*$/.exec(call[1] ?? '')?.[1];
    const found = context.captures.filter((one) => name === undefined || one.name === name);
    return [...new Set(found.map(({ kind }) => dataTypes[kind]))];
  }
  if (!/^[\w$]+$/.test(first)) return [];
  const declared = new RegExp(
    `(?:const|let|var)\\s+${first.replaceAll('$', '\\$')}\\s*=\\s*(capture\\([^()]*\\))(\\.series\\([^()]*\\)|\\.window\\([^()]*\\))?\\s*(?:[;\\n]|$)`,
  );
  for (const text of context.texts) {
    const [, value, step = ''] = declared.exec(text) ?? [];
    if (value !== undefined)
      return step.startsWith('.series') ? ['SeriesData'] : toFirstTypes(value, context);
  }
  return [];
}

function toNameOffer({ name, cell }: CompletionContext['names'][number], context: CompletionContext): Offer {
  return cell === undefined
    ? toOwnOffer(name, name, context)
    : { name, detail: '', info: context.editorTexts.declaredBy(cell), isEnglish: false, what: 'variable' };
}

function toOwnOffer(key: string, name: string, { editorTexts: texts }: CompletionContext): Offer {
  const info = texts.names[key] ?? texts.names[key.split('.')[0] ?? ''] ?? '';
  return { name, detail: '', info, isEnglish: false, what: 'variable' };
}

function toDocOffer(doc: Doc, locale: Locale): Offer {
  const own = doc[locale];
  return {
    name: doc.name,
    detail: doc.type,
    info: own ?? doc.en,
    isEnglish: own === undefined && locale !== 'en',
    what: doc.type.startsWith('(') ? 'function' : 'property',
  };
}
