/** What takes the place of words that Observable's own JavaScript has beyond the language. */
const instead: Readonly<Record<string, string>> = {
  viewof: 'viewof is of observablehq.com alone; write const x = view(Inputs.range(…))',
  mutable:
    'mutable is of observablehq.com alone; declare the value in one cell, and change it by an input, view(Inputs.button(…))',
};

/**
 * What is to be said after a syntax error to those who write cells as on observablehq.com: what there is here
 * instead. Undefined where it is another.
 *
 * @param message the compiler's
 * @param at line from 1, column from 0
 */
export function explainSyntax(
  message: string,
  text: string,
  at: { line: number; column: number },
): string | undefined {
  const before = (text.split('\n')[at.line - 1] ?? '').slice(0, at.column);
  const word = /(?:^|[^\w$.])(viewof|mutable)\s+$/.exec(before)?.[1];
  if (word !== undefined) return instead[word];
  const assigned = /^Assignment to external variable '([^']+)'/.exec(message)?.[1];
  if (assigned !== undefined) return `a cell declares what it names, const ${assigned} = …`;
  if (message.startsWith("'return' outside of function")) {
    return 'a cell returns nothing; it shows a value by display(…), and others read what it declares';
  }
  return undefined;
}
