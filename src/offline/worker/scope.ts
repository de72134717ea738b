/*
 * What of a service worker is used: TypeScript's library of pages, which the rest of the sources has, knows none of it.
 */

interface ExtendableEventLike extends Event {
  waitUntil(done: Promise<unknown>): void;
}

interface WorkerClient {
  postMessage(message: unknown, transfer: Transferable[]): void;
}

export interface WorkerScope {
  readonly registration: { readonly scope: string };
  readonly clients: {
    claim(): Promise<void>;
    matchAll(options: { type: 'window'; includeUncontrolled: boolean }): Promise<readonly WorkerClient[]>;
  };
  /** What is kept at the first visit: the build writes it before the script. */
  readonly casebookFiles: { url: string; revision: string | null }[];
  skipWaiting(): Promise<void>;
  addEventListener(type: 'install' | 'activate', hear: (event: ExtendableEventLike) => void): void;
  addEventListener(type: 'message', hear: (event: MessageEvent<unknown>) => void): void;
}

export const worker = self as unknown as WorkerScope;

/** The address of the site's root, with its slash. */
export const { scope } = worker.registration;

/** A path of the site, `cases/`; undefined for what is not below it. */
export function toOwnPath({ href }: URL): string | undefined {
  const plain = href.replace(/[?#].*$/s, '');
  return plain.startsWith(scope) ? plain.slice(scope.length) : undefined;
}
