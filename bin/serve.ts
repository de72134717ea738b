#!/usr/bin/env node
import { existsSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { openService } from '#server/open-service.ts';
import type { Service } from '#server/service.ts';
import { type App, createSiteServer } from './site-server.ts';

const help = `usage: node bin/serve.ts [--host HOST] [--port PORT]

Serves the built site, compressed as it was at build, and keeps captures in ./data (CASEBOOK_STORE
and the other settings are in the guide «Deploy»; CASEBOOK_STORE=none keeps none).

  --host HOST   address to listen on, or HOST in the environment (localhost)
  --port PORT   port, or PORT in the environment (4321; 0 takes a free one)
  --help        this
`;

const options = readOptions();
const root = join(import.meta.dirname, '..', 'dist');
const folder = [join(root, 'client'), root].find((one) => existsSync(join(one, 'index.html')));
if (!folder) fail('there is no built site in dist/: npm run build makes it', 1);

// What answers on request; a site built without it is served alone.
const entry = join(root, 'server', 'entry.mjs');
const service = existsSync(entry) ? await openStoreOrFail() : undefined;
const app = service && (await loadApp(service));
const server = createSiteServer(folder, app);
server.on('error', (error: NodeJS.ErrnoException) => {
  const { host, port } = options;
  if (error.code === 'EADDRINUSE')
    fail(`port ${port} of ${host} is in use: choose another with --port or PORT`, 1);
  if (error.code === 'EACCES')
    fail(`port ${port} is not allowed: choose one above 1023 with --port or PORT`, 1);
  fail(`cannot listen on ${host}, port ${port}: ${error.message}`, 1);
});
server.listen(options.port, options.host, () => {
  const { port } = server.address() as AddressInfo;
  if (isEverywhere(options.host)) {
    console.log(`Casebook is served on http://localhost:${port}, to others on`);
    for (const address of outerAddresses(options.host)) console.log(`  http://${address}:${port}`);
  } else {
    console.log(`Casebook is served on http://${toUrlHost(options.host)}:${port}`);
    console.log(
      'To listen beyond this machine: npm start -- --host 0.0.0.0 (or HOST=0.0.0.0; --port or PORT for the port)',
    );
  }
});

// Once: a second Ctrl-C ends it at once.
process.once('SIGINT', stop);
process.once('SIGTERM', stop);
// Told to end, npm ends its shell, and the shell does not pass that on to what it runs.
if (process.env['npm_lifecycle_event']) {
  const { ppid } = process;
  setInterval(() => process.ppid !== ppid && stop(), 500).unref();
}

/**
 * Lets answers on their way come to their end: two seconds, or as long as uploads may take. What
 * has come of an upload by then is kept, and goes on when the server is back.
 */
function stop(): void {
  service?.stop();
  server.close();
  server.closeIdleConnections();
  const seconds = service ? service.settings.stopSeconds : 2;
  const closing = setTimeout(() => server.closeAllConnections(), seconds * 1000);
  if (!service) {
    closing.unref();
    return;
  }
  // Followers wait for news that will come from elsewhere; only uploads are worth the time.
  void service.uploadsDone().then(async () => {
    clearTimeout(closing);
    setTimeout(() => server.closeAllConnections(), 500).unref();
    await service.idle();
    await service.store.close();
  });
}

async function openStoreOrFail(): Promise<Service | undefined> {
  try {
    return await openService(process.env, join(import.meta.dirname, 'describe.ts'));
  } catch (error) {
    fail((error as Error).message, 2);
  }
}

async function loadApp(casebook: Service): Promise<App> {
  const { handler } = (await import(pathToFileURL(entry).href)) as {
    handler: (...args: [...Parameters<App>, undefined, object]) => Promise<void>;
  };
  return (request, response) => handler(request, response, undefined, { casebook, incoming: request });
}

function readOptions(): { host: string; port: number } {
  let values: { host?: string; port?: string; help?: boolean };
  try {
    ({ values } = parseArgs({
      options: { host: { type: 'string' }, port: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
    }));
  } catch (error) {
    fail(`${(error as Error).message.replace(/\. To specify.*$/s, '')}\n\n${help}`, 2);
  }
  if (values.help) {
    process.stdout.write(help);
    process.exit(0);
  }
  const host = values.host || process.env['HOST'] || 'localhost';
  const text = values.port || process.env['PORT'] || '4321';
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65535) fail(`no port from 0 to 65535: ${text}`, 2);
  return { host, port };
}

function isEverywhere(host: string): boolean {
  return host === '0.0.0.0' || host === '::';
}

function outerAddresses(host: string): string[] {
  return Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter(({ internal, family, scopeid }) => !internal && !scopeid && (family === 'IPv4' || host === '::'))
    .map(({ address }) => toUrlHost(address));
}

function toUrlHost(host: string): string {
  return host.includes(':') ? `[${host}]` : host;
}

function fail(message: string, code: number): never {
  console.error(`serve: ${message.trimEnd()}`);
  process.exit(code);
}
