import { grammars } from './grammar/index.ts';
import type { GrowthCase } from './growth-cases.ts';
import { Random } from './random.ts';
import { drawSeedBytes, linkTokens, seeds, tokens } from './seeds.ts';

/** Bytes of the smallest of the three inputs: more than `detect` gets to see, so that all of them are of one format. */
const smallestBytes = 5000;

/** Something drawn, again and again between a beginning and an end: the same for each seed and run. */
export function drawGrowth(seed: number, run: number): GrowthCase {
  const random = new Random(seed, run);
  const name = `draw ${run} of seed ${seed}`;
  if (random.once(8)) {
    const unit = words(random, linkTokens, 5);
    return repeated(name, 'link', Buffer.from('v=2&open=site:x'), Buffer.from(unit), Buffer.alloc(0));
  }
  const [format, make] = random.pick(Object.entries(grammars));
  const ofFormat = () => Buffer.from(random.once(2) ? make(random) : drawSeedBytes(toSeed(random, format), random)); // prettier-ignore
  const lines = ofFormat().toString('latin1').split('\n');
  const from = random.below(lines.length);
  const piece = lines.slice(from, from + 1 + random.below(4)).join('\n');
  const unit = random.pick([
    () => Buffer.from(words(random, tokens, 4)),
    () => Buffer.from(`${piece}\n`, 'latin1'),
    () => Buffer.from(piece.slice(random.below(piece.length + 1)), 'latin1'),
  ])();
  const before = random.once(3) ? Buffer.from(words(random, tokens, 5)) : ofFormat().subarray(0, random.below(2000)); // prettier-ignore
  const after = random.once(2) ? Buffer.alloc(0) : Buffer.from(words(random, tokens, 4));
  return repeated(name, profileFormats.has(format) && random.once(2) ? 'profile' : 'capture', before, unit, after); // prettier-ignore
}

const profileFormats: ReadonlySet<string> = new Set(['pprof', 'pprof-text', 'folded', 'perf-script']);

function repeated(
  name: string,
  reader: GrowthCase['reader'],
  before: Buffer,
  drawn: Buffer,
  after: Buffer,
): GrowthCase {
  const unit = drawn.length > 0 ? drawn.subarray(0, 1500) : Buffer.from('a');
  const count = Math.ceil(smallestBytes / unit.length);
  const make = (times: number) =>
    Buffer.concat([before, ...Array.from({ length: times }, () => unit), after]);
  return { name, reader, count, make };
}

function toSeed(random: Random, format: string): Uint8Array {
  const ofFormat = seeds.find(([first]) => first?.format === format) ?? random.pick(seeds);
  return random.pick(ofFormat).bytes;
}

function words(random: Random, from: readonly string[], most: number): string {
  return Array.from({ length: 1 + random.below(most) }, () => random.pick(from)).join('');
}
