import type { Pattern } from './pattern/pattern.ts';
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
  const found = new Uint8Array(labels.key.length);
  const keyIndex = strings.indexOf(key);
  const known = new Map<string, boolean>();
  for (let at = 0; at < found.length; at++) {
    if (labels.key[at] !== keyIndex) continue;
    const text = toLabelText(profile, at);
    let matches = known.get(text);
    if (matches === undefined) {
      matches = value.test(text);
      known.set(text, matches);
    }
    if (matches) found[at] = 1;
  }
  return found;
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
  for (let at = 0; at < labels.key.length; at++) {
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
  const found = new Map<string, Map<string, LabelWeight & { sample: number }>>();
  for (let sample = 0; sample < samples.count; sample++) {
    for (let at = samples.labels[sample]!; at < samples.labels[sample + 1]!; at++) {
      const key = strings[labels.key[at]!]!;
      const value = toLabelText(profile, at);
      let values = found.get(key);
      if (!values) found.set(key, (values = new Map()));
      let known = values.get(value);
      if (!known) values.set(value, (known = { value, total: 0, sample: -1 }));
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
