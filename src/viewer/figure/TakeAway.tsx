import { useRef, useState } from 'preact/hooks';
import { useClosing } from './use-closing.ts';
import { copyText } from './copy-text.ts';
import { drawStill, isCanvas, toTable, type Figure, type FigurePlace, type FigureTable } from './figure.ts';
import { toMarkdown } from './markdown.ts';
import type { FigureTexts } from '#texts/figure.ts';
import { saveBlob } from './save-blob.ts';
import { canvasToPng, svgToPng, toStandaloneSvg, type StandaloneFrame } from './standalone.ts';

export interface TakeAwayProps {
  figure: Figure;
  place: FigurePlace;
  width: number;
  texts: FigureTexts;
  /** The figure as it is drawn now. */
  drawn(): Element | null;
}

/** Rows of a snippet's table. */
const ROWS = 8;

/** One figure to take away: as a picture, as numbers, as text for a review. */
export function TakeAway({ figure, place, width, texts, drawn }: TakeAwayProps) {
  const ref = useRef<HTMLDetailsElement>(null);
  useClosing(ref);
  const [snippet, setSnippet] = useState<string>();
  const [said, setSaid] = useState('');
  const [isDots, setIsDots] = useState(false);
  const fileName = toFileName(figure, place);
  const frame = toFrame(figure, place, texts);

  /** The figure as an SVG, in the theme of the page; undefined where it is dots alone. */
  const toSvg = (): string | undefined => {
    const element = drawn();
    if (!element) return undefined;
    const svg = isCanvas(element) ? drawStill(figure, width, element.ownerDocument) : element;
    return isCanvas(svg) ? undefined : toStandaloneSvg(svg as SVGSVGElement, frame, element);
  };
  const saveSvg = (): void => {
    const svg = toSvg();
    if (svg !== undefined) saveBlob(new Blob([svg], { type: 'image/svg+xml' }), `${fileName}.svg`);
  };
  const savePng = async (): Promise<void> => {
    const element = drawn();
    if (!element) return;
    try {
      const png = isCanvas(element)
        ? await canvasToPng(element, frame)
        : await svgToPng(toStandaloneSvg(element as SVGSVGElement, frame));
      saveBlob(png, `${fileName}.png`);
    } catch {
      setSaid(texts.outPngFailed);
    }
  };
  const { csv } = figure;
  const saveCsv = (): void => {
    if (!csv) return;
    const text = csv();
    saveBlob(new Blob([text], { type: 'text/csv' }), `${fileName}.csv`);
    setSaid(/(^|,)"?'[=+@-]/m.test(text) ? texts.outCsvQuoted : '');
  };
  const copySnippet = async (): Promise<void> => {
    const text = toSnippet(figure, place, `${fileName}.png`, texts);
    setSnippet(text);
    setSaid((await copyText(text)) ? texts.outCopied : texts.outFailed);
  };
  const button = (label: string, onClick: () => unknown) => (
    <button type="button" class="cb-button" onClick={() => void onClick()}>
      {label}
    </button>
  );
  return (
    <details
      ref={ref}
      class="cb-fig-out"
      onToggle={(event) => {
        const element = drawn();
        setIsDots(element !== null && isCanvas(element) && !figure.drawStill);
        if (event.currentTarget.open) return;
        setSnippet(undefined);
        setSaid('');
      }}
    >
      <summary aria-label={texts.outOf(figure.title)}>{texts.out}</summary>
      <div class="cb-fig-outbox">
        <span class="cb-fig-buttons">
          {!isDots && button(texts.outSvg, saveSvg)}
          {button(texts.outPng, savePng)}
          {csv && button(texts.outCsv, saveCsv)}
          {button(texts.outMarkdown, copySnippet)}
        </span>
        {snippet !== undefined && (
          <textarea
            class="cb-fig-snippet"
            readOnly
            rows={8}
            aria-label={texts.outMarkdownTitle}
            value={snippet}
          />
        )}
        <p class="cb-fig-note" role="status">
          {said}
        </p>
      </div>
    </details>
  );
}

/** Without what a file's name does not bear, and the kind of file. */
function toFileName({ id }: Figure, { name, title = name }: FigurePlace): string {
  const plain = title.replace(/[^\p{L}\p{N}._-]+/gu, '-').replace(/^-+|-+$/g, '');
  return [...(plain === '' ? [] : [plain.slice(0, 80)]), id].join('-');
}

function toFrame(
  figure: Figure,
  { name, title = name, extent }: FigurePlace,
  texts: FigureTexts,
): StandaloneFrame {
  return {
    title: figure.title,
    subtitle: texts.clauses([figure.unit ?? '', title, extent ?? ''].filter((part) => part !== '')),
    legend: figure.legend ?? [],
  };
}

function toSnippet(figure: Figure, place: FigurePlace, picture: string, texts: FigureTexts): string {
  const { columns, rows, all = rows.length } = figure.brief?.() ?? toTable(figure) ?? nothing;
  const left = all - Math.min(rows.length, ROWS);
  return toMarkdown({
    title: figure.title,
    of: [place.title ?? place.name, place.extent],
    unit: figure.unit,
    picture,
    link: place.linkOf(),
    columns,
    rows: rows.slice(0, ROWS).map(({ label, cells }) => [label, ...cells]),
    rest: left > 0 ? texts.outRest(left) : undefined,
    openText: texts.outOpen,
    listed: texts.listed,
  });
}

const nothing: FigureTable = { columns: [], rows: [] };
