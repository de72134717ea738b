import { ensureSyntaxTree, indentString, indentUnit, getIndentation } from '@codemirror/language';
import { EditorState } from '@codemirror/state';
import { highlightTree, tagHighlighter, tags } from '@lezer/highlight';
import { describe, expect, test } from 'vitest';
import { goLanguage } from '#viewer/notebook/go-language.ts';

const open = (doc: string) => EditorState.create({ doc, extensions: [goLanguage()] });
const colours = tagHighlighter([
  { tag: tags.keyword, class: 'keyword' },
  { tag: tags.string, class: 'string' },
  { tag: tags.number, class: 'number' },
  { tag: tags.comment, class: 'comment' },
  { tag: tags.atom, class: 'atom' },
  { tag: tags.function(tags.variableName), class: 'function' },
]);

/** Each word that has a colour, with it. */
function colour(text: string): string[] {
  const state = open(text);
  const found: string[] = [];
  const tree = ensureSyntaxTree(state, text.length, 5000);
  if (tree) highlightTree(tree, colours, (from, to, name) => found.push(`${name} ${text.slice(from, to)}`));
  return found;
}

describe('Go in the editor', () => {
  test('has its colours', () => {
    expect(colour('for i := range 0x1F { fmt.Println("a\\"b", \'\\\'\', nil) } // end')).toEqual([
      'keyword for',
      'keyword range',
      'number 0x1F',
      'function Println',
      'string "a\\"b"',
      "string '\\''",
      'atom nil',
      'comment // end',
    ]);
  });

  test('strings and comments go over lines', () => {
    expect(colour('x := `a\nfor`\n/* b\nfunc */ var')).toEqual([
      'string `a',
      'string for`',
      'comment /* b',
      'comment func */',
      'keyword var',
    ]);
  });

  test('is indented by tabs, a bracket and a case less', () => {
    const state = open('func f() {\n\tswitch x {\n\tcase 1:\n\t}\n}');
    expect(state.facet(indentUnit)).toBe('\t');
    const indentAt = (line: number) =>
      indentString(state, getIndentation(state, state.doc.line(line).from) ?? 0);
    expect([2, 3, 4, 5].map(indentAt)).toEqual(['\t', '\t', '\t', '']);
  });
});
