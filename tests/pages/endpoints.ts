import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { APIContext, APIRoute } from 'astro';
import type { Service } from '#server/service.ts';

const root = join(import.meta.dirname, '../../src/pages/api');

type Module = Partial<Record<string, APIRoute>>;

/** A file of src/pages/api and the addresses that Astro gives to it. */
export interface Route {
  file: string;
  pattern: RegExp;
  load(): Promise<Module>;
}

/** Every endpoint that there is, those with fewer parameters first and what takes the rest last, as Astro tries them. */
export const routes: Route[] = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => file.replaceAll('\\', '/'))
  .sort((a, b) => toOrder(a) - toOrder(b) || a.localeCompare(b))
  .map((file) => {
    const path = file
      .replace(/(?:\/?index)?\.ts$/, '')
      .replaceAll(/\/\[\.\.\.(\w+)\]/g, '(?:/(?<$1>.*))?')
      .replace(/^\[\.\.\.(\w+)\]/, '(?<$1>.*)')
      .replaceAll(/\[(\w+)\]/g, '(?<$1>[^/]+)');
    return {
      file,
      pattern: new RegExp(`^/api/${path}/?$`),
      load: () => import(join(root, file)) as Promise<Module>,
    };
  });

function toOrder(file: string): number {
  return file.startsWith('[...') ? Infinity : file.split('[').length;
}

/** Asks the endpoint that an address belongs to, as the adapter would. @throws Error where there is none */
export async function ask(
  service: Service | undefined,
  method: string,
  address: string,
  { headers = {}, body }: { headers?: Record<string, string>; body?: string | Uint8Array<ArrayBuffer> } = {},
): Promise<Response> {
  const url = new URL(address, 'http://localhost');
  const route = routes.find(({ pattern }) => pattern.test(url.pathname));
  const module = await route?.load();
  const handler = module?.[method] ?? module?.['ALL'];
  if (!route || !handler) throw new Error(`nothing answers ${method} ${address}`);
  const params = { ...route.pattern.exec(url.pathname)?.groups };
  const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : body;
  const request = new Request(url, {
    method,
    headers: { ...(bytes ? { 'Content-Length': String(bytes.length) } : {}), ...headers },
    ...(bytes ? { body: bytes } : {}),
  });
  const locals = {
    casebook: service,
    incoming: undefined,
    breakOff: undefined,
    peer: '192.0.2.1',
    pageScripts: undefined,
  };
  return (await handler({ request, params, locals, url } as unknown as APIContext)) as Response;
}
