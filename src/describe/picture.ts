import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { PlotOptions } from '@observablehq/plot';
import { parseHTML } from 'linkedom';
import { toFlamePaint } from '#charts/flame-colour.ts';
import { flameGraph } from '#charts/flame-graph.ts';
import { layOutFlame } from '#charts/flame-layout.ts';
import { FlameTree } from '#charts/flame-tree.ts';
import { heapCollections } from '#charts/heap-collections.ts';
import { renderChart } from '#charts/render.ts';
import { toDrawn } from '#charts/series-colour.ts';
import { usageLines } from '#charts/usage-lines.ts';
import { formatAmount } from '#locale/amount.ts';
import { type ByKind, callByKind, type Model } from '#model/capture/models.ts';
import type { CrashFile, CrashLog, Frame } from '#model/crash/crash-log.ts';
import { findCollections, findLongestRun, toRuns } from '#model/crash/gc-trace.ts';
import { selectSeries } from '#model/recording/filter.ts';
import { toMainTree } from '#model/profile/main-tree.ts';
import type { Profile } from '#model/profile/profile.ts';
import { isChange, toTotal } from '#model/profile/weights.ts';
import type { Recording } from '#model/recording/recording.ts';
import { toPlainName } from '#model/recording/series-label.ts';
import { axisLength, toTimeAxis } from '#model/recording/time-axis.ts';
import type { Metric } from '#model/recording/usage-metric.ts';
import { toXmlText } from '#model/xml-text.ts';
import { installFonts, pictureFont } from './picture-fonts.ts';

/** What chats and pull requests show of a link, in pixels. */
const width = 1200;
const height = 630;
const margin = 44;
/** They show it at half its size or less, so charts are drawn small and enlarged. */
const zoom = 2;

/** What is drawn below the name and the summary; undefined where there is nothing to draw. */
const drawings: ByKind<string | undefined> = {
  recording: drawRecording,
  'crash-log': drawCrash,
  profile: drawProfile,
};

/**
 * A picture of a capture, drawn by the site's own chart functions; undefined where there is nothing
 * to draw.
 */
export async function renderPicture(
  value: Model,
  name: string,
  summary: string,
): Promise<Buffer | undefined> {
  const body = callByKind(drawings, value);
  if (body === undefined) return undefined;
  const svg = await toPlainColours(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" font-family="${pictureFont}">
<rect width="${width}" height="${height}" fill="var(--cb-paper)"/>
<rect width="${width}" height="8" fill="var(--cb-accent)"/>
${textLine(name, margin, 72, { size: 36, weight: 700 })}
${wrap(summary, 24, 2)
  .map((line, index) => textLine(line, margin, 116 + 34 * index, { size: 24, colour: 'var(--cb-ink-2)' }))
  .join('\n')}
${body}
</svg>`,
  );
  await installFonts();
  const { default: sharp } = await import('sharp');
  return sharp(Buffer.from(toXmlText(svg)), { density: 72 })
    .png({ palette: true, compressionLevel: 9 })
    .toBuffer();
}

const bodyTop = 176;

function drawRecording(recording: Recording): string | undefined {
  const { shown } = selectSeries(recording, {});
  const [leader] = shown;
  if (!leader || recording.times.length < 2) return undefined;
  // As many as can be told apart at this size.
  const drawn = toDrawn(recording, shown.slice(0, 6));
  const axis = toTimeAxis(recording);
  const gap = 24;
  const chartWidth = (width - 2 * margin - gap) / 2 / zoom;
  const chartHeight = (height - bodyTop - 76) / zoom;
  const chart = (metric: Metric, yLabel: string) =>
    usageLines(drawn, metric, {
      width: chartWidth,
      height: chartHeight,
      axis,
      window: [0, axisLength(axis)],
      zone: 'UTC',
      xLabel: '',
      yLabel,
      ariaLabel: yLabel,
      ariaDescription: '',
    });
  return [
    drawChart(chart('cpu', 'CPU (% of one core)'), margin - 8),
    drawChart(chart('memory', 'Memory (MiB)'), margin + (width - 2 * margin + gap) / 2 - 8),
    drawLegend(drawn, height - 32),
  ].join('\n');
}

/** A chart below the summary, its left edge at `x`. */
function drawChart(options: PlotOptions, x: number): string {
  const { document } = parseHTML('<html><body></body></html>');
  // The style is for a page, and linkedom has no setter for it.
  const svg = renderChart({ ...options, style: null }, document as unknown as Document);
  return `<g transform="translate(${x} ${bodyTop}) scale(${zoom})" font-size="11" fill="var(--cb-ink-2)">${toSvgText(svg)}</g>`;
}

function drawLegend(drawn: { label: string; colour: string }[], y: number): string {
  const parts: string[] = [];
  let x = margin;
  for (const { label, colour } of drawn) {
    const text = cut(toPlainName(label), 22);
    const wide = 34 + text.length * 12.5;
    if (x + wide > width - margin) break;
    parts.push(`<rect x="${x}" y="${y - 15}" width="18" height="18" rx="3" fill="${colour}"/>`);
    parts.push(textLine(text, x + 26, y, { size: 22 }));
    x += wide + 14;
  }
  return parts.join('\n');
}

/** The innermost frames of the crash, the user's own marked by colour; the heap of a log that has none. */
function drawCrash({ crashes, lines }: CrashFile): string | undefined {
  if (crashes.length === 0) return drawHeap(lines);
  const goroutine = crashes.map(findCrashing).find((one) => one !== undefined);
  if (!goroutine || goroutine.frames.length === 0) return undefined;
  const most = 11;
  const { frames } = goroutine;
  const drawn = frames.slice(0, frames.length > most ? most - 1 : most);
  const parts = drawn.map((frame, index) => {
    const y = bodyTop + 24 + 38 * index;
    return `<rect x="${margin}" y="${y - 22}" width="8" height="30" fill="${ownerColour[frame.owner]}"/>
${textLine(frame.function, margin + 24, y, { size: 24, weight: frame.owner === 'user' ? 700 : 400, longest: 52 })}
${textLine(toPlace(frame), width - margin, y, { size: 20, colour: 'var(--cb-ink-2)', anchor: 'end', longest: 40 })}`;
  });
  const left = frames.length - drawn.length;
  if (left > 0) {
    const y = bodyTop + 24 + 38 * drawn.length;
    parts.push(textLine(`… ${left} more frames`, margin + 24, y, { size: 24, colour: 'var(--cb-ink-2)' }));
  }
  return parts.join('\n');
}

/** The heap at the collections of the program that has the most of them. */
function drawHeap(lines: readonly string[]): string | undefined {
  const runs = toRuns(findCollections(lines));
  const run = runs[findLongestRun(runs)];
  if (!run) return undefined;
  const options = heapCollections(run, {
    width: (width - 2 * margin) / zoom,
    height: (height - bodyTop - 76) / zoom,
    xLabel: 'Time since start (s)',
    yLabel: 'Heap (MiB)',
    ariaLabel: '',
    ariaDescription: '',
  });
  return [
    drawChart(options, margin - 8),
    drawLegend(
      [
        { label: 'heap', colour: 'var(--cb-series-0)' },
        { label: 'goal', colour: 'var(--cb-ink-2)' },
      ],
      height - 32,
    ),
  ].join('\n');
}

/** The outermost rows of its stacks, the roots on top. */
function drawProfile(profile: Profile): string | undefined {
  const main = toMainTree(profile);
  if (!main || !main.tree.total.some((weight) => weight !== 0)) return undefined;
  const flame = new FlameTree(main.tree);
  const rows = Math.floor((height - bodyTop - margin / 2) / FLAME_ROW / flameZoom);
  const layout = layOutFlame(flame, { width: (width - 2 * margin) / flameZoom, rows });
  const { document } = parseHTML('<html><body></body></html>');
  const { type = '', unit = '' } = profile.sampleTypes[main.type] ?? {};
  const svg = flameGraph(
    flame,
    layout,
    {
      direction: 'icicle',
      paint: toFlamePaint(flame, isChange(main.tree.self) ? 'change' : 'package'),
      texts: {
        whole: `${type} ${formatAmount(toTotal(profile, main.type), unit)}`,
        callers: (count) => `${count} more callers`,
      },
    },
    document as unknown as Document,
  );
  return `<g transform="translate(${margin} ${bodyTop}) scale(${flameZoom})">${toSvgText(svg)}</g>`;
}

/** Larger than on a page, and smaller than charts: names have to fit. */
const flameZoom = 1.7;
const FLAME_ROW = 18;

function findCrashing({ goroutines }: CrashLog): CrashLog['goroutines'][number] | undefined {
  const withFrames = goroutines.filter(({ frames }) => frames.length > 0);
  return withFrames.find(({ state }) => state === 'running') ?? withFrames[0];
}

const ownerColour: Record<Frame['owner'], string> = {
  user: 'var(--cb-user)',
  std: 'var(--cb-std)',
  runtime: 'var(--cb-runtime)',
  cgo: 'var(--cb-cgo)',
};

/** `mcache.go:161` */
function toPlace({ file, fileLine }: Frame): string {
  if (file === undefined) return '';
  return `${file.slice(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1)}:${fileLine ?? '?'}`;
}

interface TextStyle {
  size: number;
  weight?: number;
  colour?: string;
  anchor?: string;
  /** Characters. */
  longest?: number;
}

function textLine(text: string, x: number, y: number, style: TextStyle): string {
  if (text === '') return '';
  const { size, weight = 400, colour = 'var(--cb-ink)', anchor = 'start', longest } = style;
  const shown = cut(toPlainName(text, 500), longest ?? Math.floor((width - 2 * margin) / (size * 0.56)));
  return `<text x="${x}" y="${y}" font-size="${size}" font-weight="${weight}" fill="${colour}" text-anchor="${anchor}">${escape(shown)}</text>`;
}

/** Lines of what fits across, the last one cut. */
function wrap(text: string, size: number, most: number): string[] {
  const longest = Math.floor((width - 2 * margin) / (size * 0.56));
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/)) {
    if (line && line.length + 1 + word.length > longest) {
      lines.push(line);
      line = word;
    } else line = line ? `${line} ${word}` : word;
  }
  lines.push(line);
  const [last = ''] = lines.slice(most - 1);
  return lines.length > most ? [...lines.slice(0, most - 1), cut(`${last} …`, longest)] : lines;
}

function cut(text: string, longest: number): string {
  const characters = Array.from(text);
  return characters.length > longest ? `${characters.slice(0, longest - 1).join('')}…` : text;
}

/** The chart as a part of a larger picture. */
function toSvgText(svg: Element): string {
  // Styles that place it on a page mean nothing here, and some are not known to the renderer.
  for (const style of svg.querySelectorAll('style')) style.remove();
  for (const one of [svg, ...svg.querySelectorAll('[font-family]')]) one.removeAttribute('font-family');
  return svg.outerHTML;
}

/** The renderer knows no CSS variables: the light theme's values stand in for them. */
async function toPlainColours(svg: string): Promise<string> {
  const css = await readFile(resolve(import.meta.dirname, '../styles/tokens.css'), 'utf8');
  const values = new Map<string, string>();
  // The light theme stands last, so its values win.
  for (const [, name = '', value = ''] of css.matchAll(/(--cb-[\w-]+):\s*([^;]+);/g))
    values.set(name, value.trim());
  return svg
    .replace(/var\((--cb-[\w-]+)\)/g, (_, name: string) => values.get(name) ?? 'currentColor')
    .replaceAll('currentColor', values.get('--cb-ink-2') ?? '#555');
}

function escape(text: string): string {
  return text.replace(/[<>&"]/g, (char) => `&#${char.charCodeAt(0)};`);
}
