import type { Profile } from '#model/profile/profile.ts';

export interface PlainSample {
  /** From the root: the names of the lines of a location, the outermost first; its address where it has none. */
  stack: string[];
  values: bigint[];
  labels: Record<string, (string | bigint)[]>;
}

/** Samples as one would write them down, for tests to compare. */
export function toPlainSamples(profile: Profile): PlainSample[] {
  const { samples, labels, strings } = profile;
  return Array.from({ length: samples.count }, (_, sample) => {
    const found: PlainSample['labels'] = {};
    for (let at = samples.labels[sample]!; at < samples.labels[sample + 1]!; at++) {
      const value = labels.text[at] ? strings[labels.text[at]!]! : labels.number[at]!;
      (found[strings[labels.key[at]!]!] ??= []).push(value);
    }
    return {
      stack: toPlainStack(profile, samples.stack[sample]!),
      values: samples.values.map((column) => column[sample]!),
      labels: found,
    };
  });
}

function toPlainStack(profile: Profile, leaf: number): string[] {
  const { stacks, locations, lines, functions, strings } = profile;
  const stack: string[] = [];
  for (let at = leaf; at !== 0; at = stacks.caller[at]!) {
    const location = stacks.location[at]!;
    const [start, end] = [locations.lines[location]!, locations.lines[location + 1]!];
    if (start === end) stack.push(`0x${locations.address[location]!.toString(16)}`);
    for (let line = start; line < end; line++) {
      const number = lines.function[line]!;
      stack.push(number === 0 ? '?' : strings[functions.name[number - 1]!]!);
    }
  }
  return stack.reverse();
}
