import type { LineRows } from './line-rows.ts';

/** Places of the strip that are told apart. */
const places = 500;

/** Beside the scrollbar: where in the whole log the hits and the marked lines are. */
export function LogMarks({
  rows,
  height,
  hits,
  marked,
}: {
  rows: LineRows;
  /** Of what is seen of the log, in pixels. */
  height: number;
  hits: readonly number[];
  marked: readonly [first: number, last: number] | undefined;
}) {
  const toPlace = (line: number): number => Math.round((places * rows.rowOf(line)) / Math.max(1, rows.total));
  const found = new Set(hits.map(toPlace));
  if (found.size === 0 && !marked) return null;
  return (
    <svg
      class="cb-crash-log-marks"
      aria-hidden="true"
      viewBox={`0 0 8 ${places}`}
      preserveAspectRatio="none"
      style={{ height: `${height}px` }}
    >
      {marked && (
        <rect
          class="cb-crash-log-marked"
          width="8"
          y={toPlace(marked[0]) - 1}
          height={toPlace(marked[1]) - toPlace(marked[0]) + 3}
        />
      )}
      <path d={[...found].map((place) => `M2 ${place}h6v2h-6z`).join('')} />
    </svg>
  );
}
