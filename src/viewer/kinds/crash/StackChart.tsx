import { useMemo } from 'preact/hooks';
import { renderChart } from '#charts/render.ts';
import { ownerColour, stackFrames, toStackHeight, type StackRow } from '#charts/stack-frames.ts';
import type { Frame } from '#model/crash/crash-log.ts';
import { toPlaceName } from '#model/crash/crash-text.ts';
import type { Locale } from '#locale/locale.ts';
import { toCsv } from '#viewer/figure/csv.ts';
import type { Figure } from '#viewer/figure/figure.ts';
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
  fold: Fold;
  texts: CrashTexts;
  locale: Locale;
}) {
  const { title, name, frames, shared, greatestBytes, fold, texts, locale } = props;
  const rows = useMemo(() => {
    // Shared frames stay apart: they are what is looked for.
    const inner = frames.slice(0, shared).map((frame): FrameRow => ({ kind: 'frame', frame, depth: 0 }));
    return [...inner, ...toFrameRows(frames.slice(shared), fold)].map((row, at) =>
      toStackRow(row, at < shared, texts),
    );
  }, [frames, shared, fold, texts]);
  const drawn = useMemo(() => rows.slice(0, mostRows), [rows]);
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
    return {
      id: 'stack',
      title,
      summary,
      height: toStackHeight(drawn.length, greatestBytes > 0),
      legend: (['user', 'std', 'runtime', 'cgo'] as const)
        .filter((owner) => rows.some((row) => row.owner === owner))
        .map((owner) => ({ label: texts.owners[owner], colour: ownerColour(owner) })),
      draw: (width, document) =>
        renderChart(stackFrames(drawn, { width, greatestBytes, texts: axisTexts }), document),
      table: {
        columns: [texts.frame, texts.owner, texts.size],
        rows: rows.slice(0, mostTableRows).map(({ label, owner, sizeBytes, shared: isShared }, at) => ({
          key: String(at),
          label,
          mark: isShared ? texts.sharedMark : undefined,
          cells: [texts.owners[owner], sizeBytes === undefined ? texts.sizeUnknown : texts.bytes(sizeBytes)],
        })),
        all: rows.length,
      },
      csv: () =>
        toCsv([
          ['frame', 'owner', 'size_bytes', 'shared'],
          ...rows.map((row) => [row.label, row.owner, row.sizeBytes, row.shared ? 1 : 0]),
        ]),
    };
  }, [title, summary, rows, drawn, greatestBytes, texts]);
  return <WideFigure figure={figure} name={name} locale={locale} />;
}

function toStackRow(row: FrameRow, shared: boolean, texts: CrashTexts): StackRow {
  if (row.kind === 'fold') {
    const { owner, frames } = row;
    return { label: texts.folded(frames.length, owner), owner, sizeBytes: sumSizes(frames), shared };
  }
  const { owner, sizeBytes } = row.frame;
  return { label: toPlaceName(row.frame), owner, sizeBytes, shared };
}
