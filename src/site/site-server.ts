import { sayOfStore, storeStatuses, type StoreErrors } from '#api/says.ts';
import type { StoreRefusal } from '#api/wire.ts';
import type { Said } from '#codes/said.ts';
import { createReadStream } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { pipeline } from 'node:stream/promises';
import { fromBase, toBase } from '#locale/base-path.ts';
import { isClientGone } from '#server/causes.ts';
import { isOfApp, toAddress } from './addresses.ts';
import { Connections, type ConnectionsOptions } from './connections.ts';
import { findInFolder, type SiteFile, toSiteFile } from './site-files.ts';

/** What makes pages and answers on request, where the server has it. */
export type App = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

export interface SiteServerOptions {
  app?: App;
  /** Below which the site was built: `''` or `/casebook`. What is read elsewhere is sent there. */
  base?: string;
  /** There is a proxy before the server: one that takes the base off says so in X-Forwarded-Prefix. */
  hasProxy?: boolean;
  /** What one address may have at once; without it as much as it likes. */
  connections?: ConnectionsOptions;
  /** Who may embed pages, as in a Content-Security-Policy. */
  frameAncestors?: string;
  /** Told of an answer that was lost through a fault of this side. */
  onError?: (address: string, error: Error) => void;
}

/**
 * Serves a built site: what was compressed at build as it is, assets with a hash in their name for
 * ever, everything else checked again each time. Sees what is built anew while it runs.
 */
export function createSiteServer(folder: string, options: SiteServerOptions = {}): Server {
  const { onError = () => {}, connections: limit } = options;
  // Node looks each half minute whether headers are late, by which their minute may become one and a half.
  const server = createServer({ connectionsCheckingInterval: 5000 }, (request, response) => {
    // Held from the start: a request that was given up half-way knows it no more.
    const { socket } = request;
    response.once('finish', () => endUnread(request, socket));
    if (limit && !connections?.admit(request, response)) {
      response.setHeader('Connection', 'close').setHeader('Retry-After', '10');
      return refuse(request, response, sayOfStore('too-many-connections', { most: limit.most }));
    }
    answer(folder, options, request, response).catch((error: Error) => {
      // A reader who went away is no fault; a file that did, in the middle of a new build, loses this answer.
      if (!isClientGone(error)) onError(`${request.method} ${request.url}`, error);
      if (response.headersSent) response.destroy();
      else
        response
          .writeHead(500, { 'Content-Type': 'text/plain; charset=utf-8' })
          .end('the file could not be read\n');
    });
  });
  const connections = limit && new Connections(server, limit);
  // An upload over a bad line takes its time; one that has fallen silent is given up after ten minutes.
  server.requestTimeout = 0;
  server.timeout = 600_000;
  return server;
}

/**
 * An upload that was refused is still being sent. Its sender gets a moment to read why, and the rest is
 * thrown away as it comes: where that is little, the connection is good for the next request. A long
 * rest is not waited for.
 */
function endUnread(request: IncomingMessage, socket: Socket): void {
  if (request.complete) return;
  // Whoever has read the beginning may be listening still, and would hold the rest back.
  request.removeAllListeners('readable');
  request.resume();
  setTimeout(() => request.complete || socket.destroy(), 2000).unref();
}

const securityHeaders = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
};

/** Files with a hash in their names, or in that of their folder: another content has another address. */
const isForEver = /^\/(?:_astro|go-tools\/[^/]+)\//;

async function answer(
  folder: string,
  { app, base = '', hasProxy = false, frameAncestors = "'self'" }: SiteServerOptions,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  for (const [name, value] of Object.entries(securityHeaders)) response.setHeader(name, value);
  // Taken apart by hand: URL would fold `..` and read `//host` as another origin.
  const [, asked = '/', query = ''] = /^([^?#]*)(\?[^#]*)?/.exec(request.url ?? '/') ?? [];
  const isRead = request.method === 'GET' || request.method === 'HEAD';
  const isStripped = hasProxy && toBase(String(request.headers['x-forwarded-prefix'] ?? '')) === base;
  const below = isStripped ? asked : toPathBelow(base, asked);
  if (isRead && (below === undefined || (base !== '' && asked === base))) {
    return redirect(response, base + (below ?? asked.replace(/^\/*/, '/')) + query);
  }
  const written = below ?? '/';
  response.setHeader('Content-Security-Policy', `frame-ancestors ${toAncestors(written, frameAncestors)}`);
  const address = toAddress(written);
  if (app && address.kind === 'refused')
    return refuse(request, response, sayOfStore('bad-address', { what: address.what, base }));
  const pathname = address.kind === 'refused' ? written : address.pathname;
  if (app && isOfApp(pathname)) {
    if (pathname !== written && !pathname.startsWith('/api/'))
      return redirect(response, base + pathname + query);
    request.url = base + pathname + query;
    return app(request, response);
  }
  if (!isRead) {
    response.setHeader('Allow', 'GET, HEAD');
    const meant = app ? ({ what: 'file', base } as const) : ({ what: 'file-without-store' } as const);
    return refuse(request, response, sayOfStore('no-such-method', meant));
  }
  // Whoever asks the API is no browser, and has no use for a page.
  if (/^\/api(?:\/|$)/.test(pathname)) return refuse(request, response, sayOfStore('no-store'));
  const found = await findInFolder(folder, pathname);
  if (found.kind === 'redirect') return redirect(response, base + found.to + query);
  // One address a page: relative addresses in it, and what scripts make of their own, go by it.
  if (found.kind === 'file' && pathname !== written) return redirect(response, base + pathname + query);
  const encodings = request.headers['accept-encoding'];
  if (found.kind === 'file') {
    const file = await toSiteFile(found.path, encodings);
    const cacheControl = isForEver.test(pathname) ? 'public, max-age=31536000, immutable' : 'no-cache';
    return send(request, response, 200, file, cacheControl);
  }
  const page = await findNotFoundPage(folder, pathname);
  if (page) return send(request, response, 404, await toSiteFile(page, encodings), 'no-cache');
  response.writeHead(404, { 'Content-Type': 'text/plain; charset=utf-8' }).end('not found\n');
}

/** The path of the site that is asked for; undefined where it is not below the base. */
function toPathBelow(base: string, asked: string): string | undefined {
  if (base === '') return asked;
  const plain = asked.replace(/^\/+/, '/');
  const below = fromBase(base, plain);
  // A slash too many stays one: the address is mended where it is redirected.
  return below !== undefined && plain !== asked ? `/${below}` : below;
}

/** The page that edited cells run in is framed by the site's own pages, whoever else may not frame any. */
function toAncestors(pathname: string, ancestors: string): string {
  if (!/^\/+notebook-frame\//.test(pathname)) return ancestors;
  const others = ancestors.split(/\s+/).filter((one) => one !== "'none'" && one !== "'self'");
  return ["'self'", ...others].join(' ');
}

function redirect(response: ServerResponse, to: string): void {
  response.writeHead(301, { Location: to, 'Cache-Control': 'no-cache' }).end();
}

/** In the words of the API where JSON is asked for: see src/server/answers.ts. */
function refuse(
  request: IncomingMessage,
  response: ServerResponse,
  said: Said<Pick<StoreErrors, 'bad-address' | 'no-such-method' | 'no-store' | 'too-many-connections'>>,
): void {
  const { message } = said;
  const asJson = /\bapplication\/json\b/.test(request.headers.accept ?? '');
  response
    .writeHead(storeStatuses[said.code], {
      'Content-Type': asJson ? 'application/json; charset=utf-8' : 'text/plain; charset=utf-8',
      'Cache-Control': 'no-store',
    })
    .end(asJson ? `${JSON.stringify({ error: said } satisfies StoreRefusal)}\n` : `${message}\n`);
}

/** The page of the language that the path is in, else of the root. */
async function findNotFoundPage(folder: string, pathname: string): Promise<string | undefined> {
  const [language = ''] = pathname.split('/').filter(Boolean);
  for (const path of [`/${language}/404.html`, `/${language}/404/`, '/404.html', '/404/']) {
    const found = await findInFolder(folder, path.replace('//', '/'));
    if (found.kind === 'file') return found.path;
  }
  return undefined;
}

async function send(
  request: IncomingMessage,
  response: ServerResponse,
  status: number,
  file: SiteFile,
  cacheControl: string,
): Promise<void> {
  const etag = `"${file.sizeBytes.toString(36)}-${Math.round(file.modified.getTime()).toString(36)}${file.encoding ? `-${file.encoding}` : ''}"`;
  const headers = {
    'Content-Type': file.type,
    'Cache-Control': cacheControl,
    Vary: 'Accept-Encoding',
    ETag: etag,
    'Last-Modified': file.modified.toUTCString(),
  };
  if (status === 200 && isKnown(request.headers['if-none-match'], etag)) {
    response.writeHead(304, headers).end();
    return;
  }
  response.writeHead(status, {
    ...headers,
    'Content-Length': file.sizeBytes,
    ...(file.encoding ? { 'Content-Encoding': file.encoding } : {}),
  });
  if (request.method === 'HEAD') response.end();
  else await pipeline(createReadStream(file.path), response);
}

function isKnown(ifNoneMatch: string | undefined, etag: string): boolean {
  if (!ifNoneMatch) return false;
  return ifNoneMatch.split(',').some((one) => one.trim() === '*' || one.trim().replace(/^W\//, '') === etag);
}
