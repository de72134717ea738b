/**
 * What a large profile takes to be read, folded and added up, step by step. Run it with
 * `node bench/profile.ts [samples] [functions] [stacks]`; it prints a line a step, the median of several runs in milliseconds.
 * Beside others it is measured as a whole: `npm run bench -- profile`.
 */
import { decodeProfile } from '#formats/pprof/decode-profile.ts';
import { encodeProfile } from '#formats/pprof/encode-profile.ts';
import { foldStacks, toCallTree } from '#model/profile/call-tree.ts';
import { toCallees } from '#model/profile/callees.ts';
import { toCallerRoot, toCallers, toLeaves } from '#model/profile/callers.ts';
import { toPattern } from '#model/pattern/pattern.ts';
import type { Profile } from '#model/profile/profile.ts';
import { toTop } from '#model/profile/top.ts';
import { toTotal, toWeights } from '#model/profile/weights.ts';
import { makeLargeProfile } from './inputs/large-profiles.ts';
import { toMeasure } from './measure.ts';

const [samples = 200_000, functions = 20_000, stacks = 40_000] = process.argv.slice(2).map(Number);
const RUNS = 5;
const measure = toMeasure(RUNS);

const bytes = encodeProfile(makeLargeProfile({ samples, functions, stacks }));
console.log(`${samples} samples of ${functions} functions, ${(bytes.length / 2 ** 20).toFixed(1)} MiB`);

const decode = (): Profile => decodeProfile(bytes).profile!;
const profile = decode();
const folded = foldStacks(profile);
const tree = toCallTree(profile, folded, toWeights(profile, 0));
console.log(`${profile.stacks.caller.length} stacks, ${tree.parent.length} nodes`);
const busiest = tree.frames.indexOf(toTop(tree)[0]!.frame);

measure('decode', decode);
measure('weights and total', () => [toWeights(profile, 0), toTotal(profile, 0)]);
measure('fold', () => foldStacks(profile));
measure('fold what a pattern is in', () =>
  foldStacks(profile, { filter: { focus: toPattern('f1\\d\\d$') } }),
);
measure('tree of a sample type', () => toCallTree(profile, folded, toWeights(profile, 0)));
measure('top', () => toTop(tree));
measure('from the leaves, and one level up', () => toCallers(tree, toLeaves(tree)[0]!));
measure('callers and callees of a function', () => [
  toCallers(tree, toCallerRoot(tree, busiest)),
  toCallees(tree, busiest),
]);
