import { type CallTree, type FoldedStacks, foldStacks, toCallTree } from '#model/profile/call-tree.ts';
import { toDifference } from '#model/profile/difference.ts';
import type { Frame } from '#model/profile/frames.ts';
import { filterByLabels } from '#model/profile/labels.ts';
import { mergeTwo } from '#model/profile/merge.ts';
import { readPattern, toPattern } from '#model/pattern/pattern.ts';
import type { PatternError } from '#model/pattern/parse.ts';
import type { Profile, ValueType } from '#model/profile/profile.ts';
import { findSampleType } from '#model/profile/sample-type.ts';
import type { StackFilter } from '#model/profile/stack-filter.ts';
import { isChange, toTotal, toWeights } from '#model/profile/weights.ts';
import type { LabelChoice, ProfileState } from '#view/profile-state.ts';
import type { StateChange } from '#view/state-change.ts';

/** Another profile that is open. */
export interface OtherProfile {
  slot: string;
  name: string;
  profile: Profile;
}

/** Why something that was asked for is not shown; the view says it, and shows what there is. */
export type ShownFault =
  | { code: 'no-type'; asked: string; has: string[] }
  | { code: 'not-open'; slot: string }
  | { code: 'no-common-type'; name: string; has: string[]; theirs: string[] }
  | { code: 'type-not-common'; name: string; type: string; common: string[] };

/** What is looked at before anything is filtered: the profile, a sum, or the two sides of a difference. */
export interface Subject {
  profile: Profile;
  /** Index into its sample types; undefined where it has none. */
  type: number | undefined;
  valueType: ValueType;
  /** What shares are of, exact. */
  total: bigint;
  /** By sample; of a difference what was gained. */
  weights: Float64Array;
  /** Values are what has changed: it is compared here, or its maker has done so. */
  isChange: boolean;
  difference?:
    | {
        name: string;
        before: Float64Array;
        after: Float64Array;
        /** Where the samples of the later side begin, and what their values were multiplied by. */
        middle: number;
        scale: number;
      }
    | undefined;
  faults: ShownFault[];
}

export type SubjectFields = StateChange<Pick<ProfileState, 'sample' | 'base' | 'normalised' | 'added'>>;

export function toSubject(
  own: Profile,
  { sample, base, normalised, added = [] }: SubjectFields,
  others: readonly OtherProfile[],
): Subject {
  const faults: ShownFault[] = [];
  const find = (slot: string): OtherProfile | undefined => {
    const found = others.find((other) => other.slot === slot);
    // One that is both compared with and added is missed once.
    if (!found && !faults.some((fault) => fault.code === 'not-open' && fault.slot === slot))
      faults.push({ code: 'not-open', slot });
    return found;
  };
  let profile = own;
  // A link may name one a thousand times: it is there once.
  for (const slot of new Set(added)) {
    const other = find(slot);
    const merged = other && mergeTwo(profile, other.profile);
    if (merged) profile = merged.profile;
    else if (other) faults.push(toNoCommonType(profile, other));
  }
  const asked = findSampleType(profile, sample);
  if (sample !== undefined && asked === undefined) {
    faults.push({ code: 'no-type', asked: sample, has: typesOf(profile) });
  }
  const type = asked ?? findSampleType(profile);
  const valueType = type === undefined ? { type: '', unit: '' } : profile.sampleTypes[type]!;
  const earlier = base === undefined ? undefined : find(base);
  if (earlier && type !== undefined) {
    const difference = toDifference(earlier.profile, profile, valueType, { isNormalised: normalised });
    if (difference) return toDifferent(profile, earlier, type, difference, faults);
    const common = typesOf(profile).filter((one) => typesOf(earlier.profile).includes(one));
    faults.push(
      common.length === 0
        ? toNoCommonType(profile, earlier)
        : { code: 'type-not-common', name: earlier.name, type: valueType.type, common },
    );
  }
  const weights = type === undefined ? new Float64Array(profile.samples.count) : toWeights(profile, type);
  return {
    profile,
    type,
    valueType,
    total: type === undefined ? 0n : toTotal(profile, type),
    weights,
    isChange: isChange(weights),
    faults,
  };
}

function toDifferent(
  later: Profile,
  earlier: OtherProfile,
  type: number,
  difference: NonNullable<ReturnType<typeof toDifference>>,
  faults: ShownFault[],
): Subject {
  const { profile, before, after, change } = difference;
  const valueType = later.sampleTypes[type]!;
  const indexIn = ({ sampleTypes }: Profile): number =>
    sampleTypes.findIndex((one) => one.type === valueType.type && one.unit === valueType.unit);
  const ofBase = toTotal(earlier.profile, indexIn(earlier.profile));
  const middle = earlier.profile.samples.count;
  const plain = toWeights(later, type);
  const at = plain.findIndex((weight) => weight !== 0);
  return {
    profile,
    type: indexIn(profile),
    valueType,
    // As pprof has it shares are of the earlier one; where it has nothing, of the later one.
    total: ofBase > 0n ? ofBase : toTotal(later, type),
    weights: change,
    isChange: true,
    difference: {
      name: earlier.name,
      before,
      after,
      middle,
      scale: at < 0 ? 1 : after[middle + at]! / plain[at]!,
    },
    faults,
  };
}

function toNoCommonType(profile: Profile, { name, profile: other }: OtherProfile): ShownFault {
  return { code: 'no-common-type', name, has: typesOf(profile), theirs: typesOf(other) };
}

/** With their units, as two types of one name and different units are none in common. */
function typesOf({ sampleTypes }: Profile): string[] {
  return sampleTypes.map(({ type, unit }) => (unit === '' ? type : `${type} (${unit})`));
}

/** The fields that hold an expression, and what the model calls them, in the order of pprof's manual. */
export const patternFields = [
  ['focus', 'focus'],
  ['ignore', 'ignore'],
  ['hideFrames', 'hide'],
  ['showFrames', 'show'],
  ['showFrom', 'showFrom'],
] as const;

export type PatternField = (typeof patternFields)[number][0];

export type PatternFields = StateChange<Pick<ProfileState, PatternField>>;

/** An expression that is none filters nothing, and its fault is said where it is written. */
export interface ReadFilter {
  filter: StackFilter;
  faults: Partial<Record<PatternField, Pick<PatternError, 'fault' | 'at'>>>;
}

export function readFilter(fields: PatternFields): ReadFilter {
  const read: ReadFilter = { filter: {}, faults: {} };
  for (const [field, name] of patternFields) {
    const source = fields[field];
    if (source === undefined || source === '') continue;
    const pattern = readPattern(source);
    if ('fault' in pattern) read.faults[field] = pattern;
    else read.filter[name] = pattern;
  }
  return read;
}

/**
 * By sample: whether it has the labels that are asked for. Of several values of one key any will do; of those
 * to be without none may be there.
 */
export function keepByLabels(profile: Profile, choices: readonly LabelChoice[]): Uint8Array {
  const toFilters = (isNot: boolean) => {
    const byKey = Map.groupBy(
      choices.filter(({ not = false }) => not === isNot),
      ({ key }) => key,
    );
    return [...byKey].map(([key, same]) => {
      const values = new Set(same.map(({ value }) => value));
      return { key, value: { test: (text: string) => values.has(text) } };
    });
  };
  return filterByLabels(profile, toFilters(false), toFilters(true));
}

/** The trees of what is shown: one, or of a difference those of its two sides as well, node by node the same. */
export interface ShownTrees {
  tree: CallTree;
  before?: CallTree | undefined;
  after?: CallTree | undefined;
}

export function toTrees(subject: Subject, folded: FoldedStacks, kept: Uint8Array | undefined): ShownTrees {
  const [tree, before, after] = toShownWeights(subject, kept).map((weights) =>
    toCallTree(subject.profile, folded, weights),
  );
  return { tree: tree!, before, after };
}

/** By sample, 0 for those that are left out: what they weigh, and in a difference on each of its sides. */
export function toShownWeights(
  { weights, difference }: Pick<Subject, 'weights' | 'difference'>,
  kept: Uint8Array | undefined,
): Float64Array[] {
  const all = difference ? [weights, difference.before, difference.after] : [weights];
  return kept ? all.map((each) => keepWeights(each, kept)) : all;
}

function keepWeights(weights: Float64Array, kept: Uint8Array): Float64Array {
  const left = new Float64Array(weights.length);
  for (let at = 0; at < left.length; at++) if (kept[at]) left[at] = weights[at]!;
  return left;
}

export type FoldFields = StateChange<Pick<ProfileState, 'by' | 'recursion'>>;

export function fold(profile: Profile, filter: StackFilter, { by, recursion }: FoldFields): FoldedStacks {
  return foldStacks(profile, { granularity: by, filter, mergeRecursion: recursion });
}

/** What a search looks at, by frame: its name and its file, whatever the case. */
export function toSearchable(frames: readonly Frame[]): string[] {
  return frames.map(({ name, file }) => `${name}\n${file}`.toLowerCase());
}

/**
 * By frame: 1 where its name or file has the text; where none has, and it is a regular expression as the filters take
 * them, what that matches. Names such as `main.(*T).run` are pasted as they are, and none of them is lost to its dots.
 */
export function findFrames(searchable: readonly string[], text: string): Uint8Array {
  const wanted = text.toLowerCase();
  const found = Uint8Array.from(searchable, (one) => (one.includes(wanted) ? 1 : 0));
  if (found.includes(1) || !/[\\^$.|?*+()[\]{}]/.test(text)) return found;
  const pattern = toPattern(`(?i)${text}`);
  return pattern ? Uint8Array.from(searchable, (one) => (pattern.test(one) ? 1 : 0)) : found;
}
