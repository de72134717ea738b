import * as fc from 'fast-check';
import { NO_STACK, ProfileBuilder } from '#model/profile/profile-builder.ts';
import type { Profile } from '#model/profile/profile.ts';

/** Frames from the root; a frame in pieces (`a|b`) is a location of calls that were inlined, the outermost first. */
export interface MadeSample {
  stack: readonly string[];
  value: number;
  labels?: Record<string, string | bigint>;
}

export function makeProfile(
  samples: readonly MadeSample[],
  type = { type: 'cpu', unit: 'nanoseconds' },
): Profile {
  const builder = new ProfileBuilder([type]);
  const locations = new Map<string, number>();
  const locationOf = (frame: string): number => {
    let location = locations.get(frame);
    if (location === undefined) {
      location = builder.addLocation(locations.size + 1, 0, 0);
      for (const name of frame.split('|').reverse())
        builder.addLine(builder.functionOf(name, `${name}.go`), 7);
      locations.set(frame, location);
    }
    return location;
  };
  for (const { stack, value, labels = {} } of samples) {
    builder.startSample(
      stack.reduce((caller, frame) => builder.stackOf(caller, locationOf(frame)), NO_STACK),
    );
    builder.addBigValue(0, BigInt(value));
    for (const [key, label] of Object.entries(labels)) {
      if (typeof label === 'string') builder.addTextLabel(builder.textOf(key), builder.textOf(label));
      else builder.addBigNumberLabel(builder.textOf(key), label, builder.textOf('bytes'));
    }
  }
  return builder.finish({ format: 'pprof' });
}

/** Few names, so that stacks share them and call themselves. */
const frame = fc.constantFrom('a', 'b', 'c', 'd', 'a|b', 'c|c');

export const madeSamples: fc.Arbitrary<MadeSample[]> = fc.array(
  fc.record({ stack: fc.array(frame, { maxLength: 7 }), value: fc.integer({ min: -5, max: 50 }) }),
  { maxLength: 25 },
);

/** The frames of a sample one by one. */
export function toFrames({ stack }: MadeSample): string[] {
  return stack.flatMap((one) => one.split('|'));
}
