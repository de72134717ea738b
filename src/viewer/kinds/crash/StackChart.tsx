import { useMemo } from 'preact/hooks';
import { renderChart } from '#charts/render.ts';
import { ownerColour, stackFrames, toStackCuts, toStackHeight, type StackRow } from '#charts/stack-frames.ts';
import type { Frame } from '#model/crash/crash-log.ts';
import { toPlaceName } from '#model/crash/crash-text.ts';
import type { Locale } from '#locale/locale.ts';
import { toCsv } from '#viewer/figure/csv.ts';
import type { Figure, FigureTable } from '#viewer/figure/figure.ts';
import type { CrashTexts } from '#texts/crash.ts';
import { sumSizes, toFrameRows, type Fold, type FrameRow } from './stack-rows.ts';
import { WideFigure } from './WideFigure.tsx';

/** Taller stacks are drawn up to here; the list of frames has them all. */
const mostRows = 60;
/** Of the table; its CSV has them all. */
const mostTableRows = 500;

/** The stack of one goroutine, a row a frame. */
export function StackChart(props: {
  title: string;
  /** The file that it is of. */
  name: string;
  frames: readonly Frame[];
  /** How many of the innermost frames the crashes side by side share. */
  shared: number;
  greatestBytes: number;
  /** One of several in a case: as low as it can be, and what all share, which stands above them, in one row. */
  compact: boolean;
  fold: Fold;
  texts: CrashTexts;
  locale: Locale;
}) {
  const { title, name, frames, shared, greatestBytes, compact, fold, texts, locale } = props;
  const rows = useMemo(() => {
    // Shared frames stay apart: they are what is looked for.
    const inner = frames.slice(0, shared).map((frame): FrameRow => ({ kind: 'frame', frame, depth: 0 }));
    return [...inner, ...toFrameRows(frames.slice(shared), fold)].map((row, at) =>
      toStackRow(row, at < shared, texts),
    );
  }, [frames, shared, fold, texts]);
  const drawn = useMemo(
    () =>
      [
        ...(compact ? toOneRow(rows.slice(0, shared), texts) : rows.slice(0, shared)),
        ...rows.slice(shared),
      ].slice(0, mostRows),
    [rows, shared, compact, texts],
  );
  const sized = useMemo(() => frames.filter(({ sizeBytes }) => sizeBytes !== undefined), [frames]);
  const largest = useMemo(
    () => sized.reduce((most, frame) => (frame.sizeBytes! > most.sizeBytes! ? frame : most), sized[0]!),
    [sized],
  );
  const summary = texts.stackSummary(
    frames.length,
    sized.length,
    sumSizes(sized) ?? 0,
    largest ? `${toPlaceName(largest)} (${texts.bytes(largest.sizeBytes!)})` : '',
  );
  const figure = useMemo((): Figure => {
    const axisTexts = { axis: texts.stackAxis, unknown: texts.sizeUnknown, size: texts.bytes };
    const table: FigureTable = {
      columns: [texts.frame, texts.owner, texts.size],
      rows: rows.slice(0, mostTableRows).map(({ label, owner, sizeBytes, shared: isShared }, at) => ({
        key: String(at),
        label,
        mark: isShared ? texts.sharedMark : undefined,
        cells: [texts.owners[owner], sizeBytes === undefined ? texts.sizeUnknown : texts.bytes(sizeBytes)],
      })),
      all: rows.length,
      note: compact ? summary : undefined,
    };
    return {
      id: 'stack',
      title,
      summary,
      height: toStackHeight(drawn.length, greatestBytes > 0, compact),
      cuts: toStackCuts(drawn.length, greatestBytes > 0, compact),
      legend: (['user', 'std', 'runtime', 'cgo'] as const)
        .filter((owner) => rows.some((row) => row.owner === owner))
        .map((owner) => ({ label: texts.owners[owner], colour: ownerColour(owner) })),
      draw: (width, document) =>
        renderChart(stackFrames(drawn, { width, greatestBytes, dense: compact, texts: axisTexts }), document),
      // Of several what shows it stands beside the title, and takes no line.
      table: compact ? () => table : table,
      csv: () =>
        toCsv([
          ['frame', 'owner', 'size_bytes', 'shared'],
          ...rows.map((row) => [row.label, row.owner, row.sizeBytes, row.shared ? 1 : 0]),
        ]),
    };
  }, [title, summary, rows, drawn, greatestBytes, compact, texts]);
  return <WideFigure figure={figure} name={name} locale={locale} summarized={!compact} />;
}

/** What the crashes share, as one row in the colour of the innermost; the table has the size of each. */
function toOneRow(rows: readonly StackRow[], texts: CrashTexts): readonly StackRow[] {
  if (rows.length < 2) return rows;
  return [
    { label: texts.sharedRows(rows.length), owner: rows[0]!.owner, sizeBytes: undefined, shared: true },
  ];
}

function toStackRow(row: FrameRow, shared: boolean, texts: CrashTexts): StackRow {
  if (row.kind === 'fold') {
    const { owner, frames } = row;
    return { label: texts.folded(frames.length, owner), owner, sizeBytes: sumSizes(frames), shared };
  }
  const { owner, sizeBytes } = row.frame;
  return { label: toPlaceName(row.frame), owner, sizeBytes, shared };
}
