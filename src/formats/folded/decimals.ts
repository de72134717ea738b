import type { Profile } from '#model/profile/profile.ts';
import { DECIMAL_UNIT, type StackLine, toScaled } from './stack-line.ts';

/** Of decimals nobody knows what they are of; samples they are not. */
const DECIMAL_TYPE = 'weight';

/**
 * The numbers of a file, all counted in millionths where one of them is decimal. That one may come late: what stood
 * before it is brought to millionths at the end.
 */
export class Decimals {
  /** Samples before the first decimal number; undefined where there is none. */
  private whole: number | undefined;
  /** Lines of those whose numbers 64 bits would not hold in millionths. */
  private readonly large: number[] = [];

  /**
   * The numbers of one line as they are counted; undefined for one that 64 bits do not hold.
   *
   * @param samples before it
   */
  take(samples: number, ...numbers: readonly StackLine[]): (bigint | undefined)[] {
    if (numbers.some(({ isDecimal }) => isDecimal)) this.whole ??= samples;
    if (this.whole !== undefined) return numbers.map(toScaled);
    const large = numbers.find((one) => toScaled(one) === undefined);
    if (large) this.large.push(large.line);
    return numbers.map(({ value }) => value);
  }

  /** The profile as it is counted: nothing is left of a number that 64 bits do not hold, and its line is handed over. */
  apply(profile: Profile, leaveOut: (line: number) => void): Profile {
    const { whole } = this;
    if (whole === undefined) return profile;
    this.large.forEach(leaveOut);
    const values = profile.samples.values.map((column) =>
      column.map((value, at) => (at < whole ? (toScaled({ value, isDecimal: false }) ?? 0n) : value)),
    );
    const sampleTypes = profile.sampleTypes.map(({ type }) => ({
      type: type === 'samples' ? DECIMAL_TYPE : type,
      unit: DECIMAL_UNIT,
    }));
    return { ...profile, sampleTypes, samples: { ...profile.samples, values } };
  }
}
