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
import { readPublished } from './published.ts';
import { shortenSvg } from './shorten-svg.ts';
import { toStillControls } from './still-controls.ts';

/** Pixels of a figure: in the column of text of a desktop, and on a phone of 390 less its margins. */
const widths = [736, 358];

let drawn = 0;

/**
 * A case's figure as HTML: the same view, of the same parts, that the browser makes of the captures,
 * its charts drawn. What only works with script is switched off.
 */
export async function drawCaptureBody(
  entries: readonly CatalogEntry[],
  {
    locale,
    initial = {},
    height,
    author,
  }: Pick<CaptureFigureProps, 'initial' | 'height' | 'author'> & { locale: Locale },
): Promise<string> {
  const items = await Promise.all(entries.map(toItem));
  const [first] = items;
  const kind = first?.value?.kind;
  if (!first || !kind) return '';
  await loadBody(kind);
  const document = createDocument();
  const state = { beside: items.slice(1).map(({ slot }) => slot), ...initial };
  const html = renderToString(
    h(
      BuildDrawingContext.Provider,
      { value: { document, widths } },
      h(CaptureBody, { item: first, items, state, onState: () => {}, locale, compact: true, height, author }),
    ),
  );
  const still = toStill(html, `b${++drawn}-`);
  collectGarbage();
  return still;
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

/** Attributes that name elements by their ids. */
const references = [
  'list',
  'aria-activedescendant',
  'aria-controls',
  'aria-describedby',
  'aria-details',
  'aria-errormessage',
  'aria-flowto',
  'aria-labelledby',
  'aria-owns',
];

/** Without what needs script, and with ids of its own: a page has several, and the live ones besides. */
function toStill(html: string, prefix: string): string {
  const document = createDocument(html);
  toStillControls(document);
  // What is a slider to keys when it lives is only a picture here, and handles only lie in the way.
  for (const slider of document.querySelectorAll('[role=slider]')) {
    const svg = slider.querySelector('svg');
    if (svg) {
      const [name, description] = ['aria-label', 'aria-description'].map(
        (one) => svg.getAttribute(one) ?? '',
      );
      for (const attribute of Array.from(slider.getAttributeNames())) {
        if (/^(?:tabindex|aria-)/i.test(attribute)) slider.removeAttribute(attribute);
      }
      slider.setAttribute('role', 'img');
      slider.setAttribute('aria-label', [name, description].filter(Boolean).join('. '));
    } else slider.remove();
  }
  // Names within a drawing that is hidden, as what is around it has one, are heard by nobody.
  for (const svg of document.querySelectorAll('svg[aria-hidden=true]')) {
    for (const part of [svg, ...svg.querySelectorAll('*')]) {
      for (const name of ['aria-label', 'aria-description']) part.removeAttribute(name);
    }
  }
  for (const element of document.querySelectorAll('[tabindex]')) element.removeAttribute('tabindex');
  // A disclosure whose content comes when it is opened.
  for (const details of document.querySelectorAll('details')) {
    if (details.children.length < 2) details.setAttribute('style', 'visibility: hidden');
  }
  for (const element of document.querySelectorAll('[id]')) element.id = prefix + element.id;
  for (const name of references) {
    for (const element of document.querySelectorAll(`[${name}]`)) {
      const ids = element.getAttribute(name)?.split(/\s+/) ?? [];
      element.setAttribute(name, ids.map((id) => prefix + id).join(' '));
    }
  }
  return shortenSvg(document.body.innerHTML.replaceAll('url(#', `url(#${prefix}`));
}
