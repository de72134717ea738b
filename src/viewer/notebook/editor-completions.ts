import type { CellSource } from '#notebook/compile/cell.ts';
import type { Locale } from '#locale/locale.ts';
import { captureTexts } from '#texts/captures.ts';
import { textsReady } from '#texts/page-texts.ts';
import type { CompletionContext } from './cell-completions.ts';
import type { Edits } from './edits.ts';
import type { CellCaptures } from './notebook-captures.ts';
import { toOwnSource } from './own-cells.ts';

export interface CompletionsOptions {
  captures: CellCaptures;
  locale: Locale;
  edits: Edits;
  /** The page's cells, by name. */
  sources: ReadonlyMap<string, CellSource>;
}

/** What the editors of a page offer: of the runtime, of the page's cells and of its captures. */
export async function loadCompletions({
  captures,
  locale,
  edits,
  sources,
}: CompletionsOptions): Promise<CompletionContext> {
  const [{ builtinNames }, { findDeclaredNames }, { findEmitted }, { editorTexts }] = await Promise.all([
    import('#notebook/runtime/builtins.ts'),
    import('#notebook/compile/compile-cell.ts'),
    import('#notebook/compile/go-names.ts'),
    import('#texts/editor.ts'),
  ]);
  await textsReady();
  captures.load();
  const textsOf = () =>
    [...sources.values(), ...edits.own.map(toOwnSource)].map(({ name, language, text }) => ({
      name,
      language,
      text: edits.find(name)?.text ?? text,
    }));
  const namesOf = ({ name, language, text }: ReturnType<typeof textsOf>[number]) =>
    language === 'go' ? (findEmitted(text).length > 0 ? [name] : []) : findDeclaredNames(text);
  return {
    locale,
    editorTexts: editorTexts[locale],
    kindNames: captureTexts[locale].kinds,
    captures: captures.entries.map(({ name, kind }) => ({ name, kind })),
    seriesOf: (name) => captures.seriesOf(name),
    // As they are when something is offered: what is typed in one cell is offered in another.
    get texts() {
      return textsOf().flatMap(({ language, text }) => (language === 'go' ? [] : [text]));
    },
    get names() {
      return [
        ...[...builtinNames, 'display', 'view', 'invalidation', 'visibility'].map((name) => ({
          name,
          cell: undefined,
        })),
        ...textsOf().flatMap((source) => namesOf(source).map((name) => ({ name, cell: source.name }))),
      ];
    },
  };
}
