import { useState } from 'preact/hooks';
import { usageStatistics } from '#model/recording/statistics.ts';
import { samplesWithin } from '#model/recording/time-axis.ts';
import { toHere } from '#viewer/page/here.ts';
import type { Figure } from './figure.ts';
import { toMarkdown } from '#viewer/figure/markdown.ts';
import type { RecordingMessages } from './messages.ts';
import { formatMetric } from './numbers.ts';
import { toPng, toStandaloneSvg } from '#viewer/figure/standalone-svg.ts';
import type { UsageView } from './usage-view.ts';

export interface TakeAwayProps {
  figure: Figure;
  view: UsageView;
  window: readonly [number, number];
  name: string;
  windowText: string;
  texts: RecordingMessages;
  linkOf: (() => string) | undefined;
  /** The chart as it is drawn now. */
  drawing(): SVGSVGElement | null;
}

/** Rows of a snippet's table. */
const ROWS = 8;

/** One chart to take away: as a picture, as numbers, as text for a review. */
export function TakeAway(props: TakeAwayProps) {
  const { figure, name, windowText, texts, drawing } = props;
  const [snippet, setSnippet] = useState<string>();
  const [told, setTold] = useState('');
  const fileName = `${name.replace(/[^\p{L}\p{N}._-]+/gu, '-').slice(0, 80)}-${figure.id}`;

  const toSvg = (): string | undefined => {
    const svg = drawing();
    if (!svg) return undefined;
    const legend =
      figure.kind === 'bars' ? [] : figure.drawn.map(({ label, colour, dash }) => ({ label, colour, dash }));
    return toStandaloneSvg(svg, {
      title: figure.title,
      subtitle: `${figure.unit}; ${name}; ${windowText}`,
      legend,
    });
  };
  const saveSvg = (): void => {
    const svg = toSvg();
    if (svg) save(new Blob([svg], { type: 'image/svg+xml' }), `${fileName}.svg`);
  };
  const savePng = async (): Promise<void> => {
    const svg = toSvg();
    if (!svg) return;
    try {
      save(await toPng(svg), `${fileName}.png`);
    } catch (error) {
      setTold(error instanceof Error ? error.message : String(error));
    }
  };
  const saveCsv = (): void => {
    save(new Blob([figure.csv()], { type: 'text/csv' }), `${fileName}.csv`);
  };
  const copySnippet = async (): Promise<void> => {
    const text = toSnippet(props, `${fileName}.png`);
    setSnippet(text);
    try {
      await navigator.clipboard.writeText(text);
      setTold(texts.outCopied);
    } catch {
      setTold(texts.outFailed);
    }
  };
  return (
    <details
      class="cb-rec-out"
      onToggle={(event) => {
        if (event.currentTarget.open) return;
        setSnippet(undefined);
        setTold('');
      }}
    >
      <summary aria-label={texts.outOf(figure.title)}>{texts.out}</summary>
      <div class="cb-rec-popover cb-rec-outbox">
        <span class="cb-rec-buttons">
          <button type="button" class="cb-rec-button" onClick={saveSvg}>
            {texts.outSvg}
          </button>
          <button type="button" class="cb-rec-button" onClick={() => void savePng()}>
            {texts.outPng}
          </button>
          {figure.drawn.length > 0 && (
            <button type="button" class="cb-rec-button" onClick={saveCsv}>
              {texts.outCsv}
            </button>
          )}
          <button type="button" class="cb-rec-button" onClick={() => void copySnippet()}>
            {texts.outMarkdown}
          </button>
        </span>
        {snippet !== undefined && (
          <textarea
            class="cb-rec-snippet"
            readOnly
            rows={8}
            aria-label={texts.outMarkdownTitle}
            value={snippet}
          />
        )}
        <p class="cb-rec-note" role="status">
          {told}
        </p>
      </div>
    </details>
  );
}

function toSnippet(
  { figure, view, window, name, windowText, texts, linkOf }: TakeAwayProps,
  picture: string,
): string {
  const { metric } = figure;
  const toUnit = (value: number | null): number | null =>
    value !== null && metric === 'memory' ? value / 1024 : value;
  const rows = figure.drawn.slice(0, ROWS).map(({ series, label, axis }) => {
    const [first, end] = samplesWithin(axis ?? view.axis, window[0], window[1]);
    const statistics = usageStatistics(view.recording, series, { first, last: end - 1 });
    const { avg, max } = statistics[metric === 'memory' ? 'memKb' : metric];
    return {
      name: label,
      avg: formatMetric(toUnit(avg), metric),
      max: formatMetric(toUnit(max), metric),
    };
  });
  return toMarkdown({
    title: figure.title,
    name,
    window: windowText,
    unit: figure.unit,
    picture,
    link: linkOf ? linkOf() : toHere(),
    columns: [texts.series, texts.tableAvg, texts.tableMax],
    rows,
    openText: texts.outOpen,
  });
}

function save(blob: Blob, fileName: string): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName;
  link.click();
  // The download has begun once the click returns; the address may go a moment later.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
