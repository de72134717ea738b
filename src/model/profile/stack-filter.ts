import { type Pattern, toPattern } from '#model/pattern/pattern.ts';
import type { Profile } from './profile.ts';

/**
 * Which stacks are looked at, and which frames of them, as `go tool pprof` means its options of these
 * names. A pattern is held against the name and the file of a function, and the file of a mapping.
 */
export interface StackFilter {
  /** Stacks with a frame that matches, alone. */
  focus?: Pattern | undefined;
  /** Keep only stacks without a matching frame. */
  ignore?: Pattern | undefined;
  /** Frames that match are taken out, and what they called is shown as called by their callers. */
  hide?: Pattern | undefined;
  /** Remove all frames but the matching ones. */
  show?: Pattern | undefined;
  /** Stacks begin with the first frame from the root that matches; those without one are left out. */
  showFrom?: Pattern | undefined;
  /** Whether what the maker of the profile wants dropped is dropped, as pprof does when it opens a file. */
  dropFrames?: boolean | undefined;
}

/** What a filter leaves. */
export interface FilteredStacks {
  /** By line: whether it is shown. */
  lines: Uint8Array;
  /** By location: whether it is shown without a line, as it has none. */
  bare: Uint8Array;
  /** By stack: whether its own location (not its callers') is shown, where any of its lines is. */
  shown: Uint8Array;
  /** By stack: whether samples that end in it are kept. */
  kept: Uint8Array;
}

export function filterStacks(profile: Profile, filter: StackFilter): FilteredStacks {
  const { focus, ignore, hide, show, showFrom } = filter;
  const { stacks, locations, lines } = profile;
  const stackCount = stacks.caller.length;
  const filtered: FilteredStacks = {
    lines: new Uint8Array(lines.function.length).fill(1),
    bare: new Uint8Array(locations.mapping.length).fill(1),
    shown: new Uint8Array(stackCount).fill(1),
    kept: new Uint8Array(stackCount).fill(1),
  };
  if (filter.dropFrames && profile.dropFrames !== '') dropFrames(profile, filtered);
  if (focus || ignore || hide || show) {
    const matches = new Matches(profile, filtered.lines);
    selectStacks(
      profile,
      filtered,
      matches.ofLocations(focus),
      matches.ofLocations(ignore),
      focus === undefined,
    );
    if (hide) hideFrames(profile, filtered, new Matches(profile, filtered.lines), hide, false);
    if (show) hideFrames(profile, filtered, new Matches(profile, filtered.lines), show, true);
    // A stack of which nothing is left to be shown is left out with its samples.
    if (hide || show) dropEmptyStacks(profile, filtered);
  }
  if (showFrom) startFrom(profile, filtered, showFrom);
  return filtered;
}

/** Which functions, mappings and locations a pattern matches, of those lines that are still shown. */
class Matches {
  private readonly profile: Profile;
  private readonly shownLines: Uint8Array;

  constructor(profile: Profile, shownLines: Uint8Array) {
    this.profile = profile;
    this.shownLines = shownLines;
  }

  /** By number of the function; 0 for none. */
  ofFunctions(pattern: Pattern): Uint8Array {
    const { functions, strings } = this.profile;
    // Functions share their files, and some their names: each text is held against the pattern once.
    const known = new Int8Array(strings.length).fill(-1);
    const matches = (text: number): boolean => {
      if (known[text] === -1) known[text] = pattern.test(strings[text]!) ? 1 : 0;
      return known[text] === 1;
    };
    const found = new Uint8Array(functions.name.length + 1);
    for (let at = 0; at < functions.name.length; at++) {
      if (matches(functions.name[at]!) || matches(functions.file[at]!)) found[at + 1] = 1;
    }
    return found;
  }

  /** By number of the mapping; 0 for none. */
  ofMappings(pattern: Pattern): Uint8Array {
    return Uint8Array.from([0, ...this.profile.mappings.map(({ file }) => (pattern.test(file) ? 1 : 0))]);
  }

  /** By location: whether any of its lines or its mapping matches. */
  ofLocations(pattern: Pattern | undefined): Uint8Array {
    const { locations, lines } = this.profile;
    const found = new Uint8Array(locations.mapping.length);
    if (!pattern) return found;
    const functions = this.ofFunctions(pattern);
    const mappings = this.ofMappings(pattern);
    for (let location = 0; location < found.length; location++) {
      let matches = mappings[locations.mapping[location]!]!;
      for (let at = locations.lines[location]!; at < locations.lines[location + 1]!; at++) {
        if (this.shownLines[at]) matches |= functions[lines.function[at]!]!;
      }
      found[location] = matches;
    }
    return found;
  }
}

function selectStacks(
  { stacks }: Profile,
  { kept, shown }: FilteredStacks,
  focused: Uint8Array,
  ignored: Uint8Array,
  isAllFocused: boolean,
): void {
  const inFocus = new Uint8Array(kept.length);
  const isIgnored = new Uint8Array(kept.length);
  // A stack without frames is of no focus: pprof leaves it out as soon as anything is asked for.
  kept[0] = 0;
  for (let stack = 1; stack < kept.length; stack++) {
    const caller = stacks.caller[stack]!;
    const location = stacks.location[stack]!;
    // What the maker wants dropped is not there any more.
    const there = shown[stack]!;
    isIgnored[stack] = isIgnored[caller]! | (there & ignored[location]!);
    const counts = isAllFocused ? 1 - ignored[location]! : focused[location]! & (1 - ignored[location]!);
    inFocus[stack] = inFocus[caller]! | (there & counts);
    kept[stack]! &= inFocus[stack]! & (1 - isIgnored[stack]!);
  }
}

/** Takes out the lines that match, or with `others` all but those. */
function hideFrames(
  { locations, lines }: Profile,
  filtered: FilteredStacks,
  matches: Matches,
  pattern: Pattern,
  others: boolean,
): void {
  const functions = matches.ofFunctions(pattern);
  const mappings = matches.ofMappings(pattern);
  for (let location = 0; location < locations.mapping.length; location++) {
    const isObject = mappings[locations.mapping[location]!] === 1;
    // Of what has no lines there is nothing to show by its name.
    if (isObject || others) filtered.bare[location] = 0;
    for (let at = locations.lines[location]!; at < locations.lines[location + 1]!; at++) {
      const number = lines.function[at]!;
      const isMatch = functions[number] === 1 || isObject;
      // A line of no function has no name to be hidden or not to be shown by.
      if (others ? !isMatch && number > 0 : isMatch) filtered.lines[at] = 0;
    }
  }
}

function dropEmptyStacks(profile: Profile, filtered: FilteredStacks): void {
  const { stacks } = profile;
  const visible = toVisible(profile, filtered);
  const hasFrame = new Uint8Array(filtered.kept.length);
  for (let stack = 1; stack < hasFrame.length; stack++) {
    const own = filtered.shown[stack]! & visible[stacks.location[stack]!]!;
    hasFrame[stack] = hasFrame[stacks.caller[stack]!]! | own;
    if (!hasFrame[stack]) filtered.kept[stack] = 0;
  }
}

/** By location: whether anything of it is shown. */
function toVisible({ locations }: Profile, { lines, bare }: FilteredStacks): Uint8Array {
  const visible = new Uint8Array(locations.mapping.length);
  for (let location = 0; location < visible.length; location++) {
    const [start, end] = [locations.lines[location]!, locations.lines[location + 1]!];
    visible[location] = start === end ? bare[location]! : 0;
    for (let at = start; at < end; at++) visible[location]! |= lines[at]!;
  }
  return visible;
}

function startFrom(profile: Profile, filtered: FilteredStacks, pattern: Pattern): void {
  const { stacks, locations, lines } = profile;
  const matches = new Matches(profile, filtered.lines);
  const functions = matches.ofFunctions(pattern);
  const mappings = matches.ofMappings(pattern);
  const visible = toVisible(profile, filtered);
  const starts = new Uint8Array(locations.mapping.length);
  for (let location = 0; location < starts.length; location++) {
    if (!visible[location]) continue;
    starts[location] = mappings[locations.mapping[location]!]!;
    if (starts[location]) continue;
    // Of inlined calls the outermost that matches begins, and its callers go.
    let at = locations.lines[location + 1]! - 1;
    const first = locations.lines[location]!;
    while (at >= first && !(filtered.lines[at] && functions[lines.function[at]!])) at--;
    if (at < first) continue;
    starts[location] = 1;
    filtered.lines.fill(0, at + 1, locations.lines[location + 1]!);
  }
  const begun = new Uint8Array(filtered.kept.length);
  filtered.kept[0] = 0;
  for (let stack = 1; stack < begun.length; stack++) {
    const own = filtered.shown[stack]! & starts[stacks.location[stack]!]!;
    begun[stack] = begun[stacks.caller[stack]!]! | own;
    filtered.shown[stack]! &= begun[stack]!;
    filtered.kept[stack]! &= begun[stack]!;
  }
}

/** The names of operators and namespaces that hold brackets themselves. */
const BRACKETED = /\(anonymous namespace\)|operator\(\)|\(/g;

/** A function's name without its arguments, as the expressions of profiles have it. */
function toBareName(name: string): string {
  // The dot is the one of old PowerPC's entry points.
  const plain = name.startsWith('.') ? name.slice(1) : name;
  for (const match of plain.matchAll(BRACKETED)) {
    if (match[0] === '(') return plain.slice(0, match.index);
  }
  return plain;
}

/**
 * By function: 1 where its maker wants it dropped; undefined where nothing is, as by an expression that is
 * none.
 */
function findDroppedFunctions(profile: Profile): Uint8Array | undefined {
  if (profile.dropFrames === '') return undefined;
  const drop = toPattern(`^(?:${profile.dropFrames})$`);
  const keep = profile.keepFrames === '' ? undefined : toPattern(`^(?:${profile.keepFrames})$`);
  // One that is none drops nothing, as with pprof.
  if (!drop || (profile.keepFrames !== '' && !keep)) return undefined;
  return Uint8Array.from(profile.functions.name, (text) => {
    const name = toBareName(profile.strings[text]!);
    return name !== '' && drop.test(name) && !keep?.test(name) ? 1 : 0;
  });
}

/**
 * An expression that drops the same functions as the profile's own two, where they are called otherwise in
 * another that has as many; '' where none of them is dropped.
 */
export function toDropPattern(profile: Profile, renamed: Pick<Profile, 'functions' | 'strings'>): string {
  const isDropped = findDroppedFunctions(profile);
  if (!isDropped) return '';
  const names = new Set<string>();
  for (let at = 0; at < isDropped.length; at++) {
    if (isDropped[at]) names.add(toBareName(renamed.strings[renamed.functions.name[at]!]!));
  }
  names.delete('');
  return [...names].map((name) => name.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')).join('|');
}

/**
 * Takes out functions that the maker of the profile wants dropped, with all that they called, wherever
 * one that is not dropped called them: what was spent in them was spent in that one.
 */
function dropFrames(profile: Profile, filtered: FilteredStacks): void {
  const { stacks, locations, lines } = profile;
  const isDropped = findDroppedFunctions(profile);
  if (!isDropped) return;
  /** By location: whether it goes, or stays with those of its lines that called the one that goes. */
  const GOES = 1;
  const STAYS = 2;
  const ends = new Uint8Array(locations.mapping.length);
  for (let location = 0; location < ends.length; location++) {
    const [first, end] = [locations.lines[location]!, locations.lines[location + 1]!];
    let at = end - 1;
    while (at >= first && !(lines.function[at]! > 0 && isDropped[lines.function[at]! - 1])) at--;
    if (at < first) continue;
    ends[location] = at === end - 1 ? GOES : STAYS;
    if (ends[location] === STAYS) filtered.lines.fill(0, first, at + 1);
  }
  const hasCaller = new Uint8Array(filtered.shown.length);
  const isOver = new Uint8Array(filtered.shown.length);
  for (let stack = 1; stack < isOver.length; stack++) {
    const caller = stacks.caller[stack]!;
    const end = ends[stacks.location[stack]!]!;
    hasCaller[stack] = hasCaller[caller]! | (end === 0 ? 1 : 0);
    const endsHere = end !== 0 && hasCaller[caller] === 1;
    isOver[stack] = isOver[caller]! | (endsHere ? 1 : 0);
    if (isOver[caller] || (endsHere && end === GOES)) filtered.shown[stack] = 0;
  }
}
