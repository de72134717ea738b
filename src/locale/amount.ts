import { formatCount } from './format.ts';
import { withMinus } from './minus.ts';

interface Scale {
  /** From the smallest: what one is called, and how many of the smallest it is. */
  steps: readonly (readonly [name: string, size: number])[];
}

const time: Scale = {
  steps: [
    ['ns', 1],
    ['µs', 1e3],
    ['ms', 1e6],
    ['s', 1e9],
    ['min', 60e9],
    ['h', 3600e9],
    ['d', 86_400e9],
  ],
};

/** Memory is counted in pages of 2^n bytes, and profiles of it are read in those. */
const memory: Scale = {
  steps: ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB', 'EiB'].map((name, power) => [name, 1024 ** power]),
};

/** What profiles call their units, and how many of the scale's smallest one of them is. */
const units = new Map<string, readonly [Scale, number]>([
  ...['nanoseconds', 'nanosecond', 'ns'].map((name) => [name, [time, 1]] as const),
  ...['microseconds', 'microsecond', 'us', 'µs'].map((name) => [name, [time, 1e3]] as const),
  ...['milliseconds', 'millisecond', 'ms'].map((name) => [name, [time, 1e6]] as const),
  ...['seconds', 'second', 's'].map((name) => [name, [time, 1e9]] as const),
  ...['bytes', 'byte', 'B'].map((name) => [name, [memory, 1]] as const),
  ...['kilobytes', 'kilobyte', 'kb', 'KiB'].map((name) => [name, [memory, 1024]] as const),
  ...['megabytes', 'megabyte', 'mb', 'MiB'].map((name) => [name, [memory, 1024 ** 2]] as const),
]);

/** What decimals are counted in, where only whole numbers can be: folded stacks may end in `0.125`. */
const millionths = 'millionths';

/** What is counted has no unit that needs saying. */
const bare = new Set(['', 'count', 'counts', 'none']);

/**
 * A value of a profile with its unit, for people: `1.21 s`, `340 ms`, `1.5 MiB`, `2,341`, `12 widgets` of a unit
 * that nobody knows, `0` of any. Three digits as a rule; counts whole, and exact as far as the number is.
 */
export function formatAmount(value: number | bigint, unit: string): string {
  const known = units.get(unit);
  if (Number(value) === 0) return '0';
  if (unit === millionths) return toDecimal(Number(value) / 1e6);
  if (!known) return bare.has(unit) ? formatWhole(value) : `${formatWhole(value)} ${unit}`;
  const [{ steps }, factor] = known;
  const size = Math.abs(Number(value)) * factor;
  // What rounds to 1000 of a unit may be one of the next.
  const step = steps.findLast(([, one]) => size >= one * 0.9995) ?? steps[0]!;
  const scaled = (Number(value) * factor) / step[1];
  return `${step[1] === 1 ? formatWhole(Math.round(scaled)) : toThreeDigits(scaled)} ${step[0]}`;
}

/** The same to the last digit: `1,210,000,000 nanoseconds`. */
export function formatExactAmount(value: number | bigint, unit: string): string {
  if (unit === millionths) return toExactDecimal(value);
  return bare.has(unit) ? formatWhole(value) : `${formatWhole(value)} ${unit}`;
}

/** `12.3 %`, `<0.1 %`, `100 %`; of a negative part `−4.2 %`. Nothing has no share. */
export function formatShare(value: number, total: number): string {
  if (total === 0) return '–';
  const percent = (value / total) * 100;
  const size = Math.abs(percent);
  if (size === 0) return '0 %';
  if (size < 0.05) return `${percent < 0 ? '>−' : '<'}0.1 %`;
  return `${withMinus(trim(percent.toFixed(1)))} %`;
}

function formatWhole(value: number | bigint): string {
  if (typeof value === 'bigint') return withMinus(value.toLocaleString('en-US'));
  const rounded = Math.round(value * 100) / 100;
  // Beyond this the digits of a number are not those of what it stands for.
  return Math.abs(rounded) <= Number.MAX_SAFE_INTEGER
    ? formatCount(rounded === 0 ? 0 : rounded)
    : `${rounded < 0 ? '−' : ''}${toPower(Math.abs(rounded))}`;
}

/** `0.000125`, `12.3`, `1,234` */
function toDecimal(value: number): string {
  return Math.abs(value) < 0.9995 ? withMinus(String(Number(value.toPrecision(3)))) : toThreeDigits(value);
}

/** `1,234.000125`, of a whole number of millionths. */
function toExactDecimal(value: number | bigint): string {
  const millionth = typeof value === 'bigint' ? value : BigInt(Math.round(value));
  const size = millionth < 0n ? -millionth : millionth;
  const digits = `${formatWhole(size / 1_000_000n)}.${String(size % 1_000_000n).padStart(6, '0')}`;
  return `${millionth < 0n ? '−' : ''}${trim(digits)}`;
}

/** `9.01 × 10^15` */
function toPower(size: number): string {
  const [digits, power] = size.toExponential(2).split('e+');
  return `${digits} × 10^${power}`;
}

function toThreeDigits(value: number): string {
  const size = Math.abs(value);
  if (size >= 999.5) return formatCount(Math.round(value));
  return withMinus(trim(value.toFixed(size < 9.995 ? 2 : size < 99.95 ? 1 : 0)));
}

function trim(digits: string): string {
  return digits.includes('.') ? digits.replace(/\.?0+$/, '') : digits;
}
