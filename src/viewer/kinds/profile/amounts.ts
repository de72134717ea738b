import { formatAmount, formatExactAmount, formatShare } from '#locale/amount.ts';
import type { Subject } from './shown.ts';

/** How the values of what is shown are written. */
export interface Amounts {
  /** What shares are of. */
  total: number;
  unit: string;
  /** `1.21 s` */
  text(value: number): string;
  /** `+1.21 s`, `−340 ms`, `0` */
  signed(value: number): string;
  /** To the last digit. */
  exact(value: number): string;
  /** `12.3 %` */
  share(value: number): string;
  /** From 0 to 100, for a bar. */
  percent(value: number): number;
}

export function toAmounts({
  total: exactTotal,
  valueType: { unit },
}: Pick<Subject, 'total' | 'valueType'>): Amounts {
  const total = Number(exactTotal);
  const text = (value: number): string => formatAmount(value, unit);
  return {
    total,
    unit,
    text,
    signed: (value) => (value > 0 ? `+${text(value)}` : text(value)),
    exact: (value) => formatExactAmount(value, unit),
    share: (value) => formatShare(value, total),
    percent: (value) => (total === 0 ? 0 : Math.min(100, (Math.abs(value) / total) * 100)),
  };
}
