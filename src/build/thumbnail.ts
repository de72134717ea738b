import { toFlamePaint } from '#charts/flame-colour.ts';
import { flameGraph } from '#charts/flame-graph.ts';
import { layOutFlame } from '#charts/flame-layout.ts';
import { FlameTree } from '#charts/flame-tree.ts';
import { toDrawn } from '#charts/series-colour.ts';
import { stackThumbnail, thumbnailSize, usageThumbnail } from '#charts/thumbnail.ts';
import { type ByKind, callByKind, type Model } from '#model/capture/models.ts';
import type { CrashFile } from '#model/crash/crash-log.ts';
import { toMainTree } from '#model/profile/main-tree.ts';
import type { Profile } from '#model/profile/profile.ts';
import { selectSeries } from '#model/recording/filter.ts';
import type { Recording } from '#model/recording/recording.ts';
import { toTimeAxis } from '#model/recording/time-axis.ts';
import type { CatalogEntry } from '#viewer/captures/catalog.ts';
import { createDocument } from './document.ts';
import { drawnBefore } from './drawn-before.ts';
import { Kept } from './kept.ts';
import { readPublished, toContentHash } from './published.ts';
import { shortenSvg } from './shorten-svg.ts';

/** What of a recording is drawn. */
export type ThumbnailChart = 'cpu' | 'memory';

/** More lines than these cannot be told apart at this size. */
const mostLines = 6;
/** Of a flame graph, whose rows are half as high here as on a page. */
const flameZoom = 2;
const flameRows = 11;

const { width, height } = thumbnailSize;
const drawings: ByKind<string, [chart: ThumbnailChart]> = {
  recording: drawRecording,
  'crash-log': drawCrash,
  profile: drawProfile,
};

/** Drawn thumbnails: an index has them in each language, and so has the page before it. */
const kept = new Kept<Promise<string>>(1_000_000);

/** A published capture as a small drawing without words, in the page's colours. Empty where there is nothing to draw. */
export async function drawThumbnail(
  entry: CatalogEntry,
  chart: ThumbnailChart,
  label: string,
): Promise<string> {
  const hash = await toContentHash(entry);
  const shapes = await kept.get(`${hash} ${chart}`, 10_000, () =>
    drawnBefore(['thumbnail', chart, hash], async () => toThumbnail(await readPublished(entry), chart)),
  );
  return shapes === '' ? '' : nameShapes(shapes, label);
}

/** Shapes as a drawing that has a name. */
export function nameShapes(shapes: string, label: string): string {
  const svg = createDocument().createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('viewBox', `0 0 ${width} ${height}`);
  svg.setAttribute('role', 'img');
  svg.setAttribute('aria-label', label);
  // Put in as text: read as HTML, a shape that closes itself would hold those behind it.
  return svg.outerHTML.replace(/\s*(?:\/>|><\/svg>)$/, () => `>${shapes}</svg>`);
}

/** The shapes of it, for a drawing of `thumbnailSize`. */
export function toThumbnail(value: Model, chart: ThumbnailChart): string {
  return shortenSvg(callByKind(drawings, value, chart));
}

function drawRecording(recording: Recording, chart: ThumbnailChart): string {
  if (recording.times.length < 2) return '';
  const { shown } = selectSeries(recording, {});
  const drawn = toDrawn(recording, shown.slice(0, mostLines));
  return drawn.length === 0 ? '' : usageThumbnail(drawn, chart, toTimeAxis(recording));
}

function drawCrash({ crashes }: CrashFile): string {
  const stacks = crashes.flatMap(({ goroutines }) => goroutines.filter(({ frames }) => frames.length > 0));
  const stack = stacks.find(({ state }) => state === 'running') ?? stacks[0];
  return stack ? stackThumbnail(stack.frames) : '';
}

function drawProfile(profile: Profile): string {
  const main = toMainTree(profile);
  if (!main || !main.tree.total.some((weight) => weight !== 0)) return '';
  const flame = new FlameTree(main.tree);
  const layout = layOutFlame(flame, { width: width * flameZoom, rows: flameRows, least: 2 });
  const svg = flameGraph(
    flame,
    layout,
    { direction: 'flame', paint: toFlamePaint(flame, 'package'), texts: { whole: '', callers: () => '' } },
    createDocument(),
  );
  for (const text of svg.querySelectorAll('text')) text.remove();
  // It stands on the lower edge, however many rows it has.
  const [, , , high = 0] = (svg.getAttribute('viewBox') ?? '').split(' ').map(Number);
  return `<g transform="translate(0,${height - high / flameZoom}) scale(${1 / flameZoom})">${svg.innerHTML}</g>`;
}
