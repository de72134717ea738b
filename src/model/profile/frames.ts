import { toPackage } from '#model/go-names.ts';
import type { Profile } from './profile.ts';

/** What counts as one and the same frame. */
export type Granularity = 'functions' | 'lines' | 'files' | 'packages';

/**
 * What stands in a stack, by granularity. Two frames are the same where their names are, and links
 * name them so.
 */
export interface Frame {
  /**
   * The function's name; with `lines` its file and line behind it (`main.f /x/main.go:7`), with `files` the
   * file alone, with `packages` the package. Where nobody knows the function: the program or library in
   * brackets (`[libc.so.6]`), or `<unknown>`.
   */
  name: string;
  /** One of the files that it is in; '' where none is known. */
  file: string;
  /** 0 where it is unknown, or there are several. */
  line: number;
}

/** The frames of a profile, and which of them each line is. */
export interface FrameTable {
  frames: readonly Frame[];
  /** By index into `profile.lines`. */
  ofLine: Uint32Array;
  /** By index into `profile.locations`: the frame of one without lines. */
  ofLocation: Uint32Array;
}

const tables = new WeakMap<Profile, Map<Granularity, FrameTable>>();

/** The same for a profile each time: of 100,000 functions it takes a while, and whoever has a frame knows it again. */
export function toFrameTable(profile: Profile, granularity: Granularity): FrameTable {
  let ofProfile = tables.get(profile);
  if (!ofProfile) tables.set(profile, (ofProfile = new Map()));
  let table = ofProfile.get(granularity);
  if (!table) ofProfile.set(granularity, (table = makeFrameTable(profile, granularity)));
  return table;
}

function makeFrameTable(profile: Profile, granularity: Granularity): FrameTable {
  const { strings, lines, locations, functions, mappings } = profile;
  const frames: Frame[] = [];
  const byName = new Map<string, number>();
  const frameOf = (name: string, file: string, line: number): number => {
    let index = byName.get(name);
    if (index === undefined) {
      index = frames.push({ name, file, line }) - 1;
      byName.set(name, index);
    }
    return index;
  };
  const objectNames = ['<unknown>', ...mappings.map(({ file }) => toObjectName(file))];

  // Most lines are of a function that was seen before: with `functions` its name need not be looked up again.
  const ofFunction = new Uint32Array(functions.name.length + 1);
  const ofLine = new Uint32Array(lines.function.length);
  const ofLocation = new Uint32Array(locations.mapping.length);
  for (let location = 0; location < ofLocation.length; location++) {
    const object = objectNames[locations.mapping[location]!]!;
    const [start, end] = [locations.lines[location]!, locations.lines[location + 1]!];
    if (start === end) ofLocation[location] = frameOf(object, '', 0);
    for (let at = start; at < end; at++) {
      const number = lines.function[at]!;
      const known = granularity === 'lines' ? 0 : ofFunction[number]!;
      if (known > 0) {
        ofLine[at] = known - 1;
        continue;
      }
      if (number === 0) {
        ofLine[at] = frameOf(object, '', 0);
        continue;
      }
      const name = strings[functions.name[number - 1]!]!;
      const file = strings[functions.file[number - 1]!]!;
      const line = lines.line[at]!;
      const named = toName(name, file, line, granularity);
      const frame = frameOf(named || object, file, granularity === 'lines' ? line : 0);
      ofLine[at] = frame;
      // One without a name goes by the program that it is in.
      if (named !== '') ofFunction[number] = frame + 1;
    }
  }
  return { frames, ofLine, ofLocation };
}

/** '' where a function has no name of that granularity. */
export function toName(name: string, file: string, line: number, granularity: Granularity): string {
  switch (granularity) {
    case 'functions':
      return name;
    case 'lines': {
      const place = line > 0 ? `${file}:${line}` : file;
      return name !== '' && place !== '' ? `${name} ${place}` : name || place;
    }
    case 'files':
      return file;
    case 'packages':
      return toPackage(name);
  }
}

/** `[libc.so.6]` of `/lib/x86_64-linux-gnu/libc.so.6`, `[kernel.kallsyms]` of itself. */
function toObjectName(file: string): string {
  const base = file.slice(file.lastIndexOf('/') + 1);
  if (base === '') return '<unknown>';
  return base.startsWith('[') ? base : `[${base}]`;
}
