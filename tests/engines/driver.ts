/** What a keyboard or a pointer does, one thing after another, in the JSON that both protocols of WebDriver take. */
export type InputSource = { type: 'key' | 'pointer'; id: string; actions: Record<string, unknown>[] };

/**
 * Where something is done: on the page, or in the innermost of its first frames. What runs edited cells frames itself once more where a
 * service worker may hand it out.
 */
export type Place = 'page' | 'frame';

/** What the flow asks of a browser: a tab, and in it the page or a frame of it. */
export interface Driver {
  goto(url: string): Promise<void>;
  reload(): Promise<void>;
  /** What a function's text gives, called in the page; what it gives and takes is JSON. */
  call(text: string, args: readonly unknown[], place?: Place): Promise<unknown>;
  /** Keys and clicks, as the browser itself does them. */
  act(sources: InputSource[], place?: Place): Promise<void>;
  /** Files chosen in the input that a selector finds. */
  choose(selector: string, paths: readonly string[]): Promise<void>;
  /** What the browser reported of the pages meanwhile: errors on the console, requests to elsewhere where it says so. */
  readonly trouble: readonly string[];
  /** What is on the screen, as PNG in base64: of a test that failed. */
  takePicture(): Promise<string>;
  close(): Promise<void>;
}

/** A function as text that is called with these and gives text: in both protocols the one value that needs no unpacking. */
export function toCall(text: string, args: readonly unknown[]): string {
  const list = JSON.stringify(args).slice(1, -1);
  return `Promise.resolve((${text})(${list})).then((value) => JSON.stringify(value ?? null))`;
}
