import { collectGarbage } from './collect-garbage.ts';
import { createDocument } from './document.ts';
import { h } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { BuildDrawingContext } from '#viewer/figure/build-drawing.ts';
import { CaptureBody, loadBody } from '#viewer/captures/CaptureBody.tsx';
import type { CatalogEntry } from '#viewer/captures/catalog.ts';
import type { OpenItem } from '#viewer/captures/source.ts';
import type { CaptureFigureProps } from '#viewer/case/CaptureFigure.tsx';
import type { Locale } from '#locale/locale.ts';
import { drawnBefore } from './drawn-before.ts';
import { ownIds } from './own-ids.ts';
import { readPublished, toContentHash } from './published.ts';
import { StillFigure } from './still-figure.ts';

/**
 * Pixels of a figure's drawings: of desktops, whose columns of text are 736 to 864, and where a page has the whole width
 * for it 736 to 1,080; on a phone of 390 less its margins.
 */
const widths = { text: 736, page: 960, phone: 358 };

interface Drawing extends Pick<CaptureFigureProps, 'initial' | 'height' | 'author'> {
  locale: Locale;
  /** The page's own, by which it is known as long as it is made. */
  page: object;
  /** The page has nothing beside it. */
  isWide?: boolean | undefined;
  /** Holds what an author wrote against the captures, before it is drawn; what it looks at must be in `initial` or `author`. */
  check?: () => Promise<void>;
}

/**
 * A case's figure as HTML: the same view, of the same parts, that the browser makes of the captures,
 * its charts drawn. What only works with script is switched off.
 *
 * @throws Error of `check`
 */
export async function drawCaptureBody(
  entries: readonly CatalogEntry[],
  { page, check, ...view }: Drawing,
): Promise<string> {
  const captures = await Promise.all(entries.map(toContentHash));
  const html = await drawnBefore(['figure', JSON.stringify(view), ...captures], async () => {
    await check?.();
    return draw(entries, view);
  });
  return ownIds.give(page, html);
}

async function draw(
  entries: readonly CatalogEntry[],
  { locale, initial = {}, height, author, isWide }: Omit<Drawing, 'page' | 'check'>,
): Promise<string> {
  const items = await Promise.all(entries.map(toItem));
  const [first] = items;
  const kind = first?.value?.kind;
  if (!first || !kind) return '';
  await loadBody(kind);
  const still = new StillFigure(ownIds.mark);
  const write = (chart: Element) => still.write(chart);
  const state = { beside: items.slice(1).map(({ slot }) => slot), ...initial };
  const html = renderToString(
    h(
      BuildDrawingContext.Provider,
      {
        value: {
          document: createDocument(),
          widths: [isWide ? widths.page : widths.text, widths.phone],
          write,
        },
      },
      h(CaptureBody, { item: first, items, state, onState: () => {}, locale, compact: true, height, author }),
    ),
  );
  const drawn = still.toHtml(html);
  collectGarbage();
  return drawn;
}

async function toItem(entry: CatalogEntry): Promise<OpenItem> {
  return {
    slot: entry.name,
    name: entry.name,
    sources: [],
    status: 'ready',
    sizeBytes: entry.files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
    value: await readPublished(entry),
    notices: [],
  };
}
