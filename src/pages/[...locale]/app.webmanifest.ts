import { toManifest } from '#build/app-manifest.ts';
import { locales, toLocale } from '#locale/locale.ts';

export function getStaticPaths() {
  return locales.map((locale) => ({ params: { locale: locale === 'en' ? undefined : locale } }));
}

/** The installed app, in each language. */
export function GET({ params }: { params: { locale?: string | undefined } }): Response {
  return new Response(`${JSON.stringify(toManifest(toLocale(params.locale)), null, 2)}\n`, {
    headers: { 'Content-Type': 'application/manifest+json' },
  });
}
