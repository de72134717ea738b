import { CellError, type CellSource } from './cell.ts';
import { findEmitted, findInputs } from './go-names.ts';

/** How a cell in Go stands among the variables of its page. */
export interface GoVariable {
  name: string;
  /** It hands values over: cells read them by its name. */
  emits: boolean;
  /** Those of its inputs that a cell of the page declares, in the order of its text. */
  inputs: string[];
  /** The others: they keep their defaults, until a reader declares them. */
  open: string[];
}

/**
 * Finds what the cells in Go of a page read of it and give to it.
 *
 * @param cells those in JavaScript
 * @throws CellError for one that reads what is made of its own values: it would run for ever
 */
export function findGoVariables(
  goCells: readonly Pick<CellSource, 'name' | 'text'>[],
  cells: readonly Reader[],
): GoVariable[] {
  const emitting = new Set(goCells.filter(({ text }) => findEmitted(text).length > 0));
  const declared = new Set([
    ...cells.flatMap(({ outputs }) => outputs),
    ...Array.from(emitting, ({ name }) => name),
  ]);
  const variables = goCells.map((source) => {
    const names = findInputs(source.text);
    return {
      name: source.name,
      emits: emitting.has(source),
      inputs: names.filter((name) => declared.has(name)),
      open: names.filter((name) => !declared.has(name)),
    };
  });
  const makers = new Map<string, (readonly string[])[]>();
  const make = (name: string, inputs: readonly string[]) =>
    makers.set(name, [...(makers.get(name) ?? []), inputs]);
  for (const { inputs, outputs } of cells) for (const name of outputs) make(name, inputs);
  for (const { name, emits, inputs } of variables) if (emits) make(name, inputs);
  for (const [index, source] of goCells.entries()) {
    if (!emitting.has(source)) continue;
    for (const input of variables[index]?.inputs ?? []) {
      const way = findWay(input, source.name, makers);
      if (!way) continue;
      throw new CellError(
        source.name,
        `it reads ${input}, which is made of its own values: ${[source.name, ...way.toReversed()].join(' → ')} → ${source.name}`,
        ...findInput(source.text, input),
      );
    }
  }
  return variables;
}

/** A cell in JavaScript, as far as it stands between others. */
export interface Reader {
  inputs: readonly string[];
  outputs: readonly string[];
}

/**
 * The variables from one back to another that it is made of, the one itself first; undefined where it is not.
 *
 * @param makers what the cells read that declare a variable, by its name
 */
function findWay(
  from: string,
  to: string,
  makers: ReadonlyMap<string, readonly (readonly string[])[]>,
): string[] | undefined {
  const ways = new Map<string, string[]>([[from, [from]]]);
  for (const [name, way] of ways) {
    if (name === to) return way.slice(0, -1);
    for (const inputs of makers.get(name) ?? []) {
      for (const input of inputs) if (!ways.has(input)) ways.set(input, [...way, input]);
    }
  }
  return undefined;
}

function findInput(text: string, name: string): [line: number, column: number] {
  const at = text.search(new RegExp(`cell\\s*\\.\\s*Input[^"]*"${name.replaceAll('$', '\\$')}"`));
  const before = text.slice(0, Math.max(0, at)).split('\n');
  return [before.length, (before.at(-1) ?? '').length + 1];
}
