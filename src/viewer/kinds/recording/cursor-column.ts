import type { Series } from '#model/recording/recording.ts';
import { metricScale } from '#model/recording/usage-metric.ts';
import { valueAt } from '#model/recording/usage-sum.ts';
import type { Cursor } from '#viewer/figure/cursor.ts';
import { formatNumber } from './numbers.ts';

const metrics = ['cpu', 'memory'] as const;

/** What a series was at a sample; nothing without one. */
export function toCursorText(
  series: Series,
  sample: number | undefined,
  metric: (typeof metrics)[number],
): string {
  if (sample === undefined) return '';
  const value = valueAt(series, sample, metric);
  return formatNumber(value === undefined ? undefined : value * metricScale(metric));
}

/**
 * Writes what each row of a table was at the cursor. It goes by no render, and writes only what has
 * changed, into cells whose size does not depend on it: a thousand rows follow the pointer.
 */
export class CursorColumn {
  private cells: { series: Series; metric: (typeof metrics)[number]; text: Text; written: string }[] = [];
  private sample: number | undefined;
  private readonly cursor: Cursor;

  constructor(cursor: Cursor) {
    this.cursor = cursor;
  }

  /** @param body whose rows name their series by `data-key` */
  attach(body: HTMLElement, seriesOf: ReadonlyMap<string, Series>): void {
    this.cells = [];
    for (const row of body.querySelectorAll<HTMLElement>('tr[data-key]')) {
      const series = seriesOf.get(row.dataset['key'] ?? '');
      if (!series) continue;
      for (const metric of metrics) {
        const place = row.querySelector(`[data-cursor=${metric}]`);
        const text = place?.firstChild as Text | null | undefined;
        if (!text) continue;
        this.cells.push({ series, metric, text, written: text.data });
      }
    }
    this.write();
  }

  /** Called by the cursor at most once a frame. */
  readonly follow = (): void => {
    if (this.cursor.place?.sample !== this.sample) this.write();
  };

  private write(): void {
    this.sample = this.cursor.place?.sample;
    for (const cell of this.cells) {
      const text = toCursorText(cell.series, this.sample, cell.metric);
      if (text === cell.written) continue;
      cell.text.data = text;
      cell.written = text;
    }
  }
}
