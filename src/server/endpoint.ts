import { sayOfStore } from '#api/says.ts';
import type { APIContext, APIRoute } from 'astro';
import { RequestError, toErrorAnswer, toResponse } from './answers.ts';
import type { Call, Service } from './service.ts';

/** An endpoint of the store: 404 where the server has none. */
export function toEndpoint(
  act: (
    service: Service,
    call: Call,
    params: Record<string, string | undefined>,
  ) => Promise<Response> | Response,
): APIRoute {
  return (context: APIContext) => {
    const { request, params, locals } = context;
    const { casebook } = locals;
    if (!casebook) return toResponse(request, toErrorAnswer(new RequestError(sayOfStore('no-store'))));
    const { incoming, breakOff } = locals;
    return act(casebook, { request, address: toPeer(context), incoming, breakOff }, params);
  };
}

/**
 * What an address answers to every method that it does not have: 405, and those that it has. For Astro
 * it takes HEAD as well, which is GET without its body.
 */
export function toOther(methods: Partial<Record<'GET' | 'PUT' | 'PATCH' | 'DELETE', APIRoute>>): APIRoute {
  const { GET } = methods;
  const allowed = Object.keys(methods)
    .flatMap((name) => (name === 'GET' ? ['GET', 'HEAD'] : [name]))
    .join(', ');
  const refuse = toEndpoint((service, call) => service.otherMethod(call, allowed));
  return (context) => (context.request.method === 'HEAD' && GET ? GET(context) : refuse(context));
}

/** The other end of the connection. Of one that is closed already Astro knows none, and throws. */
export function toPeer(context: Pick<APIContext, 'locals' | 'clientAddress'>): string {
  return context.locals.peer ?? context.clientAddress;
}

/** The last part of an address, wholly decoded: in a route's parameter `%23` and the like still stand as they came. */
export function toLastName(request: Request): string {
  const { pathname } = new URL(request.url);
  try {
    return decodeURIComponent(pathname.slice(pathname.lastIndexOf('/') + 1));
  } catch {
    return '';
  }
}
