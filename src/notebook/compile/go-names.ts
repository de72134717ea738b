/**
 * The names of the values that a Go program hands over, as far as they stand in its text:
 * `cell.Emit("rounds", n)`. In the order in which they stand there, each once.
 */
export function findEmitted(text: string): string[] {
  return findNamed(text, 'Emit');
}

/** The names of the inputs that a Go program reads: `cell.Input("interval", 10)`, `cell.Input[int]("interval", 10)`. */
export function findInputs(text: string): string[] {
  return findNamed(text, 'Input');
}

/** A comment, a raw string, a string or a rune: what stands in them is no call. */
const spoken = /\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$)|`[^`]*(?:`|$)|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)+'/g;

function findNamed(text: string, func: 'Emit' | 'Input'): string[] {
  const names = new Set<string>();
  // A string that is an argument is wanted; any other, and comments, are blanked where they stand.
  const code = text.replaceAll(spoken, (part) =>
    part.startsWith('"') ? part : part.replaceAll(/[^\n]/g, ' '),
  );
  const call = new RegExp(
    `(?<![\\w.])cell\\s*\\.\\s*${func}\\s*(?:\\[[^\\]"]*\\])?\\s*\\(\\s*"((?:[^"\\\\\n]|\\\\.)*)"`,
    'g',
  );
  for (const [, literal = ''] of code.matchAll(call)) names.add(unquote(literal));
  return [...names];
}

/** What is between the quotes of a Go string; one with escapes that JSON has not stays as it is written. */
function unquote(literal: string): string {
  try {
    return JSON.parse(`"${literal}"`) as string;
  } catch {
    return literal;
  }
}
