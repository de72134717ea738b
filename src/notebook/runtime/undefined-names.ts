import type { CellWords, D3Part } from './words.ts';

/**
 * What is to be said after `x is not defined`: what took the name away, what there is instead, or
 * which name is meant. Undefined where the error says something else, or nothing is near.
 *
 * @param known names that a cell may read
 * @param lost names that an edit took away, with the cells that declared them
 */
export function explainUndefined(
  error: unknown,
  known: Iterable<string>,
  lost: Readonly<Record<string, string>>,
  words: Pick<CellWords, 'didYouMean' | 'instead' | 'noLongerDeclared'>,
): string | undefined {
  const message = String((error as { message?: unknown } | undefined)?.message ?? '');
  const name = /^([\w$]+) is not defined$/.exec(message)?.[1];
  if (name === undefined) return undefined;
  const cell = Object.hasOwn(lost, name) ? lost[name] : undefined;
  if (cell !== undefined) return words.noLongerDeclared(cell);
  if (Object.hasOwn(words.instead, name)) return words.instead[name];
  const near = findNearest(name, known);
  return near === undefined ? undefined : words.didYouMean(near);
}

/**
 * What is to be said after `Inputs.slider is not a function`: which member is meant, or which there are where
 * they are few. Undefined where the error says something else.
 *
 * @param objects what the runtime hands to cells, by name
 */
export function explainMember(
  error: unknown,
  objects: ReadonlyMap<string, object>,
  words: Pick<CellWords, 'didYouMean' | 'thereAre'>,
): string | undefined {
  const message = String((error as { message?: unknown } | undefined)?.message ?? '');
  const [, name = '', member = ''] = /^([\w$]+)\.([\w$]+) is not a function/.exec(message) ?? [];
  const object = objects.get(name);
  if (!object) return undefined;
  const members = Object.keys(object);
  const near = findNearest(member, members);
  if (near !== undefined) return words.didYouMean(`${name}.${near}`);
  return members.length > mostListed ? undefined : words.thereAre(members.join(', '));
}

/** More members than these are not listed: those of Plot are hundreds. */
const mostListed = 20;

/** The name that differs least, if it is by no more than a third of its letters; case alone counts little. */
function findNearest(name: string, known: Iterable<string>): string | undefined {
  let nearest: string | undefined;
  let least = Math.min(3, Math.max(1, Math.floor(name.length / 3))) + 0.5;
  for (const other of known) {
    const same = other.toLowerCase() === name.toLowerCase();
    const distance = same
      ? 0.25
      : Math.abs(other.length - name.length) > least
        ? Infinity
        : distanceOf(name, other);
    if (distance >= least) continue;
    least = distance;
    nearest = other;
  }
  return nearest;
}

/** Letters to put in, take out, change or swap with the next one to get from one word to another. */
function distanceOf(a: string, b: string): number {
  let [before, last] = [[] as number[], Array.from({ length: b.length + 1 }, (_, at) => at)];
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let cost = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        cost = Math.min(cost, before[j - 2]! + 1);
      }
      row.push(cost);
    }
    [before, last] = [last, row];
  }
  return last[b.length]!;
}

/** What of d3 is not in d3-array, by the beginnings of its names. */
const missing: readonly (readonly [RegExp, D3Part])[] = [
  [/^scale|^tickFormat$/, 'scale'],
  [/^axis/, 'axis'],
  [/^(?:select|create|creator|local|matcher|namespace|pointer|selection|style|window)/, 'dom'],
  [/^(?:csv|tsv|dsv|json|text|xml|html|image|blob|buffer|autoType|svg)(?:[A-Z]|$)/, 'fetch'],
  [/^(?:format|precision|timeFormat|timeParse|utcFormat|utcParse|isoFormat|isoParse)/, 'format'],
  [/^(?:interpolate|scheme|rgb|hsl|lab|hcl|lch|gray|color|cubehelix|quantize$|piecewise)/, 'colour'],
  [
    /^(?:geo|force|hierarchy|tree|pack|partition|cluster|stratify|delaunay|Delaunay|voronoi|Voronoi|contour|density|hexbin|chord|ribbon|quadtree|polygon|Node$)/,
    'layout',
  ],
  [/^(?:brush|zoom|drag|transition|ease|timer|timeout|interval$|dispatch|active$|interrupt|now$)/, 'motion'],
  [/^random/, 'random'],
  [/^(?:time|utc)(?:[A-Z]|$)/, 'time'],
  [/^(?:line|area|arc|pie|stack|curve|symbol|link|point|path)(?:[A-Z]|$)/, 'shape'],
];

/** d3-array, which says what there is instead of the rest of d3 where a cell asks for it. */
export function createD3<T extends object>(
  d3: T,
  words: Pick<CellWords, 'insteadOfD3' | 'insteadOfD3Parts' | 'didYouMean'>,
): T {
  return new Proxy(
    { ...d3 },
    {
      get(target, name, receiver) {
        if (typeof name === 'symbol' || name in target) return Reflect.get(target, name, receiver) as unknown;
        const part = missing.find(([pattern]) => pattern.test(name))?.[1];
        if (part) throw new TypeError(words.insteadOfD3(name, words.insteadOfD3Parts[part]));
        const near = name === 'then' ? undefined : findNearest(name, Object.keys(target));
        if (near !== undefined)
          throw new TypeError(`d3.${name} is not there. ${words.didYouMean(`d3.${near}`)}`);
        return undefined;
      },
    },
  );
}
