import { toErrorAnswer, toFailure } from './answers.ts';
import { langs, type Locale } from '#locale/locale.ts';
import { pathIn } from '#locale/paths.ts';
import { storedPageTexts } from '#texts/stored-pages.ts';
import { storeErrorTexts } from '#texts/store-errors.ts';

/** A page that says why there is nothing to be seen. */
export function toErrorPage(
  status: number,
  message: string,
  locale: Locale,
  headers: Record<string, string> = {},
): Response {
  const { home, problem } = storedPageTexts[locale];
  const text = message.replace(/[&<>"]/g, (char) => `&#${char.charCodeAt(0)};`);
  const html = `<!doctype html>
<html lang="${langs[locale]}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="robots" content="noindex">
<title>${problem} · Casebook</title>
<style>
:root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif }
main { max-width: 36rem; margin: 20vh auto 0; padding: 0 1rem }
</style>
<main><h1>${problem}</h1><p>${text}</p><p><a href="${pathIn(locale, '/')}">${home}</a></p></main>
</html>
`;
  return new Response(html, {
    status,
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Cache-Control': 'no-store',
      'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'",
      ...headers,
    },
  });
}

/**
 * The same for what was thrown: its status, its words, a browser's own dialog where a token is
 * needed. What is nobody's fault but the server's goes on to the server's own log.
 */
export function toProblemPage(error: unknown, locale: Locale): Response {
  const { status, headers } = toErrorAnswer(error);
  if (status === 500) throw error;
  return toErrorPage(status, storeErrorTexts[locale].say(toFailure(error).said), locale, headers);
}
