import { type Locale, type Messages, toLocale } from '#locale/locale.ts';

/**
 * What is being loaded, kept by the window: Astro writes a client directive into the page as a script
 * of its own, with a copy of this module in it that has to know of what the islands' copy loads.
 */
const loading: Promise<void>[] = ((globalThis as { casebookTexts?: Promise<void>[] }).casebookTexts ??= []);

/**
 * A part's texts in a browser, as src/integrations/one-language.ts has the parts of this folder
 * call it: only those of the page's language are loaded, and they begin to be when the part is first
 * imported. Until `textsReady` the texts are not there.
 *
 * @public
 */
export function textsOfPage<T>(loads: Record<Locale, () => Promise<{ texts: T }>>): Messages<T> {
  const locale = toLocale(document.documentElement.lang);
  const loaded: Partial<Messages<T>> = {};
  loading.push(
    loads[locale]().then(({ texts }) => {
      loaded[locale] = texts;
    }),
  );
  return loaded as Messages<T>;
}

/** Awaited between the import of what shows texts and its first drawing. In Node all are there at once. */
export async function textsReady(): Promise<void> {
  await Promise.all(loading);
}
