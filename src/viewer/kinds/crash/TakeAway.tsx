import { toCsvCell } from '#model/csv-cell.ts';
import { useState } from 'preact/hooks';
import { toPng, toStandaloneSvg, type StandaloneFrame } from '#viewer/figure/standalone-svg.ts';
import type { CrashMessages } from './messages.ts';

/** A chart to take away, as a picture and as numbers. */
export function TakeAway({
  frame,
  fileName,
  drawing,
  csv,
  texts,
}: {
  frame: StandaloneFrame;
  fileName: string;
  /** The chart as it is drawn now. */
  drawing(): SVGSVGElement | null | undefined;
  csv(): string;
  texts: CrashMessages;
}) {
  const [told, setTold] = useState('');
  const plainName = fileName.replace(/[^\p{L}\p{N}._-]+/gu, '-').slice(0, 100);
  const saveSvg = (): void => {
    const svg = drawing();
    if (svg) save(new Blob([toStandaloneSvg(svg, frame)], { type: 'image/svg+xml' }), `${plainName}.svg`);
  };
  const savePng = async (): Promise<void> => {
    const svg = drawing();
    if (!svg) return;
    try {
      save(await toPng(toStandaloneSvg(svg, frame)), `${plainName}.png`);
    } catch (error) {
      setTold(error instanceof Error ? error.message : String(error));
    }
  };
  const saveCsv = (): void => save(new Blob([csv()], { type: 'text/csv' }), `${plainName}.csv`);
  const button = (label: string, onClick: () => unknown) => (
    <button type="button" class="cb-button" onClick={() => void onClick()}>
      {label}
    </button>
  );
  return (
    <details class="cb-crash-out">
      <summary>
        {texts.out}
        <span class="cb-crash-unseen">: {frame.title}</span>
      </summary>
      <p>
        {button('SVG', saveSvg)} {button('PNG', savePng)} {button('CSV', saveCsv)}
      </p>
      <p role="status">{told}</p>
    </details>
  );
}

/** Rows as CSV: numbers as they are, texts guarded and quoted where they must be. */
export function toCsv(rows: readonly (readonly (string | number | undefined)[])[]): string {
  const toField = (value: string | number | undefined): string =>
    typeof value === 'string' ? toCsvCell(value) : String(value ?? '');
  return rows.map((row) => `${row.map(toField).join(',')}\n`).join('');
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
