import { toPictureAddress } from '#api/addresses.ts';
import type { StoredCapture } from '#store/store.ts';
import type { AstroGlobal } from 'astro';
import { toPeer } from './endpoint.ts';
import { toErrorPage, toProblemPage } from './error-page.ts';
import type { Locale } from '#locale/locale.ts';
import { localeOfPath } from '#locale/paths.ts';
import { fromBase } from '#locale/base-path.ts';
import { siteBase } from '#locale/site-path.ts';
import { storedPageTexts, type StoredPageTexts } from '#texts/stored-pages.ts';
import type { Service } from './service.ts';

/** What the page of one capture, or of the files of one session, shows. */
export interface CapturePage {
  captures: StoredCapture[];
  title: string;
  description: string;
  /** Open Graph, so that the link unfolds in a chat. It shows the capture: the view is in the fragment, which stays with the reader. */
  head: { tag: 'meta' | 'link'; attrs: Record<string, string> }[];
  locale: Locale;
  embedded: boolean;
  /** Of a stream, by how it stands: it may end while its page is open. */
  streamTitles: Record<StoredCapture['state'], string> | undefined;
  /** An iframe for a wiki. */
  embedCode: string;
  texts: StoredPageTexts;
}

/** @returns a whole answer where there is nothing to show */
export async function toCapturePage(
  astro: Pick<AstroGlobal, 'request' | 'clientAddress' | 'locals' | 'response' | 'url'>,
  find: (service: Service, address: string) => Promise<StoredCapture[]>,
): Promise<CapturePage | Response> {
  const { request, locals } = astro;
  const locale = localeOfPath(new URL(request.url).pathname);
  const { casebook } = locals;
  if (!casebook) return toErrorPage(404, storedPageTexts[locale].noStore, locale);
  const { address, baseUrl } = casebook.toCaller({ request, address: toPeer(astro) });
  let captures: StoredCapture[];
  try {
    captures = await find(casebook, address);
  } catch (error) {
    casebook.report('page', error, request);
    return toProblemPage(error, locale);
  }
  const [first] = captures;
  if (!first) return toErrorPage(404, storedPageTexts[locale].noSession, locale);
  const texts = storedPageTexts[locale];
  const page = `${baseUrl}${fromBase(siteBase(), astro.url.pathname)}`;
  const pictured =
    captures.find(({ picture }) => picture) ?? captures.find((one) => casebook.mayHavePicture(one));
  // Of a session's files the one with the samples says most, and is the one that is pictured.
  const about = captures.find((one) => one.picture && one.summary) ?? captures.find(({ summary }) => summary);
  const state = texts.streams[first.state];
  // How a stream stands is said of one alone: of a session's files each has its own.
  const isStream = captures.length === 1 && first.live;
  const isGrowing = captures.length === 1 && first.state === 'growing';
  const plainTitle =
    captures.length > 1 && first.session ? `${first.session} · ${first.tag}` : `${first.name} · ${first.tag}`;
  const titleIn = (of: StoredCapture['state']) => `${plainTitle} · ${texts.streams[of].word}`;
  const title = isStream ? titleIn(first.state) : plainTitle;
  const said = about?.summary ?? texts.plain(first.sizeBytes);
  const description = isGrowing ? state.sentence : isStream ? `${state.sentence} ${said}` : said;
  if (about?.summary && !isGrowing) locals.summary = about.summary;
  const meta = (property: string, content: string) => ({
    tag: 'meta' as const,
    attrs: { property, content },
  });
  const embedded = astro.url.searchParams.has('embed');
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
      meta('og:url', page),
      meta('og:site_name', 'Casebook'),
      ...(pictured
        ? [
            meta('og:image', toPictureAddress(baseUrl, pictured.id)),
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
    streamTitles: isStream
      ? { growing: titleIn('growing'), complete: titleIn('complete'), cut: titleIn('cut') }
      : undefined,
    embedCode: `<iframe src="${page}?embed" title="${toAttribute(title)}" width="100%" height="640" loading="lazy" style="border:0"></iframe>`,
    texts,
  };
}

function toAttribute(text: string): string {
  return text.replace(/[&<>"]/g, (char) => `&#${char.charCodeAt(0)};`);
}
