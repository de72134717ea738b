import { createReadStream } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { pipeline } from 'node:stream/promises';
import { findInFolder, type SiteFile, toSiteFile } from './site-files.ts';

/**
 * Serves a built site: what was compressed at build as it is, assets with a hash in their name for
 * ever, everything else checked again each time. Sees what is built anew while it runs.
 */
export function createSiteServer(folder: string, app?: App): Server {
  const server = createServer((request, response) => {
    response.once('finish', () => endUnread(request));
    answer(folder, app, request, response).catch((error: NodeJS.ErrnoException) => {
      // The reader went away, or a file did in the middle of a new build: this answer is lost, the server is not.
      if (error.code !== 'ERR_STREAM_PREMATURE_CLOSE')
        console.error(`${request.method} ${request.url}: ${error.message}`);
      if (response.headersSent) response.destroy();
      else
        response
          .writeHead(500, { 'Content-Type': 'text/plain; charset=utf-8' })
          .end('the file could not be read\n');
    });
  });
  // An upload over a bad line takes its time; one that has fallen silent is given up after ten minutes.
  server.requestTimeout = 0;
  server.timeout = 600_000;
  return server;
}

/** What makes pages and answers on request, where the server has it. */
export type App = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** Addresses that the app answers; every other is a file. */
const ofApp = /^\/(?:api|(?:zh-cn\/)?[ct])\//;

/**
 * An upload that was refused is still being sent. Its sender gets a moment to read why; then the
 * rest is not waited for.
 */
function endUnread(request: IncomingMessage): void {
  // Destroyed by whoever has read it, it has none any more, whatever its type says.
  const socket = request.socket as Socket | null;
  if (request.complete || !socket) return;
  setTimeout(() => request.complete || socket.destroy(), 2000).unref();
}

const securityHeaders = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
};

async function answer(
  folder: string,
  app: App | undefined,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  for (const [name, value] of Object.entries(securityHeaders)) response.setHeader(name, value);
  if (app && ofApp.test(request.url ?? '')) return app(request, response);
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.writeHead(405, { Allow: 'GET, HEAD', 'Content-Type': 'text/plain; charset=utf-8' });
    response.end('only GET and HEAD\n');
    return;
  }
  // Taken apart by hand: URL would fold `..` and read `//host` as another origin.
  const [, pathname = '/', query = ''] = /^([^?#]*)(\?[^#]*)?/.exec(request.url ?? '/') ?? [];
  const found = await findInFolder(folder, pathname);
  if (found.kind === 'redirect') {
    response.writeHead(301, { Location: found.to + query, 'Cache-Control': 'no-cache' }).end();
    return;
  }
  const encodings = request.headers['accept-encoding'];
  if (found.kind === 'file') {
    const file = await toSiteFile(found.path, encodings);
    const cacheControl = pathname.startsWith('/_astro/') ? 'public, max-age=31536000, immutable' : 'no-cache';
    return send(request, response, 200, file, cacheControl);
  }
  const page = await findNotFoundPage(folder, pathname);
  if (page) return send(request, response, 404, await toSiteFile(page, encodings), 'no-cache');
  response.writeHead(404, { 'Content-Type': 'text/plain; charset=utf-8' }).end('not found\n');
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
