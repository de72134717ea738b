import { sayOfStore } from '#api/says.ts';
import { isSameSecret } from '#store/names.ts';
import { RequestError, wantsJson } from './answers.ts';
import type { Settings } from './settings.ts';

/** Who asks, as the server sees it behind its proxies. */
export interface Caller {
  address: string;
  /** `https://casebook.example.net`, or below a base `https://example.net/casebook`: what links are made of. */
  baseUrl: string;
}

/** @param peer address of the connection */
export function toCaller(request: Request, peer: string, settings: Settings): Caller {
  const url = new URL(request.url);
  const forwarded = (name: string) => findForwarded(request.headers.get(name) ?? '', settings.proxies);
  const proto = forwarded('x-forwarded-proto');
  const host = forwarded('x-forwarded-host') ?? request.headers.get('host') ?? url.host;
  const scheme = proto === 'https' || proto === 'http' ? proto : url.protocol.replace(':', '');
  const isHost = /^[A-Za-z0-9.-]+(:\d+)?$|^\[[0-9a-f:]+\](:\d+)?$/i.test(host);
  return {
    address: forwarded('x-forwarded-for') ?? peer,
    baseUrl:
      settings.publicUrl ?? (isHost ? `${scheme}://${host}${settings.base}` : url.origin + settings.base),
  };
}

/**
 * What the outermost of the trusted proxies has written into a header, if there are any.
 *
 * @param header all its entries; the last proxy's own is the last, and what a client wrote itself stands before
 */
export function findForwarded(header: string, proxies: number): string | undefined {
  const entries = header.split(',').map((entry) => entry.trim());
  return proxies > 0 ? entries.at(-proxies) || undefined : undefined;
}

/**
 * A token comes as `Authorization: Bearer TOKEN`, or as the password of `curl -u :TOKEN` and of a
 * browser's own dialog.
 */
export function checkToken(request: Request, token: string | undefined, what: 'upload' | 'list'): void {
  if (token === undefined) return;
  const [, scheme = '', value = ''] = /^(\w+)\s+(.+)$/.exec(request.headers.get('authorization') ?? '') ?? [];
  let given = '';
  if (/^bearer$/i.test(scheme)) given = value;
  if (/^basic$/i.test(scheme))
    given = Buffer.from(value, 'base64')
      .toString('utf8')
      .replace(/^[^:]*:/, '');
  if (isSameSecret(given, token)) return;
  throw new RequestError(sayOfStore('token-needed', { what }), {
    // A script asks for JSON and has a field for the token: a Basic challenge would open the browser's own
    // dialog over it, and keep the answer from the script until that is closed.
    'WWW-Authenticate': wantsJson(request)
      ? 'Bearer realm="Casebook"'
      : 'Basic realm="Casebook", charset="UTF-8"',
  });
}

/** A page of another origin changes nothing here, whatever a reader's browser sends along. */
export function checkOrigin(request: Request, { baseUrl }: Caller): void {
  if (request.method === 'GET' || request.method === 'HEAD') return;
  const origin = request.headers.get('origin');
  if (origin === null || [baseUrl, request.url].some((url) => origin === URL.parse(url)?.origin)) return;
  const shown = URL.canParse(origin) ? { origin: new URL(origin).origin } : {};
  throw new RequestError(sayOfStore('foreign-origin', shown));
}
