import { PairTable } from './pair-table.ts';
import type { Pattern } from '#model/pattern/pattern.ts';
import type { Profile } from './profile.ts';

/** Samples with a label of this key whose value matches: its text, or its number with the unit behind it (`4096bytes`). */
export interface LabelFilter {
  key: string;
  value: Pattern;
}

/** By sample: 1 where it has a label for each of the filters to focus on, and for none of those to ignore. */
export function filterByLabels(
  profile: Profile,
  focus: readonly LabelFilter[],
  ignore: readonly LabelFilter[] = [],
): Uint8Array {
  const { samples } = profile;
  const kept = new Uint8Array(samples.count).fill(1);
  for (const [filters, wanted] of [
    [focus, 1],
    [ignore, 0],
  ] as const) {
    for (const filter of filters) {
      const matches = findLabels(profile, filter);
      for (let sample = 0; sample < samples.count; sample++) {
        let has = 0;
        for (let at = samples.labels[sample]!; at < samples.labels[sample + 1]!; at++) has |= matches[at]!;
        if (has !== wanted) kept[sample] = 0;
      }
    }
  }
  return kept;
}

/** By label. */
function findLabels(profile: Profile, { key, value }: LabelFilter): Uint8Array {
  const { labels, strings } = profile;
  const { numberOf, first } = numberLabels(profile);
  const keyIndex = strings.indexOf(key);
  const matches = Uint8Array.from(first, (at) =>
    labels.key[at] === keyIndex && value.test(toLabelText(profile, at)) ? 1 : 0,
  );
  const found = new Uint8Array(numberOf.length);
  for (let at = 0; at < found.length; at++) found[at] = matches[numberOf[at]!]!;
  return found;
}

/** The labels that differ by their key or their value. */
interface LabelNumbers {
  /** By label: the number of what it says. */
  numberOf: Uint32Array;
  /** By number: the first label that says it. */
  first: Uint32Array;
}

const numbered = new WeakMap<Profile['labels'], LabelNumbers>();

/** There may be millions of labels, and as a rule they say few things: what is looked at by text is looked at once. */
function numberLabels({ labels }: Pick<Profile, 'labels'>): LabelNumbers {
  const known = numbered.get(labels);
  if (known) return known;
  const { key, text, number, unit } = labels;
  // By their halves: a BigInt for each would cost ten times as much.
  const halves = new Uint32Array(number.buffer, number.byteOffset, 2 * number.length);
  const [keys, values, all] = [new PairTable(), new PairTable(), new PairTable()];
  const numberOf = new Uint32Array(key.length);
  const first: number[] = [];
  for (let at = 0; at < numberOf.length; at++) {
    const isText = text[at] !== 0;
    // Of a text label the number says nothing; no unit is behind the last text.
    const named = keys.numberOf(key[at]!, isText ? 0 : 1 + unit[at]!);
    const value = isText
      ? values.numberOf(text[at]!, 0)
      : values.numberOf(halves[2 * at]!, halves[2 * at + 1]!);
    const found = all.numberOf(named, value);
    if (found === first.length) first.push(at);
    numberOf[at] = found;
  }
  const made = { numberOf, first: Uint32Array.from(first) };
  numbered.set(labels, made);
  return made;
}

/** The value of a label: its text, or its number with the unit behind it. */
export function toLabelText({ labels, strings }: Pick<Profile, 'labels' | 'strings'>, at: number): string {
  const text = labels.text[at]!;
  return text === 0 ? `${labels.number[at]}${strings[labels.unit[at]!]}` : strings[text]!;
}

/** The labels that there are: by key, each value once, in the order of the samples. */
export function listLabels(profile: Profile): Map<string, string[]> {
  const { labels, strings } = profile;
  const found = new Map<string, Set<string>>();
  for (const at of numberLabels(profile).first) {
    const key = strings[labels.key[at]!]!;
    let values = found.get(key);
    if (!values) found.set(key, (values = new Set()));
    values.add(toLabelText(profile, at));
  }
  return new Map([...found].map(([key, values]) => [key, [...values]]));
}

/** A value of a label, and what the samples that have it weigh together. */
export interface LabelWeight {
  value: string;
  total: number;
}

/** The labels that there are, by key, the heaviest value first; a sample counts once for each value that it has. */
export function weighLabels(profile: Profile, weights: Float64Array): Map<string, LabelWeight[]> {
  const { labels, samples, strings } = profile;
  const { numberOf, first } = numberLabels(profile);
  const found = new Map<string, Map<string, LabelWeight & { sample: number }>>();
  // A text and a number may be written alike, and are one value then.
  const weightOf = Array.from(first, (at) => {
    const key = strings[labels.key[at]!]!;
    const value = toLabelText(profile, at);
    let values = found.get(key);
    if (!values) found.set(key, (values = new Map()));
    let known = values.get(value);
    if (!known) values.set(value, (known = { value, total: 0, sample: -1 }));
    return known;
  });
  for (let sample = 0; sample < samples.count; sample++) {
    for (let at = samples.labels[sample]!; at < samples.labels[sample + 1]!; at++) {
      const known = weightOf[numberOf[at]!]!;
      if (known.sample !== sample) known.total += weights[sample]!;
      known.sample = sample;
    }
  }
  return new Map(
    [...found].map(([key, values]) => [
      key,
      [...values.values()]
        .map(({ value, total }) => ({ value, total }))
        .sort((a, b) => Math.abs(b.total) - Math.abs(a.total) || (a.value < b.value ? -1 : 1)),
    ]),
  );
}
