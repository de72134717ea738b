import { indentUnit, LanguageSupport, StreamLanguage, type StringStream } from '@codemirror/language';
import { EditorState } from '@codemirror/state';

/** What of a text goes on over the end of a line. */
interface GoState {
  within: 'code' | 'comment' | 'raw string';
  /** Brackets that are open, for the indentation. */
  depth: number;
}

/** https://go.dev/ref/spec#Keywords */
const keywords = new Set(
  (
    'break case chan const continue default defer else fallthrough for func go goto if import interface map ' +
    'package range return select struct switch type var'
  ).split(' '),
);

/** https://go.dev/ref/spec#Predeclared_identifiers, those that are values. */
const atoms = new Set(['true', 'false', 'nil', 'iota']);

/** Go in the editor: its colours, by words, and tabs. What is wrong in a text is the compiler's to say. */
export function goLanguage(): LanguageSupport {
  const language = StreamLanguage.define<GoState>({
    name: 'go',
    startState: () => ({ within: 'code', depth: 0 }),
    token: (stream, state) => readToken(stream, state) ?? null,
    indent: ({ depth }, textAfter, { unit }) => {
      const closes = /^\s*[)}\]]/.test(textAfter) || /^\s*(?:case\b.*|default\s*):/.test(textAfter);
      return Math.max(0, depth - (closes ? 1 : 0)) * unit;
    },
    languageData: {
      commentTokens: { line: '//', block: { open: '/*', close: '*/' } },
      closeBrackets: { brackets: ['(', '[', '{', '"', '`', "'"] },
      indentOnInput: /^\s*(?:[)}\]]|case\b.*:|default\s*:)$/,
    },
  });
  return new LanguageSupport(language, [indentUnit.of('\t'), EditorState.tabSize.of(4)]);
}

function readToken(stream: StringStream, state: GoState): string | undefined {
  if (state.within !== 'code') return readRest(stream, state);
  if (stream.eatSpace()) return undefined;
  if (stream.match('//')) {
    stream.skipToEnd();
    return 'comment';
  }
  if (stream.match('/*')) {
    state.within = 'comment';
    return readRest(stream, state);
  }
  if (stream.match('`')) {
    state.within = 'raw string';
    return readRest(stream, state);
  }
  if (stream.match(/^"(?:[^"\\]|\\.)*"?/) || stream.match(/^'(?:[^'\\]|\\.)*'?/)) return 'string';
  if (stream.match(/^(?:0[xX][\da-fA-F_]+|0[bBoO][\d_]+|\d[\d_]*\.?[\d_]*(?:[eE][+-]?[\d_]+)?)i?/))
    return 'number';
  const word = stream.match(/^[\p{L}_][\p{L}\p{Nd}_]*/u);
  if (word) {
    const name = (word as RegExpMatchArray)[0];
    if (keywords.has(name)) return 'keyword';
    if (atoms.has(name)) return 'atom';
    return stream.match(/^\s*\(/, false) ? 'variableName.function' : 'variableName';
  }
  const letter = stream.next() ?? '';
  if ('([{'.includes(letter)) state.depth++;
  else if (')]}'.includes(letter)) state.depth = Math.max(0, state.depth - 1);
  return undefined;
}

function readRest(stream: StringStream, state: GoState): string {
  const isComment = state.within === 'comment';
  const end = isComment ? '*/' : '`';
  while (!stream.eol()) {
    if (stream.match(end)) {
      state.within = 'code';
      break;
    }
    stream.next();
  }
  return isComment ? 'comment' : 'string';
}
