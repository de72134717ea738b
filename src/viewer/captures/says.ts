import { type Codes, toSay } from '#codes/said.ts';

/** What the list of open captures says of what it was asked to open. */
export const openErrors = {
  'unknown-site-capture': ({ name }: { name: string }) => `The site has no capture named ${name}.`,
  'foreign-url': ({ url, origin }: { url: string; origin: string }) =>
    `${url}: only addresses of this site (${origin}) can be opened.`,
  'no-answer': ({ url }: { url: string }) => `${url}: the server did not answer, or not to the end`,
  'http-status': ({ url, status }: { url: string; status: string }) =>
    `${url}: the server answered ${status}`,
};

declare module '#model/notice.ts' {
  interface Failures extends Codes<typeof openErrors> {}
}

export const sayOfOpening = toSay(openErrors);
