import { useCallback, useMemo } from 'preact/hooks';
import { ownerColour, stackFrames, toStackHeight, type StackRow } from '#charts/stack-frames.ts';
import type { Frame } from '#model/crash/crash-log.ts';
import { toPlaceName } from '#model/crash/crash-text.ts';
import type { CrashMessages } from './messages.ts';
import { PlotFigure } from './PlotFigure.tsx';
import { toCsv } from './TakeAway.tsx';
import { sumSizes, toFrameRows, type Fold, type FrameRow } from './stack-rows.ts';

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
  texts: CrashMessages;
}) {
  const { title, name, frames, shared, greatestBytes, fold, texts } = props;
  const rows = useMemo(() => {
    // Shared frames stay apart: they are what is looked for.
    const inner = frames.slice(0, shared).map((frame): FrameRow => ({ kind: 'frame', frame, depth: 0 }));
    return [...inner, ...toFrameRows(frames.slice(shared), fold)].map((row, at) =>
      toStackRow(row, at < shared, texts),
    );
  }, [frames, shared, fold, texts]);
  const drawn = useMemo(() => rows.slice(0, mostRows), [rows]);
  const options = useCallback(
    (width: number) =>
      stackFrames(drawn, {
        width,
        greatestBytes,
        texts: { axis: texts.stackAxis, unknown: texts.sizeUnknown, size: texts.bytes },
      }),
    [drawn, greatestBytes, texts],
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
  return (
    <PlotFigure
      title={title}
      summary={summary}
      options={options}
      height={toStackHeight(drawn.length, greatestBytes > 0)}
      name={name}
      legend={(['user', 'std', 'runtime', 'cgo'] as const)
        .filter((owner) => rows.some((row) => row.owner === owner))
        .map((owner) => ({ label: texts.owners[owner], colour: ownerColour(owner) }))}
      csv={() =>
        toCsv([
          ['frame', 'owner', 'size_bytes', 'shared'],
          ...rows.map((row) => [row.label, row.owner, row.sizeBytes, row.shared ? 1 : 0]),
        ])
      }
      texts={texts}
      table={
        <div class="cb-crash-scroll" role="group" aria-label={texts.table} tabIndex={0}>
          <table>
            <thead>
              <tr>
                <th scope="col">{texts.frame}</th>
                <th scope="col">{texts.owner}</th>
                <th scope="col">{texts.size}</th>
              </tr>
            </thead>
            <tbody>
              {rows.slice(0, mostTableRows).map((row, at) => (
                <tr key={at}>
                  <th scope="row">
                    <bdi>{row.label}</bdi>
                    {row.shared && <small> ({texts.sharedMark})</small>}
                  </th>
                  <td>{texts.owners[row.owner]}</td>
                  <td>{row.sizeBytes === undefined ? texts.sizeUnknown : texts.bytes(row.sizeBytes)}</td>
                </tr>
              ))}
            </tbody>
          </table>
          {rows.length > mostTableRows && (
            <p class="cb-crash-note">{texts.andMore(rows.length - mostTableRows)} (CSV)</p>
          )}
        </div>
      }
    />
  );
}

function toStackRow(row: FrameRow, shared: boolean, texts: CrashMessages): StackRow {
  if (row.kind === 'fold') {
    const { owner, frames } = row;
    return { label: texts.folded(frames.length, owner), owner, sizeBytes: sumSizes(frames), shared };
  }
  const { owner, sizeBytes } = row.frame;
  return { label: toPlaceName(row.frame), owner, sizeBytes, shared };
}
