import type { Profile } from './profile.ts';

/** Where a function stands. */
export interface FunctionPlace {
  file: string;
  /** The line that it begins at, where that is known; else the first of it that was seen; 0 for none. */
  line: number;
}

/** By name of the function. */
export function toPlaces({ functions, lines, strings }: Profile): Map<string, FunctionPlace> {
  const places = new Map<string, FunctionPlace>();
  const seen = new Float64Array(functions.name.length);
  lines.function.forEach((number, at) => {
    if (number === 0) return;
    const line = lines.line[at]!;
    const before = seen[number - 1]!;
    if (line > 0 && (before === 0 || line < before)) seen[number - 1] = line;
  });
  for (let at = 0; at < functions.name.length; at++) {
    const name = strings[functions.name[at]!]!;
    const file = strings[functions.file[at]!]!;
    const line = functions.startLine[at]! || seen[at]!;
    const known = places.get(name);
    if (file !== '' && !(known && known.line > 0)) places.set(name, { file, line });
  }
  return places;
}
