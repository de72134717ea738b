import { decodeProfile } from '#formats/pprof/decode-profile.ts';
import { encodeProfile } from '#formats/pprof/encode-profile.ts';
import { foldStacks, toCallTree } from '#model/profile/call-tree.ts';
import type { Profile } from '#model/profile/profile.ts';
import { toTop } from '#model/profile/top.ts';
import { toTotal, toWeights } from '#model/profile/weights.ts';

/** Throws where a profile refers to what is not there, or does not add up. */
export function checkProfile(profile: Profile): void {
  checkReferences(profile);
  for (const granularity of ['functions', 'lines', 'files', 'packages'] as const) {
    const folded = foldStacks(profile, { granularity });
    profile.sampleTypes.forEach((_, type) => {
      toTotal(profile, type);
      const weights = toWeights(profile, type);
      const tree = toCallTree(profile, folded, weights);
      const sum = weights.reduce((all, weight) => all + weight, 0);
      const least = 1e-9 * weights.reduce((all, weight) => all + Math.abs(weight), 0);
      if (Math.abs(tree.total[0]! - sum) > least) fail(`a tree of ${tree.total[0]} for samples of ${sum}`);
      for (const { frame, flat, cum } of toTop(tree)) {
        if (!Number.isFinite(flat) || !Number.isFinite(cum)) fail(`${frame.name} has ${flat} and ${cum}`);
        if (frame.name === '') fail('a frame has no name');
      }
    });
  }
  const { profile: again } = decodeProfile(encodeProfile(profile));
  if (again && again.samples.count !== profile.samples.count) {
    fail(`${again.samples.count} samples of ${profile.samples.count} come back`);
  }
}

function checkReferences(profile: Profile): void {
  const { strings, samples, labels, stacks, locations, lines, functions, mappings } = profile;
  if (strings[0] !== '' || new Set(strings).size !== strings.length) fail('texts are there more than once');
  checkBelow(samples.stack, stacks.caller.length, 'stack of a sample');
  checkBelow(stacks.location.subarray(1), locations.mapping.length, 'location of a stack');
  checkBelow(locations.mapping, mappings.length + 1, 'mapping of a location');
  checkBelow(lines.function, functions.name.length + 1, 'function of a line');
  for (const texts of [
    functions.name,
    functions.systemName,
    functions.file,
    labels.key,
    labels.text,
    labels.unit,
  ]) {
    checkBelow(texts, strings.length, 'text');
  }
  stacks.caller.forEach((caller, stack) => {
    if (stack > 0 && caller >= stack) fail(`stack ${stack} is called by ${caller}`);
  });
  checkSpans(samples.labels, samples.count, labels.key.length, 'labels');
  checkSpans(locations.lines, locations.mapping.length, lines.line.length, 'lines');
  for (const values of samples.values) {
    if (values.length !== samples.count) fail(`${values.length} values of ${samples.count} samples`);
  }
  if (samples.values.length !== profile.sampleTypes.length) fail('a sample type has no values');
}

function checkBelow(indexes: Uint32Array, end: number, what: string): void {
  for (const index of indexes) if (index >= end) fail(`${what}: ${index} of ${end}`);
}

function checkSpans(starts: Uint32Array, count: number, end: number, what: string): void {
  if (starts.length !== count + 1 || starts[count] !== end) fail(`${what} end at ${starts[count]} of ${end}`);
  starts.forEach((start, at) => {
    if (at > 0 && start < starts[at - 1]!) fail(`${what} begin at ${start} behind ${starts[at - 1]}`);
  });
}

function fail(what: string): never {
  throw new Error(what);
}
