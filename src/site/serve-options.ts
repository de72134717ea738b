import { networkInterfaces } from 'node:os';
import { parseArgs } from 'node:util';

/** What `--help` prints. */
export const serveHelp = `usage: node bin/serve.ts [--host HOST] [--port PORT] [--site FOLDER]

Serves the built site, compressed as it was at build, and keeps captures in ./data (CASEBOOK_STORE
and the other settings are in the guide «Deploy»; CASEBOOK_STORE=none keeps none).

  --host HOST   address to listen on, or HOST in the environment (localhost)
  --port PORT   port, or PORT in the environment (4321; 0 takes a free one)
  --site FOLDER what was built (dist)
  --help        this
`;

/** Where the server listens, and what it serves. */
export interface ServeOptions {
  host: string;
  port: number;
  /** Folder of what was built, where another one is meant than the project's own. */
  site: string | undefined;
  /** Nothing is to be served: what there is to say is asked for. */
  help: boolean;
}

/**
 * Host and port of the command line, else of the environment, else `localhost` and 4321.
 *
 * @throws Error in words, for an option that is none or a port that is none
 */
export function readServeOptions(args: string[], env: NodeJS.ProcessEnv): ServeOptions {
  let values: { host?: string; port?: string; site?: string; help?: boolean };
  try {
    ({ values } = parseArgs({
      args,
      options: {
        host: { type: 'string' },
        port: { type: 'string' },
        site: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    }));
  } catch (error) {
    throw new Error(
      `${(error as Error).message.replace(/\. To specify.*$/s, '')} (--help tells what there is)`,
      { cause: error },
    );
  }
  const host = values.host || env['HOST'] || 'localhost';
  const text = values.port || env['PORT'] || '4321';
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65535) throw new Error(`no port from 0 to 65535: ${text}`);
  return { host, port, site: values.site, help: values.help === true };
}

/** Whether a host stands for every address of the machine. */
export function isEverywhere(host: string): boolean {
  return host === '0.0.0.0' || host === '::';
}

/** This machine's addresses for others, as they stand in a URL. */
export function outerAddresses(host: string): string[] {
  return Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter(({ internal, family, scopeid }) => !internal && !scopeid && (family === 'IPv4' || host === '::'))
    .map(({ address }) => toUrlHost(address));
}

/** `[::1]` for `::1`. */
export function toUrlHost(host: string): string {
  return host.includes(':') ? `[${host}]` : host;
}
