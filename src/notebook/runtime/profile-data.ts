import { type CallTreeOptions, type FoldedStacks, foldStacks, ROOT } from '#model/profile/call-tree.ts';
import {
  type ExactTree,
  sumExactly,
  toExactNumber,
  toExactTop,
  toExactTree,
} from '#model/profile/exact-sums.ts';
import type { Granularity } from '#model/profile/frames.ts';
import { filterByLabels, listLabels } from '#model/profile/labels.ts';
import { type Pattern, toPattern } from '#model/pattern/pattern.ts';
import type { Profile } from '#model/profile/profile.ts';
import { findSampleType } from '#model/profile/sample-type.ts';
import { toTotal } from '#model/profile/weights.ts';

/** What each sample has a value of. */
export interface SampleType {
  /** `cpu`, `inuse_space`, `samples`. */
  type: string;
  /** `nanoseconds`, `bytes`, `count`. */
  unit: string;
}

/** What of a profile is looked at, as the options of `go tool pprof` of these names have it. */
export interface ProfileOptions {
  /** Name of the sample type: `inuse_space`. Default: the profile's own, else the last. */
  type?: string;
  /** What counts as one frame: `functions` (default), `lines`, `files` or `packages`. */
  by?: Granularity;
  /** Keep only stacks with a matching frame. A string is a regular expression in Go's syntax. */
  focus?: string | RegExp;
  /** Keep only stacks without a matching frame. */
  ignore?: string | RegExp;
  /** Remove matching frames. */
  hide?: string | RegExp;
  /** Remove all frames but the matching ones. */
  show?: string | RegExp;
  /** Start each stack at the first matching frame from the root. */
  showFrom?: string | RegExp;
  /** Keep only samples with these labels. A string is the whole value: `{user: '7'}`. */
  labels?: Record<string, string | RegExp>;
  /** Merge a frame that calls itself with its caller. */
  mergeRecursion?: boolean;
}

/** A frame over all stacks. */
export interface ProfileRow {
  /** The frame's name: `main.work`, or as `by` says. */
  name: string;
  /** Path of the source file; empty if the profile does not say. */
  file: string;
  /** Spent in the frame itself. A string of digits where a number would not be exact, beyond 2^53. */
  flat: number | string;
  /** Spent in it and everything it called, likewise; each stack counts once. */
  cum: number | string;
  /** Share of the sample type's total: 0.5 is half; 0 if the total is 0. */
  flatShare: number;
  /** Likewise. */
  cumShare: number;
}

/** A stack, and what its samples come to. */
export interface ProfileStack {
  /** Names of frames, from the root to the leaf. */
  readonly frames: string[];
  /** As `flat` of a row. */
  value: number | string;
}

/** What `capture(name)` gives for a profile. */
export class ProfileData {
  /** Tells a profile from other captures. */
  readonly kind = 'profile';
  /** The capture's name, as the page declares it. */
  readonly name: string;
  /** The model itself: columns of typed arrays. */
  readonly profile: Profile;

  constructor(name: string, profile: Profile) {
    this.name = name;
    this.profile = profile;
  }

  /** What each sample has a value of, in the file's order. */
  get sampleTypes(): SampleType[] {
    return this.profile.sampleTypes.map(({ type, unit }) => ({ type, unit }));
  }

  /** The sample type used when none is named: the profile's default, else the last. */
  get sampleType(): string {
    return this.profile.sampleTypes[this.#typeOf(undefined)]!.type;
  }

  /** Number of samples in the file. Each is a stack with its labels and may stand for many events. */
  get samples(): number {
    return this.profile.samples.count;
  }

  /** Duration of the measurement; 0 if the file does not say. */
  get durationSeconds(): number {
    return Number(this.profile.durationNanos) / 1e9;
  }

  /** Time it was taken; undefined if the file does not say. */
  get date(): Date | undefined {
    const { timeNanos } = this.profile;
    return timeNanos === 0n ? undefined : new Date(Number(timeNanos / 1_000_000n));
  }

  /** Labels of the samples: values by key, numbers with their unit. */
  labels(): Map<string, string[]> {
    return listLabels(this.profile);
  }

  /**
   * The total that shares refer to: the sum of the absolute values of a sample type.
   *
   * @throws RangeError naming the sample types that there are
   */
  total(type?: string): number | string {
    return toExactNumber(toTotal(this.profile, this.#typeOf(type)));
  }

  /**
   * Every frame of every stack, greatest `cum` first.
   *
   * @throws RangeError for a sample type that it has not, or what is no regular expression
   */
  top(options: ProfileOptions = {}): ProfileRow[] {
    const { type, exact } = this.#fold(options);
    const total = Number(toTotal(this.profile, type));
    const toShare = (value: bigint) => (total === 0 ? 0 : Number(value) / total);
    return toExactTop(exact).map(({ frame, flat, cum }) => ({
      name: frame.name,
      file: frame.file,
      flat: toExactNumber(flat),
      cum: toExactNumber(cum),
      flatShare: toShare(flat),
      cumShare: toShare(cum),
    }));
  }

  /**
   * The stacks as a tree, merged from the root down. The node returned is the root, which is not a frame
   * itself.
   *
   * @throws RangeError as `top`
   */
  tree(options: ProfileOptions = {}): ProfileNode {
    const { folded, exact } = this.#fold(options);
    return new ProfileNode(new Branches(folded, exact), ROOT);
  }

  /**
   * Every distinct stack once, in tree order.
   *
   * @throws RangeError as `top`
   */
  stacks(options: ProfileOptions = {}): ProfileStack[] {
    const { folded, exact } = this.#fold(options);
    const { parent, frame, frames } = folded;
    const stacks: ProfileStack[] = [];
    for (let node = ROOT + 1; node < parent.length; node++) {
      const value = sumExactly(exact, ({ self }) => self[node]!);
      if (value === 0n) continue;
      const toNames = (): string[] => {
        const names: string[] = [];
        for (let at = node; at !== ROOT; at = parent[at]!) names.push(frames[frame[at]!]!.name);
        return names.reverse();
      };
      stacks.push({
        // Worked out where it is asked for: of a deep recursion all of them would be the square of its depth.
        get frames() {
          return toNames();
        },
        value: toExactNumber(value),
      });
    }
    return stacks;
  }

  #typeOf(asked: string | undefined): number {
    const type = findSampleType(this.profile, asked);
    if (type !== undefined) return type;
    const { sampleTypes } = this.profile;
    if (sampleTypes.length === 0)
      throw new RangeError(`${this.name} has no sample types: nothing was counted`);
    const names = sampleTypes.slice(0, MOST_NAMES).map((one) => one.type);
    const more = sampleTypes.length - names.length;
    throw new RangeError(
      `${this.name} has no sample type ${asked}; there are ${names.join(', ')}${more > 0 ? ` and ${more} more` : ''}`,
    );
  }

  #fold(options: ProfileOptions): { type: number; folded: FoldedStacks; exact: ExactTree } {
    checkNames(options);
    const type = this.#typeOf(options.type);
    const folded = foldStacks(this.profile, toTreeOptions(options));
    const { labels: asked = {} } = options;
    const labels = Object.entries(asked)
      .filter(([, value]) => value !== undefined)
      .map(([key, value]) => ({ key, value: toLabelTest(key, value) }));
    const kept = labels.length > 0 ? filterByLabels(this.profile, labels) : undefined;
    return { type, folded, exact: toExactTree(this.profile, folded, type, kept) };
  }
}

/** Sample types in a message. */
const MOST_NAMES = 20;

const granularities: readonly unknown[] = ['functions', 'lines', 'files', 'packages'];

/** `satisfies` keeps it whole: an option that is missing here is a fault of types. */
const optionNames = Object.keys({
  type: true,
  by: true,
  focus: true,
  ignore: true,
  hide: true,
  show: true,
  showFrom: true,
  labels: true,
  mergeRecursion: true,
} satisfies Record<keyof ProfileOptions, true>);

/** An option that nothing reads would give other numbers than were asked for, without a word. */
function checkNames(options: ProfileOptions): void {
  for (const name of Object.keys(options)) {
    if (!optionNames.includes(name))
      throw new RangeError(`${name}: no such option; there are ${optionNames.join(', ')}`);
  }
}

function toTreeOptions(options: ProfileOptions): CallTreeOptions {
  const { by, mergeRecursion } = options;
  if (by !== undefined && !granularities.includes(by)) {
    throw new RangeError(`by: ${String(by)} is none of ${granularities.join(', ')}`);
  }
  const [focus, ignore, hide, show, showFrom] = (
    ['focus', 'ignore', 'hide', 'show', 'showFrom'] as const
  ).map((name) => toTest(name, options[name]));
  return { granularity: by, mergeRecursion, filter: { focus, ignore, hide, show, showFrom } };
}

function toTest(name: string, asked: string | RegExp | undefined): Pattern | undefined {
  // With the flags g and y an expression goes on where it found something before.
  if (asked === undefined) return undefined;
  if (asked instanceof RegExp) return new RegExp(asked.source, asked.flags.replace(/[gy]/g, ''));
  if (typeof asked !== 'string')
    throw new RangeError(`${name}: ${String(asked)} is neither a text nor an expression`);
  const pattern = toPattern(asked);
  if (pattern) return pattern;
  throw new RangeError(`${name}: ${asked} is no regular expression in Go's syntax`);
}

function toLabelTest(key: string, asked: unknown): Pattern {
  if (asked instanceof RegExp) return new RegExp(asked.source, asked.flags.replace(/[gy]/g, ''));
  if (typeof asked === 'string') return { test: (text) => text === asked };
  // What labels hold is text, numbers too: with a number nothing would be found, without a word.
  throw new RangeError(`labels: ${key} is ${String(asked)}, neither a text nor an expression`);
}

/** A tree, and the nodes below each of its nodes. */
class Branches {
  readonly folded: FoldedStacks;
  readonly exact: ExactTree;
  #children: number[][] | undefined;

  constructor(folded: FoldedStacks, exact: ExactTree) {
    this.folded = folded;
    this.exact = exact;
  }

  /** Of those that samples end in, or below which some do. */
  below(node: number): readonly number[] {
    this.#children ??= this.#findChildren();
    return this.#children[node] ?? [];
  }

  #findChildren(): number[][] {
    const { parent } = this.folded;
    const children: number[][] = [];
    const isSpent = new Uint8Array(parent.length);
    // Children come after their parents; each list is filled from its end.
    for (let at = parent.length - 1; at > ROOT; at--) {
      if (this.exact.some(({ tree }) => tree.self[at] !== 0)) isSpent[at] = 1;
      if (!isSpent[at]) continue;
      isSpent[parent[at]!] = 1;
      (children[parent[at]!] ??= []).push(at);
    }
    return children;
  }
}

/** A frame as those above it called it. */
export class ProfileNode {
  readonly #branches: Branches;
  readonly #node: number;

  constructor(branches: Branches, node: number) {
    this.#branches = branches;
    this.#node = node;
  }

  /** The frame's name; empty for the root. */
  get name(): string {
    const { frames, frame } = this.#branches.folded;
    return this.#node === ROOT ? '' : frames[frame[this.#node]!]!.name;
  }

  /** Spent in the frame itself. A string of digits where a number would not be exact, beyond 2^53. */
  get self(): number | string {
    return toExactNumber(sumExactly(this.#branches.exact, ({ self }) => self[this.#node]!));
  }

  /** Spent in it and everything it called, likewise. */
  get total(): number | string {
    return toExactNumber(sumExactly(this.#branches.exact, ({ total }) => total[this.#node]!));
  }

  /** What it called, greatest total first. */
  get children(): ProfileNode[] {
    return this.#branches
      .below(this.#node)
      .map((node) => new ProfileNode(this.#branches, node))
      .map((child) => ({ child, size: Math.abs(Number(child.total)), name: child.name }))
      .sort((a, b) => b.size - a.size || (a.name < b.name ? -1 : 1))
      .map(({ child }) => child);
  }
}

// What cells show of it is called so, in a site made small too.
Object.defineProperty(ProfileData.prototype, Symbol.toStringTag, { value: 'ProfileData' });
Object.defineProperty(ProfileNode.prototype, Symbol.toStringTag, { value: 'ProfileNode' });
