/** The languages of the site, as Starlight names their locales (`en` is the root). */
export type Locale = 'en' | 'zh-cn';

/**
 * The texts of one part of the viewer in every language. Keep a table beside the part that shows it
 * (`messages.ts`); a text with numbers in it is a function.
 */
export type Messages<T> = Record<Locale, T>;
