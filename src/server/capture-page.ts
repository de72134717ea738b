import type { AstroGlobal } from 'astro';
import type { StoredCapture } from '#store/store.ts';
import { toErrorPage, toProblemPage } from './error-page.ts';
import { type PageLocale, toPageLocale } from './page-locale.ts';
import { pageTexts, type PageTexts } from './page-texts.ts';
import type { Service } from './service.ts';

/** What the page of one capture, or of the files of one session, shows. */
export interface CapturePage {
  captures: StoredCapture[];
  title: string;
  description: string;
  /** Open Graph, so that the link unfolds in a chat. It shows the capture: the view is in the fragment, which stays with the reader. */
  head: { tag: 'meta' | 'link'; attrs: Record<string, string> }[];
  locale: PageLocale;
  embedded: boolean;
  /** An iframe for a wiki. */
  embedCode: string;
  texts: PageTexts;
}

/** @returns a whole answer where there is nothing to show */
export async function toCapturePage(
  astro: Pick<AstroGlobal, 'request' | 'clientAddress' | 'locals' | 'response' | 'url'>,
  find: (service: Service) => Promise<StoredCapture[]>,
): Promise<CapturePage | Response> {
  const { request, locals } = astro;
  const locale = toPageLocale(request);
  const { casebook } = locals;
  if (!casebook) return toErrorPage(404, pageTexts[locale].noStore, locale);
  let captures: StoredCapture[];
  try {
    captures = await find(casebook);
  } catch (error) {
    return toProblemPage(error, locale);
  }
  const [first] = captures;
  if (!first) return toErrorPage(404, pageTexts[locale].noSession, locale);
  const { baseUrl } = casebook.toCaller({ request, address: astro.clientAddress });
  const address = `${baseUrl}${astro.url.pathname}`;
  const pictured = captures.find(({ picture }) => picture);
  const title =
    captures.length > 1 && first.session ? `${first.session} · ${first.tag}` : `${first.name} · ${first.tag}`;
  // Of a session's files the one with the samples says most, and is the one that is pictured.
  const summary = (pictured ?? captures.find((capture) => capture.summary))?.summary;
  const description = summary ?? pageTexts[locale].plain(first.sizeBytes, first.state === 'growing');
  const meta = (property: string, content: string) => ({
    tag: 'meta' as const,
    attrs: { property, content },
  });
  const embedded = astro.url.searchParams.has('embed');
  const frames = embedded ? casebook.settings.frameAncestors : "'self'";
  astro.response.headers.set('Content-Security-Policy', `frame-ancestors ${frames}`);
  astro.response.headers.set('Cache-Control', 'private, no-cache');
  // Whoever has the address has the capture: no one else is to learn it from here.
  astro.response.headers.set('Referrer-Policy', 'no-referrer');
  return {
    captures,
    title,
    description,
    head: [
      meta('og:type', 'website'),
      meta('og:title', title),
      meta('og:description', description),
      meta('og:url', address),
      meta('og:site_name', 'Casebook'),
      ...(pictured
        ? [
            meta('og:image', `${baseUrl}/api/captures/${pictured.id}/picture.png`),
            meta('og:image:width', '1200'),
            meta('og:image:height', '630'),
            meta('og:image:alt', description),
            { tag: 'meta' as const, attrs: { name: 'twitter:card', content: 'summary_large_image' } },
          ]
        : []),
      { tag: 'meta', attrs: { name: 'robots', content: 'noindex' } },
    ],
    locale,
    embedded,
    embedCode: `<iframe src="${address}?embed" title="${toAttribute(title)}" width="100%" height="640" loading="lazy" style="border:0"></iframe>`,
    texts: pageTexts[locale],
  };
}

function toAttribute(text: string): string {
  return text.replace(/[&<>"]/g, (char) => `&#${char.charCodeAt(0)};`);
}
