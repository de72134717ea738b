import { NO_STACK, ProfileBuilder } from '#model/profile/profile-builder.ts';
import type { Profile } from '#model/profile/profile.ts';

export interface LargeSpec {
  samples: number;
  functions: number;
  /** Stacks that differ, of which the samples are, in turn. */
  stacks: number;
  /** Each stack is called by the one before: one chain of frames. */
  isChain?: boolean;
}

/** The profiles that the view is measured with, by name. */
export const largeProfiles: Readonly<Record<string, LargeSpec>> = {
  many: { samples: 1_000_000, functions: 100_000, stacks: 200_000 },
  unlike: { samples: 1_000_000, functions: 100_000, stacks: 1_000_000 },
  chain: { samples: 1, functions: 1000, stacks: 1_000_000, isChain: true },
};

/** Stacks whose branches are the thinner the deeper, as programs have them, under a few labels; the same ones every time. */
export function makeLargeProfile({ samples, functions, stacks, isChain = false }: LargeSpec): Profile {
  let seed = 7;
  const random = (): number => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
    return seed / 2 ** 32;
  };
  const builder = new ProfileBuilder([
    { type: 'samples', unit: 'count' },
    { type: 'cpu', unit: 'nanoseconds' },
  ]);
  const locations = Array.from({ length: functions }, (_, at) =>
    builder.addNamedLocation(
      builder.functionOf(`example.com/app/p${at % 50}.f${at}`, `p${at % 50}/x${at % 400}.go`),
      at % 999,
    ),
  );
  const made = [NO_STACK];
  const known = new Set<number>([NO_STACK]);
  while (made.length <= stacks) {
    const at = made.length;
    // Every frame is somewhere, and some much more often than others.
    const frame = at < functions ? at : Math.floor(random() ** 2 * functions);
    const caller = made[isChain ? at - 1 : at < 5 ? 0 : 1 + Math.floor(random() * (at - 1))]!;
    const stack = builder.stackOf(caller, locations[frame]!);
    if (known.has(stack)) continue;
    known.add(stack);
    made.push(stack);
  }
  const [kind, bytes] = [builder.textOf('kind'), builder.textOf('bytes')];
  const kinds = ['parse', 'render', 'send'].map((text) => builder.textOf(text));
  for (let sample = 0; sample < samples; sample++) {
    builder.startSample(made[isChain ? stacks : 1 + (sample % stacks)]!);
    const weight = Math.ceil(1 / (random() + 0.001));
    builder.addValue(0, weight, 0);
    builder.addValue(1, weight * 10_000, 0);
    builder.addTextLabel(kind, kinds[sample % kinds.length]!);
    builder.addNumberLabel(bytes, sample % 512, 0, bytes);
  }
  return builder.finish({ format: 'pprof' });
}
