import { hasPackageClause } from './go-text.ts';
import { goPackages } from './packages.ts';
import { splitProgram, toWholeProgram } from './whole-program.ts';

/** Whether the Go Playground can run a text: it does not have Casebook's own package. */
export function isForPlayground(text: string): boolean {
  return !/\bcasebook\/cell\b|\bcell\s*\.\s*(?:Emit|Input)\b/.test(text);
}

/** A cell's text as a whole program for people: what `toWholeProgram` makes of it, without what is there for messages. */
export function toPlaygroundProgram(text: string): string {
  if (hasPackageClause(text)) return text;
  const [header = ''] = toWholeProgram(text, goPackages).split(/^(?:\/\/line |func main\(\) \{$)/m);
  const parts = splitProgram(text);
  const join = (kind: 'imports' | 'declarations' | 'statements') =>
    parts
      .filter((part) => part.kind === kind)
      .map(({ lines }) => lines.join('\n').replace(/^\s*\n|\n\s*$/g, ''))
      .filter(Boolean);
  const body = join('statements').join('\n\n').replaceAll(/^(?=.)/gm, '\t');
  return [header.trim(), ...join('imports'), ...join('declarations'), `func main() {\n${body}\n}\n`].join('\n\n');
}
