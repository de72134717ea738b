import type { Node } from 'acorn';
import { CellError, type CompiledCell } from './cell.ts';
import { lineOf, parseProgram } from './compile-cell.ts';
import { toText } from './former-kinds.ts';
import { walk } from './walk.ts';

/** What the cells of a page may read besides each other. */
export interface PageScope {
  /** Names that the runtime hands in. */
  builtins: readonly string[];
  /** Names of the captures that the page's frontmatter declares. */
  captures: readonly string[];
}

/** A cell and what is wrong with it, at lines and columns of its own text. */
export interface FlowFault {
  cell: CompiledCell;
  error: CellError;
}

/** Handed to each cell by the runtime, for that cell alone. */
const ofEachCell = ['display', 'view', 'invalidation', 'visibility'];

/**
 * Globals of browsers that Node has not and the transpiler does not count among them. A cell that
 * reads one is drawn in the browser alone, but its name is defined.
 */
const ofBrowsers = new Set(
  (
    'addEventListener alert cancelIdleCallback confirm CSS customElements DOMParser Element FontFace getComputedStyle ' +
    'getSelection history HTMLElement IntersectionObserver innerHeight innerWidth localStorage location matchMedia ' +
    'MutationObserver Node NodeFilter OffscreenCanvas Option open prompt Range removeEventListener ' +
    'requestIdleCallback ResizeObserver screen scrollTo self sessionStorage SVGElement Text XMLHttpRequest XMLSerializer'
  ).split(' '),
);

/** Globals of Node, where a build runs, that no browser has. */
const ofNode = new Set(
  '__dirname __filename Buffer clearImmediate exports global module process require setImmediate'.split(' '),
);

/**
 * What is wrong between the cells of a page: names that nothing defines, cells that wait for each
 * other, and captures that the page does not declare.
 *
 * @param whole whether these are all the cells of the page; else names may be defined by the others
 */
export function checkFlow(
  cells: readonly CompiledCell[],
  scope: PageScope,
  { whole }: { whole: boolean },
): FlowFault[] {
  const defined = new Set([...scope.builtins, ...ofEachCell, ...cells.flatMap(({ outputs }) => outputs)]);
  const circling = findCircling(cells);
  const isCircling = new Set(circling);
  return cells.flatMap((cell) => {
    const at = (index: number, message: string): FlowFault => {
      const { line, column } = lineOf(cell.text, index);
      return { cell, error: new CellError(cell.name, message, line, column) };
    };
    const program = parseProgram(cell.text);
    const undefineds = whole ? findUndefined(cell, defined) : [];
    const circle = isCircling.has(cell) ? findCircle(cell, circling) : undefined;
    return [
      ...undefineds.map((name) => at(findMention(program, name), `${name} is not defined`)),
      ...(circle
        ? [
            at(
              findMention(program, circle[0] ?? ''),
              `it waits for itself: it reads ${circle.join(', which reads ')}`,
            ),
          ]
        : []),
      ...findCaptures(program)
        .filter(({ name }) => !scope.captures.includes(name))
        .map(({ name, start }) => at(start, toCaptureWords(name, scope.captures))),
    ];
  });
}

function toCaptureWords(name: string, captures: readonly string[]): string {
  const there = captures.length > 0 ? `there are ${captures.join(', ')}` : 'its frontmatter names none';
  return `the page declares no capture ${name}; ${there}`;
}

function findUndefined({ inputs }: CompiledCell, defined: ReadonlySet<string>): string[] {
  return inputs.filter(
    (name) =>
      !defined.has(name) && !ofBrowsers.has(name) && (ofNode.has(name) || !Object.hasOwn(globalThis, name)),
  );
}

/** Those of the cells that are in a circle, or read of one: without them the others have all that they wait for. */
function findCircling(cells: readonly CompiledCell[]): CompiledCell[] {
  const owners = new Map(cells.flatMap((owner) => owner.outputs.map((name) => [name, owner] as const)));
  const readers = new Map<CompiledCell, CompiledCell[]>(cells.map((cell) => [cell, []]));
  const waits = new Map<CompiledCell, number>();
  for (const cell of cells) {
    const read = new Set(cell.inputs.flatMap((name) => owners.get(name) ?? []));
    for (const owner of read) readers.get(owner)?.push(cell);
    waits.set(cell, read.size);
  }
  const ready = cells.filter((cell) => waits.get(cell) === 0);
  for (const cell of ready) {
    for (const reader of readers.get(cell) ?? []) {
      const left = (waits.get(reader) ?? 0) - 1;
      waits.set(reader, left);
      if (left === 0) ready.push(reader);
    }
  }
  return cells.filter((cell) => waits.get(cell) !== 0);
}

/**
 * The names over which a cell waits for itself, beginning with one that it reads and ending with its
 * own. Undefined where it does not, or where a cell before it on the page stands in the same circle:
 * a circle is one fault.
 */
function findCircle(cell: CompiledCell, cells: readonly CompiledCell[]): string[] | undefined {
  const owners = new Map(cells.flatMap((owner) => owner.outputs.map((name) => [name, owner] as const)));
  const paths: { names: string[]; passed: CompiledCell[] }[] = [{ names: [], passed: [cell] }];
  const seen = new Set<CompiledCell>();
  for (const { names, passed } of paths) {
    for (const input of passed.at(-1)?.inputs ?? []) {
      const owner = owners.get(input);
      if (!owner) continue;
      const longer = { names: [...names, input], passed: [...passed, owner] };
      if (owner === cell) {
        const first = Math.min(...longer.passed.map((one) => cells.indexOf(one)));
        return cells[first] === cell ? longer.names : undefined;
      }
      if (seen.has(owner)) continue;
      seen.add(owner);
      paths.push(longer);
    }
  }
  return undefined;
}

/** Calls of `capture` with a name that is written out. */
function findCaptures(program: Node | undefined): { name: string; start: number }[] {
  const found: { name: string; start: number }[] = [];
  if (!program) return found;
  walk(program, (node) => {
    if (node.type !== 'CallExpression') return;
    const { callee, arguments: given } = node as Node & {
      callee: Node & { name?: string };
      arguments: Node[];
    };
    const [first] = given;
    const name = first && toText(first);
    if (callee.type !== 'Identifier' || callee.name !== 'capture' || name === undefined) return;
    found.push({ name, start: first?.start ?? node.start });
  });
  return found;
}

/** Where a variable is first mentioned in a cell; its beginning where it is not found. */
function findMention(program: Node | undefined, name: string): number {
  const places: number[] = [];
  const keys = new Set<Node>();
  if (!program) return 0;
  walk(program, (node) => {
    const { key, property, computed } = node as Node & { key?: Node; property?: Node; computed?: boolean };
    // `a.name`, `{name: 1}`: a member is no variable. In `{name}` key and value are one.
    if (!computed && property) keys.add(property);
    if (!computed && key && !(node as Node & { shorthand?: boolean }).shorthand) keys.add(key);
    if (node.type === 'Identifier' && (node as Node & { name: string }).name === name && !keys.has(node)) {
      places.push(node.start);
    }
  });
  return places.length > 0 ? Math.min(...places) : 0;
}
