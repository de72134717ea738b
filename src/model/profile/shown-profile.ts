import { NO_STACK, ProfileBuilder } from './profile-builder.ts';
import type { Profile } from './profile.ts';
import { filterStacks, type StackFilter } from './stack-filter.ts';

export interface ShownOptions {
  filter?: StackFilter | undefined;
  /** By sample: whether it is among those that are shown. */
  kept?: Uint8Array | undefined;
  /** Where the samples of the later side of a difference begin: those before it are what is taken off. */
  middle?: number | undefined;
  /** What values of the later side are multiplied by. */
  scale?: number | undefined;
}

/** How the samples are marked that a difference takes off, so that shares are those of their total. */
const BASE_LABEL = ['pprof::base', 'true'] as const;

/**
 * What is shown of a profile as a profile: its samples without those that are left out, their stacks without
 * the frames that are hidden, addresses and lines as they are. A difference is as `go tool pprof -proto
 * -diff_base` writes it: what was there before stands with negative values.
 */
export function toShownProfile(profile: Profile, options: ShownOptions): Profile {
  const { stacks, locations, lines, functions, samples, labels, strings } = profile;
  const { kept = new Uint8Array(samples.count).fill(1), middle = 0, scale = 1 } = options;
  const filtered = filterStacks(profile, { dropFrames: true, ...options.filter });
  const builder = new ProfileBuilder(profile.sampleTypes);
  const textOf = (index: number): number => builder.textOf(strings[index]!);
  for (const mapping of profile.mappings) builder.addMapping(mapping);
  for (let at = 0; at < functions.name.length; at++) {
    builder.addFunction(
      textOf(functions.name[at]!),
      textOf(functions.systemName[at]!),
      textOf(functions.file[at]!),
      functions.startLine[at]!,
    );
  }
  /** By location: 1 + that of what is shown of it; 0 where nothing is. */
  const shownAs = new Uint32Array(locations.mapping.length);
  for (let location = 0; location < shownAs.length; location++) {
    const [start, end] = [locations.lines[location]!, locations.lines[location + 1]!];
    const isBare = start === end && filtered.bare[location] === 1;
    if (!isBare && !filtered.lines.subarray(start, end).includes(1)) continue;
    shownAs[location] =
      1 + builder.addBigLocation(locations.address[location]!, locations.mapping[location]!);
    for (let at = start; at < end; at++) {
      if (filtered.lines[at]) builder.addLine(lines.function[at]!, lines.line[at]!, lines.column[at]!);
    }
  }
  const stackOf = new Uint32Array(stacks.caller.length);
  for (let stack = NO_STACK + 1; stack < stackOf.length; stack++) {
    const caller = stackOf[stacks.caller[stack]!]!;
    const location = filtered.shown[stack] ? shownAs[stacks.location[stack]!]! : 0;
    stackOf[stack] = location > 0 ? builder.stackOf(caller, location - 1) : caller;
  }
  for (let sample = 0; sample < samples.count; sample++) {
    if (!kept[sample] || !filtered.kept[samples.stack[sample]!]) continue;
    builder.startSample(stackOf[samples.stack[sample]!]!);
    const isBase = sample < middle;
    samples.values.forEach((values, type) => {
      const value = values[sample]!;
      const scaled = scale === 1 ? value : BigInt(Math.round(Number(value) * scale));
      builder.addBigValue(type, isBase ? -value : scaled);
    });
    for (let at = samples.labels[sample]!; at < samples.labels[sample + 1]!; at++) {
      const [key, text] = [textOf(labels.key[at]!), textOf(labels.text[at]!)];
      if (text !== 0) builder.addTextLabel(key, text);
      else builder.addBigNumberLabel(key, labels.number[at]!, textOf(labels.unit[at]!));
    }
    if (isBase) builder.addTextLabel(builder.textOf(BASE_LABEL[0]), builder.textOf(BASE_LABEL[1]));
  }
  const { format, defaultSampleType, periodType, period, timeNanos, durationNanos, comments, docUrl } =
    profile;
  // What its maker wanted dropped is dropped already.
  return builder.finish({
    format,
    defaultSampleType,
    periodType,
    period,
    timeNanos,
    durationNanos,
    comments,
    docUrl,
  });
}
