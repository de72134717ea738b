import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { CrashFile, CrashLog, Frame } from '#model/crash/crash-log.ts';
import type { CrashState } from '#view/crash-state.ts';
import type { StateChange } from '#view/state-change.ts';
import type { CrashTexts } from '#texts/crash.ts';
import { usePrinted } from '#viewer/figure/use-printed.ts';
import { countCells, toSingleRows, toWrappedRows, type LineRows } from './line-rows.ts';
import { LogMarks } from './LogMarks.tsx';
import { LogRow } from './LogRow.tsx';
import { LogTools } from './LogTools.tsx';
import { useLineFinder } from './use-line-finder.ts';
import './raw-log.css';

const rowHeight = 18;
/** Rows drawn beyond what is seen, above and below. */
const margin = 20;
/** Browsers draw nothing higher than some 33 million pixels. */
const tallest = 30_000_000;
/** What stands before a line's text, and room behind it for the marks: as the style sheet has it. */
const numbersWidth = 96;
/** Of a cell, where nothing is laid out: the advance of the 12 px type. */
const usualCell = 7.2;
/** Characters that a cell's width is measured by. */
const measured = 50;
/** Lines on paper, some forty sheets; of a longer log those of the crash. */
const printedLines = 2000;

/** A line that is to be shown; a new object asks for it anew. */
export interface LineRequest {
  line: number;
}

/**
 * The text of a file with the numbers of its lines. Only what is seen is in the page, so that a hundred
 * thousand lines scroll as ten do.
 */
export function RawLog(props: {
  name: string;
  file: CrashFile;
  /** Whose lines stand out; none where the log has no crash. */
  crash: CrashLog | undefined;
  state: CrashState;
  change(next: StateChange<CrashState>): void;
  /** Lines that a note is pinned to. */
  pinned: ReadonlySet<number>;
  request: LineRequest | undefined;
  texts: CrashTexts;
}) {
  const { name, file, crash, state, change, pinned, request, texts } = props;
  const { line: marked, wrap = false } = state;
  const { lines } = file;
  const boxRef = useRef<HTMLDivElement>(null);
  const rulerRef = useRef<HTMLSpanElement>(null);
  const [view, setView] = useState({ top: 0, height: 480, columns: 80 });
  const [at, setAt] = useState(0);
  const owners = useMemo(() => (crash ? toOwners(crash) : new Map<number, Frame['owner']>()), [crash]);
  const found = useLineFinder(lines, state);
  const { search, hits } = found;
  const shownHit = hits.length > 0 ? Math.min(at, hits.length - 1) : 0;

  const cells = useMemo(() => (wrap ? countCells(lines) : undefined), [lines, wrap]);
  const rows = useMemo(
    () => (cells ? toWrappedRows(cells, view.columns) : toSingleRows(lines.length)),
    [cells, lines, view.columns],
  );
  const whole = rows.total * rowHeight;
  const height = Math.min(whole, tallest);
  const scale = height > view.height ? (whole - view.height) / (height - view.height) : 1;
  const offset = view.top * scale;
  const isPrinted = usePrinted();
  const [first, end] = isPrinted
    ? toPrinted(lines.length, crash?.firstLine)
    : [
        rows.lineAt(Math.max(0, Math.floor(offset / rowHeight) - margin)),
        rows.lineAt(Math.min(rows.total, Math.ceil((offset + view.height) / rowHeight) + margin) - 1),
      ];

  useEffect(() => {
    const element = boxRef.current;
    if (!element) return undefined;
    const measure = (): void => {
      const cell = (rulerRef.current?.offsetWidth ?? 0) / measured || usualCell;
      // Line numbers stand before the text, and the marks behind it.
      const columns = Math.max(8, Math.floor((element.clientWidth - numbersWidth) / cell));
      setView({ top: element.scrollTop, height: element.clientHeight, columns });
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  const topRef = useRef(1);
  const keepTop = (): void => {
    topRef.current = rows.lineAt(Math.floor(((boxRef.current?.scrollTop ?? 0) * scale) / rowHeight));
  };
  const show = (line: number, always: boolean): void => {
    scrollToLine(boxRef.current, rows, line, scale, always);
    keepTop();
  };
  const showRef = useRef(show);
  useEffect(() => {
    showRef.current = show;
  });
  // A log is opened where it matters, or where a link points.
  const start = marked?.[0] ?? crash?.firstLine ?? 1;
  useEffect(() => showRef.current(start, false), [start]);
  // Where lines are wrapped, or in another width, the same ones stay in sight.
  const rowsRef = useRef(rows);
  useEffect(() => {
    if (rowsRef.current === rows) return;
    rowsRef.current = rows;
    if (boxRef.current) boxRef.current.scrollTop = (rows.rowOf(topRef.current) * rowHeight) / scale;
  }, [rows, scale]);
  useEffect(() => {
    if (!request) return;
    showRef.current(request.line, true);
    boxRef.current?.scrollIntoView({ block: 'nearest' });
    boxRef.current?.focus({ preventScroll: true });
  }, [request]);
  // What is looked for anew is shown from its first hit on; a link's is shown where the link points.
  const isFirstRef = useRef(true);
  const [firstHit] = hits;
  useEffect(() => {
    if (!isFirstRef.current && firstHit !== undefined) showRef.current(firstHit, false);
    isFirstRef.current = false;
    setAt(0);
  }, [search, firstHit]);

  const step = (by: 1 | -1): void => {
    if (hits.length === 0) return;
    const next = (shownHit + by + hits.length) % hits.length;
    setAt(next);
    show(hits[next]!, false);
  };
  const markLine = (line: number, extend: boolean): void => {
    if (extend && marked) change({ line: [Math.min(marked[0], line), Math.max(marked[1], line)] });
    else if (marked && marked[0] === line && marked[1] === line) change({ line: undefined });
    else change({ line: [line, line] });
  };

  return (
    <section class="cb-crash-log" aria-label={texts.logLabel(name)}>
      <h3>{texts.log}</h3>
      <LogTools
        lines={lines.length}
        state={state}
        change={change}
        found={found}
        at={shownHit}
        onStep={step}
        onGo={(range) => {
          change({ line: range });
          show(range[0], true);
        }}
        onUnmark={marked ? () => change({ line: undefined }) : undefined}
        texts={texts}
      />
      {/* In a low window some lines stay to be seen; a log of fewer takes no more than they do. */}
      <div class="cb-crash-log-frame" style={{ minHeight: `min(12rem, ${height}px)` }}>
        <div
          class="cb-crash-text"
          ref={boxRef}
          data-wrap={wrap || undefined}
          // Scrollable with the keyboard, and to be jumped to.
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
          tabIndex={0}
          role="region"
          aria-label={texts.logOf(name, lines.length)}
          onScroll={(event) => {
            const { scrollTop, clientHeight } = event.currentTarget;
            keepTop();
            setView((before) => ({ ...before, top: scrollTop, height: clientHeight }));
          }}
        >
          <span ref={rulerRef} class="cb-crash-ruler" aria-hidden="true">
            {'0'.repeat(measured)}
          </span>
          {isPrinted && end - first + 1 < lines.length && (
            <p class="cb-crash-note">{texts.lines(first, end)}</p>
          )}
          <div style={isPrinted ? {} : { height: `${height}px` }}>
            <div
              class="cb-crash-rows"
              style={
                isPrinted
                  ? {}
                  : { transform: `translateY(${view.top - offset + rows.rowOf(first) * rowHeight}px)` }
              }
            >
              {lines.slice(first - 1, end).map((text, index) => {
                const line = first + index;
                return (
                  <LogRow
                    key={line}
                    line={line}
                    text={text}
                    search={search}
                    isMarked={marked !== undefined && line >= marked[0] && line <= marked[1]}
                    isPinned={pinned.has(line)}
                    isFound={line === hits[shownHit]}
                    isInside={crash !== undefined && line >= crash.firstLine && line <= crash.lastLine}
                    owner={owners.get(line)}
                    onMark={markLine}
                    texts={texts}
                  />
                );
              })}
            </div>
          </div>
        </div>
        <LogMarks rows={rows} height={view.height} hits={hits} marked={marked} />
      </div>
      <p class="cb-crash-note cb-crash-log-hint">{texts.markHint}</p>
    </section>
  );
}

/** Which lines go to paper, first and last: all, or as many as there is room for from where the crash begins. */
function toPrinted(count: number, start = 1): [first: number, end: number] {
  const first = count <= printedLines ? 1 : Math.min(start, count - printedLines + 1);
  return [first, Math.min(count, first + printedLines - 1)];
}

/** Brings a line into sight; leaves a line that is seen where it is, unless always. */
function scrollToLine(
  element: HTMLElement | null,
  rows: LineRows,
  line: number,
  scale: number,
  always: boolean,
): void {
  if (!element) return;
  const at = rows.rowOf(line) * rowHeight;
  const now = element.scrollTop * scale;
  if (!always && at >= now && at < now + element.clientHeight - rowHeight) return;
  element.scrollTop = Math.max(0, at - element.clientHeight / 3) / scale;
}

/** Whose frame begins at a line. */
function toOwners({ goroutines, races }: CrashLog): Map<number, Frame['owner']> {
  const owners = new Map<number, Frame['owner']>();
  const add = (frames: readonly Frame[]): void => {
    for (const { line, owner } of frames) owners.set(line, owner);
  };
  for (const { frames } of goroutines) add(frames);
  for (const { accesses, created } of races) {
    for (const { frames } of [...accesses, ...created]) add(frames);
  }
  return owners;
}
