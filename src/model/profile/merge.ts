import { NO_STACK, ProfileBuilder } from './profile-builder.ts';
import type { Profile, ValueType } from './profile.ts';

export interface MergedProfile {
  profile: Profile;
  /** Where the samples of each of the profiles begin, and one more. */
  starts: Uint32Array;
}

/**
 * Several profiles as one, with the sample types that all of them have; undefined where there is none. The
 * same function is one, wherever it was loaded: an address counts from the start of its mapping.
 */
export function mergeProfiles(profiles: readonly Profile[]): MergedProfile | undefined {
  const [first] = profiles;
  const types = first ? findCommonTypes(profiles, first) : [];
  if (!first || types.length === 0) return undefined;
  const merger = new Merger(types);
  const starts = new Uint32Array(profiles.length + 1);
  profiles.forEach((profile, at) => {
    merger.add(profile);
    starts[at + 1] = merger.builder.samples;
  });
  const times = profiles.map(({ timeNanos }) => timeNanos).filter((time) => time !== 0n);
  const profile = merger.builder.finish({
    format: profiles.every(({ format }) => format === first.format) ? first.format : 'merged',
    defaultSampleType: types.some(({ type }) => type === first.defaultSampleType)
      ? first.defaultSampleType
      : '',
    periodType: first.periodType,
    period: profiles.reduce((most, { period }) => (period > most ? period : most), 0n),
    timeNanos: times.reduce((least, time) => (time < least ? time : least), times[0] ?? 0n),
    durationNanos: profiles.reduce((sum, { durationNanos }) => sum + durationNanos, 0n),
    comments: [...new Set(profiles.flatMap(({ comments }) => comments))],
    docUrl: profiles.every(({ docUrl }) => docUrl === first.docUrl) ? first.docUrl : '',
    dropFrames: first.dropFrames,
    keepFrames: first.keepFrames,
  });
  return { profile, starts };
}

const mergedTwos = new WeakMap<Profile, WeakMap<Profile, { merged: MergedProfile | undefined }>>();

/** The same of two, once for as long as there are both: it takes longer than all that is made of it. */
export function mergeTwo(earlier: Profile, later: Profile): MergedProfile | undefined {
  let ofEarlier = mergedTwos.get(earlier);
  if (!ofEarlier) mergedTwos.set(earlier, (ofEarlier = new WeakMap()));
  let found = ofEarlier.get(later);
  if (!found) ofEarlier.set(later, (found = { merged: mergeProfiles([earlier, later]) }));
  return found.merged;
}

function findCommonTypes(profiles: readonly Profile[], first: Profile): ValueType[] {
  return first.sampleTypes.filter((type) => profiles.every((profile) => indexOfType(profile, type) >= 0));
}

function indexOfType({ sampleTypes }: Profile, { type, unit }: ValueType): number {
  return sampleTypes.findIndex((each) => each.type === type && each.unit === unit);
}

/** Adds profiles to a builder, and knows what of them is there already. */
class Merger {
  readonly builder: ProfileBuilder;
  private readonly types: readonly ValueType[];
  private readonly mappings = new Map<string, number>();
  private readonly functions = new Map<string, number>();
  private readonly locations = new Map<string, number>();

  constructor(types: readonly ValueType[]) {
    this.types = types;
    this.builder = new ProfileBuilder(types);
  }

  add(profile: Profile): void {
    const { builder } = this;
    const { stacks, samples, labels } = profile;
    const texts = Uint32Array.from(profile.strings, (text) => builder.textOf(text));
    const locations = this.addLocations(
      profile,
      this.addMappings(profile),
      this.addFunctions(profile, texts),
    );
    const stackOf = new Uint32Array(stacks.caller.length);
    for (let stack = NO_STACK + 1; stack < stackOf.length; stack++) {
      stackOf[stack] = builder.stackOf(stackOf[stacks.caller[stack]!]!, locations[stacks.location[stack]!]!);
    }
    const columns = this.types.map((type) => samples.values[indexOfType(profile, type)]!);
    for (let sample = 0; sample < samples.count; sample++) {
      builder.startSample(stackOf[samples.stack[sample]!]!);
      columns.forEach((values, type) => builder.addBigValue(type, values[sample]!));
      for (let at = samples.labels[sample]!; at < samples.labels[sample + 1]!; at++) {
        const [key, text] = [texts[labels.key[at]!]!, texts[labels.text[at]!]!];
        if (text !== 0) builder.addTextLabel(key, text);
        else builder.addBigNumberLabel(key, labels.number[at]!, texts[labels.unit[at]!]!);
      }
    }
  }

  /** All of these: by the profile's own number or index, that of the merged one. */
  private addMappings({ mappings }: Profile): Uint32Array {
    const numbers = mappings.map((mapping) => {
      const { start, limit, offset, file, buildId } = mapping;
      return findOrAdd(this.mappings, `${limit - start} ${offset} ${buildId || file}`, () =>
        this.builder.addMapping(mapping),
      );
    });
    return Uint32Array.of(0, ...numbers);
  }

  private addFunctions({ functions }: Profile, texts: Uint32Array): Uint32Array {
    const numbers = new Uint32Array(functions.name.length + 1);
    for (let at = 0; at < functions.name.length; at++) {
      const name = texts[functions.name[at]!]!;
      const systemName = texts[functions.systemName[at]!]!;
      const file = texts[functions.file[at]!]!;
      const startLine = functions.startLine[at]!;
      numbers[at + 1] = findOrAdd(this.functions, `${name} ${systemName} ${file} ${startLine}`, () =>
        this.builder.addFunction(name, systemName, file, startLine),
      );
    }
    return numbers;
  }

  private addLocations(
    { locations, lines, mappings }: Profile,
    mappingOf: Uint32Array,
    functionOf: Uint32Array,
  ): Uint32Array {
    const indexes = new Uint32Array(locations.mapping.length);
    for (let location = 0; location < indexes.length; location++) {
      const [start, end] = [locations.lines[location]!, locations.lines[location + 1]!];
      const address = locations.address[location]!;
      const mapping = locations.mapping[location]!;
      let key = `${mappingOf[mapping]} ${address - (mappings[mapping - 1]?.start ?? 0n)}`;
      for (let at = start; at < end; at++) {
        key += ` ${functionOf[lines.function[at]!]}:${lines.line[at]}:${lines.column[at]}`;
      }
      indexes[location] = findOrAdd(this.locations, key, () => {
        const added = this.builder.addBigLocation(address, mappingOf[mapping]!);
        for (let at = start; at < end; at++) {
          this.builder.addLine(functionOf[lines.function[at]!]!, lines.line[at]!, lines.column[at]!);
        }
        return added;
      });
    }
    return indexes;
  }
}

function findOrAdd(known: Map<string, number>, key: string, add: () => number): number {
  let found = known.get(key);
  if (found === undefined) {
    found = add();
    known.set(key, found);
  }
  return found;
}
