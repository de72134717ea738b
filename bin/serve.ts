#!/usr/bin/env node
import { existsSync, writeSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { toCause } from '#server/causes.ts';
import { openService } from '#server/open-service.ts';
import type { Service } from '#server/service.ts';
import { readSettings, type Settings } from '#server/settings.ts';
import { openOutput, type ServerOutput } from '#site/server-output.ts';
import { type App, createSiteServer } from '#site/site-server.ts';

const help = `usage: node bin/serve.ts [--host HOST] [--port PORT]

Serves the built site, compressed as it was at build, and keeps captures in ./data (CASEBOOK_STORE
and the other settings are in the guide «Deploy»; CASEBOOK_STORE=none keeps none).

  --host HOST   address to listen on, or HOST in the environment (localhost)
  --port PORT   port, or PORT in the environment (4321; 0 takes a free one)
  --help        this
`;

const output: ServerOutput = openOutput(process.env['CASEBOOK_LOG']?.trim() === 'off');
const options = readOptions();
const root = join(import.meta.dirname, '..', 'dist');
const folder = [join(root, 'client'), root].find((one) => existsSync(join(one, 'index.html')));
if (!folder) output.fail('there is no built site in dist/: npm run build makes it', 1);

// What answers on request; a site built without it is served alone.
const serverFolder = join(root, 'server');
const settings = readSettingsOrFail();
const service = existsSync(join(serverFolder, 'entry.mjs')) ? await openServiceOrFail() : undefined;
const app = service && (await loadApp(service));
const server = createSiteServer(folder, {
  ...(app ? { app } : {}),
  frameAncestors: settings.frameAncestors,
  onError: (address, error) => output.log('error', { what: 'file', address, ...toCause(error) }),
});
server.on('error', (error: NodeJS.ErrnoException) => {
  const { host, port } = options;
  const code = { code: error.code ?? '' };
  if (error.code === 'EADDRINUSE')
    output.fail(`port ${port} of ${host} is in use: choose another with --port or PORT`, 1, code);
  if (error.code === 'EACCES')
    output.fail(`port ${port} is not allowed: choose one above 1023 with --port or PORT`, 1, code);
  output.fail(`cannot listen on ${host}, port ${port}: ${error.message}`, 1, code);
});
server.listen(options.port, options.host, () => {
  const { port } = server.address() as AddressInfo;
  const sayListening = (url: string, rest: string) =>
    output.say('listening', `Casebook is served on ${url}${rest}`, { url, port });
  if (isEverywhere(options.host)) {
    const others = outerAddresses(options.host).map((address) => `\n  http://${address}:${port}`);
    sayListening(`http://localhost:${port}`, `, to others on${others.join('')}`);
  } else {
    sayListening(
      `http://${toUrlHost(options.host)}:${port}`,
      '\nTo listen beyond this machine: npm start -- --host 0.0.0.0 (or HOST=0.0.0.0; --port or PORT for the port)',
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
  const seconds = service ? settings.stopSeconds : 2;
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

function readSettingsOrFail(): Settings {
  try {
    return readSettings(process.env);
  } catch (error) {
    output.fail((error as Error).message, 2);
  }
}

async function openServiceOrFail(): Promise<Service | undefined> {
  try {
    return await openService(settings, {
      describeScript: join(import.meta.dirname, 'describe.ts'),
      log: output.log,
    });
  } catch (error) {
    const { cause, hint } = toCause(error);
    output.fail(`the store cannot be opened: ${cause}`, 2, hint ? { hint } : {});
  }
}

async function loadApp(casebook: Service): Promise<App> {
  try {
    const { handler } = (await import(pathToFileURL(join(serverFolder, 'entry.mjs')).href)) as {
      handler: (...args: [...Parameters<App>, undefined, object]) => Promise<void>;
    };
    const pageScripts = JSON.parse(
      await readFile(join(serverFolder, 'page-scripts.json'), 'utf8'),
    ) as string[];
    return (request, response) => {
      const peer = request.socket.remoteAddress ?? '';
      // Who has read enough of a body leaves it as it is: what becomes of the rest is the site server's.
      const incoming = request.iterator({ destroyOnReturn: false });
      return handler(request, response, undefined, { casebook, incoming, peer, pageScripts });
    };
  } catch (error) {
    output.fail(`dist/server is not whole: npm run build makes it anew (${(error as Error).message})`, 1);
  }
}

function readOptions(): { host: string; port: number } {
  let values: { host?: string; port?: string; help?: boolean };
  try {
    ({ values } = parseArgs({
      options: { host: { type: 'string' }, port: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
    }));
  } catch (error) {
    output.fail(
      `${(error as Error).message.replace(/\. To specify.*$/s, '')} (--help tells what there is)`,
      2,
    );
  }
  if (values.help) {
    writeSync(1, help);
    process.exit(0);
  }
  const host = values.host || process.env['HOST'] || 'localhost';
  const text = values.port || process.env['PORT'] || '4321';
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65535) output.fail(`no port from 0 to 65535: ${text}`, 2);
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
