import { isInt64 } from '#model/profile/columns.ts';

// `main;run;read 12`, `main;run;read 0.125`
const STACK = /^(.*\S)[ \t]+(-?)(\d{1,40})(?:\.(\d{0,40}))?\s*$/;

/** Digits behind the point that are kept. */
const PLACES = 6;
/** What decimals are counted in: profiles have whole numbers. */
export const DECIMAL_UNIT = 'millionths';
const SCALE = 10n ** BigInt(PLACES);

export interface StackLine {
  stack: string;
  /** A whole number; in millionths where it is `isDecimal`. */
  value: bigint;
  isDecimal: boolean;
  line: number;
}

export function isStackLine(text: string): boolean {
  return STACK.test(text);
}

/** Undefined where the line does not end in a number, or in one that 64 bits do not hold. */
export function readStackLine(text: string, line: number): StackLine | undefined {
  const [, stack, sign, digits, decimals] = STACK.exec(text) ?? [];
  if (stack === undefined || digits === undefined) return undefined;
  const isDecimal = decimals !== undefined;
  const size = isDecimal ? toMillionths(digits, decimals) : BigInt(digits);
  const value = sign === '-' ? -size : size;
  return isInt64(value) ? { stack, value, isDecimal, line } : undefined;
}

/** A value in millionths; undefined where 64 bits do not hold it so. */
export function toScaled({ value, isDecimal }: Pick<StackLine, 'value' | 'isDecimal'>): bigint | undefined {
  const scaled = isDecimal ? value : value * SCALE;
  return isInt64(scaled) ? scaled : undefined;
}

/** What is beyond is rounded. */
function toMillionths(digits: string, decimals: string): bigint {
  const kept = BigInt(digits + decimals.slice(0, PLACES).padEnd(PLACES, '0'));
  return (decimals[PLACES] ?? '0') >= '5' ? kept + 1n : kept;
}

/** A value as a line ends in it: `12`; of millionths `0.000125`. */
export function toNumberText(value: bigint, unit: string): string {
  if (unit !== DECIMAL_UNIT) return String(value);
  const digits = String(value < 0n ? -value : value).padStart(PLACES + 1, '0');
  const text = `${digits.slice(0, -PLACES)}.${digits.slice(-PLACES)}`.replace(/\.?0+$/, '');
  return value < 0n ? `-${text}` : text;
}
