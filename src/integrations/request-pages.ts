import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { locales } from '#locale/locale.ts';
import { folderOf } from '#locale/paths.ts';
import { toCapturePath, toSessionPath, toTagPath } from '#locale/store-paths.ts';

type Handler = (
  request: IncomingMessage,
  response: ServerResponse,
  next: undefined,
  locals: object,
) => Promise<void>;

const id = '0'.repeat(26);

/** A capture that says nothing, with everything in it that a page shows. */
const capture = {
  id,
  tag: 'tag',
  name: 'name',
  state: 'complete',
  live: false,
  sizeBytes: 1,
  kind: 'recording',
  summary: 'summary',
  session: 'session',
  createdAt: '2026-01-01T00:00:00.000Z',
  changedAt: '2026-01-01T00:00:00.000Z',
  expiresAt: '2026-01-02T00:00:00.000Z',
  looked: true,
  picture: true,
};

/** What the pages ask of src/server/service.ts, answered with that capture. */
const service = {
  settings: { frameAncestors: "'self'" },
  toCaller: () => ({ address: '127.0.0.1', baseUrl: 'http://localhost' }),
  checkList: () => {},
  report: (_: string, error: unknown) => {
    throw error;
  },
  mayHavePicture: () => true,
  findForPage: async () => capture,
  findSession: async () => [capture],
  store: { list: async () => ({ captures: [capture], next: id }) },
};

/**
 * The pages that a server makes on request, of a capture without anybody's words, as HTML: one of
 * each kind in each language.
 *
 * @param entry of the built server
 * @param base of the site
 * @throws Error where one cannot be made
 */
export async function renderRequestPages(entry: URL, base: string): Promise<string[]> {
  const { handler } = (await import(entry.href)) as { handler: Handler };
  const server = createServer((request, response) => {
    void handler(request, response, undefined, { casebook: service });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    const { port } = server.address() as AddressInfo;
    const paths = [
      toCapturePath(id),
      `${toCapturePath(id)}?embed`,
      toTagPath('tag'),
      toSessionPath('tag', 'session'),
    ];
    const pages: string[] = [];
    for (const path of locales.flatMap((locale) =>
      paths.map((one) => `/${folderOf(locale)}${one.slice(1)}`),
    )) {
      const response = await fetch(`http://127.0.0.1:${port}${base}${path}`);
      const html = await response.text();
      if (response.status !== 200)
        throw new Error(`${path} is answered ${response.status}: ${html.slice(0, 500)}`);
      pages.push(html);
    }
    return pages;
  } finally {
    server.closeAllConnections();
    server.close();
  }
}
