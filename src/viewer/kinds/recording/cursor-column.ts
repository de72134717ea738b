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

/** In a pause nothing was measured. */
function measuredSample({ place }: Cursor): number | undefined {
  return place?.pause ? undefined : place?.sample;
}

/** Two cells of a row. */
interface CursorCells {
  series: Series;
  cells: { metric: (typeof metrics)[number]; text: Text; written: string }[];
}

/** How long the cursor rests before rows that nobody sees are written. */
const REST_MS = 200;

/**
 * Writes what each row of a table was at the cursor. It goes by no render, and writes only what has
 * changed, into cells whose size does not depend on it; while the cursor moves only into rows that are on
 * the screen, so that a thousand rows follow the pointer.
 */
export class CursorColumn {
  private rows = new Map<Element, CursorCells>();
  /** Those on the screen; all, where there is nothing to ask. */
  private readonly seen = new Set<Element>();
  private observer: IntersectionObserver | undefined;
  private sample: number | undefined;
  private resting: ReturnType<typeof setTimeout> | undefined;
  private readonly cursor: Cursor;

  constructor(cursor: Cursor) {
    this.cursor = cursor;
  }

  /** @param body whose rows name their series by `data-key` */
  attach(body: HTMLElement, seriesOf: ReadonlyMap<string, Series>): void {
    const before = this.rows;
    this.rows = new Map();
    this.observer ??= this.observe();
    for (const row of body.querySelectorAll<HTMLElement>('tr[data-key]')) {
      const series = seriesOf.get(row.dataset['key'] ?? '');
      if (!series) continue;
      const cells = metrics.flatMap((metric) => {
        const text = row.querySelector(`[data-cursor=${metric}]`)?.firstChild as Text | null | undefined;
        return text ? [{ metric, text, written: text.data }] : [];
      });
      this.rows.set(row, { series, cells });
      if (before.delete(row)) continue;
      if (this.observer) this.observer.observe(row);
      else this.seen.add(row);
    }
    for (const gone of before.keys()) {
      this.observer?.unobserve(gone);
      this.seen.delete(gone);
    }
    this.writeAll();
  }

  /** Called by the cursor at most once a frame. */
  readonly follow = (): void => {
    const sample = measuredSample(this.cursor);
    if (sample === this.sample) return;
    this.sample = sample;
    for (const row of this.seen) this.write(row);
    clearTimeout(this.resting);
    this.resting = setTimeout(() => this.writeAll(), REST_MS);
  };

  /** Leaves the table. */
  remove(): void {
    clearTimeout(this.resting);
    this.observer?.disconnect();
    this.observer = undefined;
    this.rows.clear();
    this.seen.clear();
  }

  private observe(): IntersectionObserver | undefined {
    if (typeof IntersectionObserver === 'undefined') return undefined;
    return new IntersectionObserver((entries) => {
      for (const { target, isIntersecting } of entries) {
        if (!isIntersecting) this.seen.delete(target);
        else if (this.rows.has(target)) {
          this.seen.add(target);
          this.write(target);
        }
      }
    });
  }

  private writeAll(): void {
    this.sample = measuredSample(this.cursor);
    for (const row of this.rows.keys()) this.write(row);
  }

  private write(row: Element): void {
    const written = this.rows.get(row);
    if (!written) return;
    for (const cell of written.cells) {
      const text = toCursorText(written.series, this.sample, cell.metric);
      if (text === cell.written) continue;
      cell.text.data = text;
      cell.written = text;
    }
  }
}
