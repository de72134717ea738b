import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { CrashFile, CrashLog, Frame } from '#model/crash/crash-log.ts';
import type { CrashTexts } from '#texts/crash.ts';

const rowHeight = 18;
/** Rows drawn beyond what is seen, above and below. */
const margin = 20;
/** Browsers draw nothing higher than some 33 million pixels. */
const tallest = 30_000_000;
/** Of a line; the rest of a megabyte without a line end helps nobody. */
const longestLine = 4000;

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
  marked: readonly [first: number, last: number] | undefined;
  /** Lines that a note is pinned to. */
  pinned: ReadonlySet<number>;
  onMark(marked: [number, number] | undefined): void;
  request: LineRequest | undefined;
  texts: CrashTexts;
}) {
  const { name, file, crash, marked, pinned, onMark, request, texts } = props;
  const { lines } = file;
  const box = useRef<HTMLDivElement>(null);
  const [view, setView] = useState({ top: 0, height: 480 });
  const [found, setFound] = useState<number>();
  const owners = useMemo(() => (crash ? toOwners(crash) : new Map<number, Frame['owner']>()), [crash]);

  const whole = lines.length * rowHeight;
  const height = Math.min(whole, tallest);
  const scale = height > view.height ? (whole - view.height) / (height - view.height) : 1;
  const offset = view.top * scale;
  const first = Math.max(0, Math.floor(offset / rowHeight) - margin);
  const end = Math.min(lines.length, Math.ceil((offset + view.height) / rowHeight) + margin);

  useEffect(() => {
    const element = box.current;
    if (!element) return undefined;
    const measure = (): void => setView({ top: element.scrollTop, height: element.clientHeight });
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  // A log is opened where it matters, or where a link points.
  const start = marked?.[0] ?? crash?.firstLine ?? 1;
  useEffect(() => scrollToLine(box.current, start, scale, false), [start, scale]);
  useEffect(() => {
    if (!request) return;
    scrollToLine(box.current, request.line, scale, true);
    box.current?.scrollIntoView({ block: 'nearest' });
    box.current?.focus({ preventScroll: true });
  }, [request, scale]);

  const markLine = (line: number, extend: boolean): void => {
    if (extend && marked) onMark([Math.min(marked[0], line), Math.max(marked[1], line)]);
    else if (marked && marked[0] === line && marked[1] === line) onMark(undefined);
    else onMark([line, line]);
  };

  return (
    <section class="cb-crash-log" aria-label={texts.logLabel(name)}>
      <h3>{texts.log}</h3>
      <LogTools
        lines={lines}
        onFound={(line) => {
          setFound(line);
          if (line !== undefined) scrollToLine(box.current, line, scale, false);
        }}
        onGo={(range) => {
          onMark(range);
          scrollToLine(box.current, range[0], scale, true);
        }}
        onUnmark={marked ? () => onMark(undefined) : undefined}
        texts={texts}
      />
      <div
        class="cb-crash-text"
        ref={box}
        // Scrollable with the keyboard, and to be jumped to.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        role="region"
        aria-label={texts.logOf(name, lines.length)}
        onScroll={(event) => {
          const { scrollTop, clientHeight } = event.currentTarget;
          setView({ top: scrollTop, height: clientHeight });
        }}
      >
        <div style={{ height: `${height}px` }}>
          <div
            class="cb-crash-rows"
            style={{ transform: `translateY(${view.top - offset + first * rowHeight}px)` }}
          >
            {lines.slice(first, end).map((text, at) => {
              const line = first + at + 1;
              const isMarked = marked !== undefined && line >= marked[0] && line <= marked[1];
              return (
                <div
                  key={line}
                  class="cb-crash-row"
                  data-marked={isMarked || undefined}
                  data-pinned={pinned.has(line) || undefined}
                  data-found={line === found || undefined}
                  data-inside={(crash && line >= crash.firstLine && line <= crash.lastLine) || undefined}
                  data-owner={owners.get(line)}
                  aria-current={isMarked ? 'location' : undefined}
                >
                  <button
                    type="button"
                    tabIndex={-1}
                    aria-label={texts.markLine(line)}
                    onClick={(event) => markLine(line, event.shiftKey)}
                  >
                    {line}
                  </button>
                  <code>{text.length > longestLine ? `${text.slice(0, longestLine)}…` : text}</code>
                </div>
              );
            })}
          </div>
        </div>
      </div>
      <p class="cb-crash-note">{texts.markHint}</p>
    </section>
  );
}

/** Brings a line into sight; leaves a line that is seen where it is, unless always. */
function scrollToLine(element: HTMLElement | null, line: number, scale: number, always: boolean): void {
  if (!element) return;
  const at = (line - 1) * rowHeight;
  const now = element.scrollTop * scale;
  if (!always && at >= now && at < now + element.clientHeight - rowHeight) return;
  element.scrollTop = Math.max(0, at - element.clientHeight / 3) / scale;
}

function LogTools({
  lines,
  onFound,
  onGo,
  onUnmark,
  texts,
}: {
  lines: readonly string[];
  onFound(line: number | undefined): void;
  onGo(range: [number, number]): void;
  onUnmark: (() => void) | undefined;
  texts: CrashTexts;
}) {
  const [search, setSearch] = useState('');
  const [at, setAt] = useState(0);
  const hits = useMemo(() => findLines(lines, search), [lines, search]);
  const step = (): void => {
    if (hits.length === 0) return;
    const next = (at + 1) % hits.length;
    setAt(next);
    onFound(hits[next]);
  };
  return (
    <div class="cb-crash-log-tools">
      <form
        role="search"
        onSubmit={(event) => {
          event.preventDefault();
          step();
        }}
      >
        <label>
          <span>{texts.find}</span>
          <input
            class="cb-field"
            type="search"
            value={search}
            onInput={(event) => {
              const { value } = event.currentTarget;
              setSearch(value);
              setAt(0);
              onFound(findLines(lines, value)[0]);
            }}
          />
        </label>
        <button type="submit" class="cb-button" data-quiet disabled={hits.length < 2}>
          {texts.findNext}
        </button>
        <span role="status">{search === '' ? '' : texts.found(at + 1, hits.length)}</span>
      </form>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          const value = String(new FormData(event.currentTarget).get('line'));
          const range = /^\s*(\d+)(?:\s*[-–,]\s*(\d+))?\s*$/.exec(value);
          if (!range) return;
          const within = (text: string): number => Math.min(Math.max(1, Number(text)), lines.length);
          const ends = [within(range[1]!), within(range[2] ?? range[1]!)].toSorted((a, b) => a - b);
          onGo([ends[0]!, ends[1]!]);
        }}
      >
        <label>
          <span>{texts.goTo}</span>
          <input class="cb-field cb-crash-number" name="line" inputMode="numeric" autocomplete="off" />
        </label>
        {onUnmark && (
          <button type="button" class="cb-button" data-quiet onClick={onUnmark}>
            {texts.unmark}
          </button>
        )}
      </form>
    </div>
  );
}

const mostHits = 10_000;

/** Numbers of the lines that have the text, without regard to case. */
function findLines(lines: readonly string[], search: string): number[] {
  const wanted = search.trim().toLowerCase();
  const hits: number[] = [];
  if (wanted === '') return hits;
  for (const [at, text] of lines.entries()) {
    if (text.toLowerCase().includes(wanted)) hits.push(at + 1);
    if (hits.length >= mostHits) break;
  }
  return hits;
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
