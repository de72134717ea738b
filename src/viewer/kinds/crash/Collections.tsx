import { useMemo } from 'preact/hooks';
import { heapCollections } from '#charts/heap-collections.ts';
import { renderChart } from '#charts/render.ts';
import { formatMs } from '#locale/format.ts';
import type { Locale } from '#locale/locale.ts';
import {
  type Collection,
  type CollectionSums,
  findCollections,
  findLongestRun,
  sumCollections,
  toRuns,
} from '#model/crash/gc-trace.ts';
import type { CrashTexts } from '#texts/crash.ts';
import { toCsv } from '#viewer/figure/csv.ts';
import type { Figure } from '#viewer/figure/figure.ts';
import { LineLink } from './LineLink.tsx';
import { WideFigure } from './WideFigure.tsx';

/** Of the table; its CSV has them all. */
const mostTableRows = 500;
const height = 180;

export interface CollectionsProps {
  lines: readonly string[];
  /** The file that they are of. */
  name: string;
  /** Which program of the log, from 1; that with the most collections where nothing is said. */
  run: number | undefined;
  onRun(run: number): void;
  onLine(line: number): void;
  texts: CrashTexts;
  locale: Locale;
}

/** What a log says of the garbage collector (`GODEBUG=gctrace=1`): the heap over time, and each collection. */
export function Collections({ lines, name, run, onRun, onLine, texts, locale }: CollectionsProps) {
  const runs = useMemo(() => toRuns(findCollections(lines)), [lines]);
  const at = run === undefined || run > runs.length ? findLongestRun(runs) : run - 1;
  const shown = runs[at];
  const sums = useMemo(() => sumCollections(shown ?? []), [shown]);
  const figure = useMemo(() => shown && toFigure(shown, sums, texts), [shown, sums, texts]);
  if (!figure) return null;
  const { longestStop } = sums;
  return (
    <>
      {runs.length > 1 && (
        <label class="cb-crash-run">
          {texts.gcRun}{' '}
          <select
            class="cb-field"
            value={at + 1}
            onChange={(event) => onRun(Number(event.currentTarget.value))}
          >
            {runs.map((one, index) => (
              <option key={index} value={index + 1}>
                {texts.gcRunOf(index + 1, one[0]!.line, one.length)}
              </option>
            ))}
          </select>
        </label>
      )}
      <WideFigure figure={figure} name={name} locale={locale} />
      <ul class="cb-crash-legend cb-crash-lines" aria-label={texts.gcLegend}>
        {figure.legend?.map(({ label, colour, dash }) => (
          <li
            key={label}
            data-dashed={dash !== undefined || undefined}
            style={{ '--cb-line-colour': colour }}
          >
            {label}
          </li>
        ))}
      </ul>
      {longestStop.line > 0 && (
        <p class="cb-crash-note">
          {texts.gcLongestStop(formatMs(longestStop.ms))}{' '}
          <LineLink line={longestStop.line} onLine={onLine} texts={texts} />
        </p>
      )}
    </>
  );
}

function toFigure(collections: readonly Collection[], sums: CollectionSums, texts: CrashTexts): Figure {
  const { count, forced, stoppedMs, mostLiveMib, largestHeapMib } = sums;
  const last = collections.at(-1)!;
  const summary = texts.gcSummary({
    count,
    forced,
    seconds: last.atSeconds,
    stopped: formatMs(stoppedMs),
    largestHeapMib,
    mostLiveMib,
    cpuPercent: last.cpuPercent,
  });
  const spec = {
    height,
    xLabel: texts.gcTimeAxis,
    yLabel: texts.gcHeapAxis,
    ariaLabel: texts.collections,
    ariaDescription: summary,
  };
  return {
    id: 'collections',
    title: texts.collections,
    summary,
    note: texts.gcNote,
    height,
    legend: [
      { label: texts.gcHeap, colour: 'var(--cb-series-0)' },
      { label: texts.gcGoal, colour: 'var(--cb-ink-2)', dash: '4 3' },
    ],
    draw: (width, document) => renderChart(heapCollections(collections, { ...spec, width }), document),
    table: () => ({
      columns: texts.gcColumns,
      rows: collections.slice(0, mostTableRows).map((one) => ({
        key: String(one.line),
        label: String(one.number),
        mark: one.forced ? texts.gcForced : undefined,
        cells: [
          one.atSeconds.toFixed(3),
          `${one.heapMib.start} → ${one.heapMib.end} → ${one.heapMib.live}`,
          String(one.goalMib),
          formatMs(one.sweepStopMs + one.markStopMs),
          formatMs(one.markMs),
          formatMs(sumCpu(one)),
          `${one.cpuPercent} %`,
        ],
      })),
      all: collections.length,
    }),
    csv: () => toCsv([csvColumns, ...collections.map(toCsvRow)]),
  };
}

function sumCpu({ cpuMs }: Collection): number {
  return cpuMs.sweepStop + cpuMs.assist + cpuMs.background + cpuMs.idle + cpuMs.markStop;
}

const csvColumns = [
  'number',
  'line',
  'at_s',
  'cpu_percent',
  'sweep_stop_ms',
  'mark_ms',
  'mark_stop_ms',
  'cpu_sweep_stop_ms',
  'cpu_assist_ms',
  'cpu_background_ms',
  'cpu_idle_ms',
  'cpu_mark_stop_ms',
  'heap_start_mib',
  'heap_end_mib',
  'heap_live_mib',
  'goal_mib',
  'stacks_mib',
  'globals_mib',
  'processors',
  'forced',
];

function toCsvRow(one: Collection): (string | number | undefined)[] {
  const { cpuMs, heapMib } = one;
  return [
    one.number,
    one.line,
    one.atSeconds,
    one.cpuPercent,
    one.sweepStopMs,
    one.markMs,
    one.markStopMs,
    cpuMs.sweepStop,
    cpuMs.assist,
    cpuMs.background,
    cpuMs.idle,
    cpuMs.markStop,
    heapMib.start,
    heapMib.end,
    heapMib.live,
    one.goalMib,
    one.stacksMib,
    one.globalsMib,
    one.processors,
    one.forced ? 1 : 0,
  ];
}
