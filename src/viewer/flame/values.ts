import { withMinus } from '#locale/minus.ts';
import type { FlameProps } from './props.ts';

/** How the values of a tree are written. */
export interface FlameValues {
  /** `1.2 s`, `−1.2 s`. */
  amount(value: number): string;
  /** A value of the tree: of a difference with its sign, `+1.2 s`. */
  own(value: number): string;
  /** `12.3 %` of a whole; `–` where that is nothing. */
  share(value: number, whole: number): string;
}

export function toFlameValues({ format, change }: Pick<FlameProps, 'format' | 'change'>): FlameValues {
  const amount = (value: number): string => (value < 0 ? `−${format(-value)}` : format(value));
  return {
    amount,
    own: (value) => (change && value > 0 ? `+${format(value)}` : amount(value)),
    share: (value, whole) => (whole === 0 ? '–' : toPercent(value / whole)),
  };
}

/** To a tenth; what is less, and yet there, says so. */
function toPercent(part: number): string {
  const percent = part * 100;
  if (percent !== 0 && Math.abs(percent) < 0.05) return percent < 0 ? '> −0.1 %' : '< 0.1 %';
  return `${withMinus(percent.toFixed(1))} %`;
}
