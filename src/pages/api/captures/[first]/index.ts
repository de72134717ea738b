import { toEndpoint } from '#server/endpoint.ts';

export const prerender = false;

// A tag to put a stream into; an id for everything else.
export const PUT = toEndpoint((service, call, { first = '' }) => service.put(call, first, undefined));
export const GET = toEndpoint((service, call, { first = '' }) => service.stat(call, first));
export const PATCH = toEndpoint((service, call, { first = '' }) => service.rename(call, first));
export const DELETE = toEndpoint((service, call, { first = '' }) => service.remove(call, first));
