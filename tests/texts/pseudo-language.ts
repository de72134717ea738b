import { expect } from 'vitest';
import type { Messages } from '#locale/locale.ts';

/**
 * A language in which every text is marked, made from the English one: what a view shows without a
 * mark stands in code. It takes the place of English in the tables while a test runs.
 */
export async function speakPseudo(): Promise<() => void> {
  const modules = import.meta.glob<Record<string, unknown>>('../../src/texts/*.ts');
  const tables: Messages<unknown>[] = [];
  for (const [path, load] of Object.entries(modules)) {
    if (!path.endsWith('/page-texts.ts'))
      tables.push(...(Object.values(await load()) as Messages<unknown>[]));
  }
  const english = tables.map((table) => table.en);
  for (const table of tables) table.en = mark(table.en);
  return () => tables.forEach((table, index) => (table.en = english[index]));
}

function mark(value: unknown): unknown {
  if (typeof value === 'string') return value === '' ? '' : `⟦${value}⟧`;
  if (typeof value === 'function') {
    return (...args: unknown[]) => mark((value as (...args: unknown[]) => unknown)(...args));
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, text]) => [name, mark(text)]));
}

/** The texts of a page's elements, and what is read out or shown on top of them. */
function shownTexts(html: string): string[] {
  const plain = html.replace(/<(script|style)\b.*?<\/\1>/gs, '');
  const attributes = [
    ...plain.matchAll(/\s(?:aria-label|title|placeholder|alt|aria-description)="([^"]*)"/g),
  ];
  // In an attribute a bracket may stand as it is.
  const nodes = plain.split(/<(?:"[^"]*"|[^">])*>/);
  return [...attributes.map(([, text = '']) => text), ...nodes]
    .map((text) => text.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&gt;', '>'))
    .map((text) => text.replaceAll('&amp;', '&').trim())
    .filter((text) => text !== '');
}

/** What of a text no mark holds. Marks may stand within marks. */
function unmarked(text: string): string {
  let rest = text;
  for (let before = ''; before !== rest;) {
    before = rest;
    rest = rest.replace(/⟦[^⟦⟧]*⟧/gs, '');
  }
  return rest.trim();
}

/** Numbers, times, and the signs that stand between texts. */
const signs = /^[\d\s.,:;/|()[\]{}%×±+–—·…#<>=&*'"←→↑↓▸▾▤✓✕↶⤢⤡✸⚑?−-]*$/u;

/** What a page shows that neither a text says nor the data: it stands in code. */
export function textsInCode(html: string, isData: (text: string) => boolean = () => false): string[] {
  const left = shownTexts(html).map(unmarked);
  expect(left.length).toBeGreaterThan(1);
  return [...new Set(left)].filter((text) => !signs.test(text) && !isData(text));
}
