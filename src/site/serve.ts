import { existsSync, writeSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { toBase } from '#locale/base-path.ts';
import { findForwarded } from '#server/access.ts';
import { toCause } from '#server/causes.ts';
import { openService } from '#server/open-service.ts';
import type { Service } from '#server/service.ts';
import { readSettings, type Settings } from '#server/settings.ts';
import type { ConnectionsOptions } from './connections.ts';
import { startGoTools } from './go-tools.ts';
import {
  isEverywhere,
  outerAddresses,
  readServeOptions,
  serveHelp,
  type ServeOptions,
  toUrlHost,
} from './serve-options.ts';
import { openOutput, type ServerOutput } from './server-output.ts';
import { type App, createSiteServer } from './site-server.ts';

/**
 * Serves the built site until it is told to end, and the store where the site was built with what
 * answers on request. What keeps it from starting is said in a sentence, and ends the process.
 *
 * @param root of what was built: `dist`
 * @param args of the command line, without the program's name
 */
export async function serve(root: string, args: string[], env: NodeJS.ProcessEnv): Promise<void> {
  // Named in full: only so does the compiler know that fail() never comes back.
  const output: ServerOutput = openOutput(env['CASEBOOK_LOG']?.trim() === 'off');
  const orFail = <T>(read: () => T): T => {
    try {
      return read();
    } catch (error) {
      output.fail((error as Error).message, 2);
    }
  };
  const options = orFail(() => readServeOptions(args, env));
  if (options.help) {
    writeSync(1, serveHelp);
    process.exit(0);
  }
  const site = options.site ?? root;
  const folder = [join(site, 'client'), site].find((one) => existsSync(join(one, 'index.html')));
  if (!folder) output.fail(`there is no built site in ${options.site ?? 'dist/'}: npm run build makes it`, 1);
  const base = await readBase(folder);
  const settings = orFail(() => readSettings(env, base));
  // What answers on request; a site built without it is served alone.
  const appFolder = join(site, 'server');
  const service = existsSync(join(appFolder, 'entry.mjs'))
    ? await openServiceOrFail(settings, output)
    : undefined;
  const app = service && (await loadApp(appFolder, service, output));
  const server = createSiteServer(folder, {
    ...(app ? { app } : {}),
    base,
    hasProxy: settings.proxies > 0,
    connections: toConnections(settings),
    frameAncestors: settings.frameAncestors,
    onError: (address, error) => output.log('error', { what: 'file', address, ...toCause(error) }),
  });
  listen(server, options, base, output);
  const stopGoTools = await startGoTools(folder, env, output.log);

  const stop = () => {
    stopGoTools();
    stopServing(server, settings, service);
  };
  // Once: a second Ctrl-C ends it at once.
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  // Told to end, npm ends its shell, and the shell does not pass that on to what it runs.
  if (env['npm_lifecycle_event']) {
    const { ppid } = process;
    setInterval(() => process.ppid !== ppid && stop(), 500).unref();
  }
}

/** Below which path the site was built: src/integrations/site-base.ts has written it down. */
async function readBase(folder: string): Promise<string> {
  const text = await readFile(join(folder, 'site.json'), 'utf8').catch(() => '{}');
  return toBase((JSON.parse(text) as { base?: string }).base ?? '');
}

/** Behind proxies an address is what they say. */
function toConnections({ connectionsPerAddress: most, proxies }: Settings): ConnectionsOptions {
  if (proxies === 0) return { most, findCaller: undefined };
  return {
    most,
    findCaller: ({ headers, socket }) =>
      findForwarded(String(headers['x-forwarded-for'] ?? ''), proxies) ?? socket.remoteAddress ?? '',
  };
}

function listen(server: Server, options: ServeOptions, base: string, output: ServerOutput): void {
  const { host } = options;
  server.on('error', (error: NodeJS.ErrnoException) => {
    const code = { code: error.code ?? '' };
    if (error.code === 'EADDRINUSE')
      output.fail(`port ${options.port} of ${host} is in use: choose another with --port or PORT`, 1, code);
    if (error.code === 'EACCES')
      output.fail(`port ${options.port} is not allowed: choose one above 1023 with --port or PORT`, 1, code);
    output.fail(`cannot listen on ${host}, port ${options.port}: ${error.message}`, 1, code);
  });
  server.listen(options.port, host, () => {
    const { port } = server.address() as AddressInfo;
    const below = base && `${base}/`;
    const sayListening = (origin: string, rest: string) =>
      output.say('listening', `Casebook is served on ${origin}${below}${rest}`, {
        url: origin + below,
        port,
      });
    if (isEverywhere(host)) {
      const others = outerAddresses(host).map((address) => `\n  http://${address}:${port}${below}`);
      sayListening(`http://localhost:${port}`, `, to others on${others.join('')}`);
    } else {
      sayListening(
        `http://${toUrlHost(host)}:${port}`,
        '\nTo listen beyond this machine: npm start -- --host 0.0.0.0 (or HOST=0.0.0.0; --port or PORT for the port)',
      );
    }
  });
}

/**
 * Lets answers on their way come to their end: two seconds, or as long as uploads may take. What
 * has come of an upload by then is kept, and goes on when the server is back.
 */
function stopServing(server: Server, settings: Settings, service: Service | undefined): void {
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

async function openServiceOrFail(settings: Settings, output: ServerOutput): Promise<Service | undefined> {
  try {
    return await openService(settings, {
      describeScript: fileURLToPath(import.meta.resolve('#describe/child.ts')),
      log: output.log,
    });
  } catch (error) {
    const { cause, hint } = toCause(error);
    output.fail(`the store cannot be opened: ${cause}`, 2, hint ? { hint } : {});
  }
}

async function loadApp(folder: string, casebook: Service, output: ServerOutput): Promise<App> {
  try {
    const { handler } = (await import(pathToFileURL(join(folder, 'entry.mjs')).href)) as {
      handler: (...args: [...Parameters<App>, undefined, object]) => Promise<void>;
    };
    const pageScripts = JSON.parse(await readFile(join(folder, 'page-scripts.json'), 'utf8')) as string[];
    return (request, response) => {
      const peer = request.socket.remoteAddress ?? '';
      // Who has read enough of a body leaves it as it is: what becomes of the rest is the site server's.
      const incoming = request.iterator({ destroyOnReturn: false });
      // What was written goes out; the end that a whole answer has does not.
      const breakOff = () => response.socket?.destroySoon();
      return handler(request, response, undefined, { casebook, incoming, breakOff, peer, pageScripts });
    };
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    // A package: a file of the server's own that is not there is named by its path.
    if (code === 'ERR_MODULE_NOT_FOUND' && message.startsWith('Cannot find package'))
      output.fail(
        `dist/server cannot start: packages are looked for in node_modules beside it, or in a folder above (${message})`,
        1,
      );
    output.fail(`dist/server is not whole: npm run build makes it anew (${message})`, 1);
  }
}
